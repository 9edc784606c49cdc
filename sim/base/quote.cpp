#include "base/quote.hpp"

#include <cstddef>

namespace supplytwin::base {

std::string on_one_line(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      out.append("\\x") += kDigits[byte >> 4];
      out += kDigits[byte & 0xf];
    } else {
      out += c;
    }
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMost = 60;  // characters
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; };
  std::size_t seen = 0, end = 0;
  while (end < text.size() && (continues(text[end]) || ++seen <= kMost)) ++end;
  std::string out = "'";
  out.append(on_one_line(text.substr(0, end))).append(end < text.size() ? "\u2026'" : "'");
  return out;
}

}  // namespace supplytwin::base
