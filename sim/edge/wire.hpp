#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/time.hpp"

namespace supplytwin::edge {

using Json = nlohmann::ordered_json;

/// A message or a log that is refused, and why.
struct WireError : base::Error {
  using Error::Error;
};

/// The longest message, a master snapshot [bytes].
inline constexpr std::size_t kLongestMessage = std::size_t{64} << 20;

/// Parses one message. Throws WireError when it is not JSON, is longer than that, nested deeper than 16 or has a
/// member twice.
Json parse(std::string_view text);

/// The members of a JSON object, read one by one; `where` names the object in what is refused.
class Members {
 public:
  /// Throws WireError when `of` is not an object.
  Members(const Json& of, std::string where);

  bool has(std::string_view key) const { return find(key) != nullptr; }
  /// Each throws WireError when the member is missing or is something else.
  const std::string& text(std::string_view key) const;
  bool truth(std::string_view key) const;
  std::int64_t number(std::string_view key, std::int64_t low = std::numeric_limits<std::int64_t>::min(),
                      std::int64_t high = std::numeric_limits<std::int64_t>::max()) const;
  base::Time time(std::string_view key) const;
  const Json& list(std::string_view key) const;
  const Json& member(std::string_view key) const;
  template <base::NamedEnum E>
  E word(std::string_view key) const {
    const std::string& word = text(key);
    for (std::size_t i = 0; i < base::EnumNames<E>::names.size(); ++i)
      if (base::EnumNames<E>::names[i] == word) return static_cast<E>(i);
    refuse(key, "no such word '" + word + "'");
  }
  /// The place of a text among some words.
  std::uint8_t word(std::string_view key, std::span<const std::string_view> words) const;
  /// What `found` holds for a name; refuses the name where it holds nothing.
  template <class T>
  T known(std::string_view key, const std::optional<T>& found) const {
    if (!found) refuse(key, "unknown name '" + text(key) + "'");
    return *found;
  }
  [[noreturn]] void refuse(std::string_view key, const std::string& why) const;

 private:
  const Json* find(std::string_view key) const;

  const Json* of_;
  std::string where_;
};

/// Calls `each(members)` for every object of a list. Throws WireError.
template <class Each>
void rows(const Members& of, std::string_view key, Each each) {
  const Json& list = of.list(key);
  for (std::size_t i = 0; i < list.size(); ++i)
    each(Members(list[i], std::string(key) + "[" + std::to_string(i) + "]"));
}

}  // namespace supplytwin::edge
