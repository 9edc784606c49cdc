#include <pybind11/numpy.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "module.hpp"
#include "outcome/kpi.hpp"
#include "report/comparison.hpp"
#include "report/json.hpp"
#include "store/reader.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

std::vector<const outcome::Kpi*> kpis_of(const std::vector<std::string>& names, outcome::By by) {
  std::vector<const outcome::Kpi*> kpis;
  for (const std::string& name : names) {
    const outcome::Kpi* kpi = outcome::find_kpi(name);
    if (!kpi) {
      std::vector<std::string> known;
      for (const outcome::Kpi& k : outcome::kpis()) known.push_back(k.name);
      const std::string near = base::suggestion(name, known);
      throw py::value_error(
          "no figure is called '" + name + "'" +
          (near.empty() ? "; supplytwin.kpis() tells all of them" : "; did you mean '" + near + "'?"));
    }
    if (!kpi->told_by(by)) throw py::value_error(outcome::not_told(*kpi, by));
    kpis.push_back(kpi);
  }
  return kpis;
}

outcome::By by_of(const std::string& word) {
  const auto& names = base::EnumNames<outcome::By>::names;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == word) return static_cast<outcome::By>(i);
  throw py::value_error("by: expected network, site, category or criticality, found '" + word + "'");
}

report::Comparison compare(const std::string& file, const std::vector<std::string>& kpis, const std::string& by) {
  const outcome::By part = by_of(by);
  const auto figures = kpis_of(kpis, part);
  const py::gil_scoped_release release;
  return report::compare_results(store::Reader(file), figures, part);
}

/// Values and whether each is a lower bound, [part][policy][kpi][replication]; NaN where a replication had nothing to
/// tell.
std::pair<py::array_t<double>, py::array_t<bool>> values_of(const report::Comparison& c) {
  const std::size_t kpis = c.samples.kpis().size();
  py::array_t<double> values({c.parts.size(), c.policies().size(), kpis, c.replications});
  py::array_t<bool> at_least({c.parts.size(), c.policies().size(), kpis, c.replications});
  auto into = values.mutable_unchecked<4>();
  auto bounds = at_least.mutable_unchecked<4>();
  for (std::size_t part = 0; part < c.parts.size(); ++part)
    for (std::size_t p = 0; p < c.policies().size(); ++p)
      for (std::size_t k = 0; k < kpis; ++k)
        for (std::size_t r = 0; r < c.replications; ++r) {
          const outcome::Observation& o = c.samples.of(k, part, p)[r];
          into(part, p, k, r) = o.present ? o.numerator / o.denominator : std::numeric_limits<double>::quiet_NaN();
          bounds(part, p, k, r) = o.present && o.at_least;
        }
  return {values, at_least};
}

py::typing::Dict<py::str, py::object> header_of(const std::string& file) {
  const store::Reader reader(file);
  py::typing::Dict<py::str, py::object> header;
  base::for_each_field<store::Provenance>(
      [&](const auto& f) { header[py::str(f.name)] = py::cast(reader.header().provenance.*f.member); });
  base::for_each_field<store::Axes>(
      [&](const auto& f) { header[py::str(f.name)] = py::cast(reader.header().axes.*f.member); });
  header["replication"] = reader.replications();
  return header;
}

}  // namespace

void bind_results(py::module_& module) {
  module.def("kpi_list", &report::kpi_list_json, "Every figure with its words, as JSON.");
  module.def("header", &header_of, py::arg("file"), "What a results file says about itself, by field.");
  module.def(
      "comparison",
      [](const std::string& file, const std::vector<std::string>& kpis, const std::string& by) {
        return report::json(compare(file, kpis, by));
      },
      py::arg("file"), py::arg("kpis"), py::arg("by"), "Estimates and paired differences, as JSON.");
  module.def(
      "values",
      [](const std::string& file, const std::vector<std::string>& kpis, const std::string& by) {
        const report::Comparison c = compare(file, kpis, by);
        const auto [figures, at_least] = values_of(c);
        return py::typing::Tuple<py::typing::List<py::str>, py::array_t<double>, py::array_t<bool>>(
            py::make_tuple(c.parts, figures, at_least));
      },
      py::arg("file"), py::arg("kpis"), py::arg("by"),
      "Names of the parts; values by part, policy, figure and replication; and which of them are lower bounds.");
}

}  // namespace supplytwin::python
