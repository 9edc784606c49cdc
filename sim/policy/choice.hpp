#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.hpp"

namespace supplytwin::policy {

/// Whose candidates a rule chooses from.
enum class Choice : std::uint8_t { none, donors, contracts, substitutes };

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Choice> {
  static constexpr std::array<std::string_view, 4> names{"none", "donors", "contracts", "substitutes"};
};
