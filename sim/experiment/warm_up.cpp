#include "experiment/warm_up.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "compare/comparison.hpp"
#include "experiment/run.hpp"
#include "experiment/simulation.hpp"

namespace supplytwin::experiment {
namespace {

const std::vector<world::Start> kStarts{world::Start::stationary, world::Start::upper, world::Start::lower};

Memory memory_of(const compare::Estimate& usual, const compare::Difference& difference, double tolerance) {
  if (!difference.interval) return Memory::open;
  const double allowed = tolerance * std::abs(usual.mean);
  const auto [lo, hi] = *difference.interval;
  if (lo >= -allowed && hi <= allowed) return Memory::forgotten;
  return (lo > 0 || hi < 0) && std::abs(difference.diff) > allowed ? Memory::remembered : Memory::open;
}

}  // namespace

std::vector<WarmUp> test_warm_up(const scenario::Scenario& scenario, double tolerance, unsigned jobs,
                                 std::atomic<bool>& stop, std::atomic<std::int64_t>& progress) {
  const Simulation simulation = simulate(scenario, false, kStarts);
  if (!simulation.starts_differ)
    throw base::ScenarioError({{scenario.file.string(), 0, 0,
                                "the start is given, so there is nothing to forget: every stocking point begins with "
                                "the stock of `opening` or `opening_stock`, of a snapshot, or at its par because it "
                                "orders unit by unit; where one of them says nothing, the start is drawn and can be "
                                "tested",
                                "", 1}});
  std::vector<const outcome::Kpi*> figures;
  for (const outcome::Kpi& k : outcome::kpis())
    if (k.headline) figures.push_back(&k);
  const std::size_t runs = scenario.policies.size() * kStarts.size();
  compare::Samples samples(figures, outcome::By::network, 1, runs, scenario.replications,
                           scenario.model.end - scenario.model.start);
  const auto add = [&](const Task& task, const std::vector<std::vector<outcome::Record>>& records) {
    for (std::size_t r = 0; r < records.size(); ++r)
      for (std::size_t i = 0; i < runs; ++i) samples.add(i, task.first + r, records[r][i]);
  };
  if (!run(tasks(scenario.replications, scenario.block), jobs, simulation.replicate, add, stop, progress))
    throw world::Interrupted();

  std::vector<WarmUp> all;
  for (std::size_t p = 0; p < scenario.policies.size(); ++p) {
    for (std::size_t k = 0; k < figures.size(); ++k) {
      const auto values = [&](std::size_t start) {
        return compare::pseudo_values(samples.of(k, 0, p * kStarts.size() + start));
      };
      WarmUp w{scenario.policies[p].name, figures[k], {}, {}, Memory::open};
      const auto usual = values(0), upper = values(1), lower = values(2);
      if (usual) w.usual = compare::estimate(*usual);
      if (upper && lower && !upper->at_least && !lower->at_least) w.difference = compare::difference(*upper, *lower);
      if (w.usual && w.difference) w.memory = memory_of(*w.usual, *w.difference, tolerance);
      if (!usual && !upper && !lower) w.memory = Memory::forgotten;  // nothing of the kind happens from any start
      all.push_back(std::move(w));
    }
  }
  return all;
}

}  // namespace supplytwin::experiment
