#include "kernel/variates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace supplytwin::kernel {
namespace {

constexpr double kLeastForRejection = 10;    // below this mean a sequential search is as fast
constexpr std::int64_t kMostSearched = 150;  // a mean of 10 exceeds it with probability 1e-116

/// log(k!), exact products up to 20.
double log_factorial(std::int64_t k) {
  constexpr auto kFactorials = [] {
    std::array<double, 21> table{1};
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * static_cast<double>(i);
    return table;
  }();
  if (k < static_cast<std::int64_t>(kFactorials.size())) return log(kFactorials[static_cast<std::size_t>(k)]);
  return base::log_gamma(static_cast<double>(k) + 1);
}

/// Beta(a, b) for a, b <= 1 (Joehnk 1964), by logarithms because the powers of small shapes underflow.
double joehnk(Draw& draw, double a, double b) {
  while (true) {
    const double x = log(draw.uniform()) / a, y = log(draw.uniform()) / b;
    const double most = std::max(x, y);
    const double sum = most + log(exp(x - most) + exp(y - most));
    if (sum <= 0) return exp(x - sum);
  }
}

/// Binomial(n, p) by sequential search, for n p below the limit and p <= 1/2.
std::int64_t search_binomial(Draw& draw, std::int64_t n, double p) {
  const double odds = p / (1 - p);
  double share = exp(static_cast<double>(n) * base::log1p(-p)), left = draw.uniform();
  const std::int64_t most = std::min(n, kMostSearched);
  std::int64_t k = 0;
  while (left > share && k < most) {
    left -= share;
    ++k;
    share *= odds * static_cast<double>(n - k + 1) / static_cast<double>(k);
  }
  return k;
}

/// Binomial(n, p) by transformed rejection with squeeze (BTRS), for n p >= 10 and p <= 1/2.
std::int64_t reject_binomial(Draw& draw, std::int64_t n, double p) {
  const double count = static_cast<double>(n), q = 1 - p;
  const double deviation = std::sqrt(count * p * q);
  const double b = 1.15 + 2.53 * deviation;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double centre = count * p + 0.5;
  const double squeeze = 0.92 - 4.2 / b;
  const double alpha = (2.83 + 5.1 / b) * deviation;
  const double log_odds = log(p / q);
  const auto mode = static_cast<std::int64_t>((count + 1) * p);
  const double at_mode = log_factorial(mode) + log_factorial(n - mode);
  while (true) {
    const double u = draw.uniform() - 0.5, v = draw.uniform();
    const double us = 0.5 - std::fabs(u);
    const double value = std::floor((2 * a / us + b) * u + centre);
    if (value < 0 || value > count) continue;
    const auto k = static_cast<std::int64_t>(value);
    if (us >= 0.07 && v <= squeeze) return k;
    const double bound = at_mode - log_factorial(k) - log_factorial(n - k) + static_cast<double>(k - mode) * log_odds;
    if (log(v * alpha / (a / (us * us) + b)) <= bound) return k;
  }
}

}  // namespace

void exponentials(Draw& draw, std::span<double> x) {
  for (double& value : x) value = draw.uniform();
  base::log_all(x);
  for (double& value : x) value = -value;
}

double gamma(Draw& draw, double shape) {
  if (shape < 1) {
    const double boosted = gamma(draw, shape + 1);
    return boosted * exp(log(draw.uniform()) / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = normal(draw);
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double u = draw.uniform();
    const double x2 = x * x;
    if (u < 1 - 0.0331 * x2 * x2 || log(u) < 0.5 * x2 + d * (1 - v + log(v))) return d * v;
  }
}

double beta(Draw& draw, double a, double b) {
  if (a <= 1 && b <= 1) return joehnk(draw, a, b);
  const double x = gamma(draw, a), y = gamma(draw, b);
  return x / (x + y);
}

std::int64_t poisson(Draw& draw, double mean) {
  if (mean <= 0) return 0;
  if (mean < kLeastForRejection) {
    double share = exp(-mean), left = draw.uniform();
    std::int64_t k = 0;
    while (left > share && k < kMostSearched) {
      left -= share;
      ++k;
      share *= mean / static_cast<double>(k);
    }
    return k;
  }
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double squeeze = 0.9277 - 3.6224 / (b - 2);
  const double log_mean = log(mean);
  while (true) {
    const double u = draw.uniform() - 0.5, v = draw.uniform();
    const double us = 0.5 - std::fabs(u);
    const double value = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (value < 0) continue;
    const auto k = static_cast<std::int64_t>(value);
    if (us >= 0.07 && v <= squeeze) return k;
    if (us < 0.013 && v > us) continue;
    if (log(v * inverse_alpha / (a / (us * us) + b)) <= value * log_mean - mean - log_factorial(k)) return k;
  }
}

std::int64_t binomial(Draw& draw, std::int64_t n, double p) {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(draw, n, 1 - p);
  return static_cast<double>(n) * p < kLeastForRejection ? search_binomial(draw, n, p) : reject_binomial(draw, n, p);
}

}  // namespace supplytwin::kernel
