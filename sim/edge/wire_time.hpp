#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace supplytwin::edge {

/// An instant as RFC 3339 has it, in UTC with milliseconds: 2025-02-08T07:00:00.000Z.
std::string wire_time(base::Time t);

/// The instant that a text of that form names, with or without the fraction; nothing when it is none.
std::optional<base::Time> parse_wire_time(std::string_view text);

}  // namespace supplytwin::edge
