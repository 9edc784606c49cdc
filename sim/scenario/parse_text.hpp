#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "bundle/units.hpp"
#include "kernel/law.hpp"
#include "scenario/parse_law.hpp"

namespace supplytwin::scenario {

/// What the reader needs to know of a field, whatever its struct.
struct FieldFacts {
  std::string_view name;
  Dimension dimension = Dimension::number;
  bool required = true;
  std::int64_t lowest = 0, highest = 0;
};

template <class Owner, class Member>
constexpr FieldFacts facts_of(const base::Field<Owner, Member>& f) {
  return {f.name, dimension_of(f.doc), f.required, f.lowest, f.highest};
}

// Text to value, within the field's bounds. The error of a failure is a whole message that names the field.
// A base::Time is the wall clock read as if it were UTC; `place_times` puts it into its zone.
bundle::Parsed<bool> parse_text(std::string_view text, const FieldFacts& field, bool*);
bundle::Parsed<std::int64_t> parse_text(std::string_view text, const FieldFacts& field, std::int64_t*);
/// A cell of a table: whole numbers with spaces between them.
bundle::Parsed<std::vector<std::int64_t>> parse_text(std::string_view text, const FieldFacts& field,
                                                     std::vector<std::int64_t>*);
bundle::Parsed<double> parse_text(std::string_view text, const FieldFacts& field, double*);
bundle::Parsed<std::string> parse_text(std::string_view text, const FieldFacts& field, std::string*);
bundle::Parsed<base::Duration> parse_text(std::string_view text, const FieldFacts& field, base::Duration*);
bundle::Parsed<base::Money> parse_text(std::string_view text, const FieldFacts& field, base::Money*);
bundle::Parsed<base::Ratio> parse_text(std::string_view text, const FieldFacts& field, base::Ratio*);
bundle::Parsed<base::Time> parse_text(std::string_view text, const FieldFacts& field, base::Time*);
bundle::Parsed<base::Hours> parse_text(std::string_view text, const FieldFacts& field, base::Hours*);
bundle::Parsed<base::Schedule> parse_text(std::string_view text, const FieldFacts& field, base::Schedule*);
bundle::Parsed<kernel::Law> parse_text(std::string_view text, const FieldFacts& field, kernel::Law*);

/// The index of a word among `names`, or a message with a suggestion.
bundle::Parsed<std::size_t> parse_word(std::string_view text, const FieldFacts& field,
                                       const std::vector<std::string>& names);

template <base::NamedEnum E>
bundle::Parsed<E> parse_text(std::string_view text, const FieldFacts& field, E*) {
  const auto& names = base::EnumNames<E>::names;
  const auto index = parse_word(text, field, {names.begin(), names.end()});
  if (!index) return {std::nullopt, index.error, index.offset};
  return {static_cast<E>(*index), {}, 0};
}

/// What is wrong with a value outside the field's bounds; empty when it is inside.
std::string outside_bounds(const FieldFacts& field, std::int64_t value);
std::string outside_bounds(const FieldFacts& field, double value);
std::string outside_bounds(const FieldFacts& field, base::Duration value);
std::string outside_bounds(const FieldFacts& field, base::Money value);
std::string outside_bounds(const FieldFacts& field, base::Ratio value);

/// `2025-02-08 02:00`, `2025-02-08T02:00:00` or `2025-02-08`, which is its first instant.
bundle::Parsed<base::LocalTime> parse_local_time(std::string_view text);

}  // namespace supplytwin::scenario
