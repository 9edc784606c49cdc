#pragma once

#include <span>

#include "base/money.hpp"
#include "base/time.hpp"
#include "demand/activity.hpp"

namespace supplytwin::demand {

/// How a demand forecast is made from what was published. Both figures are assumptions.
struct ForecastMethod {
  base::Duration lag = base::kDay * 3;       ///< from the end of a week to its publication
  base::Duration horizon = base::kWeek * 2;  ///< how far ahead
};

/// Surge patients expected at the horizon against the ordinary census of the whole network, from the weeks published
/// by `now` alone: the last week carried forward by the growth of the last two, which is held between 1/2 and 2 a
/// week.
double forecast_surge(std::span<const SurgeCurve> surges, base::Time now, double network_beds, double network_census,
                      const ForecastMethod& method);

/// The demand factor of a category that surge patients use `factor` times as much as others.
base::Ratio forecast_factor(double surge, double factor);

}  // namespace supplytwin::demand
