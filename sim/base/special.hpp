#pragma once

namespace supplytwin::base {

/// Logarithm of the gamma function of x > 0 (Stirling's series above 12, the recurrence below).
double log_gamma(double x);
/// Share of a gamma law with this shape and scale 1 that lies below x (the regularised lower incomplete gamma
/// function).
double gamma_share(double shape, double x);
/// Share of a Beta(a, b) law that lies below x (the regularised incomplete beta function).
double beta_share(double a, double b, double x);
/// Share of a standard normal law that lies below x.
double normal_share(double x);
/// The value below which a share p of a standard normal law lies, 0 < p < 1 (Wichura 1988, AS 241).
double normal_quantile(double p);

}  // namespace supplytwin::base
