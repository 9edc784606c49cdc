#include "module.hpp"

#include "this_build.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The simulator, as the package supplytwin uses it.";
  module.attr("__version__") = supplytwin::python::this_build().version;
  supplytwin::python::bind_errors(module);
  supplytwin::python::bind_configs(module);
  supplytwin::python::bind_scenario(module);
  supplytwin::python::bind_study(module);
  supplytwin::python::bind_results(module);
  supplytwin::python::bind_world(module);
  supplytwin::python::bind_policy(module);
}
