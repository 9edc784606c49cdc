#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace supplytwin::base {

/// A SHA-256.
using Digest = std::array<std::uint8_t, 32>;

/// The SHA-256 of some bytes.
Digest sha256(std::span<const std::byte> bytes);
Digest sha256(std::string_view text);
/// 64 lower-case hexadecimal digits.
std::string hex(const Digest& digest);

}  // namespace supplytwin::base
