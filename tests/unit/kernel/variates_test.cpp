#include "kernel/variates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <vector>

#include "base/hash.hpp"
#include "base/special.hpp"
#include "goodness.hpp"

namespace supplytwin::kernel {
namespace {

constexpr std::uint64_t kDraws = 200'000;

/// One value for each of many keyed draws, as the simulator takes them.
std::vector<double> sample(const std::function<double(Draw&)>& variate) {
  const Random random(20250208, 0);
  std::vector<double> values;
  values.reserve(kDraws);
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    Draw draw = random.draw(base::hash_name("variate"), Purpose::choice, i);
    values.push_back(variate(draw));
  }
  return values;
}

/// Mean within 4 standard errors; variance within 4 of its own, given the fourth central moment over variance
/// squared.
void expect_moments(const std::vector<double>& values, double mean, double variance, double kurtosis) {
  const Moments moments(values);
  const double n = kDraws;
  EXPECT_NEAR(moments.mean, mean, 4 * std::sqrt(variance / n));
  EXPECT_NEAR(moments.variance, variance, 4 * variance * std::sqrt((kurtosis - 1) / n));
}

/// Counts of 0, 1, 2 ... against probabilities; what lies beyond the last is one more cell.
void expect_counts(const std::vector<double>& values, const std::vector<double>& probabilities) {
  std::vector<double> counts(probabilities.size() + 1), expected;
  double rest = 1;
  for (const double p : probabilities) {
    expected.push_back(p * kDraws);
    rest -= p;
  }
  expected.push_back(std::max(rest, 0.0) * kDraws);
  for (const double x : values) {
    ASSERT_GE(x, 0);
    ++counts[std::min(static_cast<std::size_t>(x), probabilities.size())];
  }
  EXPECT_LT(chi_square_excess(counts, expected), kChiSquareLimit);
}

TEST(Variates, HappensInItsShareOfCases) {
  expect_moments(sample([](Draw& d) { return happens({300'000}, d) ? 1.0 : 0.0; }), 0.3, 0.21, 0.37 / 0.21);
  EXPECT_EQ(sample([](Draw& d) { return happens({}, d) ? 1.0 : 0.0; }), std::vector<double>(kDraws, 0));
  EXPECT_EQ(sample([](Draw& d) { return happens(base::kOne, d) ? 1.0 : 0.0; }), std::vector<double>(kDraws, 1));
}

TEST(Variates, Exponential) {
  const auto values = sample([](Draw& draw) { return exponential(draw); });
  expect_moments(values, 1, 1, 9);
  EXPECT_LT(kolmogorov(values, [](double x) { return 1 - std::exp(-x); }), kKolmogorovLimit);
}

TEST(Variates, ExponentialsTogetherAreThoseOneAfterTheOther) {
  const Random random(1, 2);
  Draw together = random.draw(3, Purpose::waits, 4), single = random.draw(3, Purpose::waits, 4);
  std::vector<double> x(19);
  exponentials(together, x);
  for (const double value : x) EXPECT_EQ(value, exponential(single));
}

TEST(Variates, Normal) {
  const auto values = sample([](Draw& draw) { return normal(draw); });
  expect_moments(values, 0, 1, 3);
  EXPECT_LT(kolmogorov(values, [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }), kKolmogorovLimit);
}

TEST(Variates, TheTailAndTheWedgesOfTheNormal) {
  // One draw of many values reaches the parts that are rare; cells narrow where layers are.
  Draw draw = Random(1, 2).draw(base::hash_name("normal"), Purpose::choice, 0);
  constexpr int kCells = 200;
  constexpr double kTrialsOfTail = 2e7, kSpan = 5;
  std::vector<double> counts(kCells + 1), expected(kCells + 1);
  double positive = 0;
  for (double i = 0; i < kTrialsOfTail; ++i) {
    const double x = normal(draw);
    positive += x > 0 ? 1 : 0;
    ++counts[std::min(static_cast<std::size_t>(std::fabs(x) / kSpan * kCells), std::size_t{kCells})];
  }
  const auto beyond = [](double x) { return std::erfc(x / std::sqrt(2.0)); };
  for (int i = 0; i < kCells; ++i)
    expected[i] = kTrialsOfTail * (beyond(i * kSpan / kCells) - beyond((i + 1) * kSpan / kCells));
  expected[kCells] = kTrialsOfTail * beyond(kSpan);
  EXPECT_LT(chi_square_excess(counts, expected), kChiSquareLimit);
  EXPECT_NEAR(positive, kTrialsOfTail / 2, 4 * std::sqrt(kTrialsOfTail) / 2);
}

TEST(Variates, TheLayersOfTheZigguratHaveOneAreaAndCloseAtTheTop) {
  const Ziggurat& z = kZiggurat;
  const double tail = std::sqrt(std::numbers::pi / 2) * std::erfc(Ziggurat::kTail / std::sqrt(2.0));
  EXPECT_NEAR(Ziggurat::kTail * z.height[1] + tail, Ziggurat::kArea, 1e-14);
  for (std::size_t i = 1; i < Ziggurat::kLayers; ++i)
    EXPECT_NEAR(z.width[i] * (z.height[i + 1] - z.height[i]), Ziggurat::kArea, 1e-13) << i;
}

TEST(Variates, Gamma) {
  for (const double shape : {0.05, 0.3, 0.99, 1.0, 1.7, 12.0, 400.0}) {
    SCOPED_TRACE(shape);
    const auto values = sample([shape](Draw& draw) { return Gamma(shape)(draw); });
    expect_moments(values, shape, shape, 3 + 6 / shape);
    EXPECT_LT(kolmogorov(values, [shape](double x) { return base::gamma_share(shape, x); }), kKolmogorovLimit);
  }
}

TEST(Variates, Poisson) {
  for (const double mean : {0.1, 1.0, 9.9, 10.0, 25.0, 300.0}) {
    SCOPED_TRACE(mean);
    const auto values = sample([mean](Draw& draw) { return static_cast<double>(poisson(draw, mean)); });
    expect_moments(values, mean, mean, 3 + 1 / mean);
    std::vector<double> probabilities;
    for (int k = 0; k < mean + 6 * std::sqrt(mean) + 2; ++k) {
      probabilities.push_back(std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0)));
    }
    expect_counts(values, probabilities);
  }
}

TEST(Variates, PoissonOfALargeMean) {
  const auto values = sample([](Draw& draw) { return static_cast<double>(poisson(draw, 1e6)); });
  expect_moments(values, 1e6, 1e6, 3);
}

TEST(Variates, TheEdgesOfTheirParameters) {
  Draw draw = Random(1, 0).draw(1, Purpose::choice, 0);
  EXPECT_EQ(poisson(draw, 0), 0);
  for (int i = 0; i < 1000; ++i) {
    const double tiny = Gamma(1e-4)(draw);
    EXPECT_TRUE(tiny >= 0 && std::isfinite(tiny));
  }
}

}  // namespace
}  // namespace supplytwin::kernel
