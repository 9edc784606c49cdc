#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/format.hpp"
#include "base/time_zone.hpp"
#include "scenario/read_fields.hpp"
#include "scenario/write_text.hpp"

namespace supplytwin::scenario {

/// Whether two values are equal, configs by their field lists.
template <class T>
bool same(const T& a, const T& b) {
  if constexpr (base::Config<T>) {
    bool equal = true;
    base::for_each_field<T>([&](const auto& f) { equal = equal && same(a.*f.member, b.*f.member); });
    return equal;
  } else if constexpr (is_optional<T>) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
  } else if constexpr (is_in_place<T>) {
    return a.path == b.path && same(a.here, b.here);
  } else if constexpr (is_vector<T>) {
    bool equal = a.size() == b.size();
    for (std::size_t i = 0; equal && i < a.size(); ++i) equal = same(a[i], b[i]);
    return equal;
  } else {
    return a == b;
  }
}

/// Whether a field has to be written: it is required, or differs from what its absence means.
template <base::Config C, class Member>
bool to_write(const C& config, const base::Field<C, Member>& field) {
  if (field.required) return true;
  if constexpr (std::is_same_v<Member, kernel::Law>) {
    if (!(config.*field.member).text().empty()) return true;
  }
  return !same(config.*field.member, C{}.*field.member);
}
template <base::Config C, class Owner, class Member>
bool to_write(const C& config, const base::Field<Owner, Member>& field) {
  return to_write(static_cast<const Owner&>(config), field);
}

/// A text in double quotes, for YAML.
std::string yaml_quoted(const std::string& text);

/// The value of a field as YAML that YamlReader reads, from behind its key or dash on; ends with a new line.
template <class T>
std::string yaml_of(const T& value, const FieldFacts& field, std::size_t depth) {
  const std::string indent(2 * depth, ' ');
  std::string text;
  if constexpr (base::Config<T>) {
    base::for_each_field<T>([&](const auto& f) {
      if (to_write(value, f))
        text += indent + std::string(f.name) + ":" + yaml_of(value.*f.member, facts_of(f), depth + 1);
    });
    return text.empty() ? " {}\n" : "\n" + text;
  } else if constexpr (is_optional<T>) {
    return yaml_of(*value, field, depth);
  } else if constexpr (is_in_place<T>) {
    return value.here ? yaml_of(*value.here, field, depth) : yaml_of(value.path, field, depth);
  } else if constexpr (is_vector<T>) {
    for (const auto& item : value) text += indent + "-" + yaml_of(item, field, depth + 1);
    return text.empty() ? " []\n" : "\n" + text;
  } else if constexpr (std::is_arithmetic_v<T>) {
    return " " + text_of(value, field) + "\n";
  } else {
    return " " + yaml_quoted(text_of(value, field)) + "\n";
  }
}

/// A cell of a CSV table, quoted where it must be.
std::string csv_cell(const std::string& text);

/// The text of a value in a table; numbers of a list have spaces between them.
template <class T>
std::string cell_text(const T& value, const FieldFacts& field) {
  if constexpr (is_vector<T>) {
    std::string text;
    for (const auto& item : value) text += (text.empty() ? "" : " ") + text_of(item, field);
    return text;
  } else {
    return text_of(value, field);
  }
}

/// A table that `read_rows` reads.
template <base::Config C>
std::string csv_of(const std::vector<C>& rows) {
  std::string text;
  const auto end_cell = [&text](std::size_t& column) {
    text += ++column == std::tuple_size_v<decltype(C::fields())> ? '\n' : ',';
  };
  std::size_t column = 0;
  base::for_each_field<C>([&](const auto& f) {
    text += f.name;
    end_cell(column);
  });
  for (const C& row : rows) {
    column = 0;
    base::for_each_field<C>([&](const auto& f) {
      if (to_write(row, f)) text += csv_cell(cell_text(row.*f.member, facts_of(f)));
      end_cell(column);
    });
  }
  return text;
}

/// Takes every base::Time of a config out of its zone, so that it reads as a wall clock; `place_times` undoes it.
/// Throws base::Error for the second of two instants that a clock shows alike.
template <class T>
void take_times(T& value, const base::TimeZone& zone) {
  if constexpr (std::is_same_v<T, base::Time>) {
    const base::LocalTime local = zone.local(value);
    if (zone.instant(local) != value)
      throw base::Error(base::iso(value, zone) + " cannot be written: the clock shows it twice");
    value = base::Time{local.time_since_epoch()};
  } else if constexpr (base::Config<T>) {
    base::for_each_field<T>([&](const auto& f) { take_times(value.*f.member, zone); });
  } else if constexpr (is_optional<T>) {
    if (value) take_times(*value, zone);
  } else if constexpr (is_in_place<T>) {
    take_times(value.here, zone);
  } else if constexpr (is_vector<T>) {
    for (auto& item : value) take_times(item, zone);
  }
}

}  // namespace supplytwin::scenario
