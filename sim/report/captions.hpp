#pragma once

#include <cstddef>
#include <string>

#include "report/comparison.hpp"

namespace supplytwin::report {

/// What was simulated: scenario, question, period, replications, and whether some are missing.
std::string heading(const Comparison& comparison);
/// What the words beside the paired differences mean; nothing where there are none.
std::string legend(const Comparison& comparison);
/// How many needs each policy left to a person, why, and where to look, on one line; nothing when none was left.
std::string parked(const Comparison& comparison);

/// Text with its lines broken at spaces so that they fit `width` columns.
std::string wrapped(const std::string& text, std::size_t width);

}  // namespace supplytwin::report
