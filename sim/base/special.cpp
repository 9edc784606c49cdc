#include "base/special.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>

#include "base/elementary.hpp"

namespace supplytwin::base {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
constexpr double kTiny = 1e-300;       // stands for zero in a continued fraction
constexpr int kMostTerms = 1'000'000;  // both expansions need about the square root of their largest parameter
constexpr double kHalfLogTwoPi = 0.91893853320467274178;

/// coefficients[0] + coefficients[1] x + ...
template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
  double value = 0;
  for (std::size_t i = N; i-- > 0;) value = value * x + coefficients[i];
  return value;
}

double away_from_zero(double x) { return std::fabs(x) < kTiny ? kTiny : x; }

/// The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
double beta_fraction(double a, double b, double x) {
  double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;
  for (int m = 1; m < kMostTerms; ++m) {
    const double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    value *= c * d;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    value *= c * d;
    if (std::fabs(c * d - 1) < kEpsilon) return value;
  }
  throw std::domain_error("incomplete beta function does not converge");
}

/// The power series of the lower incomplete gamma function (DLMF 8.11.4), for x < shape + 1.
double gamma_series(double shape, double x) {
  double term = 1 / shape, sum = term;
  for (int n = 1; n < kMostTerms; ++n) {
    term *= x / (shape + n);
    sum += term;
    if (term < sum * kEpsilon) return sum;
  }
  throw std::domain_error("incomplete gamma function does not converge");
}

/// The continued fraction of the upper incomplete gamma function (DLMF 8.9.2), by Lentz's method.
double gamma_fraction(double shape, double x) {
  double b = x + 1 - shape, c = 1 / kTiny, d = 1 / away_from_zero(b), value = d;
  for (int n = 1; n < kMostTerms; ++n) {
    const double a = -n * (n - shape);
    b += 2;
    d = 1 / away_from_zero(a * d + b);
    c = away_from_zero(b + a / c);
    value *= c * d;
    if (std::fabs(c * d - 1) < kEpsilon) return value;
  }
  throw std::domain_error("incomplete gamma function does not converge");
}

double gamma_front(double shape, double x) { return exp(shape * log(x) - x - log_gamma(shape)); }

}  // namespace

double log_gamma(double x) {
  double product = 1;
  for (; x < 12; x += 1) product *= x;
  const double y = 1 / (x * x);
  const double series =
      polynomial<6>({1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360}, y);
  return (x - 0.5) * log(x) - x + kHalfLogTwoPi + series / x - log(product);
}

double gamma_share(double shape, double x) {
  if (x <= 0) return 0;
  return x < shape + 1 ? gamma_front(shape, x) * gamma_series(shape, x)
                       : 1 - gamma_front(shape, x) * gamma_fraction(shape, x);
}

double beta_share(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double normal_share(double x) {
  const double y = 0.5 * x * x;
  if (y < 1.5) return 0.5 + (x < 0 ? -0.5 : 0.5) * gamma_share(0.5, y);
  const double tail = 0.5 * gamma_front(0.5, y) * gamma_fraction(0.5, y);
  return x < 0 ? tail : 1 - tail;
}

double normal_quantile(double p) {
  if (!(p > 0 && p < 1)) throw std::domain_error("normal quantile: the share must lie between 0 and 1");
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q *
           polynomial<8>({3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
                          1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                          3.3430575583588128105e+4, 2.5090809287301226727e+3},
                         r) /
           polynomial<8>({1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
                          2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
                          5.2264952788528545610e+3},
                         r);
  }
  double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  double value = 0;
  if (r <= 5) {
    r -= 1.6;
    value = polynomial<8>({1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                           3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                           2.27238449892691845833e-2, 7.74545014278341407640e-4},
                          r) /
            polynomial<8>({1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                           1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                           1.05075007164441684324e-9},
                          r);
  } else {
    r -= 5;
    value = polynomial<8>({6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                           2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                           2.71155556874348757815e-5, 2.01033439929228813265e-7},
                          r) /
            polynomial<8>({1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                           7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                           2.04426310338993978564e-15},
                          r);
  }
  return q < 0 ? -value : value;
}

}  // namespace supplytwin::base
