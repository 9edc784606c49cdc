#pragma once

#include <chrono>
#include <cstdint>
#include <limits>

namespace supplytwin::base {

/// A span of time [ms].
using Duration = std::chrono::duration<std::int64_t, std::milli>;
/// An instant, milliseconds since 1970-01-01T00:00Z, no leap seconds.
using Time = std::chrono::sys_time<Duration>;
/// A wall-clock instant somewhere; `TimeZone` turns it into a `Time`.
using LocalTime = std::chrono::local_time<Duration>;

/// Later than anything that happens.
inline constexpr Time kNever{Duration{std::numeric_limits<std::int64_t>::max() / 4}};
/// Longer than any horizon; what cover saturates to.
inline constexpr Duration kForever{std::numeric_limits<std::int64_t>::max() / 4};

inline constexpr Duration kSecond{1'000};
inline constexpr Duration kMinute{60'000};
inline constexpr Duration kHour{3'600'000};
inline constexpr Duration kDay{86'400'000};
inline constexpr Duration kWeek{604'800'000};

/// Milliseconds of a duration.
constexpr std::int64_t milliseconds(Duration d) { return d.count(); }
/// Milliseconds of an instant since 1970-01-01T00:00Z.
constexpr std::int64_t milliseconds(Time t) { return t.time_since_epoch().count(); }

}  // namespace supplytwin::base
