#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/elementary.hpp"
#include "base/money.hpp"
#include "base/special.hpp"
#include "kernel/random.hpp"

namespace supplytwin::kernel {

// Our own, so that results do not depend on the mathematics library; a square root is exact by IEEE 754.
using base::exp;
using base::log;
using base::normal_quantile;

/// Whether something that has this share of all cases is the case.
inline bool happens(base::Ratio share, Draw& draw) {
  return draw.uniform() * static_cast<double>(base::kOne.ppm) < static_cast<double>(share.ppm);
}

/// Mean 1.
inline double exponential(Draw& draw) { return -log(draw.uniform()); }

/// Fills with independent exponentials of mean 1.
void exponentials(Draw& draw, std::span<double> x);

/// Layers of equal area under exp(-x^2 / 2), and beside its tail (the ziggurat of Marsaglia and Tsang 2000).
struct Ziggurat {
  static constexpr std::size_t kLayers = 256;
  static constexpr double kTail = 3.6541528853610088;    ///< where the tail begins: the layers close at the top
  static constexpr double kArea = 0.004928673233974655;  ///< of a layer, for this tail
  std::array<double, kLayers + 1> width;                 ///< half of it, widest first; the first stands for the tail
  std::array<double, kLayers + 1> height;                ///< of the curve there
  Ziggurat();
};
extern const Ziggurat kZiggurat;

namespace detail {
double normal_beyond(Draw& draw, std::size_t layer, double x);
}  // namespace detail

/// Mean 0, variance 1. Takes one number, and in one of 80 cases more.
inline double normal(Draw& draw) {
  const std::uint64_t bits = draw.bits();
  const auto layer = static_cast<std::size_t>(bits % Ziggurat::kLayers);
  // An odd multiple of 2^-53 in (-1, 1), from bits that do not choose the layer.
  const double share = (static_cast<double>(static_cast<std::int64_t>(bits) >> 11) + 0.5) * 0x1p-52;
  const double x = share * kZiggurat.width[layer];
  return std::fabs(x) < kZiggurat.width[layer + 1] ? x : detail::normal_beyond(draw, layer, x);
}

/// Gamma with this shape > 0 and scale 1 (Marsaglia and Tsang 2000; below 1 boosted by a power of a uniform).
class Gamma {
 public:
  explicit Gamma(double shape)
      : boost_(shape < 1 ? 1 / shape : 0), d_((shape < 1 ? shape + 1 : shape) - 1.0 / 3), c_(1 / std::sqrt(9 * d_)) {}

  double operator()(Draw& draw) const {
    while (true) {
      const double x = normal(draw);
      const double root = 1 + c_ * x;
      if (root <= 0) continue;
      const double v = root * root * root;
      const double u = draw.uniform();
      const double x2 = x * x;
      if (u < 1 - 0.0331 * x2 * x2 || log(u) < 0.5 * x2 + d_ * (1 - v + log(v)))
        return boost_ == 0 ? d_ * v : d_ * v * exp(log(draw.uniform()) * boost_);
    }
  }

 private:
  double boost_, d_, c_;
};

/// Poisson with this mean >= 0 (inversion below 10, PTRS of Hoermann 1993 above).
std::int64_t poisson(Draw& draw, double mean);

}  // namespace supplytwin::kernel
