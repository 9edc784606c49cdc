#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace supplytwin::policy {

/// A value while an expression runs: it owns nothing. An error is a value too, so that `&&` and `||` can pass it by.
struct Value {
  enum class Kind : std::uint8_t { error, boolean, number, text, list };
  Kind kind = Kind::error;
  std::uint32_t size = 0;  ///< bytes of a text, elements of a list
  union {
    std::int64_t number;
    const char* characters;
    const Value* elements;
  };

  constexpr Value() : number(0) {}
  static constexpr Value of(bool b) { return with(Kind::boolean, b ? 1 : 0); }
  static constexpr Value of(std::int64_t n) { return with(Kind::number, n); }
  static constexpr Value of(std::string_view t) {
    Value v;
    v.kind = Kind::text;
    v.size = static_cast<std::uint32_t>(t.size());
    v.characters = t.data();
    return v;
  }
  static constexpr Value of(std::span<const Value> list) {
    Value v;
    v.kind = Kind::list;
    v.size = static_cast<std::uint32_t>(list.size());
    v.elements = list.data();
    return v;
  }

  bool is_error() const { return kind == Kind::error; }
  bool is_true() const { return kind == Kind::boolean && number != 0; }
  bool is_false() const { return kind == Kind::boolean && number == 0; }
  std::string_view text() const { return {characters, size}; }
  std::span<const Value> list() const { return {elements, size}; }

 private:
  static constexpr Value with(Kind kind, std::int64_t n) {
    Value v;
    v.kind = kind;
    v.number = n;
    return v;
  }
};

/// Where an expression's facts come from.
class FactSource {
 public:
  virtual ~FactSource() = default;
  /// The value of a fact; an error when it is not known here.
  virtual Value fact(std::uint32_t index) const = 0;
};

}  // namespace supplytwin::policy
