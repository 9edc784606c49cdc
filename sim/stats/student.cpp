#include "stats/student.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "base/special.hpp"

namespace supplytwin::stats {
namespace {

constexpr double kNearlyNormal = 1e7;  // beyond, two terms of the expansion are exact to a double

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// The share of Student's law above t > 0. Each form of the argument is the one that keeps its digits.
double upper_tail(double t, double df) {
  const double t2 = t * t;
  if (t2 < df) return 0.5 - 0.5 * base::beta_share(0.5, 0.5 * df, t2 / (df + t2));
  return 0.5 * base::beta_share(0.5 * df, 0.5, df / (df + t2));
}

double check_confidence(double confidence) {
  if (!(confidence > 0 && confidence < 1)) throw std::invalid_argument("confidence must lie between 0 and 1");
  return confidence;
}

}  // namespace

double student_quantile(double p, double df) {
  if (!(p > 0 && p < 1) || !(df > 0)) throw std::invalid_argument("Student quantile: 0 < p < 1 and df > 0 expected");
  if (p == 0.5) return 0;
  if (p < 0.5) return -student_quantile(1 - p, df);
  if (df > kNearlyNormal) {
    const double z = base::normal_quantile(p);
    return z + (z * z * z + z) / (4 * df);
  }
  const double tail = 1 - p;
  double low = 0, high = 1;
  while (upper_tail(high, df) > tail) {
    low = high;
    high *= 2;
  }
  while (true) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) return high;
    (upper_tail(middle, df) > tail ? low : high) = middle;
  }
}

Interval mean_interval(std::span<const double> values, double confidence) {
  check_confidence(confidence);
  if (values.empty()) throw std::invalid_argument("mean of no values");
  const double n = static_cast<double>(values.size());
  const double mean = sum_of(values) / n;
  if (values.size() == 1) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {mean, -infinity, infinity};
  }
  double squares = 0;
  for (const double x : values) squares += (x - mean) * (x - mean);
  const double half = student_quantile(0.5 + 0.5 * confidence, n - 1) * std::sqrt(squares / (n - 1) / n);
  return {mean, mean - half, mean + half};
}

Interval wilson_interval(std::int64_t successes, std::int64_t trials, double confidence) {
  check_confidence(confidence);
  if (trials <= 0 || successes < 0 || successes > trials) {
    throw std::invalid_argument("Wilson interval: 0 <= successes <= trials and a trial expected");
  }
  const double n = static_cast<double>(trials), share = static_cast<double>(successes) / n;
  const double z = base::normal_quantile(0.5 + 0.5 * confidence), z2 = z * z;
  const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  // At the ends the interval touches 0 or 1 exactly, which rounding would miss.
  return {share, successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half};
}

}  // namespace supplytwin::stats
