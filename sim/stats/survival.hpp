#pragma once

#include "stats/log_histogram.hpp"

namespace supplytwin::stats {

/// A quantile of a time that was not seen to its end for everybody.
struct SurvivalQuantile {
  double value = 0;
  bool at_least = false;  ///< the share was not reached; the quantile is `value` or more
};

/// The time within which a share p of all end, 0 < p <= 1, from those that ended and those still under way when they
/// were last seen, each at its age then. The product-limit estimate (Kaplan and Meier 1958): with n_i at risk in bin
/// i and d_i that end in it, the share still under way is the product of 1 - d_i / n_i. Without any under way it is
/// the quantile of those that ended; of nobody it is 0.
SurvivalQuantile survival_quantile(const LogHistogram& ended, const LogHistogram& under_way, double p);

}  // namespace supplytwin::stats
