#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "base/elementary.hpp"
#include "base/money.hpp"
#include "base/special.hpp"
#include "kernel/random.hpp"

namespace supplytwin::kernel {

// Our own, so that results do not depend on the mathematics library; a square root is exact by IEEE 754.
using base::cos_turns;
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

/// Mean 0, variance 1 (Box and Muller 1958; always takes two uniforms).
inline double normal(Draw& draw) {
  const double radius = std::sqrt(-2.0 * log(draw.uniform()));
  return radius * cos_turns(draw.uniform());
}

/// Gamma with this shape > 0 and scale 1 (Marsaglia and Tsang 2000; below 1 boosted by a power of a uniform).
double gamma(Draw& draw, double shape);

/// Beta(a, a) for a >= 1 (Ulrich 1984, exact).
inline double symmetric_beta(Draw& draw, double a) {
  if (a == 1.0) return draw.uniform();
  const double power = exp(2.0 / (2.0 * a - 1.0) * log(draw.uniform()));
  return 0.5 + 0.5 * std::sqrt(1.0 - power) * cos_turns(draw.uniform());
}

/// Beta(a, b) for a, b > 0.
double beta(Draw& draw, double a, double b);
/// Poisson with this mean >= 0 (inversion below 10, PTRS of Hoermann 1993 above).
std::int64_t poisson(Draw& draw, double mean);
/// Binomial(n, p) (inversion for small n p, BTRS of Hoermann 1993 above).
std::int64_t binomial(Draw& draw, std::int64_t n, double p);

}  // namespace supplytwin::kernel
