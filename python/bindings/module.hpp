#pragma once

#include <pybind11/pybind11.h>

namespace supplytwin::python {

// One function a file.
void bind_errors(pybind11::module_& module);
void bind_configs(pybind11::module_& module);
void bind_scenario(pybind11::module_& module);
void bind_study(pybind11::module_& module);
void bind_results(pybind11::module_& module);
void bind_world(pybind11::module_& module);
void bind_policy(pybind11::module_& module);

}  // namespace supplytwin::python
