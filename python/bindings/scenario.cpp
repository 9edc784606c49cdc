#include <pybind11/stl.h>

#include <string>
#include <vector>

#include "interruptible.hpp"
#include "module.hpp"
#include "resolved.hpp"
#include "scenario/write_scenario.hpp"
#include "typed.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

using Values = Typed<scenario::ScenarioFile>;

Resolved read(const std::string& file) {
  return {interruptible(Late::leave_alone, make_stop(),
                        [file] { return std::make_shared<const scenario::Scenario>(scenario::read(file)); })};
}

/// Whether the values are those of the file, but for seed and replications, which a run can override.
bool is_as_read(const Resolved& resolved, const Values& values) {
  const scenario::ScenarioFile as_read = scenario::file_of(*resolved.scenario);
  scenario::ScenarioFile now = values.plain();
  now.seed = as_read.seed;
  now.replications = as_read.replications;
  return scenario::same(now, as_read);
}

std::vector<std::string> policies_of(const Resolved& resolved) {
  std::vector<std::string> names;
  for (const scenario::Competitor& c : resolved.scenario->policies) names.push_back(c.name);
  return names;
}

}  // namespace

void bind_scenario(py::module_& module) {
  py::class_<Resolved>(module, "Resolved", "A scenario that was read and checked with everything it names.")
      .def(
          "values", [](const Resolved& r) { return Values(scenario::file_of(*r.scenario)); },
          "What the file says, its network in place and its paths absolute.")
      .def("is_as_read", &is_as_read, py::arg("values"),
           "Whether values are those of the file, but for seed and replications.")
      .def_property_readonly("policies", &policies_of, "names of the policies that compete, in name order")
      .def_property_readonly(
          "file", [](const Resolved& r) { return r.scenario->file.string(); }, "where it was read")
      .def_property_readonly(
          "seed", [](const Resolved& r) { return r.scenario->seed; }, "of the file")
      .def_property_readonly(
          "replications", [](const Resolved& r) { return r.scenario->replications; }, "of the file")
      .def_property_readonly(
          "baseline", [](const Resolved& r) { return r.scenario->baseline; },
          "the policy that the others are compared with")
      .def_property_readonly(
          "time_zone", [](const Resolved& r) { return r.scenario->model.zone.name(); },
          "IANA name of the zone of local times")
      .def_property_readonly(
          "start", [](const Resolved& r) { return r.scenario->model.start; }, "first instant that is recorded")
      .def_property_readonly(
          "end", [](const Resolved& r) { return r.scenario->model.end; }, "end of the recorded period");
  module.def("read", &read, py::arg("file"), "Reads a scenario file. Raises ScenarioError with every fault.");
  module.def(
      "save",
      [](const Values& values, const std::string& folder) {
        return scenario::write(values.plain(), folder).string();
      },
      py::arg("values"), py::arg("folder"), "Writes scenario.yaml and its network into a folder; returns its path.");
}

}  // namespace supplytwin::python
