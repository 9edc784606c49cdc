#include "experiment/warm_up.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "compare/comparison.hpp"
#include "experiment/run.hpp"
#include "experiment/simulation.hpp"
#include "stats/student.hpp"

namespace supplytwin::experiment {
namespace {

/// What a tolerance is a share of: the figure, or what a share of a whole lacks of 1 where that is less.
double scale_of(const outcome::Kpi& kpi, double mean) {
  const double size = std::abs(mean);
  return kpi.most == 1 ? std::min(size, std::abs(1 - mean)) : size;
}

/// `wider` is by how much an interval grows that must hold for all figures together.
Memory memory_of(const outcome::Kpi& kpi, const compare::Estimate& older, const compare::Difference& difference,
                 double tolerance, double wider) {
  if (!difference.interval) return Memory::open;
  const double allowed = tolerance * scale_of(kpi, older.mean);
  const auto [lo, hi] = *difference.interval;
  if (lo >= -allowed && hi <= allowed) return Memory::forgotten;
  const bool sure = std::abs(difference.diff) > wider * (hi - lo) / 2;
  return sure && std::abs(difference.diff) > allowed ? Memory::remembered : Memory::open;
}

/// Half width of a Student interval of 95 % for `many` comparisons together (Bonferroni), against that of one.
double widening(std::size_t many, std::uint32_t replications) {
  const double df = replications - 1, tail = (1 - compare::kConfidence) / 2;
  return stats::student_quantile(1 - tail / static_cast<double>(many), df) / stats::student_quantile(1 - tail, df);
}

}  // namespace

std::int64_t warm_up_span(const scenario::Scenario& scenario, base::Duration longer) {
  const base::Duration older = scenario.model.end - scenario.model.start + scenario.model.warm_up;
  return base::milliseconds(older + (older - longer)) * static_cast<std::int64_t>(scenario.policies.size()) *
         scenario.replications;
}

std::vector<WarmUpTest> test_warm_up(const scenario::Scenario& scenario, base::Duration longer, double tolerance,
                                     unsigned jobs, std::atomic<bool>& stop, std::atomic<std::int64_t>& progress) {
  const std::vector<base::Duration> skips{base::Duration{}, longer};
  const Simulation simulation = simulate(scenario, false, skips);
  if (!simulation.start_is_drawn)
    throw base::ScenarioError(
        {{scenario.file.string(), 0, 0,
          "the start is given, so there is nothing to forget: every stocking point begins with "
          "the stock of `opening` or `opening_stock`, or of a snapshot; where none of them says "
          "anything, the start is drawn and can be tested",
          "", 1}});
  std::vector<const outcome::Kpi*> figures;
  for (const outcome::Kpi& k : outcome::kpis())
    if (k.headline) figures.push_back(&k);
  const std::size_t runs = scenario.policies.size() * skips.size();
  compare::Samples samples(figures, outcome::By::network, 1, runs, scenario.replications,
                           scenario.model.end - scenario.model.start);
  const auto add = [&](const Task& task, const std::vector<std::vector<outcome::Record>>& records) {
    for (std::size_t r = 0; r < records.size(); ++r)
      for (std::size_t i = 0; i < runs; ++i) samples.add(i, task.first + r, records[r][i]);
  };
  if (!run(tasks(scenario.replications, scenario.block), jobs, simulation.replicate, add, stop, progress))
    throw world::Interrupted();

  const double wider =
      scenario.replications < 2 ? 1 : widening(figures.size() * scenario.policies.size(), scenario.replications);
  std::vector<WarmUpTest> all(scenario.policies.size());
  for (std::size_t p = 0; p < scenario.policies.size(); ++p) {
    all[p].policy = scenario.policies[p].name;
    for (std::size_t k = 0; k < figures.size(); ++k) {
      const auto values = [&](std::size_t run_of_policy) {
        return compare::pseudo_values(samples.of(k, 0, p * skips.size() + run_of_policy));
      };
      WarmUp w{figures[k], {}, {}, Memory::open};
      const auto older = values(0), usual = values(1);
      if (older) w.older = compare::estimate(*older);
      if (older && usual && !older->at_least && !usual->at_least) w.difference = compare::difference(*usual, *older);
      if (w.older && w.difference) w.memory = memory_of(*figures[k], *w.older, *w.difference, tolerance, wider);
      if (!older && !usual) w.memory = Memory::forgotten;  // nothing of the kind happens from either start
      all[p].figures.push_back(w);
    }
  }
  return all;
}

}  // namespace supplytwin::experiment
