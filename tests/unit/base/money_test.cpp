#include "base/money.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace supplytwin::base {
namespace {

TEST(Money, AddsAndMultipliesByUnits) {
  EXPECT_EQ(kDollar * 3 + Money{5} - kDollar, Money{2'000'005});
  EXPECT_EQ(-kDollar, Money{-1'000'000});
  Money sum = kDollar;
  sum += Money{1};
  sum -= kDollar;
  EXPECT_EQ(sum, Money{1});
}

TEST(Scale, RoundsHalfAwayFromZero) {
  EXPECT_EQ(scale(1, Ratio{500'000}), 1);
  EXPECT_EQ(scale(-1, Ratio{500'000}), -1);
  EXPECT_EQ(scale(1, Ratio{499'999}), 0);
  EXPECT_EQ(scale(-1, Ratio{499'999}), 0);
  EXPECT_EQ(scale(3, Ratio{500'000}), 2);
  EXPECT_EQ(scale(5, Ratio{-500'000}), -3);
  EXPECT_EQ(scale(1'000'000, Ratio{333'333}), 333'333);
}

TEST(Scale, IsExactForLargeProducts) {
  const std::int64_t large = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(scale(large, kOne), large);
  EXPECT_EQ(scale(4'000'000'000'000'000'001, Ratio{2'000'000}), 8'000'000'000'000'000'002);
}

}  // namespace
}  // namespace supplytwin::base
