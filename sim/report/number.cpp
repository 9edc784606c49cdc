#include "report/number.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace supplytwin::report {
namespace {

constexpr int kMostDecimals = 4;

/// Hours as seconds, minutes, hours or days.
Scale time_scale(double largest) {
  if (largest <= 0) return {1, "h"};
  if (largest < 1.0 / 60) return {3600, "s"};
  if (largest < 1) return {60, "min"};
  if (largest < 96) return {1, "h"};
  return {1.0 / 24, "d"};
}

Scale unit_scale(const outcome::Kpi& kpi, double largest) {
  if (kpi.unit == "1") return {100, "%"};
  if (kpi.unit == "h") return time_scale(largest);
  const std::string unit = kpi.unit == "USD" ? "$" : kpi.unit;
  if (largest >= 1e7) return {1e-6, kpi.unit == "USD" ? "$ M" : "M " + unit};
  if (largest >= 1e4) return {1e-3, kpi.unit == "USD" ? "$ k" : "k " + unit};
  return {1, unit};
}

/// Decimals that leave `digits` significant digits of `value`.
int decimals_for(double value, int digits) {
  if (!(value > 0)) return 0;
  return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(value))), 0, kMostDecimals);
}

}  // namespace

Scale scale_for(const outcome::Kpi& kpi, std::span<const double> values, std::span<const double> half_widths) {
  double largest = 0;
  for (const double v : values) largest = std::max(largest, std::abs(v));
  Scale scale = unit_scale(kpi, largest);
  std::vector<double> halves;
  std::copy_if(half_widths.begin(), half_widths.end(), std::back_inserter(halves), [](double h) { return h > 0; });
  std::sort(halves.begin(), halves.end());
  const bool whole = scale.factor == 1 && kpi.shape == outcome::Shape::total && kpi.factor == 1;
  // Shares close to one need a digit more to differ.
  const int finest = decimals_for(largest * scale.factor, kpi.unit == "1" ? 5 : 4);
  if (!halves.empty())
    scale.decimals = std::min(decimals_for(halves[halves.size() / 2] * scale.factor, 2), finest);
  else
    scale.decimals = whole ? 0 : finest;
  return scale;
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
