#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <vector>

#include "typed.hpp"

namespace supplytwin::python {

inline bool anything(PyObject* object) { return object != nullptr; }

/// An object whose signature says what a field of type T gives.
template <class T>
class Given : public pybind11::object {
 public:
  PYBIND11_OBJECT(Given, object, anything)
};

/// An object whose signature says what a field of type T takes.
template <class T>
class Taken : public pybind11::object {
 public:
  PYBIND11_OBJECT(Taken, object, anything)
};

}  // namespace supplytwin::python

namespace pybind11::detail {

template <class T>
struct handle_type_name<supplytwin::python::Given<T>> {
  static constexpr auto make() {
    namespace sp = supplytwin::python;
    if constexpr (supplytwin::base::Config<T>) {
      return const_name<sp::Typed<T>>();
    } else if constexpr (supplytwin::scenario::is_vector<T>) {
      return const_name("list[") + handle_type_name<sp::Given<typename T::value_type>>::name + const_name("]");
    } else if constexpr (supplytwin::scenario::is_optional<T>) {
      return handle_type_name<sp::Given<typename T::value_type>>::name + const_name(" | None");
    } else if constexpr (supplytwin::scenario::is_in_place<T>) {
      return handle_type_name<sp::Given<typename decltype(T::here)::value_type>>::name;
    } else if constexpr (std::is_same_v<T, supplytwin::kernel::Law>) {
      return const_name("supplytwin.law.Law");
    } else if constexpr (sp::is_word<T>) {
      return const_name("str");
    } else {
      return make_caster<T>::name;
    }
  }
  static constexpr auto name = make();
};

template <class T>
struct handle_type_name<supplytwin::python::Taken<T>> {
  static constexpr auto make() {
    namespace sp = supplytwin::python;
    constexpr auto given = handle_type_name<sp::Given<T>>::name;
    if constexpr (std::is_same_v<T, supplytwin::base::Time> || std::is_arithmetic_v<T> || sp::is_word<T> ||
                  supplytwin::scenario::is_vector<T> || supplytwin::base::Config<T> ||
                  supplytwin::scenario::is_in_place<T>) {
      return given;
    } else if constexpr (supplytwin::scenario::is_optional<T>) {
      return handle_type_name<sp::Taken<typename T::value_type>>::name + const_name(" | None");
    } else if constexpr (std::is_same_v<T, supplytwin::kernel::Law>) {
      return const_name("str");
    } else {
      return given + const_name(" | str");
    }
  }
  static constexpr auto name = make();
};

}  // namespace pybind11::detail
