#pragma once

#include <pybind11/pybind11.h>

#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/fields.hpp"
#include "scenario/write_fields.hpp"
#include "values.hpp"

namespace supplytwin::python {

/// Anything that is written as text and has no type of its own in Python: str.
template <class T>
inline constexpr bool is_word = base::NamedEnum<T> || std::is_same_v<T, std::string> ||
                                std::is_same_v<T, base::Hours> || std::is_same_v<T, base::Schedule>;

/// What a value of type T is in Python, for signatures.
template <class T>
using Typing = std::conditional_t<is_word<T>, std::string, T>;

/// A str that also knows the mean of the law.
pybind11::object law_to_python(const kernel::Law& law, const scenario::FieldFacts& field);

/// The value of a field that is neither config nor list.
template <class T>
pybind11::object leaf_to_python(const T& value, const scenario::FieldFacts& field) {
  if constexpr (std::is_same_v<T, kernel::Law>) {
    return law_to_python(value, field);
  } else if constexpr (is_word<T>) {
    return pybind11::str(scenario::text_of(value, field));
  } else {
    return pybind11::cast(value);
  }
}

/// A time in ISO 8601 with its offset; the zone in which files have times is not known to a part of a scenario.
base::Time time_from_text(pybind11::handle text, std::string_view field);

/// Reads such a value, or the text that a file has for it, and holds it to its bounds. Raises TypeError or
/// ValueError.
template <class T>
T leaf_from_python(pybind11::handle object, const scenario::FieldFacts& field) {
  if (!std::is_arithmetic_v<T> && pybind11::isinstance<pybind11::str>(object)) {
    if constexpr (std::is_same_v<T, base::Time>) {
      return time_from_text(object, field.name);
    } else {
      auto parsed = scenario::parse_text(object.cast<std::string>(), field, static_cast<T*>(nullptr));
      if (!parsed) throw pybind11::value_error(parsed.error);
      return std::move(*parsed.value);
    }
  }
  const auto wrong_type = [&] {
    return pybind11::type_error(std::string(field.name) + ": expected " + scenario::expected<T>(field) + ", found " +
                                pybind11::repr(object).template cast<std::string>());
  };
  if constexpr (is_word<T> || std::is_same_v<T, kernel::Law>) {
    throw wrong_type();
  } else {
    pybind11::detail::make_caster<T> caster{};
    const bool is_bool = pybind11::isinstance<pybind11::bool_>(object);
    bool loaded = false;
    try {
      loaded = caster.load(object, true);
    } catch (const pybind11::value_error& e) {  // names no field
      throw pybind11::value_error(std::string(field.name) + ": " + e.what());
    }
    if (is_bool != std::is_same_v<T, bool> || !loaded) throw wrong_type();
    const T value = pybind11::detail::cast_op<T>(caster);
    if constexpr (std::is_same_v<T, double>) {
      if (!std::isfinite(value)) throw wrong_type();
    }
    if constexpr (!std::is_same_v<T, bool> && !std::is_same_v<T, base::Time>) {
      if (const std::string fault = scenario::outside_bounds(field, value); !fault.empty())
        throw pybind11::value_error(fault);
    }
    return value;
  }
}

}  // namespace supplytwin::python
