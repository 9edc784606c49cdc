#pragma once

#include <cstddef>
#include <string_view>

namespace supplytwin::base {

/// Whether a byte begins a UTF-8 character.
constexpr bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }

/// Characters in UTF-8 text.
std::size_t characters(std::string_view text);

/// Whether a text is UTF-8 throughout, control characters allowed.
bool is_utf8(std::string_view text);

/// The first byte that does not belong to a character that people write: broken UTF-8, or a control character other
/// than line ends (LF or CRLF) and tabs. npos when all is well.
std::size_t first_bad_byte(std::string_view text);
/// What such a byte is, in words.
std::string_view bad_byte_words(char byte);

}  // namespace supplytwin::base
