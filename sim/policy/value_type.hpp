#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.hpp"

namespace supplytwin::policy {

/// What a value of an expression is. Numbers carry their unit: a duration in ms, money in micro-dollars, a ratio in
/// parts per million, a quantity in base units.
enum class ValueType : std::uint8_t {
  boolean,
  number,
  quantity,
  duration,
  money,
  ratio,
  text,
  text_list,
  number_list
};

/// Whether it is a number of some unit.
constexpr bool numeric(ValueType t) { return t >= ValueType::number && t <= ValueType::ratio; }

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::ValueType> {
  static constexpr std::array<std::string_view, 9> names{"a truth value", "a plain number",     "a quantity",
                                                         "a duration",    "an amount of money", "a ratio",
                                                         "text",          "a text list",        "a number list"};
};
