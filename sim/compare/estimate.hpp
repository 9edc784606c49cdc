#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "outcome/kpi.hpp"

namespace supplytwin::compare {

/// What each replication of one policy contributes to one figure, in replication order.
using Sample = std::vector<outcome::Observation>;

inline constexpr double kConfidence = 0.95;
/// A 95 % confidence interval.
struct Interval {
  double lo = 0, hi = 0;
};

/// A figure over replications. Without at least two there is no interval, and none is made up.
struct Estimate {
  double mean = 0;
  std::optional<Interval> interval;
  std::size_t replications = 0;  ///< that had something to tell
  bool at_least = false;         ///< of some replication only a lower bound is known
};

/// A figure less the baseline's, both faced with the same replications.
struct Difference {
  double diff = 0;
  std::optional<Interval> interval;
  std::optional<double> correlation;  ///< realised, between the two policies; nothing when one does not vary
  std::size_t replications = 0;
};

enum class Verdict : std::uint8_t { unresolved, better, worse, different };
/// Better or worse when the interval excludes zero; `different` when the figure has no good direction.
Verdict verdict(const Difference& difference, outcome::Direction direction);

/// A sample in the form in which means, intervals and differences are all plain arithmetic: jackknife pseudo-values.
/// With T the figure of all n replications and T_i that of all but the i-th, value i is n T - (n - 1) T_i; for a
/// plain mean this is the observation itself (Tukey 1958; Law, Simulation Modeling and Analysis, section 9.5.3).
struct PseudoValues {
  double point = 0;            ///< the figure where no jackknife is possible
  bool jackknife = false;      ///< whether `values` hold
  bool at_least = false;       ///< some value is a lower bound
  std::vector<double> values;  ///< by replication; NaN where a replication had nothing to tell
};

/// Nothing when no replication had anything to tell. Only a ratio has denominators other than 1.
std::optional<PseudoValues> pseudo_values(const Sample& sample);
Estimate estimate(const PseudoValues& values);
/// Cut to what the figure can be. The true value lies there, so the interval holds it as often as before.
Estimate within(Estimate estimate, double least, double most);
Difference difference(const PseudoValues& policy, const PseudoValues& baseline);

}  // namespace supplytwin::compare
