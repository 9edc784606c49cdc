#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace supplytwin::kernel {

/// Kolmogorov-Smirnov statistic times the root of the sample size; above the limit once in 10 000 samples of the law.
inline constexpr double kKolmogorovLimit = 2.23;

template <class Share>
double kolmogorov(std::vector<double> values, Share share) {
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  double worst = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = share(values[i]);
    worst = std::max({worst, expected - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - expected});
  }
  return worst * std::sqrt(n);
}

/// Pearson's chi-square as a standard score (Wilson and Hilferty 1931); above the limit once in 10 000 samples. Cells
/// expected to hold fewer than 10 are joined to their neighbour.
inline constexpr double kChiSquareLimit = 3.72;

inline double chi_square_excess(const std::vector<double>& counts, const std::vector<double>& expected) {
  std::vector<double> seen{0}, hoped{0};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    seen.back() += counts[i];
    hoped.back() += expected[i];
    if (hoped.back() >= 10 && i + 1 < counts.size()) {
      seen.push_back(0);
      hoped.push_back(0);
    }
  }
  if (hoped.size() > 1 && hoped.back() < 10) {
    seen[seen.size() - 2] += seen.back();
    hoped[hoped.size() - 2] += hoped.back();
    seen.pop_back();
    hoped.pop_back();
  }
  double sum = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) sum += (seen[i] - hoped[i]) * (seen[i] - hoped[i]) / hoped[i];
  const double df = static_cast<double>(seen.size()) - 1, spread = 2 / (9 * df);
  return (std::cbrt(sum / df) - (1 - spread)) / std::sqrt(spread);
}

/// Mean and variance of a sample.
struct Moments {
  double mean = 0, variance = 0;
  explicit Moments(const std::vector<double>& values) {
    for (const double x : values) mean += x / static_cast<double>(values.size());
    for (const double x : values) variance += (x - mean) * (x - mean) / static_cast<double>(values.size() - 1);
  }
};

}  // namespace supplytwin::kernel
