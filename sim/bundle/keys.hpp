#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "bundle/strict_yaml.hpp"

namespace supplytwin::bundle {

// The keys of a policy file; the reader, the schema and the reference page read these lists.

inline constexpr std::array<Key, 14> kPolicyKeys{{
    {"policy", true, "its name: lower-case letters, digits, hyphens"},
    {"version", true, "whole number, raised by whoever changes it"},
    {"contract", true, "1: the facts and actions that are known"},
    {"summary", true, "one line"},
    {"doc", false, "as long as needed"},
    {"decides", false, "`continuous`, as events come, or times such as `daily 02:00`; absent: continuous"},
    {"sees", false,
     "network, or own_site, which has no donors and does not see the centre's shelves; absent: network"},
    {"reviews", false,
     "events that put every storeroom and centre point to the rules; absent: none, only breaches do"},
    {"parameters", false, "numbers and words that the expressions use, by name"},
    {"variables", false, "expressions by name; each may use those above it"},
    {"rules", true, "the first that applies decides"},
    {"executor", false, "the numbers by which commands are carried out"},
    {"approvals", false,
     "who releases a requisition before it is sent, from the least amount up; absent: nobody has to"},
    {"budget", false, "steps that one decision may take; absent: 1,000,000"},
}};

inline constexpr std::array<Key, 4> kParameterKeys{{
    {"value", true, "a value with its unit, or a list of text or of plain numbers"},
    {"min", false, "least value that makes sense, in the same unit"},
    {"max", false, "greatest value that makes sense, in the same unit"},
    {"doc", false, "what it is, and why this value"},
}};

inline constexpr std::array<Key, 8> kRuleKeys{{
    {"rule", true, "its name"},
    {"when", false, "expression over the need; absent: always"},
    {"choose", false, "the candidate it acts on"},
    {"quantity", false, "expression over the need; absent: need.quantity [each]"},
    {"then", true,
     "transfer (donors), order or expedite (contracts), substitute (substitutes), query, hold, defer, nothing"},
    {"keep", false, "transfers only: the cover that the donor is left with [time]"},
    {"defer", false, "beside `then: defer`: how long it waits"},
    {"doc", false, "as long as needed"},
}};

inline constexpr std::array<Key, 3> kChoiceKeys{{
    {"from", true, "donors, contracts or substitutes"},
    {"when", false, "expression: which candidates; absent: all"},
    {"prefer", false, "expressions, the least first, `-x` turns one round"},
}};

inline constexpr std::array<Key, 1> kDeferKeys{{{"for", true, "how long, at least 1 min [time]"}}};

inline constexpr std::array<Key, 2> kApprovalKeys{{
    {"role", true, "who approves"},
    {"up_to", false, "greatest estimated cost that this role may release; left out of the last, which has no limit"},
}};

/// Events that `reviews` may name.
inline constexpr std::array<std::string_view, 1> kReviewed{"forecast.published"};
/// Words that cannot name a parameter or a variable.
inline constexpr std::array<std::string_view, 9> kTakenNames{"need",  "donor", "contract", "substitute", "true",
                                                             "false", "in",    "null",     "size"};
inline constexpr std::int64_t kMostVersions = 1'000'000'000;
inline constexpr std::int64_t kMostSteps = 1'000'000'000;  ///< that a budget may grant

/// The words of an enum, but for the first ones.
template <base::NamedEnum E>
std::vector<std::string> words_of(std::size_t but = 0) {
  const auto& names = base::EnumNames<E>::names;
  return {names.begin() + static_cast<std::ptrdiff_t>(but), names.end()};
}

}  // namespace supplytwin::bundle
