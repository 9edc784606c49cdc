#include <pybind11/stl.h>

#include <array>

#include "policy/breaker.hpp"
#include "policy_handles.hpp"
#include "values.hpp"

namespace supplytwin::python {

namespace py = pybind11;

void bind_policy_calls(py::module_& module) {
  using Call = st_policy_call;
  using Breaker = st_policy_breaker;
  py::class_<Call>(module, "Call", "A command on its way to another system: all that is kept of it.")
      .def(py::init([](base::Time issued) {
             Call call{};
             st_policy_error error{};
             st_policy_begin(ms(issued), &call, &error);
             demand(error);
             return call;
           }),
           py::arg("issued"), "A command that is to be sent at `issued`.")
      .def_property_readonly(
          "issued", [](const Call& c) { return instant(c.issued); }, "when it was first to be sent")
      .def_property_readonly(
          "due", [](const Call& c) { return instant(c.due); }, "when `step` is due")
      .def_property_readonly(
          "step", [](const Call& c) { return base::EnumNames<policy::Step>::names[c.step]; },
          "what is to be done then: send, query, done, dead_letter or superseded")
      .def_readonly("failures", &Call::failures, "calls that brought no answer to rely on")
      .def_property_readonly(
          "unknown", [](const Call& c) { return c.unknown == 1; },
          "whether it may have been carried out, and nobody knows")
      .def_property_readonly(
          "stale", [](const Call& c) { return c.stale == 1; },
          "whether an outage held it back for too long: superseded once it is known that it never arrived");
  py::class_<Breaker>(module, "Breaker", "What is remembered of the calls to one other system.")
      .def(py::init([] { return Breaker{}; }), "A system that nothing is known of.")
      .def_property_readonly(
          "circuit", [](const Breaker& b) { return base::EnumNames<policy::Circuit>::names[b.circuit]; },
          "closed, open or half_open")
      .def_property_readonly(
          "until", [](const Breaker& b) { return instant(b.until); },
          "open: when the system is tried; half open: when the trial is over")
      .def_property_readonly(
          "failed",
          [](const Breaker& b) {
            std::vector<base::Time> failed;
            for (std::uint32_t i = 0; i < b.failures; ++i) failed.push_back(instant(b.failed[i]));
            return failed;
          },
          "failures that may still count, the oldest first");
}

}  // namespace supplytwin::python
