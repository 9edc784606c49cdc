#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/error.hpp"
#include "base/quote.hpp"
#include "scenario/config.hpp"
#include "signatures.hpp"
#include "typed.hpp"

namespace supplytwin::python {

template <base::Config C>
void bind_config(pybind11::module_& module);

/// Binds the configs inside a field, those that are not yet known.
template <class T>
void bind_inside(pybind11::module_& module) {
  if constexpr (base::Config<T>) {
    if (!pybind11::detail::get_type_info(typeid(Typed<T>))) bind_config<T>(module);
  } else if constexpr (scenario::is_vector<T> || scenario::is_optional<T>) {
    bind_inside<typename T::value_type>(module);
  } else if constexpr (scenario::is_in_place<T>) {
    bind_inside<decltype(T::here)>(module);
  }
}

/// The name of a field in Python: as in the files, with a _ behind what is a word of the language, as in `from_`.
inline std::string name_in_python(std::string_view name) {
  const bool is_keyword = pybind11::module_::import("keyword").attr("iskeyword")(name).cast<bool>();
  return std::string(name) + (is_keyword ? "_" : "");
}

using State = pybind11::typing::Dict<pybind11::str, pybind11::object>;

/// All fields by name, as Python values.
template <base::Config C>
State state_of(Typed<C>& config) {
  State state;
  std::size_t index = 0;
  base::for_each_field<C>([&](const auto& f) { state[name_in_python(f.name).c_str()] = config.get(index++, f); });
  return state;
}

/// A config of the fields given by name. Raises TypeError for a field that is unknown or, when all are `demanded`,
/// for a required one that is missing.
template <base::Config C>
Typed<C> config_of(const pybind11::dict& fields, bool demanded) {
  Typed<C> config;
  std::size_t index = 0, taken = 0;
  base::for_each_field<C>([&](const auto& f) {
    const pybind11::str name(name_in_python(f.name));
    if (fields.contains(name)) {
      config.set(index, f, fields[name]);
      ++taken;
    } else if (demanded && f.required) {
      throw pybind11::type_error(Typed<C>::class_name() + " needs " + std::string(f.name));
    }
    ++index;
  });
  if (taken != fields.size()) {
    for (const auto& [name, value] : fields) {
      bool known = false;
      base::for_each_field<C>(
          [&](const auto& f) { known = known || pybind11::str(name_in_python(f.name)).equal(name); });
      if (!known) throw pybind11::type_error(Typed<C>::class_name() + " has no " + name.template cast<std::string>());
    }
  }
  return config;
}

/// `LaneConfig(from='D1', to='H01', ...)`; of long lists the length.
template <base::Config C>
std::string repr_of(Typed<C>& config) {
  constexpr std::size_t kLongest = 8;
  std::string text;
  for (const auto& [name, value] : state_of(config)) {
    const bool is_long = pybind11::isinstance<pybind11::list>(value) && pybind11::len(value) > kLongest;
    text += (text.empty() ? "" : ", ") + name.template cast<std::string>() + "=" +
            (is_long ? "[" + std::to_string(pybind11::len(value)) + " entries]"
                     : pybind11::repr(value).template cast<std::string>());
  }
  return Typed<C>::class_name() + "(" + text + ")";
}

/// Sets AttributeError for a name that no field has, with the name that may be meant. Python calls it: nothing is
/// thrown.
template <base::Config C>
void set_unknown(PyObject* name) {
  const char* const word = PyUnicode_AsUTF8(name);
  if (word == nullptr) return;  // the error is set
  try {
    std::vector<std::string> known;
    base::for_each_field<C>([&](const auto& f) { known.push_back(name_in_python(f.name)); });
    const std::string near = base::suggestion(word, known);
    const std::string hint = near.empty() ? "; it has " + base::all_of(known) : "; did you mean '" + near + "'?";
    const std::string message = Typed<C>::class_name() + " has no " + base::in_quotes(word) + hint;
    PyErr_SetString(PyExc_AttributeError, message.c_str());
  } catch (pybind11::error_already_set& e) {
    e.restore();
  }
}

/// Slots of the class and not methods: mypy takes a class that has these methods to have any attribute.
template <base::Config C>
PyObject* attribute(PyObject* self, PyObject* name) {
  PyObject* const value = PyObject_GenericGetAttr(self, name);
  if (value != nullptr || PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return value;
  pybind11::error_already_set told;  // what follows may not run under an error
  const char* const word = PyUnicode_AsUTF8(name);
  if (word == nullptr) PyErr_Clear();
  const bool special = word == nullptr || std::string_view(word).starts_with("__");
  if (special || PyObject_HasAttr(reinterpret_cast<PyObject*>(Py_TYPE(self)), name) != 0) {
    told.restore();
  } else {
    set_unknown<C>(name);
  }
  return nullptr;
}
template <base::Config C>
int set_attribute(PyObject* self, PyObject* name, PyObject* value) {
  if (PyObject_HasAttr(reinterpret_cast<PyObject*>(Py_TYPE(self)), name) != 0)
    return PyObject_GenericSetAttr(self, name, value);
  set_unknown<C>(name);
  return -1;
}

/// Binds a config struct by its field list, and those inside it: attributes with their docs, a constructor that takes
/// them by name, ==, repr, copy and pickle.
template <base::Config C>
void bind_config(pybind11::module_& module) {
  namespace py = pybind11;
  using T = Typed<C>;
  base::for_each_field<C>([&](const auto& f) { bind_inside<std::remove_cvref_t<decltype(C{}.*f.member)>>(module); });

  std::string doc;
  base::for_each_field<C>([&](const auto& f) { doc += name_in_python(f.name) + ": " + std::string(f.doc) + "\n"; });
  py::class_<T> bound(module, T::class_name().c_str(), doc.c_str());
  bound.def(py::init([](const py::kwargs& fields) { return config_of<C>(fields, true); }));
  std::size_t index = 0;
  base::for_each_field<C>([&](const auto& f) {
    using Member = std::remove_cvref_t<decltype(C{}.*f.member)>;
    const std::size_t at = index++;
    const auto define = [&]<class Got, class Set>(std::type_identity<Got>, std::type_identity<Set>) {
      bound.def_property(
          name_in_python(f.name).c_str(), [at, f](T& self) { return Given<Got>(self.get(at, f)); },
          [at, f](T& self, const Taken<Set>& value) { self.set(at, f, value); }, std::string(f.doc).c_str());
    };
    constexpr std::type_identity<Member> always;
    constexpr std::type_identity<std::optional<Member>> or_none;
    if (T::can_be_absent(f)) {
      define(or_none, or_none);
    } else if (T::takes_none(f)) {
      define(always, or_none);
    } else {
      define(always, always);
    }
  });
  if constexpr (!std::is_same_v<C, scenario::ScenarioFile>) {  // whose class in Python has methods for it
    auto* type = reinterpret_cast<PyTypeObject*>(bound.ptr());
    type->tp_getattro = attribute<C>;
    type->tp_setattro = set_attribute<C>;
  }
  bound.def("__eq__", [](const T& a, const py::object& b) {
    return py::isinstance<T>(b) && scenario::same(a.plain(), b.cast<const T&>().plain());
  });
  bound.def("__repr__", [](T& self) { return repr_of(self); });
  bound.def(py::pickle([](T& self) { return state_of(self); },
                       [](const State& state) { return config_of<C>(state, false); }));
}

}  // namespace supplytwin::python
