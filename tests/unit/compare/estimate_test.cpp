#include "compare/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/student.hpp"

namespace supplytwin::compare {
namespace {

using outcome::Direction;

Sample plain(std::initializer_list<double> values) {
  Sample s;
  for (const double v : values) s.push_back({v, 1, true});
  return s;
}

Sample ratio(std::initializer_list<std::pair<double, double>> values) {
  Sample s;
  for (const auto& [n, d] : values) s.push_back({n, d, true});
  return s;
}

// Values 1, 2, 3: mean 2, standard error 1/sqrt(3); t(0.975, 2) = 4.302653 from the tables.
TEST(Estimate, MeanAndStudentInterval) {
  const Estimate e = estimate(*pseudo_values(plain({1, 2, 3})));
  EXPECT_DOUBLE_EQ(e.mean, 2);
  ASSERT_TRUE(e.interval);
  EXPECT_NEAR(e.interval->lo, 2 - 4.302653 / std::sqrt(3.0), 1e-6);
  EXPECT_NEAR(e.interval->hi, 2 + 4.302653 / std::sqrt(3.0), 1e-6);
  EXPECT_EQ(e.replications, 3u);
}

TEST(Estimate, EndsWhereTheFigureMust) {
  const auto cut = [](double mean, double lo, double hi) { return within({mean, Interval{lo, hi}, 3, false}, 0, 1); };
  EXPECT_EQ(cut(0.99, 0.97, 1.01).interval->hi, 1);
  EXPECT_EQ(cut(0.99, 0.97, 1.01).interval->lo, 0.97);
  EXPECT_EQ(cut(0.01, -0.01, 0.03).interval->lo, 0);
  EXPECT_EQ(cut(1.0001, 0.9, 1.1).mean, 1) << "the jackknife may pass it";
  EXPECT_FALSE(within({0.5, std::nullopt, 1, false}, 0, 1).interval);
}

TEST(Estimate, OneReplicationHasNoInterval) {
  const Estimate e = estimate(*pseudo_values(plain({5})));
  EXPECT_DOUBLE_EQ(e.mean, 5);
  EXPECT_FALSE(e.interval);
  const Estimate r = estimate(*pseudo_values(ratio({{3, 4}})));
  EXPECT_DOUBLE_EQ(r.mean, 0.75);
  EXPECT_FALSE(r.interval);
  const Difference d = difference(*pseudo_values(plain({5})), *pseudo_values(plain({3})));
  EXPECT_DOUBLE_EQ(d.diff, 2);
  EXPECT_FALSE(d.interval || d.correlation);
  EXPECT_EQ(verdict(d, Direction::lower), Verdict::unresolved);
}

// (1, 2), (2, 2), (3, 5): all 6/9; without each 5/7, 4/7, 3/4. By hand, three times 6/9 less twice each:
// 4/7, 6/7, 1/2, whose mean is 27/42.
TEST(Estimate, RatioByTheJackknife) {
  const auto values = *pseudo_values(ratio({{1, 2}, {2, 2}, {3, 5}}));
  EXPECT_NEAR(values.values[0], 4.0 / 7, 1e-12);
  EXPECT_NEAR(values.values[1], 6.0 / 7, 1e-12);
  EXPECT_NEAR(values.values[2], 1.0 / 2, 1e-12);
  const Estimate e = estimate(values);
  EXPECT_NEAR(e.mean, 27.0 / 42, 1e-12);
  const auto reference = stats::mean_interval(std::vector<double>{4.0 / 7, 6.0 / 7, 1.0 / 2}, 0.95);
  EXPECT_NEAR(e.interval->lo, reference.lo, 1e-12);
  EXPECT_NEAR(e.interval->hi, reference.hi, 1e-12);
}

TEST(Estimate, RatioOfEqualDenominatorsIsTheMeanOfTheRatios) {
  const Estimate e = estimate(*pseudo_values(ratio({{3, 10}, {8, 10}, {5, 10}, {4, 10}})));
  const Estimate reference = estimate(*pseudo_values(plain({0.3, 0.8, 0.5, 0.4})));
  EXPECT_NEAR(e.mean, reference.mean, 1e-14);
  EXPECT_NEAR(e.interval->hi, reference.interval->hi, 1e-13);
}

TEST(Estimate, RatioWithoutADenominatorDoesNotExist) {
  EXPECT_FALSE(pseudo_values(ratio({{0, 0}, {0, 0}})));
  const Estimate e = estimate(*pseudo_values(ratio({{1, 4}, {0, 0}})));
  EXPECT_DOUBLE_EQ(e.mean, 0.25);
  EXPECT_FALSE(e.interval) << "nothing is left without the one replication that has a denominator";
}

TEST(Estimate, SilentReplicationsAreLeftOut) {
  Sample s = plain({1, 0, 3});
  s[1].present = false;
  const Estimate e = estimate(*pseudo_values(s));
  EXPECT_DOUBLE_EQ(e.mean, 2);
  EXPECT_EQ(e.replications, 2u);
  const Difference d = difference(*pseudo_values(s), *pseudo_values(plain({0, 100, 1})));
  EXPECT_DOUBLE_EQ(d.diff, 1.5);
  EXPECT_EQ(d.replications, 2u);
  for (auto& o : s) o.present = false;
  EXPECT_FALSE(pseudo_values(s));
}

// Differences 1, 2, 3 under values that move together: interval of the differences, not of the values.
TEST(Difference, PairedIntervalAndCorrelation) {
  const Difference d = difference(*pseudo_values(plain({11, 22, 33})), *pseudo_values(plain({10, 20, 30})));
  EXPECT_DOUBLE_EQ(d.diff, 2);
  EXPECT_NEAR(d.interval->lo, 2 - 4.302653 / std::sqrt(3.0), 1e-6);
  EXPECT_NEAR(*d.correlation, 1, 1e-12);
  const Difference against = difference(*pseudo_values(plain({1, 2, 4})), *pseudo_values(plain({4, 2, 1})));
  EXPECT_NEAR(*against.correlation, -13.0 / 14, 1e-12);
}

TEST(Difference, NothingVariesNoCorrelation) {
  const Difference d = difference(*pseudo_values(plain({3, 3, 3})), *pseudo_values(plain({1, 2, 3})));
  EXPECT_FALSE(d.correlation);
  EXPECT_TRUE(d.interval);
}

TEST(Verdict, NeedsAnIntervalThatExcludesZero) {
  const Difference lower{-2, Interval{-3, -1}, {}, 3}, higher{2, Interval{1, 3}, {}, 3},
      open{1, Interval{-1, 3}, {}, 3};
  EXPECT_EQ(verdict(lower, Direction::lower), Verdict::better);
  EXPECT_EQ(verdict(lower, Direction::higher), Verdict::worse);
  EXPECT_EQ(verdict(higher, Direction::higher), Verdict::better);
  EXPECT_EQ(verdict(higher, Direction::neither), Verdict::different);
  EXPECT_EQ(verdict(open, Direction::lower), Verdict::unresolved);
}

}  // namespace
}  // namespace supplytwin::compare
