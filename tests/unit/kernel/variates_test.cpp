#include "kernel/variates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/hash.hpp"
#include "base/special.hpp"
#include "goodness.hpp"

namespace supplytwin::kernel {
namespace {

constexpr std::uint64_t kTrials = 200'000;

/// One value for each of many keyed draws, as the simulator takes them.
std::vector<double> sample(const std::function<double(Draw&)>& variate) {
  const Random random(20250208, 0);
  std::vector<double> values;
  values.reserve(kTrials);
  for (std::uint64_t i = 0; i < kTrials; ++i) {
    Draw draw = random.draw(base::hash_name("variate"), Purpose::choice, i);
    values.push_back(variate(draw));
  }
  return values;
}

/// Mean within 4 standard errors; variance within 4 of its own, given the fourth central moment over variance
/// squared.
void expect_moments(const std::vector<double>& values, double mean, double variance, double kurtosis) {
  const Moments moments(values);
  const double n = kTrials;
  EXPECT_NEAR(moments.mean, mean, 4 * std::sqrt(variance / n));
  EXPECT_NEAR(moments.variance, variance, 4 * variance * std::sqrt((kurtosis - 1) / n));
}

/// Counts of 0, 1, 2 ... against probabilities; what lies beyond the last is one more cell.
void expect_counts(const std::vector<double>& values, const std::vector<double>& probabilities) {
  std::vector<double> counts(probabilities.size() + 1), expected;
  double rest = 1;
  for (const double p : probabilities) {
    expected.push_back(p * kTrials);
    rest -= p;
  }
  expected.push_back(std::max(rest, 0.0) * kTrials);
  for (const double x : values) {
    ASSERT_GE(x, 0);
    ++counts[std::min(static_cast<std::size_t>(x), probabilities.size())];
  }
  EXPECT_LT(chi_square_excess(counts, expected), kChiSquareLimit);
}

TEST(Variates, HappensInItsShareOfCases) {
  expect_moments(sample([](Draw& d) { return happens({300'000}, d) ? 1.0 : 0.0; }), 0.3, 0.21, 0.37 / 0.21);
  EXPECT_EQ(sample([](Draw& d) { return happens({}, d) ? 1.0 : 0.0; }), std::vector<double>(kTrials, 0));
  EXPECT_EQ(sample([](Draw& d) { return happens(base::kOne, d) ? 1.0 : 0.0; }), std::vector<double>(kTrials, 1));
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

TEST(Variates, Gamma) {
  for (const double shape : {0.05, 0.3, 0.99, 1.0, 1.7, 12.0, 400.0}) {
    SCOPED_TRACE(shape);
    const auto values = sample([shape](Draw& draw) { return gamma(draw, shape); });
    expect_moments(values, shape, shape, 3 + 6 / shape);
    EXPECT_LT(kolmogorov(values, [shape](double x) { return base::gamma_share(shape, x); }), kKolmogorovLimit);
  }
}

double beta_kurtosis(double a, double b) {
  const double s = a + b;
  return 3 + 6 * ((a - b) * (a - b) * (s + 1) - a * b * (s + 2)) / (a * b * (s + 2) * (s + 3));
}

TEST(Variates, SymmetricBeta) {
  for (const double a : {1.0, 1.5, 2.0, 7.0, 64.0, 5000.0}) {
    SCOPED_TRACE(a);
    const auto values = sample([a](Draw& draw) { return symmetric_beta(draw, a); });
    expect_moments(values, 0.5, 1 / (4 * (2 * a + 1)), beta_kurtosis(a, a));
    EXPECT_LT(kolmogorov(values, [a](double x) { return base::beta_share(a, a, x); }), kKolmogorovLimit);
  }
}

TEST(Variates, Beta) {
  const std::vector<std::pair<double, double>> shapes{{0.2, 0.3}, {0.4, 0.8}, {1, 1}, {0.5, 3}, {2, 5}, {30, 4}};
  for (const auto& [a, b] : shapes) {
    SCOPED_TRACE(a);
    const double s = a + b, p = a, q = b;
    const auto values = sample([p, q](Draw& draw) { return beta(draw, p, q); });
    expect_moments(values, a / s, a * b / (s * s * (s + 1)), beta_kurtosis(a, b));
    EXPECT_LT(kolmogorov(values, [p, q](double x) { return base::beta_share(p, q, x); }), kKolmogorovLimit);
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

TEST(Variates, Binomial) {
  struct Case {
    std::int64_t n;
    double p;
  };
  for (const Case& c : {Case{1, 0.3}, Case{10, 0.5}, Case{40, 0.02}, Case{19, 0.5}, Case{21, 0.5}, Case{100, 0.3},
                        Case{100, 0.9}, Case{2000, 0.01}, Case{100'000, 0.5}}) {
    SCOPED_TRACE(c.n);
    const double n = static_cast<double>(c.n), variance = n * c.p * (1 - c.p);
    const auto values = sample([&c](Draw& draw) { return static_cast<double>(binomial(draw, c.n, c.p)); });
    expect_moments(values, n * c.p, variance, 3 + (1 - 6 * c.p * (1 - c.p)) / variance);
    std::vector<double> probabilities;
    for (std::int64_t k = 0; k <= c.n; ++k) {
      const double x = static_cast<double>(k);
      probabilities.push_back(std::exp(std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) +
                                       x * std::log(c.p) + (n - x) * std::log1p(-c.p)));
    }
    expect_counts(values, probabilities);
  }
}

TEST(Variates, TheEdgesOfTheirParameters) {
  Draw draw = Random(1, 0).draw(1, Purpose::choice, 0);
  EXPECT_EQ(poisson(draw, 0), 0);
  EXPECT_EQ(binomial(draw, 0, 0.5), 0);
  EXPECT_EQ(binomial(draw, 7, 0), 0);
  EXPECT_EQ(binomial(draw, 7, 1), 7);
  for (int i = 0; i < 1000; ++i) {
    const double tiny = gamma(draw, 1e-4);
    EXPECT_TRUE(tiny >= 0 && std::isfinite(tiny));
    const double share = beta(draw, 1e-4, 1e-4);
    EXPECT_TRUE(share >= 0 && share <= 1);
  }
}

}  // namespace
}  // namespace supplytwin::kernel
