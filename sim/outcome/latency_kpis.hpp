#pragma once

#include <vector>

#include "outcome/kpi.hpp"

namespace supplytwin::outcome {

inline constexpr double kHours = 1.0 / 3'600'000;  ///< ms to h

/// Adds the figures of every stage: quantiles of its latency, and the share of it that is still under way.
void add_latency(std::vector<Kpi>& all);

}  // namespace supplytwin::outcome
