#pragma once

#include <cstdint>
#include <span>

namespace supplytwin::stats {

/// A point estimate and its confidence interval.
struct Interval {
  double mean = 0, lo = 0, hi = 0;
  bool operator==(const Interval&) const = default;
};

/// The value below which a share p of Student's t law with `df` > 0 degrees of freedom lies, 0 < p < 1; `df` may be
/// fractional.
double student_quantile(double p, double df);

/// The mean of independent values, one a replication, with its Student interval at this confidence (0.95). The ends
/// of one value are infinite: a single replication says nothing about its error.
Interval mean_interval(std::span<const double> values, double confidence);

/// The share of successes in independent yes-or-no trials, one a replication, with Wilson's (1927) interval.
Interval wilson_interval(std::int64_t successes, std::int64_t trials, double confidence);

}  // namespace supplytwin::stats
