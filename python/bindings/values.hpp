#pragma once

#include <pybind11/pybind11.h>

#include "base/money.hpp"
#include "base/time.hpp"

namespace supplytwin::python {

// A value as Python has it. Reading one raises ValueError when it is finer than the unit that it is held in.
pybind11::object to_python(base::Duration value);  ///< datetime.timedelta
pybind11::object to_python(base::Time value);      ///< datetime.datetime in UTC
pybind11::object to_python(base::Money value);     ///< decimal.Decimal [USD]
pybind11::object to_python(base::Ratio value);     ///< float, the nearest to the parts per million

// False when the object is of another type.
bool from_python(pybind11::handle object, base::Duration& value);  ///< datetime.timedelta
bool from_python(pybind11::handle object, base::Time& value);      ///< datetime.datetime with a zone
bool from_python(pybind11::handle object, base::Money& value);     ///< decimal.Decimal or int [USD]
bool from_python(pybind11::handle object, base::Ratio& value);     ///< any real number

/// The type caster of a strong type, by the functions above.
template <class T>
struct ValueCaster {
  T value{};
  template <class>
  using cast_op_type = T;  // NOLINT(readability-identifier-naming): pybind11 asks for it
  explicit operator T() const { return value; }
  bool load(pybind11::handle object, bool) { return from_python(object, value); }
  static pybind11::handle cast(T from, pybind11::return_value_policy, pybind11::handle) {
    return to_python(from).release();
  }
};

}  // namespace supplytwin::python

namespace pybind11::detail {

template <>
struct type_caster<supplytwin::base::Duration> : supplytwin::python::ValueCaster<supplytwin::base::Duration> {
  static constexpr auto name = const_name("datetime.timedelta");
};
template <>
struct type_caster<supplytwin::base::Time> : supplytwin::python::ValueCaster<supplytwin::base::Time> {
  static constexpr auto name = const_name("datetime.datetime");
};
template <>
struct type_caster<supplytwin::base::Money> : supplytwin::python::ValueCaster<supplytwin::base::Money> {
  static constexpr auto name = const_name("decimal.Decimal");
};
template <>
struct type_caster<supplytwin::base::Ratio> : supplytwin::python::ValueCaster<supplytwin::base::Ratio> {
  static constexpr auto name = const_name("float");
};

}  // namespace pybind11::detail
