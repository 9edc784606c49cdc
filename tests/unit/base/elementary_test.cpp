#include "base/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/hash.hpp"

namespace supplytwin::base {
namespace {

constexpr int kTrials = 500'000;

/// Uniform in (0, 1), the i-th of a fixed sequence.
double share(int i) { return (static_cast<double>(mix(static_cast<std::uint64_t>(i)) >> 12) + 0.5) * 0x1p-52; }

/// Distance of `value` from the exact result, in units of its last place.
double ulps(double value, long double exact) {
  const double size = std::fabs(static_cast<double>(exact));
  const double ulp = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
  return static_cast<double>(std::fabs(static_cast<long double>(value) - exact)) / ulp;
}

TEST(Elementary, LogIsWithinTwoUlp) {
  double worst = 0;
  for (int i = 0; i < kTrials; ++i) {
    for (const double x : {share(i), 4 * share(i), 1 + 0.01 * (share(i) - 0.5), std::exp(1400 * share(i) - 700)}) {
      worst = std::max(worst, ulps(log(x), std::log(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 2);
  EXPECT_EQ(log(1), 0);
  EXPECT_DOUBLE_EQ(log(5e-324), std::log(5e-324));
  EXPECT_DOUBLE_EQ(log(std::numeric_limits<double>::max()), std::log(std::numeric_limits<double>::max()));
}

TEST(Elementary, LogarithmsInVectorsAreThoseOfOneAtATime) {
  for (const std::size_t size : {1u, 7u, 32u, 1000u}) {
    std::vector<double> x(size), expected(size);
    for (int round = 0; round < 500; ++round) {
      for (std::size_t i = 0; i < size; ++i) {
        const double u = share(round * 1000 + static_cast<int>(i));
        x[i] = i % 3 == 0 ? u : i % 3 == 1 ? std::exp(1400 * u - 700) : 1 + 1e-6 * (u - 0.5);
        expected[i] = log(x[i]);
      }
      log_all(x);
      for (std::size_t i = 0; i < size; ++i)
        ASSERT_EQ(std::bit_cast<std::uint64_t>(x[i]), std::bit_cast<std::uint64_t>(expected[i]));
    }
  }
}

TEST(Elementary, ExpIsWithinTwoUlp) {
  double worst = 0;
  for (int i = 0; i < kTrials; ++i) {
    for (const double x : {1400 * share(i) - 700, 2 * share(i) - 1, 1e-6 * (share(i) - 0.5)}) {
      worst = std::max(worst, ulps(exp(x), std::exp(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 2);
  EXPECT_EQ(exp(0), 1);
  EXPECT_EQ(exp(-1e9), 0);
  EXPECT_EQ(exp(1e9), std::numeric_limits<double>::infinity());
}

TEST(Elementary, Log1pKeepsSmallArguments) {
  double worst = 0;
  for (int i = 0; i < kTrials; ++i) {
    for (const double x : {share(i) - 0.5, 1e-9 * (share(i) - 0.5)}) {
      worst = std::max(worst, ulps(log1p(x), std::log1p(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 3);
  EXPECT_EQ(log1p(1e-300), 1e-300);
}

// Bits, not values near them: these must be the same on every machine and in every version.
TEST(Elementary, BitsAreFixed) {
  std::uint64_t seen = 0;
  for (int i = 0; i < 10'000; ++i) {
    for (const double y : {log(share(i)), exp(20 * share(i) - 10), log1p(-share(i))}) {
      seen = combine(seen, std::bit_cast<std::uint64_t>(y));
    }
  }
  EXPECT_EQ(seen, 10717164378582508323u);
}

}  // namespace
}  // namespace supplytwin::base
