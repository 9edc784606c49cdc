#pragma once

#include <array>
#include <string_view>

namespace supplytwin::bundle {

/// Days of the week as calendars are written, from Monday.
inline constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

}  // namespace supplytwin::bundle
