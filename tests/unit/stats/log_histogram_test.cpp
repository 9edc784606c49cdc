#include "stats/log_histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "base/hash.hpp"

namespace supplytwin::stats {
namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

/// Values of every size, the i-th of a fixed sequence.
std::int64_t value(int i) {
  const std::uint64_t bits = base::mix(static_cast<std::uint64_t>(i));
  return static_cast<std::int64_t>(bits >> (1 + base::mix(bits) % 63));
}

TEST(LogHistogram, BinsTileTheIntegers) {
  EXPECT_EQ(LogHistogram::bin(0), 0u);
  EXPECT_EQ(LogHistogram::lower(0), 0);
  EXPECT_EQ(LogHistogram::bin(kLargest), LogHistogram::bins() - 1);
  for (std::size_t i = 1; i < LogHistogram::bins(); ++i) {
    const std::int64_t low = LogHistogram::lower(i);
    ASSERT_LT(LogHistogram::lower(i - 1), low);
    ASSERT_EQ(LogHistogram::bin(low), i);
    ASSERT_EQ(LogHistogram::bin(low - 1), i - 1);
  }
}

TEST(LogHistogram, EdgesAreFixed) {
  EXPECT_EQ(LogHistogram::bins(), 3712u);
  EXPECT_EQ(LogHistogram::bin(127), 127u);
  EXPECT_EQ(LogHistogram::bin(128), 128u);
  EXPECT_EQ(LogHistogram::bin(129), 128u);
  EXPECT_EQ(LogHistogram::bin(1'000'000), 954u);  // shifted by 13 bits it is 122
  EXPECT_EQ(LogHistogram::lower(LogHistogram::bin(1'000'000)), 999'424);
}

TEST(LogHistogram, EveryValueIsKnownWithinOnePercent) {
  for (int i = 0; i < 100'000; ++i) {
    LogHistogram one;
    one.add(value(i));
    const double exact = static_cast<double>(value(i));
    ASSERT_LE(std::fabs(one.quantile(0.5) - exact), 0.01 * exact) << value(i);
    if (value(i) < 128) {
      ASSERT_EQ(one.quantile(0.5), exact);
    }
  }
}

TEST(LogHistogram, QuantilesAreWithinOnePercentOfTheSortedValues) {
  LogHistogram histogram;
  std::vector<std::int64_t> values;
  for (int i = 0; i < 9'999; ++i) {
    values.push_back(value(i) >> 20);
    histogram.add(values.back());
  }
  std::sort(values.begin(), values.end());
  for (const double p : {0.0, 0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 1.0}) {
    const double rank = std::max(1.0, std::ceil(p * static_cast<double>(values.size())));
    const auto exact = static_cast<double>(values[static_cast<std::size_t>(rank) - 1]);
    EXPECT_NEAR(histogram.quantile(p), exact, 0.01 * exact) << p;
  }
}

TEST(LogHistogram, MergingEqualsAdding) {
  LogHistogram all, even, odd;
  for (int i = 0; i < 10'000; ++i) {
    const std::int64_t v = value(i) >> 20;
    all.add(v);
    (i % 2 == 0 ? even : odd).add(v);
  }
  LogHistogram forth = even, back = odd;
  forth.merge(odd);
  back.merge(even);
  EXPECT_EQ(forth, all);
  EXPECT_EQ(back, all);
  EXPECT_EQ(all.count(), 10'000);
  EXPECT_EQ(LogHistogram::from(all.counts(), all.sum()), all);
}

TEST(LogHistogram, CountsAndMeanAreExact) {
  LogHistogram histogram;
  histogram.add(10, 3);
  histogram.add(1'000'003);
  histogram.add(5, 0);
  EXPECT_EQ(histogram.count(), 4);
  EXPECT_EQ(histogram.sum(), 1'000'033);
  EXPECT_EQ(histogram.mean(), 250'008.25);
  EXPECT_EQ(histogram.quantile(0.75), 10);
}

TEST(LogHistogram, EmptyIsZero) {
  LogHistogram empty, nothing_added;
  nothing_added.add(99, 0);
  EXPECT_EQ(empty.quantile(0.5), 0);
  EXPECT_EQ(empty.mean(), 0);
  EXPECT_EQ(empty, nothing_added);
  EXPECT_EQ(LogHistogram::from({0, 0, 0}, 0), empty);
}

TEST(LogHistogram, RefusesNegativesAndTooManyBins) {
  LogHistogram histogram;
  EXPECT_THROW(histogram.add(-1), std::invalid_argument);
  EXPECT_THROW(histogram.add(1, -1), std::invalid_argument);
  EXPECT_THROW(LogHistogram::from({1, -1, 1}, 0), std::invalid_argument);
  EXPECT_THROW(LogHistogram::from(std::vector<std::int64_t>(LogHistogram::bins() + 1, 1), 0), std::invalid_argument);
}

}  // namespace
}  // namespace supplytwin::stats
