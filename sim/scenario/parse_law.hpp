#pragma once

#include <cstdint>
#include <string_view>

#include "bundle/units.hpp"
#include "kernel/law.hpp"

namespace supplytwin::scenario {

/// What a number measures, and so how it is written and in which base unit it is held.
enum class Dimension : std::uint8_t {
  time,    ///< `4 h` [ms]
  money,   ///< `12.50 USD` [micro-dollars]
  ratio,   ///< `60 %` or `0.6` [parts per million]
  number,  ///< `12`
};

/// The dimension that a field's doc names in its closing bracket: `[time]`, `[local time]`, `[money]`, `[1]`, or else
/// a number.
constexpr Dimension dimension_of(std::string_view doc) {
  if (doc.ends_with("[time]")) return Dimension::time;
  if (doc.ends_with("[money]")) return Dimension::money;
  return doc.ends_with("[1]") ? Dimension::ratio : Dimension::number;
}

/// Reads a law as kernel::Law describes them, its values in `dimension`.
bundle::Parsed<kernel::Law> parse_law(std::string_view text, Dimension dimension);

/// `2.5`, `-3`: a decimal without exponent or leading zeros.
bundle::Parsed<double> parse_number(std::string_view text);

}  // namespace supplytwin::scenario
