#include <cmath>

#include "bind_config.hpp"
#include "module.hpp"
#include "scenario/config.hpp"

namespace supplytwin::python {

namespace py = pybind11;

py::object law_to_python(const kernel::Law& law, const scenario::FieldFacts& field) {
  const double mean = law.mean();
  const auto whole = static_cast<std::int64_t>(std::llround(mean));
  const py::object typed = [&]() -> py::object {
    switch (field.dimension) {
      case scenario::Dimension::time:
        return to_python(base::Duration{whole});
      case scenario::Dimension::money:
        return to_python(base::Money{whole});
      case scenario::Dimension::ratio:
        return to_python(base::Ratio{whole});
      case scenario::Dimension::number:
        break;
    }
    return py::float_(mean);
  }();
  return py::module_::import("supplytwin.law").attr("Law")(scenario::text_of(law, field), typed);
}

base::Time time_from_text(py::handle text, std::string_view field) {
  const py::object time = py::module_::import("supplytwin.clock").attr("local_time")(text);
  if (time.attr("tzinfo").is_none())
    throw py::value_error(std::string(field) + ": " + py::repr(text).cast<std::string>() +
                          " has no time zone; where a scenario is at hand, scenario.at(" +
                          py::repr(text).cast<std::string>() + ") is that time of its clock");
  base::Time value;
  from_python(time, value);
  return value;
}

void bind_configs(py::module_& module) {
  py::module_ configs = module.def_submodule("configs", "What a scenario is made of, by the names of its files.");
  bind_config<scenario::ScenarioFile>(configs);
}

}  // namespace supplytwin::python
