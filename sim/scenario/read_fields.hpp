#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/time_zone.hpp"
#include "bundle/strict_yaml.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/parse_text.hpp"

namespace supplytwin::scenario {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_in_place = false;
template <class T>
inline constexpr bool is_in_place<base::InPlace<T>> = true;

/// The same in words for a message: `expected a whole number`.
template <class T>
std::string expected(const FieldFacts& field) {
  if constexpr (std::is_same_v<T, bool>) return "true or false";
  if constexpr (std::is_same_v<T, std::int64_t>) return "a whole number";
  if constexpr (std::is_same_v<T, double>) return "a number";
  if constexpr (std::is_same_v<T, std::string>) return "text";
  if constexpr (std::is_same_v<T, base::Duration>) return "a time, such as '4 h'";
  if constexpr (std::is_same_v<T, base::Money>) return "an amount of money, such as '12.50 USD'";
  if constexpr (std::is_same_v<T, base::Ratio>) return "a ratio, such as '60 %'";
  if constexpr (std::is_same_v<T, base::Time>) return "a local time, such as '2025-02-08 02:00'";
  if constexpr (std::is_same_v<T, base::Hours>) return "hours, such as 'mon-fri 08:00-17:00'";
  if constexpr (std::is_same_v<T, base::Schedule>) return "a schedule, such as 'daily 06:00, 14:00'";
  if constexpr (std::is_same_v<T, kernel::Law>) {
    return field.dimension == Dimension::ratio ? "a ratio or a law, such as '95 %'"
                                               : "a time or a law, such as '4 h'";
  }
  if constexpr (base::NamedEnum<T>) {
    const auto& names = base::EnumNames<T>::names;
    return base::one_of({names.begin(), names.end()});
  }
}

/// Fills config structs from a YAML document by their field lists.
class YamlReader {
 public:
  YamlReader(const bundle::Document& document, std::vector<base::Fault>& faults)
      : document_(document), faults_(faults) {}

  /// `where` reads like `suppliers[2]`; empty at the top.
  template <base::Config C>
  void read(const bundle::YamlNode& node, C& into, const std::string& where = {}) {
    std::vector<std::string> required, optional;
    base::for_each_field<C>([&](const auto& f) { (f.required ? required : optional).emplace_back(f.name); });
    if (!bundle::check_keys(document_, node, required, optional, where, faults_)) return;
    base::for_each_field<C>([&](const auto& f) {
      if (const bundle::YamlNode* value = node.find(f.name)) {
        read_value(*value, into.*f.member, facts_of(f),
                   where.empty() ? std::string(f.name) : where + "." + std::string(f.name));
      }
    });
  }

 private:
  template <class T>
  void read_value(const bundle::YamlNode& node, T& into, const FieldFacts& field, const std::string& where) {
    if constexpr (base::Config<T>) {
      read(node, into, where);
    } else if constexpr (is_optional<T>) {
      read_value(node, into.emplace(), field, where);
    } else if constexpr (is_in_place<T>) {
      if (node.is_map()) {
        read(node, into.here.emplace(), where);
      } else {
        read_value(node, into.path, field, where);
      }
    } else if constexpr (is_vector<T>) {
      if (!node.is_sequence()) return refuse(node, where + ": expected a list, found " + bundle::describe(node));
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        read_value(node.items[i], into.emplace_back(), field, where + "[" + std::to_string(i) + "]");
      }
    } else {
      constexpr bool bare = std::is_arithmetic_v<T>;  // numbers and true or false stand without quotes
      if (!node.is_scalar() || (bare && node.quoted)) {
        return refuse(node, std::string(field.name) + ": expected " + expected<T>(field) + ", found " +
                                (node.is_scalar() ? "the text " : "") + bundle::describe(node));
      }
      auto parsed = parse_text(node.text, field, static_cast<T*>(nullptr));
      if (parsed) {
        into = std::move(*parsed.value);
      } else if (parsed.offset == 0) {
        refuse(node, std::move(parsed.error));
      } else {
        const std::size_t rest = node.text.size() - std::min(parsed.offset, node.text.size());
        faults_.push_back(
            document_.fault_inside(node, parsed.offset, std::max<std::size_t>(rest, 1), std::move(parsed.error)));
      }
    }
  }

  void refuse(const bundle::YamlNode& node, std::string message) {
    faults_.push_back(document_.fault(node, std::move(message)));
  }

  const bundle::Document& document_;
  std::vector<base::Fault>& faults_;
};

/// Rows read from a table, and which of them had faults.
template <class C>
struct Rows {
  std::vector<C> rows;
  std::vector<bool> faulty;
};

/// The columns of the header in the order of `names`, or kNone; faults of unknown, and of missing required, columns.
std::vector<std::size_t> match_columns(const CsvTable& table, const std::vector<std::string>& names,
                                       const std::vector<bool>& required, std::vector<base::Fault>& faults);

/// Every row of a table as a config struct. An empty cell of an optional field keeps the struct's default.
template <base::Config C>
Rows<C> read_rows(const CsvTable& table, std::vector<base::Fault>& faults) {
  Rows<C> result;
  if (!table.readable()) return result;
  std::vector<std::string> names;
  std::vector<bool> required;
  base::for_each_field<C>([&](const auto& f) {
    names.emplace_back(f.name);
    required.push_back(f.required);
  });
  const std::vector<std::size_t> columns = match_columns(table, names, required, faults);
  result.rows.resize(table.rows());
  result.faulty.resize(table.rows());
  std::string buffer;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    C& into = result.rows[row];
    if (!table.whole(row)) result.faulty[row] = true;
    std::size_t index = 0;
    base::for_each_field<C>([&](const auto& f) {
      const std::size_t column = columns[index++];
      if (column == CsvTable::kNone) return;
      const std::string_view text = table.cell(row, column, buffer);
      if (text.empty()) {
        if (!f.required || result.faulty[row]) return;
        faults.push_back(table.fault(row, column, std::string(f.name) + " must not be empty"));
        result.faulty[row] = true;
        return;
      }
      using Value = std::remove_reference_t<decltype(into.*f.member)>;
      auto parsed = parse_text(text, facts_of(f), static_cast<Value*>(nullptr));
      if (parsed) {
        into.*f.member = std::move(*parsed.value);
      } else {
        // Cells of a row that lacks some may have moved.
        if (table.whole(row))
          faults.push_back(table.fault_inside(row, column, parsed.offset, std::move(parsed.error)));
        result.faulty[row] = true;
      }
    });
  }
  return result;
}

/// Puts every base::Time of a config, read as a wall clock, into its zone.
template <class T>
void place_times(T& value, const base::TimeZone& zone) {
  if constexpr (std::is_same_v<T, base::Time>) {
    value = zone.instant(base::LocalTime{value.time_since_epoch()});
  } else if constexpr (base::Config<T>) {
    base::for_each_field<T>([&](const auto& f) { place_times(value.*f.member, zone); });
  } else if constexpr (is_optional<T>) {
    if (value) place_times(*value, zone);
  } else if constexpr (is_in_place<T>) {
    place_times(value.here, zone);
  } else if constexpr (is_vector<T>) {
    for (auto& item : value) place_times(item, zone);
  }
}

}  // namespace supplytwin::scenario
