#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/every_member.hpp"
#include "base/ids.hpp"
#include "base/table.hpp"

/// Plain data as rows of integers, by the field lists of its structs.
namespace supplytwin::base::tabulating {

template <class T, template <class...> class Template>
inline constexpr bool is = false;
template <template <class...> class Template, class... A>
inline constexpr bool is<Template<A...>, Template> = true;
template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

/// What one integer holds.
template <class T>
concept Scalar = std::is_integral_v<T> || std::is_enum_v<T> || std::is_same_v<T, Time> ||
                 std::is_same_v<T, Duration> || std::is_same_v<T, Money> || std::is_same_v<T, Ratio> || is_id<T>;

/// Whether `T` fits into one row: scalars, and arrays and structs of them.
template <class T>
constexpr bool fits_a_row() {
  if constexpr (Scalar<T>) {
    return true;
  } else if constexpr (is_array<T>) {
    return fits_a_row<typename T::value_type>();
  } else if constexpr (is<T, std::pair>) {
    return fits_a_row<typename T::first_type>() && fits_a_row<typename T::second_type>();
  } else if constexpr (Config<T>) {
    static_assert(lists_every_member<T>(), "fields() leaves out a member");
    return std::apply([]<class... F>(const F&...) { return (fits_a_row<member_of<F>>() && ...); }, T::fields());
  } else {
    return false;
  }
}

/// What a list holds; of a map without the const of its keys.
template <class T>
struct Element {
  using type = typename T::value_type;
};
template <class K, class V>
struct Element<std::map<K, V>> {
  using type = std::pair<K, V>;
};
template <class T>
using element = typename Element<T>::type;

template <Config T, class Visit>
void for_each_row_member(Visit&& visit) {
  for_each_field<T>([&]<class F>(const F& f) {
    if constexpr (fits_a_row<member_of<F>>()) visit(f);
  });
}
template <Config T, class Visit>
void for_each_list_member(Visit&& visit) {
  for_each_field<T>([&]<class F>(const F& f) {
    if constexpr (!fits_a_row<member_of<F>>()) visit(f);
  });
}
template <Config T>
constexpr bool has_row_members() {
  return std::apply([]<class... F>(const F&...) { return (fits_a_row<member_of<F>>() || ...); }, T::fields());
}

template <Scalar T>
constexpr std::int64_t to_integer(T value) {
  if constexpr (std::is_same_v<T, Time>)
    return milliseconds(value);
  else if constexpr (std::is_same_v<T, Duration>)
    return value.count();
  else if constexpr (std::is_same_v<T, Money>)
    return value.micros;
  else if constexpr (std::is_same_v<T, Ratio>)
    return value.ppm;
  else if constexpr (is_id<T>)
    return value.value;
  else
    return static_cast<std::int64_t>(value);  // of 64 bits without sign, the same bits
}

/// The nearest that `T` can hold; whether that is the same, to_integer tells.
template <Scalar T>
T from_integer(std::int64_t value) {
  if constexpr (std::is_same_v<T, Time>)
    return Time{Duration{value}};
  else if constexpr (std::is_same_v<T, Duration>)
    return Duration{value};
  else if constexpr (std::is_same_v<T, Money>)
    return Money{value};
  else if constexpr (std::is_same_v<T, Ratio>)
    return Ratio{value};
  else if constexpr (is_id<T>)
    return T(static_cast<std::size_t>(value));
  else
    return static_cast<T>(value);
}

/// Calls `visit` for each scalar of a row, in the order of its columns.
template <class T, class Visit>
void for_each_scalar(T& value, Visit&& visit) {
  using Plain = std::remove_const_t<T>;
  if constexpr (Scalar<Plain>) {
    visit(value);
  } else if constexpr (is_array<Plain>) {
    for (auto& part : value) for_each_scalar(part, visit);
  } else if constexpr (is<Plain, std::pair>) {
    for_each_scalar(value.first, visit);
    for_each_scalar(value.second, visit);
  } else {
    for_each_field<Plain>([&](const auto& f) { for_each_scalar(value.*f.member, visit); });
  }
}

inline std::string joined(std::string_view outer, std::string_view separator, std::string_view inner) {
  if (outer.empty() || inner.empty()) return std::string(outer) + std::string(inner);
  return std::string(outer) + std::string(separator) + std::string(inner);
}

/// Appends the columns of `T`; a member of a member is called `outer.inner`.
template <class T>
void add_columns(const std::string& name, const std::string& doc, std::vector<Column>& columns) {
  if constexpr (Scalar<T>) {
    columns.push_back({name.empty() ? "value" : name, doc, {}});
  } else if constexpr (is_array<T>) {
    for (std::size_t i = 0; i < std::tuple_size_v<T>; ++i)
      add_columns<typename T::value_type>(joined(name, ".", std::to_string(i)), doc, columns);
  } else if constexpr (is<T, std::pair>) {
    add_columns<typename T::first_type>(Scalar<typename T::first_type> ? "key" : "", "key of the row", columns);
    add_columns<typename T::second_type>(Scalar<typename T::second_type> ? "value" : "", doc, columns);
  } else {
    for_each_field<T>([&]<class F>(const F& f) {
      add_columns<member_of<F>>(joined(name, ".", f.name), joined(doc, ": ", f.doc), columns);
    });
  }
}
template <Config T>
void add_member_columns(std::vector<Column>& columns) {
  for_each_row_member<T>(
      [&]<class F>(const F& f) { add_columns<member_of<F>>(std::string(f.name), std::string(f.doc), columns); });
}

}  // namespace supplytwin::base::tabulating
