#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace supplytwin::base {

// Logarithm and exponential of our own, from additions, multiplications, divisions and bits alone: IEEE 754
// fixes all of these, so results are equal on every machine, which a mathematics library does not promise. Errors
// stay below 2 ulp (log, exp) and 3 (log1p). The polynomials are Chebyshev fits on the stated ranges.

namespace detail {
/// Natural logarithm of a normal x > 0, without a branch, so that a loop over it can run in vector registers.
inline double log_of_normal(double x) {
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)); f = m - 1; s = f / (2 + f); log m = 2 (s + s^3/3 + s^5/5 ...).
  constexpr std::uint64_t kSqrtHalf = 0x3fe6a09e667f3bcdu;
  constexpr std::uint64_t kBias = 1024;  // keeps k at or above 0: vectors shift and convert only such
  constexpr double kLn2High = 0x1.62e42fefa2p-1, kLn2Low = 0x1.9ef35793c7673p-41;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t biased = (bits - kSqrtHalf + (kBias << 52)) >> 52;
  const double f = std::bit_cast<double>(bits - (biased << 52) + (kBias << 52)) - 1.0;
  const double n = std::bit_cast<double>(0x4330000000000000u | biased) - (0x1p52 + static_cast<double>(kBias));
  const double s = f / (2.0 + f);
  const double z = s * s, z2 = z * z;
  const double even =
      0x1.5555555555558p-1 + z2 * (0x1.2492492df281ap-2 + z2 * (0x1.7462b51cb66b1p-3 + z2 * 0x1.2b5900de53b32p-3));
  const double odd = 0x1.99999999952d7p-2 + z2 * (0x1.c71c62e3f11e6p-3 + z2 * 0x1.39fe51a7c18f9p-3);
  const double rest = z * (even + z * odd);
  // 2 s = f - f^2/2 + s f^2/2: the leading term f is exact, so only small terms are rounded.
  const double half = 0.5 * f * f;
  return n * kLn2High - ((half - (s * (half + rest) + n * kLn2Low)) - f);
}
}  // namespace detail

/// Natural logarithm of a finite x > 0.
inline double log(double x) {
  if (x >= std::numeric_limits<double>::min()) return detail::log_of_normal(x);
  constexpr double kLn2High = 0x1.62e42fefa2p-1, kLn2Low = 0x1.9ef35793c7673p-41;
  return detail::log_of_normal(x * 0x1p54) - 54 * kLn2High - 54 * kLn2Low;
}

/// Replaces each of the normal x > 0 by its logarithm, to the last bit as `log` gives it.
void log_all(std::span<double> x);

/// log(1 + x) for a finite x > -1, accurate near 0.
inline double log1p(double x) {
  const double u = 1.0 + x;
  return u == 1.0 ? x : log(u) * (x / (u - 1.0));  // the rounding of 1 + x cancels (Kahan)
}

namespace detail {
/// 2^(j/32).
inline constexpr std::array<double, 32> kRoots{
    0x1.0000000000000p+0, 0x1.059b0d3158574p+0, 0x1.0b5586cf9890fp+0, 0x1.11301d0125b51p+0, 0x1.172b83c7d517bp+0,
    0x1.1d4873168b9aap+0, 0x1.2387a6e756238p+0, 0x1.29e9df51fdee1p+0, 0x1.306fe0a31b715p+0, 0x1.371a7373aa9cbp+0,
    0x1.3dea64c123422p+0, 0x1.44e086061892dp+0, 0x1.4bfdad5362a27p+0, 0x1.5342b569d4f82p+0, 0x1.5ab07dd485429p+0,
    0x1.6247eb03a5585p+0, 0x1.6a09e667f3bcdp+0, 0x1.71f75e8ec5f74p+0, 0x1.7a11473eb0187p+0, 0x1.82589994cce13p+0,
    0x1.8ace5422aa0dbp+0, 0x1.93737b0cdc5e5p+0, 0x1.9c49182a3f090p+0, 0x1.a5503b23e255dp+0, 0x1.ae89f995ad3adp+0,
    0x1.b7f76f2fb5e47p+0, 0x1.c199bdd85529cp+0, 0x1.cb720dcef9069p+0, 0x1.d5818dcfba487p+0, 0x1.dfc97337b9b5fp+0,
    0x1.ea4afa2a490dap+0, 0x1.f50765b6e4540p+0};
}  // namespace detail

/// e to the x; 0 below -708, infinity above 709.78.
inline double exp(double x) {
  // x = n ln2/32 + r with |r| <= ln2/64; e^x = 2^(n/32) (1 + r + r^2 (1/2 + r/6 ...)).
  constexpr double kPer = 0x1.71547652b82fep+5, kStepHigh = 0x1.62e42fefap-6, kStepLow = 0x1.cf79abc9e3b3ap-45;
  constexpr double kRound = 0x1.8p52;  // adding it rounds to a whole number, whose bits then stand lowest
  if (x < -708.0) return 0.0;
  if (x > 0x1.62e42fefa39efp+9) return std::numeric_limits<double>::infinity();
  const double shifted = x * kPer + kRound;
  const double n = shifted - kRound;
  const std::int64_t whole = std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(kRound);
  const double r = (x - n * kStepHigh) - n * kStepLow;
  const double r2 = r * r;
  const double p = r + r2 * ((0.5 + r * 0x1.555555554dccap-3) +
                             r2 * ((0x1.5555555551910p-5 + r * 0x1.11114faa79fd2p-7) + r2 * 0x1.6c1700057e56ap-10));
  const std::uint64_t power = static_cast<std::uint64_t>(whole >> 5) << 52;
  const std::uint64_t root = std::bit_cast<std::uint64_t>(detail::kRoots[static_cast<std::size_t>(whole & 31)]);
  const double scale = std::bit_cast<double>(root + power);
  return scale + scale * p;
}

}  // namespace supplytwin::base
