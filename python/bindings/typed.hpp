#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/typing.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "fields.hpp"

namespace supplytwin::python {

/// A config struct as a Python object. Plain values stay in the struct; what can be changed inside (lists, configs in
/// configs) becomes Python's own when it is first asked for, so that no Python object points into another.
template <base::Config C>
class Typed {
 public:
  explicit Typed(C value = {}) : value_(std::move(value)) {}

  /// The value of a field; None stands for what is absent.
  template <class Field>
  pybind11::object get(std::size_t index, const Field& field) {
    auto& value = value_.*field.member;
    using T = std::remove_reference_t<decltype(value)>;
    if constexpr (is_part<T>) {
      if (!parts_[index]) parts_[index] = part_to_python(std::exchange(value, T{}), scenario::facts_of(field));
      return parts_[index];
    } else {
      if (is_absent(value, field)) return pybind11::none();
      return leaf_to_python(value, scenario::facts_of(field));
    }
  }

  template <class Field>
  void set(std::size_t index, const Field& field, const pybind11::object& object) {
    using T = std::remove_reference_t<decltype(value_.*field.member)>;
    if constexpr (is_part<T>) {
      part_from_python<T>(object, scenario::facts_of(field));  // raises when it is something else
      parts_[index] = object;
      if constexpr (scenario::is_vector<T>) parts_[index] = rows<T>(object, field.name);
    } else {
      value_.*field.member = object.is_none() && !field.required
                                 ? C{}.*field.member
                                 : leaf_from_python<T>(object, scenario::facts_of(field));
    }
  }

  /// Whether a field can be None.
  template <class Field>
  static bool can_be_absent(const Field& field) {
    return is_absent(C{}.*field.member, field);
  }

  /// Whether None may be written to a field: it stands for what the field is when nothing is said.
  template <class Field>
  static bool takes_none(const Field& field) {
    return !field.required && !is_part<std::remove_cvref_t<decltype(C{}.*field.member)>>;
  }

  /// The whole struct again. Raises TypeError or ValueError when a list holds what does not belong there.
  C plain() const {
    C whole = value_;
    std::size_t index = 0;
    base::for_each_field<C>([&](const auto& field) {
      using T = std::remove_reference_t<decltype(whole.*field.member)>;
      if constexpr (is_part<T>) {
        if (parts_[index]) whole.*field.member = part_from_python<T>(parts_[index], scenario::facts_of(field));
      }
      ++index;
    });
    return whole;
  }

 private:
  template <class T>
  static constexpr bool is_part =
      base::Config<T> || scenario::is_vector<T> || scenario::is_optional<T> || scenario::is_in_place<T>;

  /// Whether an optional number has the value, out of its bounds, by which the struct says that nothing was given.
  template <class T, class Field>
  static bool is_absent(const T& value, const Field& field) {
    if constexpr (requires { scenario::outside_bounds(scenario::facts_of(field), value); }) {
      return !field.required && value == C{}.*field.member &&
             !scenario::outside_bounds(scenario::facts_of(field), value).empty();
    }
    return false;
  }

  /// A list that refuses what the field does not hold.
  template <class List>
  static pybind11::object rows(const pybind11::object& list, std::string_view name) {
    using Item = typename List::value_type;
    const auto kind = [&]() -> pybind11::object {
      if constexpr (base::Config<Item>) {
        return pybind11::type::of<Typed<Item>>();
      } else if constexpr (std::is_same_v<Item, std::int64_t>) {
        return pybind11::type::of(pybind11::int_());
      } else {
        static_assert(std::is_same_v<Item, std::string>, "a list of what Rows cannot check");
        return pybind11::type::of(pybind11::str());
      }
    };
    return pybind11::module_::import("supplytwin.rows").attr("Rows")(list, name, kind());
  }

  template <class T>
  static pybind11::object part_to_python(T&& value, const scenario::FieldFacts& field) {
    if constexpr (base::Config<T>) {
      return pybind11::cast(Typed<T>(std::forward<T>(value)));
    } else if constexpr (scenario::is_optional<T>) {
      if (!value) return pybind11::none();
      return part_to_python(std::move(*value), field);
    } else if constexpr (scenario::is_in_place<T>) {
      return part_to_python(std::move(value.here), field);
    } else if constexpr (scenario::is_vector<T>) {
      pybind11::list list;
      for (auto& item : value) list.append(part_to_python(std::move(item), field));
      return rows<std::remove_cvref_t<T>>(list, field.name);
    } else {
      return leaf_to_python(value, field);
    }
  }

  template <class T>
  static T part_from_python(const pybind11::handle& object, const scenario::FieldFacts& field) {
    if constexpr (base::Config<T>) {
      if (!pybind11::isinstance<Typed<T>>(object))
        throw pybind11::type_error(std::string(field.name) + ": expected " + class_name<T>() + ", found " +
                                   pybind11::repr(pybind11::type::of(object)).template cast<std::string>());
      return object.cast<const Typed<T>&>().plain();
    } else if constexpr (scenario::is_optional<T>) {
      if (object.is_none()) return std::nullopt;
      return part_from_python<typename T::value_type>(object, field);
    } else if constexpr (scenario::is_in_place<T>) {
      return {{}, part_from_python<typename decltype(T::here)::value_type>(object, field)};
    } else if constexpr (scenario::is_vector<T>) {
      if (!pybind11::isinstance<pybind11::list>(object))
        throw pybind11::type_error(std::string(field.name) + ": expected a list");
      T list;
      for (const pybind11::handle item : object)
        list.push_back(part_from_python<typename T::value_type>(item, field));
      return list;
    } else {
      return leaf_from_python<T>(object, field);
    }
  }

 public:
  /// The name of a config's class, that of the struct.
  template <class T = C>
  static std::string class_name() {
    const std::string full = pybind11::type_id<T>();
    return full.substr(full.rfind(':') + 1);
  }

 private:
  C value_;
  std::array<pybind11::object, std::tuple_size_v<decltype(C::fields())>> parts_;
};

}  // namespace supplytwin::python
