#pragma once

#include <chrono>

#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace supplytwin::base {

/// An instant given in UTC.
inline Time utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  const std::chrono::sys_days date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
  return Time{date} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

/// A wall-clock time.
inline LocalTime wall(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return LocalTime{utc(year, month, day, hour, minute).time_since_epoch()};
}

/// America/Indiana/Indianapolis through 2024 and 2025: EST is UTC-5, EDT is UTC-4.
inline TimeZone indianapolis() {
  return TimeZone("America/Indiana/Indianapolis", {{utc(2023, 11, 5, 6), -5 * kHour},
                                                   {utc(2024, 3, 10, 7), -4 * kHour},
                                                   {utc(2024, 11, 3, 6), -5 * kHour},
                                                   {utc(2025, 3, 9, 7), -4 * kHour},
                                                   {utc(2025, 11, 2, 6), -5 * kHour}});
}

}  // namespace supplytwin::base
