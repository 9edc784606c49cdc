#include "stats/student.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

#include "base/hash.hpp"
#include "base/special.hpp"

namespace supplytwin::stats {
namespace {

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, to its three decimals.
TEST(StudentQuantile, PublishedTable) {
  struct Row {
    double df, p90, p95, p975, p99, p995, p999;
  };
  for (const Row& row :
       {Row{1, 3.078, 6.314, 12.706, 31.821, 63.657, 318.309}, Row{2, 1.886, 2.920, 4.303, 6.965, 9.925, 22.327},
        Row{5, 1.476, 2.015, 2.571, 3.365, 4.032, 5.893}, Row{9, 1.383, 1.833, 2.262, 2.821, 3.250, 4.297},
        Row{30, 1.310, 1.697, 2.042, 2.457, 2.750, 3.385}, Row{100, 1.290, 1.660, 1.984, 2.364, 2.626, 3.174}}) {
    EXPECT_NEAR(student_quantile(0.90, row.df), row.p90, 6e-4) << row.df;
    EXPECT_NEAR(student_quantile(0.95, row.df), row.p95, 6e-4) << row.df;
    EXPECT_NEAR(student_quantile(0.975, row.df), row.p975, 6e-4) << row.df;
    EXPECT_NEAR(student_quantile(0.99, row.df), row.p99, 6e-4) << row.df;
    EXPECT_NEAR(student_quantile(0.995, row.df), row.p995, 6e-4) << row.df;
    EXPECT_NEAR(student_quantile(0.999, row.df), row.p999, 6e-4) << row.df;
  }
}

TEST(StudentQuantile, ClosedFormsOfOneAndTwoDegrees) {
  for (double p = 0.01; p < 1; p += 0.01) {
    const double cauchy = std::tan(std::numbers::pi * (p - 0.5));
    EXPECT_NEAR(student_quantile(p, 1), cauchy, 1e-11 * (1 + std::fabs(cauchy)));
    const double two = (2 * p - 1) / std::sqrt(2 * p * (1 - p));
    EXPECT_NEAR(student_quantile(p, 2), two, 1e-11 * (1 + std::fabs(two)));
  }
}

// Values by a multiple-precision library.
TEST(StudentQuantile, FractionalDegrees) {
  EXPECT_NEAR(student_quantile(0.975, 2.5), 3.5746548420036832, 1e-11);
  EXPECT_NEAR(student_quantile(0.95, 0.7), 13.587121347511173, 1e-10);
}

TEST(StudentQuantile, TendsToTheNormal) {
  const double z = base::normal_quantile(0.975);
  EXPECT_NEAR(student_quantile(0.975, 1e12), z, 1e-11);
  EXPECT_NEAR(student_quantile(0.975, 0.99e7), student_quantile(0.975, 1.01e7), 1e-8);
  EXPECT_GT(student_quantile(0.975, 1e6), z);
}

TEST(StudentQuantile, RefusesSharesAndDegreesOutOfRange) {
  EXPECT_THROW(student_quantile(0, 5), std::invalid_argument);
  EXPECT_THROW(student_quantile(1, 5), std::invalid_argument);
  EXPECT_THROW(student_quantile(0.5, 0), std::invalid_argument);
}

TEST(MeanInterval, ByHand) {
  const std::vector<double> values{3, 5, 7};  // mean 5, deviation 2, error 2 / sqrt(3)
  const Interval i = mean_interval(values, 0.95);
  EXPECT_DOUBLE_EQ(i.mean, 5);
  EXPECT_NEAR(i.hi - i.mean, 0.95 / std::sqrt(2 * 0.975 * 0.025) * 2 / std::sqrt(3.0), 1e-10);
  EXPECT_NEAR(i.mean - i.lo, i.hi - i.mean, 1e-12);
}

TEST(MeanInterval, OneReplicationSaysNothingAboutItsError) {
  const std::vector<double> one{3};
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(mean_interval(one, 0.95), (Interval{3, -infinity, infinity}));
  EXPECT_THROW(mean_interval({}, 0.95), std::invalid_argument);
  EXPECT_THROW(mean_interval(one, 1), std::invalid_argument);
}

TEST(MeanInterval, CoversTheTruthAsOftenAsItSays) {
  constexpr std::uint64_t kTrials = 20'000, kSize = 5;
  int covered = 0;
  for (std::uint64_t trial = 0; trial < kTrials; ++trial) {
    std::vector<double> values;
    for (std::uint64_t i = 0; i < kSize; ++i) {
      const std::uint64_t bits = base::mix(trial * kSize + i);
      values.push_back(base::normal_quantile((static_cast<double>(bits >> 12) + 0.5) * 0x1p-52));
    }
    const Interval i = mean_interval(values, 0.9);
    covered += i.lo <= 0 && 0 <= i.hi ? 1 : 0;
  }
  EXPECT_NEAR(covered, 0.9 * kTrials, 4 * std::sqrt(kTrials * 0.9 * 0.1));
}

// Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
TEST(WilsonInterval, PublishedTable) {
  struct Row {
    std::int64_t successes, trials;
    double lo, hi;
  };
  for (const Row& row : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605}, Row{0, 20, 0, 0.1611},
                         Row{1, 29, 0.0061, 0.1718}}) {
    const Interval i = wilson_interval(row.successes, row.trials, 0.95);
    EXPECT_NEAR(i.lo, row.lo, 5e-5);
    EXPECT_NEAR(i.hi, row.hi, 5e-5);
    EXPECT_DOUBLE_EQ(i.mean, static_cast<double>(row.successes) / static_cast<double>(row.trials));
  }
}

TEST(WilsonInterval, TouchesTheEnds) {
  EXPECT_EQ(wilson_interval(0, 10, 0.95).lo, 0);
  EXPECT_EQ(wilson_interval(10, 10, 0.95).hi, 1);
  EXPECT_THROW(wilson_interval(0, 0, 0.95), std::invalid_argument);
  EXPECT_THROW(wilson_interval(3, 2, 0.95), std::invalid_argument);
}

}  // namespace
}  // namespace supplytwin::stats
