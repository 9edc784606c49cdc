#include "scenario/write_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "base/format.hpp"
#include "bundle/units.hpp"

namespace supplytwin::scenario {

std::string text_of(bool value, const FieldFacts&) { return value ? "true" : "false"; }
std::string text_of(std::int64_t value, const FieldFacts&) { return std::to_string(value); }

std::string text_of(double value, const FieldFacts&) {
  std::array<char, 512> digits{};  // the longest double has 309 before its point
  const auto end = std::to_chars(digits.begin(), digits.end(), value, std::chars_format::fixed).ptr;
  return {digits.begin(), end};
}

std::string text_of(const std::string& value, const FieldFacts&) { return value; }
std::string text_of(base::Duration value, const FieldFacts&) { return base::words(value); }
std::string text_of(base::Money value, const FieldFacts&) { return base::dollars(value); }

std::string text_of(base::Ratio value, const FieldFacts& field) {
  return text_of(static_cast<double>(value.ppm) / 1e6, field);  // the nearest double to six decimals has just those
}

std::string text_of(base::Time value, const FieldFacts& field) {
  if (value.time_since_epoch() % base::kSecond != base::Duration{0})
    throw base::Error(std::string(field.name) + ": " + base::iso(value) + " is no whole second");
  const std::string text = base::iso(value);  // with a Z at its end
  return text.substr(0, text.size() - 1);
}

std::string text_of(const base::Hours& value, const FieldFacts&) { return bundle::text_of(value); }
std::string text_of(const base::Schedule& value, const FieldFacts&) { return bundle::text_of(value); }

std::string text_of(const kernel::Law& value, const FieldFacts& field) {
  if (!value.text().empty()) return value.text();
  if (value.kind() != kernel::Law::Kind::constant)
    throw base::Error(std::string(field.name) + ": the law was made in code and has no text");
  const auto whole = static_cast<std::int64_t>(std::llround(value.mean()));
  switch (field.dimension) {
    case Dimension::time:
      return text_of(base::Duration{whole}, field);
    case Dimension::money:
      return text_of(base::Money{whole}, field);
    case Dimension::ratio:
      return text_of(base::Ratio{whole}, field);
    case Dimension::number:
      break;
  }
  return text_of(value.mean(), field);
}

}  // namespace supplytwin::scenario
