#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bundle/strict_yaml.hpp"
#include "bundle/units.hpp"
#include "policy/value_type.hpp"

namespace supplytwin::bundle {

/// A value with the unit that its text shows: `5 days`, `$250`, `60 %`, `0.6`, `12 each`, `3`, `true`, `vital`.
struct UnitValue {
  policy::ValueType type{};
  std::int64_t number = 0;
  std::string text;
};

/// Reads one scalar as a value with its unit.
Parsed<UnitValue> parse_unit_value(const YamlNode& scalar);

}  // namespace supplytwin::bundle
