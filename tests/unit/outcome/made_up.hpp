#pragma once

#include <cstdint>
#include <vector>

#include "base/hash.hpp"
#include "outcome/record.hpp"

namespace supplytwin::made_up {

inline constexpr std::size_t kSites = 2, kCategories = 3, kDays = 5;

/// A record in which every number is set and depends on policy and replication alone: for tests of what handles
/// records.
inline outcome::Record record(std::uint64_t policy, std::uint64_t replication, std::size_t sites = kSites,
                              std::size_t categories = kCategories, std::size_t days = kDays) {
  outcome::Record r(sites, categories, days);
  std::uint64_t state = base::combine(policy + 1, replication + 1);
  const auto next = [&](std::int64_t below) {
    state = base::mix(state);
    return static_cast<std::int64_t>(state % static_cast<std::uint64_t>(below));
  };
  for (auto& m : r.measures)
    base::for_each_field<outcome::Measures>([&](const auto& field) { m.*field.member = 1000 + next(500); });
  for (auto& histogram : r.latency)
    for (int i = 0; i < 20; ++i) histogram.add(next(1'000'000'000), 1 + next(3));
  for (auto& value : r.daily) value = next(100'000);
  r.picks = 1'000'000 + next(1000);
  r.events = 2'000'000 + next(1000);
  return r;
}

}  // namespace supplytwin::made_up
