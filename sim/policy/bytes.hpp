#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/utf8.hpp"

namespace supplytwin::policy {

std::string_view characters(std::span<const std::byte> bytes);

/// Writes numbers little-endian at their full width, and a length before whatever varies.
class Writer {
 public:
  template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void number(const T& value) {
    auto bits = static_cast<std::uint64_t>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i, bits >>= 8) out.push_back(static_cast<std::byte>(bits & 0xFFu));
  }
  void text(std::string_view value);
  template <class List, class Each>
  void list(const List& values, Each each) {
    number(static_cast<std::uint32_t>(values.size()));
    for (auto& v : values) each(v);
  }

  std::vector<std::byte> out;
};

/// Reads what Writer wrote; whatever runs past the end is refused before anything is allocated for it.
class Reader {
 public:
  /// `what` the bytes are, for messages.
  Reader(std::span<const std::byte> bytes, std::string_view what) : bytes_(bytes), what_(what) {}

  template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void number(T& value) {
    const auto part = take(sizeof(T));
    std::uint64_t bits = 0;
    for (std::size_t i = sizeof(T); i-- > 0;) bits = bits << 8 | static_cast<std::uint64_t>(part[i]);
    if constexpr (std::is_same_v<T, bool>) {
      if (bits > 1) refuse("a truth value that is neither true nor false");
    }
    value = static_cast<T>(bits);
  }
  void text(std::string& value) {
    value = characters(take(length()));
    if (!base::is_utf8(value)) refuse("a text that is not UTF-8");
  }
  template <class List, class Each>
  void list(List& values, Each each) {
    const std::uint32_t count = length();
    values.resize(count);
    for (auto& v : values) each(v);
  }
  bool done() const { return bytes_.empty(); }
  /// What was not read yet.
  std::span<const std::byte> rest() const { return bytes_; }
  /// Throws base::PolicyError.
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  std::span<const std::byte> take(std::size_t count);
  /// Every element takes a byte at least, so a count past what is left is wrong.
  std::uint32_t length();

  std::span<const std::byte> bytes_;
  std::string_view what_;
};

/// The magic, the layout, the length of the body, the body, and a checksum of all before it.
std::vector<std::byte> seal(std::string_view magic, std::uint32_t layout, std::span<const std::byte> body);
/// The body of sealed bytes; throws base::PolicyError when they are not whole.
std::span<const std::byte> unseal(std::string_view magic, std::uint32_t layout, std::string_view what,
                                  std::span<const std::byte> bytes);

}  // namespace supplytwin::policy
