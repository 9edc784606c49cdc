#include "bundle/units.hpp"

#include <array>
#include <limits>
#include <utility>

#include "base/quote.hpp"
#include "base/wide.hpp"
#include "bundle/characters.hpp"

namespace supplytwin::bundle {
namespace {

using Wide = base::Int128;

template <class T>
Parsed<T> fail(std::size_t offset, std::string error) {
  return {std::nullopt, std::move(error), offset};
}

/// A place in a text; leading spaces are skipped on demand.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;

  void skip() {
    while (at < text.size() && text[at] == ' ') ++at;
  }
  bool end() {
    skip();
    return at == text.size();
  }
  char peek() const { return at < text.size() ? text[at] : '\0'; }
  std::string_view word() {
    skip();
    const std::size_t from = at;
    while (at < text.size() && letter(text[at])) ++at;
    return text.substr(from, at - from);
  }
  std::string_view number() {
    skip();
    const std::size_t from = at;
    while (at < text.size() && (digit(text[at]) || text[at] == '.' || text[at] == '_')) ++at;
    return text.substr(from, at - from);
  }
};

constexpr std::array<std::pair<std::string_view, base::Duration>, 22> kUnits{{
    {"ms", base::Duration{1}},
    {"millisecond", base::Duration{1}},
    {"milliseconds", base::Duration{1}},
    {"s", base::kSecond},
    {"sec", base::kSecond},
    {"second", base::kSecond},
    {"seconds", base::kSecond},
    {"min", base::kMinute},
    {"mins", base::kMinute},
    {"minute", base::kMinute},
    {"minutes", base::kMinute},
    {"h", base::kHour},
    {"hr", base::kHour},
    {"hrs", base::kHour},
    {"hour", base::kHour},
    {"hours", base::kHour},
    {"d", base::kDay},
    {"day", base::kDay},
    {"days", base::kDay},
    {"w", base::kWeek},
    {"week", base::kWeek},
    {"weeks", base::kWeek},
}};

constexpr std::string_view kDurationHint = "expected a number with a unit of time, such as '4 h' or '1 day 12 h'";

}  // namespace

std::string quoted(std::string_view text) { return base::in_quotes(text); }

Parsed<std::int64_t> exact_decimal(std::string_view text, std::int64_t scale) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) ++at;
  const std::size_t first = at;
  Wide whole = 0;
  std::size_t digits = 0;
  constexpr Wide kTop = Wide{1} << 100;
  for (; at < text.size() && digit(text[at]); ++at, ++digits) {
    whole = whole * 10 + (text[at] - '0');
    if (whole > kTop) return fail<std::int64_t>(0, quoted(text) + " is too large");
  }
  if (digits == 0)
    return fail<std::int64_t>(at, text.empty() ? "expected a number" : quoted(text) + " is not a number");
  if (digits > 1 && text[first] == '0') {
    return fail<std::int64_t>(first, quoted(text) + " starts with a zero; write it without");
  }
  Wide value = whole * scale;
  if (at < text.size() && text[at] == '.') {
    ++at;
    const std::size_t from = at;
    while (at < text.size() && digit(text[at])) ++at;
    const std::size_t decimals = at - from;
    std::string_view fraction = text.substr(from, decimals);
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    if (fraction.size() > 18) return fail<std::int64_t>(0, quoted(text) + " is finer than can be held");
    Wide top = 0, bottom = 1;
    for (const char c : fraction) {
      top = top * 10 + (c - '0');
      bottom *= 10;
    }
    if (top * scale % bottom != 0) return fail<std::int64_t>(0, quoted(text) + " is finer than can be held");
    value += top * scale / bottom;
    if (decimals == 0) return fail<std::int64_t>(at, quoted(text) + " has no digits after its point");
  }
  if (at != text.size()) return fail<std::int64_t>(at, quoted(text) + " is not a number");
  constexpr Wide kMax = std::numeric_limits<std::int64_t>::max();
  if (value > kMax) return fail<std::int64_t>(0, quoted(text) + " is too large");
  return {static_cast<std::int64_t>(negative ? -value : value), {}, 0};
}

Parsed<std::int64_t> parse_integer(std::string_view text) {
  auto parsed = exact_decimal(text, 1);
  if (!parsed || text.find('.') != std::string_view::npos) {
    const bool zero = parsed.error.find("starts with a zero") != std::string::npos;
    const bool large = parsed.error.find("too large") != std::string::npos;
    return fail<std::int64_t>(parsed.offset, zero || large ? parsed.error : quoted(text) + " is not a whole number");
  }
  return parsed;
}

std::optional<base::Duration> time_unit(std::string_view name) {
  for (const auto& [unit, length] : kUnits) {
    if (unit == name) return length;
  }
  return std::nullopt;
}

std::span<const std::pair<std::string_view, base::Duration>> time_units() { return kUnits; }

Parsed<base::Duration> parse_duration(std::string_view text) {
  Cursor c{text};
  if (c.end()) return fail<base::Duration>(0, std::string(kDurationHint));
  const bool negative = c.peek() == '-';
  if (negative) ++c.at;
  Wide total = 0;
  while (true) {
    c.skip();
    const std::size_t start = c.at;
    const std::string_view number = c.number();
    if (number.empty())
      return fail<base::Duration>(start, quoted(text) + " is not a duration; " + std::string(kDurationHint));
    const std::size_t unit_at = (c.skip(), c.at);
    const std::string_view word = c.word();
    if (word.empty()) {
      return fail<base::Duration>(start, quoted(text) + " has no unit of time; " + std::string(kDurationHint));
    }
    const auto unit = time_unit(word);
    if (!unit) {
      return fail<base::Duration>(unit_at,
                                  "unknown unit of time " + quoted(word) + "; expected ms, s, min, h, days or weeks");
    }
    const auto part = exact_decimal(number, unit->count());
    if (!part) {
      const bool fine = part.error.find("finer") != std::string::npos;
      return fail<base::Duration>(start, fine ? quoted(text) + " is finer than a millisecond" : part.error);
    }
    total += *part;
    if (total > base::kForever.count()) return fail<base::Duration>(0, quoted(text) + " is too long");
    if (c.end()) break;
  }
  return {base::Duration{static_cast<std::int64_t>(negative ? -total : total)}, {}, 0};
}

Parsed<base::Money> parse_money(std::string_view text) {
  constexpr std::string_view kHint = "expected an amount of money, such as '12.50 USD' or '$12.50'";
  Cursor c{text};
  c.skip();
  const bool negative = c.peek() == '-';
  if (negative) ++c.at;
  c.skip();
  const bool dollar = c.peek() == '$';
  if (dollar) ++c.at;
  c.skip();
  const std::size_t start = c.at;
  const std::string_view number = c.number();
  if (number.empty())
    return fail<base::Money>(start, quoted(text) + " is not an amount of money; " + std::string(kHint));
  if (c.peek() == ',') return fail<base::Money>(c.at, quoted(text) + " has a comma; write the amount without");
  const std::size_t unit_at = (c.skip(), c.at);
  const std::string_view unit = c.word();
  if (unit.empty() && !dollar && c.end()) {
    return fail<base::Money>(start, quoted(text) + " has no currency; " + std::string(kHint));
  }
  if ((!unit.empty() && unit != "USD") || !c.end()) {
    return fail<base::Money>(unit_at, quoted(text) + " is not an amount of money; " + std::string(kHint));
  }
  const auto amount = exact_decimal(number, base::kDollar.micros);
  if (!amount) {
    const bool fine = amount.error.find("finer") != std::string::npos;
    return fail<base::Money>(start, fine ? quoted(text) + " is finer than a millionth of a dollar" : amount.error);
  }
  constexpr std::int64_t kMost = 1'000'000'000'000 * base::kDollar.micros;
  if (*amount > kMost) return fail<base::Money>(start, quoted(text) + " is too large; expected at most 10^12 USD");
  return {base::Money{negative ? -*amount : *amount}, {}, 0};
}

Parsed<base::Ratio> parse_ratio(std::string_view text) {
  constexpr std::string_view kHint = "expected a ratio, such as '60 %' or '0.6'";
  Cursor c{text};
  c.skip();
  const bool negative = c.peek() == '-';
  if (negative) ++c.at;
  const std::size_t start = c.at;
  const std::string_view number = c.number();
  if (number.empty()) return fail<base::Ratio>(start, quoted(text) + " is not a ratio; " + std::string(kHint));
  c.skip();
  const bool percent = c.peek() == '%';
  if (percent) ++c.at;
  const std::size_t rest = (c.skip(), c.at);
  if (!c.end()) return fail<base::Ratio>(rest, quoted(text) + " is not a ratio; " + std::string(kHint));
  const auto value = exact_decimal(number, percent ? base::kOne.ppm / 100 : base::kOne.ppm);
  if (!value) {
    const bool fine = value.error.find("finer") != std::string::npos;
    return fail<base::Ratio>(start, fine ? quoted(text) + " is finer than a part per million" : value.error);
  }
  return {base::Ratio{negative ? -*value : *value}, {}, 0};
}

}  // namespace supplytwin::bundle
