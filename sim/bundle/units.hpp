#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace supplytwin::bundle {

/// What a text was read as, or why it could not be.
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string error;       ///< what is wrong and what was expected; empty when there is a value
  std::size_t offset = 0;  ///< where in the text it goes wrong [bytes]
  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
};

/// A number with as many decimals as written, scaled to whole units: `exact_decimal("2.5", 1000)` is 2500. Fails when
/// the number has an exponent, a leading zero (`010`), is finer than one unit or leaves 64 bits.
Parsed<std::int64_t> exact_decimal(std::string_view text, std::int64_t scale);
/// A whole number: `12`, `-3`; never `010`, `0x1F` or `1_000`.
Parsed<std::int64_t> parse_integer(std::string_view text);
/// `4 h`, `2.5 days`, `1 day 4 h`, `-30 min`, exact to a millisecond. Units: ms, s, min, h, d, their long names,
/// weeks.
Parsed<base::Duration> parse_duration(std::string_view text);
/// `12.50 USD`, `$12.50`, `0.0375 USD`, exact to a micro-dollar, up to a million million dollars.
Parsed<base::Money> parse_money(std::string_view text);
/// `60 %`, `0.6`, exact to a part per million.
Parsed<base::Ratio> parse_ratio(std::string_view text);
/// `continuous`, `daily 06:00, 14:00`, `mon-fri 05:00; sat 08:00`, `every 15 minutes`.
Parsed<base::Schedule> parse_schedule(std::string_view text);
/// `always`, `never`, `mon-fri 08:00-17:00, sat 09:00-12:00`, `daily 22:00-06:00`.
Parsed<base::Hours> parse_hours(std::string_view text);

/// A text that the parser reads as the same schedule, or the same hours.
std::string text_of(const base::Schedule& schedule);
std::string text_of(const base::Hours& hours);

/// A text in single quotes, as messages show it.
std::string quoted(std::string_view text);

/// A unit of time by any of its names [ms], or none: `h`, `hours`, `day`.
std::optional<base::Duration> time_unit(std::string_view name);
/// All of them with their names.
std::span<const std::pair<std::string_view, base::Duration>> time_units();

}  // namespace supplytwin::bundle
