#include "bundle/type.hpp"

#include <array>
#include <string_view>

namespace supplytwin::bundle {

Type Type::of(policy::ValueType type) {
  using policy::ValueType;
  switch (type) {
    case ValueType::boolean:
      return {Unit::boolean};
    case ValueType::number:
      return {Unit::number};
    case ValueType::quantity:
      return {Unit::quantity};
    case ValueType::duration:
      return {Unit::duration};
    case ValueType::money:
      return {Unit::money};
    case ValueType::ratio:
      return {Unit::ratio};
    case ValueType::text:
      return {Unit::text};
    case ValueType::text_list:
      return {Unit::text, 1};
    case ValueType::number_list:
      return {Unit::number, 1};
  }
  return {};
}

std::string words(const Type& type) {
  static constexpr std::array<std::string_view, 8> kOne{"a value",    "a truth value", "a plain number",
                                                        "a quantity", "a duration",    "an amount of money",
                                                        "a ratio",    "text"};
  static constexpr std::array<std::string_view, 8> kMany{
      "values", "truth values", "plain numbers", "quantities", "durations", "amounts of money", "ratios", "text"};
  const auto unit = static_cast<std::size_t>(type.unit);
  if (type.lists == 0) return std::string(kOne[unit]);
  std::string out = "a list of ";
  for (int i = 1; i < type.lists; ++i) out += "lists of ";
  return out + std::string(kMany[unit]);
}

}  // namespace supplytwin::bundle
