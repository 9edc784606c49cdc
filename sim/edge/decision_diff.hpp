#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "edge/decision_log.hpp"

namespace supplytwin::edge {

/// What differs among the decisions that one rule took in the first log, or in the second for those only there.
struct RuleDiff {
  std::uint64_t decisions = 0;                         ///< of this rule in the first log
  std::uint64_t differing = 0;                         ///< of these, or only in the second
  std::uint64_t direct = 0;                            ///< of the differing, on equal facts
  std::array<std::uint64_t, kDifferences> by_class{};  ///< a decision may differ in several
  std::uint64_t more = 0, less = 0;                    ///< quantity of the second against the first
  std::uint64_t later = 0, earlier = 0;                ///< when of the second against the first, or until when
  std::map<std::string, std::uint64_t> became;         ///< `action -> action`, or the rule that took its place
};

struct DecisionDiff {
  std::uint64_t first = 0, second = 0, compared = 0, differing = 0;
  /// Of those that differ, how many do on equal facts: their policies differ, and not what went before.
  std::uint64_t direct = 0;
  std::uint64_t after_others = 0;  ///< how many do on other facts; `missing` and `added` are neither
  std::array<std::uint64_t, kDifferences> by_class{};
  std::map<std::string, RuleDiff> rules;
  std::array<std::set<std::string>, 2> policies;  ///< digests of who decided in the first log, and in the second
  struct Example {
    LoggedDecision first, second;  ///< an empty id: only in the other log
    std::array<bool, kDifferences> classes{};
  };
  /// At most as many as asked for, first those on equal facts.
  std::vector<Example> examples;
};

/// Compares two logs of decisions, by need and revision. Throws WireError that names file and line when one of them
/// is not whole, or when both are empty.
DecisionDiff decision_diff(const std::filesystem::path& first, const std::filesystem::path& second,
                           std::size_t examples, const std::atomic<bool>& stop);

}  // namespace supplytwin::edge
