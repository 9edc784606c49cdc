// V20: the recursion of Clark and Scarf (1960) for normal demand finds the base stocks that v20_serial_normal.yaml
// runs with, and their cost. Snyder and Shen (2e), Example 6.1.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "scenario/scenario.hpp"

namespace supplytwin {
namespace {

constexpr std::array<double, 3> kEchelonHolding{3, 2, 2}, kLeadTime{1, 1, 2}, kLocalHolding{7, 4, 2};
constexpr double kBackorder = 37.12, kMean = 5;
constexpr std::array<double, 3> kOptimum{6.490880997, 12.017605749, 22.705497906};

/// Expected cost a day of stages 1 to `stage` at echelon base stock y, where the stages below raise to `levels` at
/// most: C_j(y) = E[h_j (y - D) + C_(j-1)(min(S_(j-1), y - D))], D normal(5 L_j, L_j); the last argument of stage 1
/// is penalty.
double cost(std::size_t stage, double y, const std::array<double, 3>& levels) {
  const double mean = kMean * kLeadTime[stage], sd = std::sqrt(kLeadTime[stage]);
  if (stage == 0) {
    const double z = (y - mean) / sd, density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double short_by = sd * (density - z * 0.5 * std::erfc(z / std::numbers::sqrt2));
    return kEchelonHolding[0] * (y - mean) + (kBackorder + 7) * short_by;
  }
  constexpr int kSteps = 200;  // trapezoids over eight standard deviations each way
  double sum = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double z = -8 + 16.0 * i / kSteps, rest = y - mean - sd * z;
    const double below = cost(stage - 1, std::min(levels[stage - 1], rest), levels);
    sum += std::exp(-z * z / 2) * (kEchelonHolding[stage] * rest + below);
  }
  return sum * 16 / kSteps / std::sqrt(2 * std::numbers::pi);
}

/// The least of a convex function, by thirds.
template <class F>
double least(F f, double low, double high) {
  while (high - low > 1e-6) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    (f(a) < f(b) ? high : low) = f(a) < f(b) ? b : a;
  }
  return (low + high) / 2;
}

TEST(SerialOptimum, TheRecursionFindsThePublishedBaseStocksAndCost) {
  std::array<double, 3> levels{};
  for (std::size_t j = 0; j < 3; ++j) {
    levels[j] = least([&](double y) { return cost(j, y, levels); }, 0, 40);
    EXPECT_NEAR(levels[j], kOptimum[j], 1e-3) << "stage " << j + 1;
  }
  EXPECT_NEAR(cost(2, levels[2], levels), 47.6601496, 1e-3);
  EXPECT_NEAR(cost(2, 22.71, {6.49, 12.02, 0}), 47.66018, 1e-3);
}

TEST(SerialOptimum, TheScenarioRunsWithTheseBaseStocksAndCosts) {
  const scenario::Scenario s = scenario::read(HERE "/v20_serial_normal.yaml");
  double below = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    const network::ParLevelConfig& rule = s.model.network.par_levels[j];
    EXPECT_EQ(rule.par, std::llround(1000 * (kOptimum[j] - below)));
    EXPECT_EQ(rule.reorder_point, rule.par - 1);
    EXPECT_EQ(rule.holding_cost.micros, std::llround(1000 * kLocalHolding[j]));
    below = kOptimum[j];
  }
  EXPECT_EQ(s.model.network.par_levels[0].backorder_cost.micros, std::llround(1000 * kBackorder));
}

}  // namespace
}  // namespace supplytwin
