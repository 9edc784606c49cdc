#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "base/calendar.hpp"
#include "base/money.hpp"

namespace supplytwin::base {

/// Bounds of a field that says nothing else, in the base unit of its type (ms, micro-dollars, ppm, each). Money goes
/// up to a million dollars, so that sums over a run fit in 64 bits; hours are open at least a minute a week, or
/// whoever waits for them would wait for ever.
template <class Member>
inline constexpr std::int64_t kLowest = 0;
template <class Member>
inline constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
template <>
inline constexpr std::int64_t kHighest<Money> = 1'000'000 * kDollar.micros;
template <>
inline constexpr std::int64_t kLowest<Hours> = kMinute.count();

/// One field of a config struct. The YAML and table readers, the JSON Schema, the results metadata, Python and the
/// reference docs all read this list; a struct offers it as `static constexpr auto fields()` returning a
/// tuple, and as a template, so that only who reads a list pays for it when compiling.
template <class Owner, class Member>
struct Field {
  using OwnerType = Owner;
  std::string_view name;
  Member Owner::* member;
  std::string_view doc;                   ///< one line, unit in brackets
  bool required = true;                   ///< an optional field keeps the struct's own default
  std::int64_t lowest = kLowest<Member>;  ///< bounds on a number, on the mean of a law, on the open time of a week
  std::int64_t highest = kHighest<Member>;

  /// The same field with other bounds.
  constexpr Field between(std::int64_t low, std::int64_t high) const {
    Field f = *this;
    f.lowest = low;
    f.highest = high;
    return f;
  }
};

template <class Owner, class Member>
constexpr Field<Owner, Member> required(std::string_view name, Member Owner::* member, std::string_view doc) {
  return {name, member, doc, true};
}

template <class Owner, class Member>
constexpr Field<Owner, Member> optional(std::string_view name, Member Owner::* member, std::string_view doc) {
  return {name, member, doc, false};
}

/// A config struct: something with a field list.
template <class T>
concept Config = requires { T::fields(); };

/// A config that is written in place, or the path of the file or folder that holds it.
template <Config C>
struct InPlace {
  std::string path;       ///< empty when it is written in place
  std::optional<C> here;  ///< what is written in place
};

/// Calls `visit(field)` for each field of `T`, in the order of its list.
template <Config T, class Visitor>
constexpr void for_each_field(Visitor&& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, T::fields());
}

/// The words of an enum, in the order of its values; specialise `names` beside the enum.
template <class Enum>
struct EnumNames;

template <class T>
concept NamedEnum = std::is_enum_v<T> && requires { EnumNames<T>::names; };

/// The word for `value`.
template <NamedEnum E>
constexpr std::string_view name_of(E value) {
  return EnumNames<E>::names[static_cast<std::size_t>(value)];
}

}  // namespace supplytwin::base
