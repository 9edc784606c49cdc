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

Score held(std::string figure, std::string unit, double expected, double got,
           const std::optional<compare::Interval>& interval, double standard_error) {
  Score s;
  s.figure = std::move(figure), s.unit = std::move(unit);
  s.expected = expected, s.got = got;
  s.interval = interval, s.standard_error = standard_error;
  s.agreement = agreement(expected, got, standard_error);
  return s;
}

Score held(std::string figure, std::string unit, double expected, const compare::Estimate& estimate) {
  double error = 0;
  if (estimate.interval)
    error = (estimate.interval->hi - estimate.interval->lo) / 2 /
            stats::student_quantile(0.975, static_cast<double>(estimate.replications - 1));
  return held(std::move(figure), std::move(unit), expected, estimate.mean, estimate.interval, error);
}

Score exactly(std::string figure, std::string unit, double expected, double got) {
  Score s = held(std::move(figure), std::move(unit), expected, got, {}, 0);
  s.agreement = got == expected ? Agreement::agrees : Agreement::differs;
  return s;
}

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
    compare::Estimate estimate = compare::estimate(*values);
    estimate.mean *= factor;
    if (estimate.interval) estimate.interval = {estimate.interval->lo * factor, estimate.interval->hi * factor};
    Score s = held(e.figure->name + (e.site.empty() ? "" : " of " + e.site), e.figure->unit + (e.per_day ? "/d" : ""),
                   e.value, estimate);
    s.name = scenario.name, s.source = scenario.source, s.note = e.note;
    scores.push_back(std::move(s));
  }
  return scores;
}

}  // namespace supplytwin::study
