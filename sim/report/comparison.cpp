#include "report/comparison.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace supplytwin::report {
namespace {

std::vector<std::string> parts_of(const store::Axes& axes, outcome::By by) {
  switch (by) {
    case outcome::By::site:
      return axes.sites;
    case outcome::By::category:
      return axes.categories;
    case outcome::By::criticality:
      return axes.criticalities;
    case outcome::By::network:
      break;
  }
  return {"network"};
}

}  // namespace

Comparison compare_results(const store::Reader& results, const std::vector<const outcome::Kpi*>& kpis,
                           outcome::By by) {
  const store::Header& header = results.header();
  const auto& policies = header.axes.policies;
  const auto baseline = std::find(policies.begin(), policies.end(), header.provenance.baseline);
  if (baseline == policies.end())
    throw base::StoreError(results.path().string() + ": its baseline is not among its policies; run it again");

  const auto parts = parts_of(header.axes, by);
  const std::size_t replications = results.replications().size();
  const base::Duration period{header.provenance.period_end - header.provenance.period_start};
  Comparison c{header,
               static_cast<std::size_t>(baseline - policies.begin()),
               replications,
               by,
               parts,
               compare::Samples(kpis, by, parts.size(), policies.size(), replications, period),
               compare::Samples({outcome::find_kpi("fill_rate")}, outcome::By::network, 1, policies.size(),
                                replications, period),
               {},
               {}};
  c.parked.resize(policies.size());
  for (std::size_t p = 0; p < policies.size(); ++p)
    for (std::size_t r = 0; r < replications; ++r) {
      const outcome::Record record = results.record(p, r);
      c.samples.add(p, r, record);
      c.service.add(p, r, record);
      for (const outcome::Measures& m : record.measures) {
        c.parked[p].needs += m.needs_dead_lettered;
        c.parked[p].by_error += m.needs_held_by_error;
        c.parked[p].without_rule += m.needs_without_rule;
      }
    }
  for (std::size_t part = 0; part < parts.size(); ++part)
    c.figures.push_back(compare::compare(c.samples, part, c.baseline));
  return c;
}

}  // namespace supplytwin::report
