#pragma once

namespace supplytwin::bundle {

/// ASCII alone, whatever the locale.
constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace supplytwin::bundle
