#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace supplytwin::edge {

/// The last instant that has a form on the wire.
inline constexpr base::Time kLastWireTime =
    std::chrono::sys_days(std::chrono::year(9999) / std::chrono::December / 31) + base::kDay - base::Duration{1};

/// What the text of an instant looks like, as a regular expression.
inline constexpr std::string_view kWireTimePattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$";

/// An instant as RFC 3339 has it, in UTC with milliseconds: 2025-02-08T07:00:00.000Z. What lies out of the years 0 to
/// 9999 is told as the first or last of them.
std::string wire_time(base::Time t);

/// The instant that a text of that form names, with or without the fraction; nothing when it is none.
std::optional<base::Time> parse_wire_time(std::string_view text);

}  // namespace supplytwin::edge
