#include "study/scorecard.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "compare/comparison.hpp"
#include "experiment/run.hpp"
#include "experiment/simulation.hpp"
#include "stats/student.hpp"
#include "world/run.hpp"

namespace supplytwin::study {
namespace {

constexpr double kErrors = 4, kPrecision = 0.005, kExact = 1e-9;

Agreement agreement(double expected, double got, double standard_error) {
  const double off = std::abs(got - expected);
  if (!(off <= kErrors * standard_error + kExact * std::abs(expected))) return Agreement::differs;  // NaN too
  return expected != 0 && standard_error > kPrecision * std::abs(expected) ? Agreement::imprecise : Agreement::agrees;
}

}  // namespace

std::vector<Score> score(scenario::Scenario scenario, unsigned jobs, std::atomic<bool>& stop) {
  std::erase_if(scenario.policies, [&](const auto& c) { return c.name != scenario.baseline; });
  const experiment::Simulation simulation = experiment::simulate(scenario, false);
  std::vector<const outcome::Kpi*> figures;
  for (const scenario::Expectation& e : scenario.expectations) figures.push_back(e.figure);
  const base::Duration period = scenario.model.end - scenario.model.start;
  compare::Samples network(figures, outcome::By::network, 1, 1, scenario.replications, period);
  compare::Samples sites(figures, outcome::By::site, simulation.sites.size(), 1, scenario.replications, period);
  std::atomic<std::int64_t> progress{0};
  const auto add = [&](const experiment::Task& task, const std::vector<std::vector<outcome::Record>>& records) {
    for (std::size_t r = 0; r < records.size(); ++r) {
      network.add(0, task.first + r, records[r].front());
      sites.add(0, task.first + r, records[r].front());
    }
  };
  if (!experiment::run(experiment::tasks(scenario.replications, scenario.block), jobs, simulation.replicate, add,
                       stop, progress))
    throw world::Interrupted();

  std::vector<Score> scores;
  const double days = std::chrono::duration<double, std::chrono::days::period>(period).count();
  for (std::size_t i = 0; i < scenario.expectations.size(); ++i) {
    const scenario::Expectation& e = scenario.expectations[i];
    const double factor = e.per_day ? 1 / days : 1;
    const auto part =
        static_cast<std::size_t>(std::ranges::find(simulation.sites, e.site) - simulation.sites.begin());
    const auto values = compare::pseudo_values(e.site.empty() ? network.of(i, 0, 0) : sites.of(i, part, 0));
    if (!values) throw base::Error(scenario.name + ": nothing to tell of " + e.figure->name);
    const compare::Estimate estimate = compare::estimate(*values);
    Score s{scenario.name,
            scenario.source,
            e.figure->name,
            e.note,
            e.figure->unit,
            e.value,
            estimate.mean * factor,
            {},
            0,
            {}};
    if (e.per_day) s.unit += "/d";
    if (!e.site.empty()) s.figure += " of " + e.site;
    if (estimate.interval) {
      s.interval = {estimate.interval->lo * factor, estimate.interval->hi * factor};
      s.standard_error = (s.interval->hi - s.interval->lo) / 2 /
                         stats::student_quantile(0.975, static_cast<double>(estimate.replications - 1));
    }
    s.agreement = agreement(s.expected, s.got, s.standard_error);
    scores.push_back(std::move(s));
  }
  return scores;
}

}  // namespace supplytwin::study
