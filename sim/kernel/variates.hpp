#pragma once

#include <cstdint>

#include "kernel/random.hpp"

namespace supplytwin::kernel {

// Logarithm, exponential and cosine are our own, so that results do not depend on the mathematics library.
// Their error is below 2 ulp over the ranges used here.

/// Natural logarithm of x > 0.
double log(double x);
/// e to the x, for |x| < 700.
double exp(double x);
/// Cosine of 2 pi x, for x in [0, 1].
double cos_turns(double x);

/// Mean 1.
double exponential(Draw& draw);
/// Mean 0, variance 1.
double normal(Draw& draw);
/// Gamma with this shape > 0 and scale 1 (Marsaglia and Tsang 2000; below 1 boosted by a power of a uniform).
double gamma(Draw& draw, double shape);
/// Beta(a, a) for a >= 1 (Ulrich 1984, exact).
double symmetric_beta(Draw& draw, double a);
/// Beta(a, b) for a, b > 0.
double beta(Draw& draw, double a, double b);
/// Poisson with this mean >= 0 (inversion below 10, PTRS of Hoermann 1993 above).
std::int64_t poisson(Draw& draw, double mean);
/// Binomial(n, p) (inversion for small n p, BTRS of Hoermann 1993 above).
std::int64_t binomial(Draw& draw, std::int64_t n, double p);
/// The standard normal quantile of p in (0, 1).
double normal_quantile(double p);

}  // namespace supplytwin::kernel
