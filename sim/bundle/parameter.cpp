#include "bundle/parameter.hpp"

#include <algorithm>
#include <utility>

namespace supplytwin::bundle {
namespace {

using policy::ValueType;

template <class T>
Parsed<UnitValue> with(ValueType type, const Parsed<T>& parsed) {
  if (!parsed) return {std::nullopt, parsed.error, parsed.offset};
  std::int64_t number = 0;
  if constexpr (requires { parsed.value->count(); })
    number = parsed.value->count();
  else if constexpr (requires { parsed.value->micros; })
    number = parsed.value->micros;
  else if constexpr (requires { parsed.value->ppm; })
    number = parsed.value->ppm;
  else
    number = *parsed.value;
  return {UnitValue{type, number, {}}, {}, 0};
}

}  // namespace

Parsed<UnitValue> parse_unit_value(const YamlNode& scalar) {
  const std::string_view text = scalar.text;
  if (!scalar.is_scalar() || text.empty()) return {std::nullopt, "expected a value, found " + describe(scalar), 0};
  if (scalar.quoted) return {UnitValue{ValueType::text, 0, scalar.text}, {}, 0};
  if (text == "true" || text == "false") return {UnitValue{ValueType::boolean, text == "true" ? 1 : 0, {}}, {}, 0};
  const char first = text[text[0] == '-' && text.size() > 1 ? 1 : 0];
  if (first != '$' && first != '.' && (first < '0' || first > '9')) {
    return {UnitValue{ValueType::text, 0, scalar.text}, {}, 0};
  }
  if (first == '$' || text.ends_with("USD")) return with(ValueType::money, parse_money(text));
  if (text.ends_with('%')) return with(ValueType::ratio, parse_ratio(text));
  if (text.ends_with("each")) {
    std::string_view number = text.substr(0, text.size() - 4);
    while (number.ends_with(' ')) number.remove_suffix(1);
    return with(ValueType::quantity, parse_integer(number));
  }
  const bool letters =
      std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  if (letters) return with(ValueType::duration, parse_duration(text));
  if (text.find('.') != std::string_view::npos) return with(ValueType::ratio, parse_ratio(text));
  return with(ValueType::number, parse_integer(text));
}

}  // namespace supplytwin::bundle
