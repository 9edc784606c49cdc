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

}  // namespace

void exponentials(Draw& draw, std::span<double> x) {
  draw.uniforms(x);
  base::log_all(x);
  for (double& value : x) value = -value;
}

Ziggurat::Ziggurat() {
  const auto curve = [](double x) { return exp(-0.5 * x * x); };
  width[0] = kArea / curve(kTail);
  width[1] = kTail;
  for (std::size_t i = 1; i + 1 < kLayers; ++i)
    width[i + 1] = std::sqrt(-2 * log(kArea / width[i] + curve(width[i])));
  width[kLayers] = 0;
  for (std::size_t i = 0; i <= kLayers; ++i) height[i] = curve(width[i]);
}

const Ziggurat kZiggurat;

/// What does not lie below the next layer: the tail, or the wedge beside the curve.
double detail::normal_beyond(Draw& draw, std::size_t layer, double x) {
  if (layer == 0) {
    while (true) {  // Marsaglia 1964
      const double beyond = exponential(draw) / Ziggurat::kTail;
      if (2 * exponential(draw) > beyond * beyond) return std::copysign(Ziggurat::kTail + beyond, x);
    }
  }
  const double low = kZiggurat.height[layer], high = kZiggurat.height[layer + 1];
  return low + draw.uniform() * (high - low) < exp(-0.5 * x * x) ? x : normal(draw);
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

}  // namespace supplytwin::kernel
