#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "experiment/simulation.hpp"
#include "interruptible.hpp"
#include "module.hpp"
#include "resolved.hpp"
#include "study/study.hpp"
#include "this_build.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

using Tick = std::optional<py::typing::Callable<void(py::int_, py::int_)>>;
using Outcome = std::tuple<std::string, std::vector<std::string>>;  ///< the results file, and notes

study::Options options_of(std::optional<unsigned> jobs, bool check) {
  return {.jobs = jobs.value_or(std::max(1u, std::thread::hardware_concurrency())), .check = check};
}

/// Does a step of a study, which must own all that it touches.
template <class Step>
Outcome work(const Tick& tick, Step step) {
  const Stop stop = make_stop();
  const auto progress = std::make_shared<study::Progress>();
  const auto tell = [&] {
    if (tick) (*tick)(progress->simulated.load(), progress->total.load());
  };
  const study::Summary summary =
      interruptible(Late::leave_alone, stop, [step, stop, progress] { return step(*stop, *progress); }, tell);
  tell();
  return {summary.results.string(), summary.notes};
}

Outcome run(const Resolved& resolved, const std::string& folder, std::optional<std::uint64_t> seed,
            std::optional<std::uint32_t> replications, const std::vector<std::string>& policies,
            const std::string& from, std::optional<unsigned> jobs, bool check, const Tick& tick) {
  const study::Overrides overrides{seed, replications, policies, {}, from};
  const auto step = [resolved, overrides, folder, jobs, check](std::atomic<bool>& stop, study::Progress& progress) {
    std::vector<std::string> notes;
    const auto scenario = study::apply(overrides, *resolved.scenario, notes);
    study::Summary summary = study::carry_out(
        study::plan(scenario, overrides, this_build()), [&] { return experiment::simulate(scenario, check); }, folder,
        options_of(jobs, check), stop, progress);
    summary.notes.insert(summary.notes.begin(), notes.begin(), notes.end());
    return summary;
  };
  return work(tick, step);
}

Outcome resume(const std::string& folder, std::optional<unsigned> jobs, bool check, const Tick& tick) {
  return work(tick, [folder, jobs, check](std::atomic<bool>& stop, study::Progress& progress) {
    return study::resume(folder, this_build(), options_of(jobs, check), stop, progress);
  });
}

}  // namespace

void bind_study(py::module_& module) {
  module.def(
      "run", &run, py::arg("scenario"), py::arg("folder"), py::arg("seed"), py::arg("replications"),
      py::arg("policies"), py::arg("from_"), py::arg("jobs"), py::arg("check"), py::arg("tick"),
      "Runs a scenario into a folder; `tick` takes simulated and total ms. Returns the results file and notes.");
  module.def("resume", &resume, py::arg("folder"), py::arg("jobs"), py::arg("check"), py::arg("tick"),
             "Goes on with a study. Returns the results file and notes.");
}

}  // namespace supplytwin::python
