#pragma once

#include <cstdint>
#include <string>

#include "base/calendar.hpp"
#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/law.hpp"
#include "scenario/parse_text.hpp"

namespace supplytwin::scenario {

// Value to text; `parse_text` reads the same value from it.
std::string text_of(bool value, const FieldFacts& field);
std::string text_of(std::int64_t value, const FieldFacts& field);
std::string text_of(double value, const FieldFacts& field);
std::string text_of(const std::string& value, const FieldFacts& field);
std::string text_of(base::Duration value, const FieldFacts& field);
std::string text_of(base::Money value, const FieldFacts& field);
std::string text_of(base::Ratio value, const FieldFacts& field);
/// The wall clock of a time that was taken out of its zone. Throws base::Error when it is no whole second.
std::string text_of(base::Time value, const FieldFacts& field);
std::string text_of(const base::Hours& value, const FieldFacts& field);
std::string text_of(const base::Schedule& value, const FieldFacts& field);
/// As it was written; of a law made in code, which must be constant, its value in the field's dimension.
std::string text_of(const kernel::Law& value, const FieldFacts& field);

template <base::NamedEnum E>
std::string text_of(E value, const FieldFacts&) {
  return std::string(base::name_of(value));
}

}  // namespace supplytwin::scenario
