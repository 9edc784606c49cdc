#pragma once

#include <cstddef>
#include <string>

#include "report/comparison.hpp"

namespace supplytwin::report {

/// Where a table is shown.
struct Style {
  bool colour = false;
  std::size_t width = 120;  ///< columns; more policies than fit are shown below
};

/// The comparison in words and figures: every policy with its 95 % interval, then paired differences from the
/// baseline, each marked better or worse when its interval excludes zero, then who is best.
std::string table(const Comparison& comparison, const Style& style);

}  // namespace supplytwin::report
