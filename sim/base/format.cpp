#include "base/format.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace supplytwin::base {
namespace {

constexpr Duration kFirstYear = std::chrono::sys_days{std::chrono::year{0} / 1 / 1}.time_since_epoch();
constexpr Duration kLastYear = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}.time_since_epoch();

/// A number of at least `width` digits, filled with zeros.
std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// `2025-02-08T02:00:00` of milliseconds since 1970-01-01T00:00.
std::string date_and_time(Duration since_epoch) {
  // Far outside the calendar a broken time is still named exactly.
  if (since_epoch < kFirstYear || since_epoch > kLastYear)
    return std::to_string(since_epoch.count()) + " ms since 1970-01-01T00:00";
  const auto days = std::chrono::floor<std::chrono::days>(since_epoch);
  const std::chrono::year_month_day date{std::chrono::sys_days{days}};
  const std::chrono::hh_mm_ss clock{since_epoch - days};
  std::string text = padded(static_cast<int>(date.year()), 4);
  text.append("-").append(padded(static_cast<unsigned>(date.month()), 2));
  text.append("-").append(padded(static_cast<unsigned>(date.day()), 2));
  text.append("T").append(padded(clock.hours().count(), 2));
  text.append(":").append(padded(clock.minutes().count(), 2));
  text.append(":").append(padded(clock.seconds().count(), 2));
  if (clock.subseconds().count() != 0) text.append(".").append(padded(clock.subseconds().count(), 3));
  return text;
}

}  // namespace

std::string iso(Time t) { return t >= kNever ? "never" : date_and_time(t.time_since_epoch()) + "Z"; }

std::string iso(Time t, const TimeZone& zone) {
  if (t >= kNever) return "never";
  const Duration local = zone.local(t).time_since_epoch();
  const Duration offset = local - t.time_since_epoch();
  const std::int64_t minutes = (offset < Duration{0} ? -offset : offset) / kMinute;
  std::string text = date_and_time(local);
  text.append(offset < Duration{0} ? "-" : "+").append(padded(minutes / 60, 2));
  return text.append(":").append(padded(minutes % 60, 2));
}

std::string counted(std::int64_t number, std::string_view thing) {
  return std::to_string(number).append(" ").append(thing).append(number == 1 ? "" : "s");
}

std::string words(Duration d) {
  if (d >= kForever) return "forever";
  constexpr std::array<std::pair<Duration, std::string_view>, 5> kUnits{
      {{kDay, " d"}, {kHour, " h"}, {kMinute, " min"}, {kSecond, " s"}, {Duration{1}, " ms"}}};
  if (d == Duration{0}) return "0 s";
  std::string text = d < Duration{0} ? "-" : "";
  Duration rest = d < Duration{0} ? -d : d;
  bool first = true;
  for (const auto& [unit, name] : kUnits) {
    const std::int64_t count = rest / unit;
    rest %= unit;
    if (count == 0) continue;
    if (!first) text += ' ';
    text.append(std::to_string(count)).append(name);
    first = false;
  }
  return text;
}

std::string dollars(Money amount) {
  constexpr std::size_t kDecimals = 6, kLeastDecimals = 2;
  const auto size = static_cast<std::uint64_t>(amount.micros);
  const std::uint64_t micros = amount.micros < 0 ? 0 - size : size;
  std::string decimals = padded(static_cast<std::int64_t>(micros % 1'000'000), kDecimals);
  while (decimals.size() > kLeastDecimals && decimals.back() == '0') decimals.pop_back();
  std::string text = amount.micros < 0 ? "-$" : "$";
  text.append(std::to_string(micros / 1'000'000)).append(".").append(decimals);
  return text;
}

}  // namespace supplytwin::base
