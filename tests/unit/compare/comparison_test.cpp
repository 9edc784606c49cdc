#include "compare/comparison.hpp"

#include <gtest/gtest.h>

#include "../outcome/made_up.hpp"
#include "base/error.hpp"

namespace supplytwin::compare {
namespace {

constexpr base::Duration kPeriod{864'000'000};

/// Stockouts of three policies in four replications.
Samples stockouts(const std::vector<std::vector<std::int64_t>>& by_policy) {
  Samples samples({outcome::find_kpi("stockout_incidents"), outcome::find_kpi("turns")}, outcome::By::network, 1,
                  by_policy.size(), by_policy[0].size(), kPeriod);
  for (std::size_t p = 0; p < by_policy.size(); ++p)
    for (std::size_t r = 0; r < by_policy[p].size(); ++r) {
      outcome::Record record(1, 1, 1);
      record.at(0, 0, 0).stockouts = by_policy[p][r];
      samples.add(p, r, record);
    }
  return samples;
}

TEST(Comparison, EveryPolicyAgainstTheBaseline) {
  const auto samples = stockouts({{10, 20, 30, 40}, {5, 15, 24, 36}, {11, 19, 31, 39}});
  const auto figures = compare(samples, 0, 0);
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_DOUBLE_EQ(figures[0].policies[1]->mean, 20);
  EXPECT_FALSE(figures[0].paired[0]) << "the baseline is not compared with itself";
  EXPECT_DOUBLE_EQ(figures[0].paired[1]->diff, -5);
  EXPECT_EQ(verdict(*figures[0].paired[1], outcome::Direction::lower), Verdict::better);
  EXPECT_EQ(verdict(*figures[0].paired[2], outcome::Direction::lower), Verdict::unresolved);
  EXPECT_FALSE(figures[1].policies[0]) << "turns of an empty store do not exist";
}

TEST(Comparison, OrderInWhichRecordsComeDoesNotMatter) {
  const std::vector<const outcome::Kpi*> kpis{outcome::find_kpi("fill_rate"), outcome::find_kpi("order_cycle_p95")};
  Samples forward(kpis, outcome::By::network, 1, 2, 3, kPeriod), backward = forward;
  for (std::size_t i = 0; i < 6; ++i) {
    forward.add(i / 3, i % 3, made_up::record(i / 3, i % 3));
    const std::size_t j = 5 - i;
    backward.add(j / 3, j % 3, made_up::record(j / 3, j % 3));
  }
  const auto a = compare(forward, 0, 0), b = compare(backward, 0, 0);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_EQ(a[k].policies[1]->mean, b[k].policies[1]->mean);
    EXPECT_EQ(a[k].paired[1]->interval->lo, b[k].paired[1]->interval->lo);
  }
}

TEST(Comparison, RanksAndSaysWhoIsNotToldApart) {
  const auto places = rank(stockouts({{10, 20, 30, 40}, {5, 15, 24, 36}, {6, 14, 25, 37}}), 0, 0);
  ASSERT_EQ(places.size(), 3u);
  EXPECT_EQ(places[0].policy, 1u);
  EXPECT_EQ(places[1].policy, 2u);
  EXPECT_FALSE(places[1].told_apart);
  EXPECT_EQ(places[2].policy, 0u);
  EXPECT_TRUE(places[2].told_apart);
}

TEST(Comparison, QuantilesAreRefusedByPart) {
  EXPECT_THROW(Samples({outcome::find_kpi("approval_p95")}, outcome::By::site, 2, 1, 1, kPeriod), base::Error);
}

}  // namespace
}  // namespace supplytwin::compare
