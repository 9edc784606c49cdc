#pragma once

#include <span>
#include <string>

#include "outcome/kpi.hpp"

namespace supplytwin::report {

/// How the numbers of one row are shown: all alike, so that they can be compared at a glance.
struct Scale {
  double factor = 1;  ///< shown = value x factor
  std::string unit;   ///< of what is shown: $ M, k item-h, %, min
  int decimals = 0;
  double noise = 0;  ///< what the arithmetic itself leaves of a half-width that is zero
};

/// A scale under which `values` have few digits before the point and their half-widths two that matter. No figure
/// is shown as zero because others are large: one row that spans seconds and days, or $ and $ M, is in the smaller
/// unit.
Scale scale_for(const outcome::Kpi& kpi, std::span<const double> values, std::span<const double> half_widths);
/// The unit of `figures` with the decimals that suit their differences.
Scale scale_for_differences(const Scale& figures, const outcome::Kpi& kpi, std::span<const double> values,
                            std::span<const double> half_widths);
/// The scale, finer where `value` would show as zero under it.
Scale scale_that_shows(const Scale& scale, double value);
/// The scale, finer where it would round away a value (one that is exact keeps it) or its half-width: two digits of
/// the half-width show, or of the value where that has none.
Scale scale_that_keeps(const Scale& scale, double value, double half_width);
/// A number under a scale; `signs` puts a + before what is above zero.
std::string shown(double value, const Scale& scale, bool signs = false);

/// Characters of UTF-8 text, as columns of a terminal.
std::size_t columns(const std::string& text);
std::string pad_left(const std::string& text, std::size_t width);
std::string pad_right(const std::string& text, std::size_t width);

}  // namespace supplytwin::report
