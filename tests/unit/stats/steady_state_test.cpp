#include "stats/steady_state.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace supplytwin::stats {
namespace {

/// The definition, with two passes for each d.
std::size_t slow_mser_5(const std::vector<double>& x) {
  std::vector<double> z;
  for (std::size_t i = 0; i + 5 <= x.size(); i += 5)
    z.push_back((x[i] + x[i + 1] + x[i + 2] + x[i + 3] + x[i + 4]) / 5);
  double least = std::numeric_limits<double>::infinity();
  std::size_t best = 0;
  for (std::size_t d = 0; d <= z.size() / 2; ++d) {
    const double n = static_cast<double>(z.size() - d);
    double mean = 0, squares = 0;
    for (std::size_t j = d; j < z.size(); ++j) mean += z[j] / n;
    for (std::size_t j = d; j < z.size(); ++j) squares += (z[j] - mean) * (z[j] - mean);
    if (squares / (n * n) < least) {
      least = squares / (n * n);
      best = d;
    }
  }
  return best * 5;
}

/// Waves of two periods, and a start that fades.
std::vector<double> fading(std::size_t n, double height, double share_left) {
  std::vector<double> x;
  for (std::size_t i = 0; i < n; ++i) {
    const double t = static_cast<double>(i);
    x.push_back(height * std::pow(share_left, t) + std::sin(0.7 * t) + std::cos(1.9 * t));
  }
  return x;
}

TEST(Mser5, LeavesOutWhatAStepAtTheStartHolds) {
  std::vector<double> x(30, 1);
  for (std::size_t i = 0; i < 7; ++i) x[i] = 9;  // reaches into the second five
  const WarmUp found = mser_5(x);
  EXPECT_EQ(found.values, 10u);
  EXPECT_TRUE(found.settled);
}

TEST(Mser5, FollowsItsDefinition) {
  for (const double height : {0.0, 3.0, 20.0, 500.0}) {
    for (const std::size_t n : {50u, 103u, 999u}) {
      const auto x = fading(n, height, 0.93);
      EXPECT_EQ(mser_5(x).values, slow_mser_5(x)) << height << ", " << n;
    }
  }
}

TEST(Mser5, LeavesNothingOutOfASeriesThatDoesNotChange) {
  const WarmUp found = mser_5(std::vector<double>(40, 2.5));
  EXPECT_EQ(found.values, 0u);
  EXPECT_TRUE(found.settled);
}

TEST(Mser5, SaysThatASeriesIsTooShortToSettle) {
  std::vector<double> x;
  for (int i = 0; i < 100; ++i) x.push_back(i);
  const WarmUp found = mser_5(x);
  EXPECT_EQ(found.values, 50u);
  EXPECT_FALSE(found.settled);
}

TEST(Mser5, RefusesFewerThanTwoFives) {
  EXPECT_THROW(mser_5(std::vector<double>(9, 1)), std::invalid_argument);
  EXPECT_NO_THROW(mser_5(std::vector<double>(10, 1)));
}

}  // namespace
}  // namespace supplytwin::stats
