#pragma once

#include <cstddef>
#include <span>

namespace supplytwin::stats {

/// How much of the start of a series says more about how it began than about where it settles.
struct WarmUp {
  std::size_t values = 0;  ///< to leave out at the start
  bool settled = false;    ///< false: half of the series does not suffice; a longer one is needed
};

/// MSER-5 (White 1997; White, Cobb and Spratt 2000): of the means z of successive fives, leave out the first d that
/// make the squared standard error of the rest least: min over d of sum_{j >= d} (z_j - mean)^2 / (k - d)^2, k fives.
/// Only the first half may go, as Hoad, Robinson and Davies (2010) advise; at least ten values.
WarmUp mser_5(std::span<const double> values);

}  // namespace supplytwin::stats
