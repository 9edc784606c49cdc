#include "scenario/parse_text.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>

#include "base/error.hpp"
#include "base/format.hpp"
#include "scenario/in_quotes.hpp"

namespace supplytwin::scenario {

namespace {

using bundle::Parsed;

constexpr base::Duration kLongestMean = base::kDay * 365;  // what takes longer never happens in a run

std::string shown(std::int64_t value) { return std::to_string(value); }
std::string shown(base::Duration value) { return base::words(value); }
std::string shown(base::Money value) { return base::dollars(value); }
std::string shown(base::Ratio value) {
  std::string text = std::to_string(value.ppm / 10'000);
  std::string rest = std::to_string(1'000'000 + value.ppm % 1'000'000).substr(3);
  rest.erase(rest.find_last_not_of('0') + 1);
  return text + (rest.empty() ? "" : "." + rest) + " %";
}

/// `bound` as it is written in the unit of a value of type T.
template <class T>
  requires(std::is_arithmetic_v<T> || requires(std::int64_t bound) { shown(T{bound}); })
std::string shown_bound(std::int64_t bound) {
  if constexpr (std::is_arithmetic_v<T>) {
    return shown(bound);
  } else {
    return shown(T{bound});
  }
}

/// The message for a value outside the field's bounds, empty when it is inside.
template <class T, class Number>
std::string outside(const FieldFacts& field, Number value) {
  const std::string name(field.name);
  if (value < static_cast<Number>(field.lowest)) {
    return field.lowest == 0 ? name + " must not be negative"
                             : name + " must be at least " + shown_bound<T>(field.lowest);
  }
  if (field.highest != std::numeric_limits<std::int64_t>::max() && value > static_cast<Number>(field.highest)) {
    return name + " must be at most " + shown_bound<T>(field.highest);
  }
  return {};
}

template <class T, class U>
Parsed<T> failed(const FieldFacts& field, const Parsed<U>& parsed, std::string_view example = {}) {
  const bool endless = parsed.error.ends_with(" is too long") || parsed.error.ends_with(" is too large");
  if constexpr (requires { shown_bound<T>(field.highest); })
    if (endless && field.highest != std::numeric_limits<std::int64_t>::max())
      return {std::nullopt, std::string(field.name) + " must be at most " + shown_bound<T>(field.highest), 0};
  std::string message = std::string(field.name) + ": " + parsed.error;
  const auto says = [&](std::string_view words) { return message.find(words) != std::string::npos; };
  if (!example.empty() && !endless && !says("such as") && !says("; write") && !says("did you mean")) {
    message += says("expected") ? ", such as " : "; expected ";
    message += example;
  }
  return {std::nullopt, std::move(message), parsed.offset};
}

template <class T, class Number>
Parsed<T> bounded(const FieldFacts& field, const T& value, Number number) {
  std::string message = outside<T>(field, number);
  if (!message.empty()) return {std::nullopt, std::move(message), 0};
  return {value, {}, 0};
}

constexpr std::string_view example_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::time:
      return "'4 h'";
    case Dimension::money:
      return "'12.50 USD'";
    case Dimension::ratio:
      return "'60 %'";
    case Dimension::number:
      break;
  }
  return "'12'";
}

}  // namespace

std::string outside_bounds(const FieldFacts& field, std::int64_t value) {
  return outside<std::int64_t>(field, value);
}
std::string outside_bounds(const FieldFacts& field, double value) { return outside<double>(field, value); }
std::string outside_bounds(const FieldFacts& field, base::Duration value) {
  return outside<base::Duration>(field, value.count());
}
std::string outside_bounds(const FieldFacts& field, base::Money value) {
  return outside<base::Money>(field, value.micros);
}
std::string outside_bounds(const FieldFacts& field, base::Ratio value) {
  return outside<base::Ratio>(field, value.ppm);
}

Parsed<bool> parse_text(std::string_view text, const FieldFacts& field, bool*) {
  if (text == "true" || text == "false") return {text == "true", {}, 0};
  return {std::nullopt, std::string(field.name) + ": expected true or false, found " + in_quotes(text), 0};
}

Parsed<std::int64_t> parse_text(std::string_view text, const FieldFacts& field, std::int64_t*) {
  const auto parsed = bundle::parse_integer(text);
  return parsed ? bounded(field, *parsed, *parsed) : failed<std::int64_t>(field, parsed);
}

Parsed<std::vector<std::int64_t>> parse_text(std::string_view text, const FieldFacts& field,
                                             std::vector<std::int64_t>*) {
  std::vector<std::int64_t> values;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    const auto parsed = parse_text(text.substr(from, to - from), field, static_cast<std::int64_t*>(nullptr));
    if (!parsed) return {std::nullopt, parsed.error, from + parsed.offset};
    values.push_back(*parsed);
    from = to + 1;
  }
  return {std::move(values), {}, 0};
}

Parsed<double> parse_text(std::string_view text, const FieldFacts& field, double*) {
  const auto parsed = parse_number(text);
  return parsed ? bounded(field, *parsed, *parsed) : failed<double>(field, parsed);
}

Parsed<std::string> parse_text(std::string_view text, const FieldFacts& field, std::string*) {
  if (text.empty() && field.required) return {std::nullopt, std::string(field.name) + " must not be empty", 0};
  return {std::string(text), {}, 0};
}

Parsed<base::Duration> parse_text(std::string_view text, const FieldFacts& field, base::Duration*) {
  const auto parsed = bundle::parse_duration(text);
  return parsed ? bounded(field, *parsed, parsed.value->count()) : failed<base::Duration>(field, parsed, "'4 h'");
}

Parsed<base::Money> parse_text(std::string_view text, const FieldFacts& field, base::Money*) {
  const auto parsed = bundle::parse_money(text);
  return parsed ? bounded(field, *parsed, parsed.value->micros) : failed<base::Money>(field, parsed, "'12.50 USD'");
}

Parsed<base::Ratio> parse_text(std::string_view text, const FieldFacts& field, base::Ratio*) {
  const auto parsed = bundle::parse_ratio(text);
  return parsed ? bounded(field, *parsed, parsed.value->ppm) : failed<base::Ratio>(field, parsed, "'60 %'");
}

Parsed<base::Time> parse_text(std::string_view text, const FieldFacts& field, base::Time*) {
  const auto parsed = parse_local_time(text);
  if (!parsed) return failed<base::Time>(field, parsed);
  return {base::Time{parsed.value->time_since_epoch()}, {}, 0};
}

Parsed<base::Hours> parse_text(std::string_view text, const FieldFacts& field, base::Hours*) {
  auto parsed = bundle::parse_hours(text);
  if (!parsed) return failed<base::Hours>(field, parsed, "'mon-fri 08:00-17:00'");
  const std::int64_t open = parsed.value->open_time().count();
  if (open >= field.lowest && open <= field.highest) return parsed;
  const bool never = open < field.lowest;
  return {
      std::nullopt,
      std::string(field.name) + (never ? " must leave some time open: whoever waits for it would wait for ever"
                                       : " must leave some time free: whoever waits for its end would wait for ever"),
      0};
}

Parsed<base::Schedule> parse_text(std::string_view text, const FieldFacts& field, base::Schedule*) {
  auto parsed = bundle::parse_schedule(text);
  return parsed ? parsed : failed<base::Schedule>(field, parsed, "'daily 06:00, 14:00'");
}

Parsed<kernel::Law> parse_text(std::string_view text, const FieldFacts& field, kernel::Law*) {
  auto parsed = parse_law(text, field.dimension);
  if (!parsed) return failed<kernel::Law>(field, parsed, example_of(field.dimension));
  if (parsed.value->lowest() < static_cast<double>(field.lowest)) {
    return {std::nullopt, std::string(field.name) + " must not be negative", 0};
  }
  const double mean = parsed.value->mean();
  if (field.dimension == Dimension::time && mean > static_cast<double>(kLongestMean.count())) {
    return {std::nullopt, std::string(field.name) + " must be at most " + base::words(kLongestMean) + " on average",
            0};
  }
  if (field.dimension == Dimension::ratio && parsed.value->share_below(static_cast<double>(base::kOne.ppm)) < 1) {
    return {std::nullopt, std::string(field.name) + " must be at most 100 %", 0};
  }
  parsed.value->set_text(std::string(text));
  return parsed;
}

Parsed<std::size_t> parse_word(std::string_view text, const FieldFacts& field,
                               const std::vector<std::string>& names) {
  const auto found = std::ranges::find(names, text);
  if (found != names.end()) return {static_cast<std::size_t>(found - names.begin()), {}, 0};
  const std::string near = base::suggestion(text, names);
  return {std::nullopt,
          std::string(field.name) + ": expected " + base::one_of(names) + ", found " + in_quotes(text) +
              (near.empty() ? "" : "; did you mean " + in_quotes(near) + "?"),
          0};
}

Parsed<base::LocalTime> parse_local_time(std::string_view text) {
  constexpr std::string_view kHint = "expected a local time, such as '2025-02-08 02:00' or '2025-02-08'";
  const auto fail = [&](std::size_t offset, std::string_view why) {
    return Parsed<base::LocalTime>{std::nullopt, in_quotes(text) + std::string(why) + std::string(kHint), offset};
  };
  // The shape first: digits where '0' stands.
  constexpr std::string_view kShape = "0000-00-00 00:00:00";
  if (text.size() != 10 && text.size() != 16 && text.size() != 19) return fail(0, " is not a local time; ");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool fits = kShape[i] == '0' ? digit : text[i] == kShape[i] || (i == 10 && text[i] == 'T');
    if (!fits) return fail(i, " is not a local time; ");
  }
  const auto number = [&](std::size_t from, std::size_t digits) {
    unsigned value = 0;
    for (const char c : text.substr(std::min(from, text.size()), digits))
      value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2))};
  if (!day.ok()) return fail(5, " is no day of the calendar; ");
  if (day.year() < std::chrono::year(1900) || day.year() > std::chrono::year(2200)) {
    return fail(0, " is outside the years 1900 to 2200; ");
  }
  const unsigned hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
  if (hour > 23 || minute > 59 || second > 59) return fail(11, " is no time of the day; ");
  const base::Duration since{std::chrono::milliseconds(std::chrono::local_days(day).time_since_epoch())};
  return {base::LocalTime{since + base::kHour * hour + base::kMinute * minute + base::kSecond * second}, {}, 0};
}

}  // namespace supplytwin::scenario
