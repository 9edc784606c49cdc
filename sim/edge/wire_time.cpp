#include "edge/wire_time.hpp"

#include <algorithm>
#include <chrono>

namespace supplytwin::edge {
namespace {

void put(char* to, unsigned value, int digits) {
  for (int i = digits; i-- > 0; value /= 10) to[i] = static_cast<char>('0' + value % 10);
}

/// A number of so many digits at `from`; below zero when one of them is none.
int number(std::string_view text, std::size_t from, std::size_t digits) {
  int value = 0;
  for (std::size_t i = from; i < from + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::string wire_time(base::Time t) {
  t = std::clamp(t, base::Time{std::chrono::sys_days(std::chrono::year(0) / 1 / 1)}, kLastWireTime);
  const auto day = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day date(day);
  const auto ms = static_cast<unsigned>((t - day).count());
  std::string text = "0000-00-00T00:00:00.000Z";
  put(text.data(), static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put(text.data() + 5, static_cast<unsigned>(date.month()), 2);
  put(text.data() + 8, static_cast<unsigned>(date.day()), 2);
  put(text.data() + 11, ms / 3'600'000, 2);
  put(text.data() + 14, ms / 60'000 % 60, 2);
  put(text.data() + 17, ms / 1'000 % 60, 2);
  put(text.data() + 20, ms % 1'000, 3);
  return text;
}

std::optional<base::Time> parse_wire_time(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
  const bool whole = text.size() == kForm.size() - 4;
  if (!whole && text.size() != kForm.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char form = whole && i == 19 ? 'Z' : kForm[i];
    if (form == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form) return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(number(text, 0, 4)),
                                         std::chrono::month(static_cast<unsigned>(number(text, 5, 2))),
                                         std::chrono::day(static_cast<unsigned>(number(text, 8, 2)))};
  const int hour = number(text, 11, 2), minute = number(text, 14, 2), second = number(text, 17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const base::Duration inside = base::kHour * hour + base::kMinute * minute + base::kSecond * second +
                                base::Duration{whole ? 0 : number(text, 20, 3)};
  return base::Time{std::chrono::sys_days(date)} + inside;
}

}  // namespace supplytwin::edge
