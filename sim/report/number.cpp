#include "report/number.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <vector>

namespace supplytwin::report {
namespace {

constexpr int kMostDecimals = 6;
constexpr int kEnough = 15;         // decimals of one number whose digits are far below the others
constexpr double kRounding = 1e-9;  // relative; sums of doubles are closer than that
constexpr double kShows = 0.1;      // the least that the unit of a row may make of a figure in it

struct TimeUnit {
  double per_hour;
  const char* name;
  double least;  ///< [h] from which on it is used
};
constexpr std::array<TimeUnit, 5> kTimeUnits{
    {{1.0 / 24, "d", 96}, {1, "h", 1}, {60, "min", 1.0 / 60}, {3600, "s", 1.0 / 3600}, {3'600'000, "ms", 0}}};

/// Hours as days, hours, minutes, seconds or milliseconds: by the largest, as long as the smallest still shows.
Scale time_scale(double largest, double smallest) {
  if (largest <= 0) return {1, "h"};
  const auto unit = std::find_if(kTimeUnits.begin(), kTimeUnits.end(), [&](const TimeUnit& u) {
    return largest >= u.least && smallest * u.per_hour >= kShows;
  });
  const TimeUnit& chosen = unit == kTimeUnits.end() ? kTimeUnits.back() : *unit;
  return {chosen.per_hour, chosen.name};
}

/// Absolute values; `smallest` of those that are not zero.
struct Range {
  double smallest = std::numeric_limits<double>::infinity(), largest = 0;
};

Range range_of(std::span<const double> values) {
  Range r;
  for (const double v : values) {
    r.largest = std::max(r.largest, std::abs(v));
    if (v != 0) r.smallest = std::min(r.smallest, std::abs(v));
  }
  return r;
}

Scale unit_scale(const outcome::Kpi& kpi, const Range& range) {
  if (kpi.unit == "1") return {100, "%"};
  if (kpi.unit == "h") return time_scale(range.largest, range.smallest);
  const std::string unit = kpi.unit == "USD" ? "$" : kpi.unit;
  if (range.largest >= 1e7 && range.smallest >= 1e6 * kShows) return {1e-6, kpi.unit == "USD" ? "$ M" : "M " + unit};
  if (range.largest >= 1e4 && range.smallest >= 1e3 * kShows) return {1e-3, kpi.unit == "USD" ? "$ k" : "k " + unit};
  return {1, unit};
}

/// Decimals that leave `digits` significant digits of `value`.
int decimals_for(double value, int digits, int most = kMostDecimals) {
  if (!(value > 0)) return 0;
  return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(value))), 0, most);
}

/// Decimals by the half-widths, two digits of their median, but no more than the largest value gives meaning to.
int decimals_by(const Scale& scale, const outcome::Kpi& kpi, double largest, std::span<const double> half_widths) {
  std::vector<double> halves;
  std::copy_if(half_widths.begin(), half_widths.end(), std::back_inserter(halves), [](double h) { return h > 0; });
  std::sort(halves.begin(), halves.end());
  // Shares close to one need a digit more to differ.
  const int finest = decimals_for(largest * scale.factor, kpi.unit == "1" ? 5 : 4);
  if (!halves.empty()) return std::min(decimals_for(halves[halves.size() / 2] * scale.factor, 2), finest);
  return scale.factor == 1 && kpi.shape == outcome::Shape::total && kpi.factor == 1 ? 0 : finest;
}

}  // namespace

Scale scale_for(const outcome::Kpi& kpi, std::span<const double> values, std::span<const double> half_widths) {
  const Range range = range_of(values);
  Scale scale = unit_scale(kpi, range);
  scale.noise = kRounding * range.largest;
  scale.decimals = decimals_by(scale, kpi, range.largest, half_widths);
  if (kpi.unit == "h" && range.largest > 0)
    scale.decimals = std::max(scale.decimals, decimals_for(range.smallest * scale.factor, 2));
  return scale;
}

Scale scale_for_differences(const Scale& figures, const outcome::Kpi& kpi, std::span<const double> values,
                            std::span<const double> half_widths) {
  Scale scale = figures;
  scale.decimals = decimals_by(figures, kpi, range_of(values).largest, half_widths);
  return scale;
}

Scale scale_that_shows(const Scale& scale, double value) {
  const int needed = decimals_for(std::abs(value) * scale.factor, 1, kEnough);
  if (needed <= scale.decimals) return scale;
  Scale finer = scale;
  finer.decimals = decimals_for(std::abs(value) * scale.factor, 2, kEnough);
  return finer;
}

Scale scale_that_keeps(const Scale& scale, double value, double half_width) {
  const double shown = std::abs(value) * scale.factor, power = std::pow(10.0, scale.decimals);
  const bool exact = std::abs(shown - std::round(shown * power) / power) <= kRounding * shown;
  Scale finer = scale;
  if (half_width > scale.noise)
    finer.decimals = std::max(scale.decimals, decimals_for(half_width * scale.factor, 2, kEnough));
  else if (!exact)
    finer.decimals = std::max(scale.decimals, decimals_for(shown, 2, kEnough));
  return finer;
}

std::string shown(double value, const Scale& scale, bool signs) {
  std::string text = fmt::format("{:.{}f}", value * scale.factor, scale.decimals);
  if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);
  if (signs && text[0] != '-' && text.find_first_not_of("0.") != std::string::npos) text = '+' + text;
  return text;
}

std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string pad_left(const std::string& text, std::size_t width) {
  const std::size_t have = columns(text);
  return have >= width ? text : std::string(width - have, ' ') + text;
}

std::string pad_right(const std::string& text, std::size_t width) {
  const std::size_t have = columns(text);
  return have >= width ? text : text + std::string(width - have, ' ');
}

}  // namespace supplytwin::report
