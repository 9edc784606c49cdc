#pragma once

#include <string>

#include "report/comparison.hpp"

namespace supplytwin::report {

/// Who is best on the main figures, and who cannot be told apart from the best; nothing without intervals. Who spends
/// least and serves less is not called best: its fill rate stands beside it.
std::string ranking(const Comparison& comparison);

}  // namespace supplytwin::report
