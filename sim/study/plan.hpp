#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"
#include "store/header.hpp"
#include "study/build.hpp"

namespace supplytwin::study {

/// Every `count`-th task of a study, beginning with the `number`-th, from 1: what one of several machines does.
struct Part {
  std::uint32_t number = 1, count = 1;
  bool operator==(const Part&) const = default;
  /// Whether the task of that index, from 0, is in it.
  bool has(std::uint32_t task) const { return task % count == number - 1; }
};
/// `2/3`, and back; nothing when a text is no part.
std::string words(const Part& part);
std::optional<Part> part_of(std::string_view text);

/// What the person who starts a study wants other than the scenario says.
struct Overrides {
  std::optional<std::uint64_t> seed;
  std::optional<std::uint32_t> replications;
  std::vector<std::string> policies;  ///< in any order; empty means all
  std::optional<Part> part;           ///< only this part of the tasks; does not show in their results
  std::filesystem::path from;         ///< a snapshot that every replication goes on from; empty: from the start
  bool operator==(const Overrides&) const = default;
};

/// Where all random numbers come from.
inline constexpr const char* kGenerator = "Philox4x32-10";

/// Changes a scenario as asked. Policies stay in name order; when the baseline is not among those chosen, the first
/// by name takes its place, and `notes` says so. Throws ScenarioError when a chosen policy does not compete or is
/// chosen twice, when replications are out of bounds, and when a part would be empty; Refused when nothing can go on
/// from the snapshot.
scenario::Scenario apply(const Overrides& overrides, scenario::Scenario scenario, std::vector<std::string>& notes);

/// What a study is: everything that decides its results, and nothing else.
struct Plan {
  std::filesystem::path file;  ///< the scenario, to be read again on resume
  Overrides overrides;
  std::uint32_t block = 1;  ///< replications in a task
  std::vector<std::string> policies;
  std::string first_day;  ///< local date on which the recorded period starts
  store::Provenance provenance;

  std::uint32_t replications() const { return static_cast<std::uint32_t>(provenance.replications_planned); }
};

/// The plan of a scenario that `overrides` were applied to.
Plan plan(const scenario::Scenario& scenario, const Overrides& overrides, const Build& build);

}  // namespace supplytwin::study
