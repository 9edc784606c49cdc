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

std::int64_t order_lines(const outcome::Record& record, std::size_t day) {
  return record.daily[static_cast<std::size_t>(outcome::Daily::orders) * record.days + day];
}

}  // namespace

std::int64_t warm_up_span(const scenario::Scenario& scenario) {
  const base::Duration run = scenario.model.end - scenario.model.start + scenario.model.warm_up;
  return base::milliseconds(run) * static_cast<std::int64_t>(kStarts.size() * scenario.policies.size()) *
         scenario.replications;
}

std::vector<WarmUpTest> test_warm_up(const scenario::Scenario& scenario, double tolerance, unsigned jobs,
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
  // Upper less lower, by policy and day: integers, so that the order in which tasks end does not show.
  std::vector<std::vector<std::int64_t>> lines(scenario.policies.size(), std::vector<std::int64_t>(simulation.days));
  const auto add = [&](const Task& task, const std::vector<std::vector<outcome::Record>>& records) {
    for (std::size_t r = 0; r < records.size(); ++r) {
      for (std::size_t i = 0; i < runs; ++i) samples.add(i, task.first + r, records[r][i]);
      for (std::size_t p = 0; p < lines.size(); ++p)
        for (std::size_t d = 0; d < simulation.days; ++d)
          lines[p][d] +=
              order_lines(records[r][p * kStarts.size() + 1], d) - order_lines(records[r][p * kStarts.size() + 2], d);
    }
  };
  if (!run(tasks(scenario.replications, scenario.block), jobs, simulation.replicate, add, stop, progress))
    throw world::Interrupted();

  std::vector<WarmUpTest> all(scenario.policies.size());
  for (std::size_t p = 0; p < scenario.policies.size(); ++p) {
    all[p].policy = scenario.policies[p].name;
    for (std::size_t k = 0; k < figures.size(); ++k) {
      const auto values = [&](std::size_t start) {
        return compare::pseudo_values(samples.of(k, 0, p * kStarts.size() + start));
      };
      WarmUp w{figures[k], {}, {}, Memory::open};
      const auto usual = values(0), upper = values(1), lower = values(2);
      if (usual) w.usual = compare::estimate(*usual);
      if (upper && lower && !upper->at_least && !lower->at_least) w.difference = compare::difference(*upper, *lower);
      if (w.usual && w.difference) w.memory = memory_of(*w.usual, *w.difference, tolerance);
      if (!usual && !upper && !lower) w.memory = Memory::forgotten;  // nothing of the kind happens from any start
      all[p].figures.push_back(std::move(w));
    }
    if (simulation.days >= 10) all[p].days = stats::mser_5(std::vector<double>(lines[p].begin(), lines[p].end()));
  }
  return all;
}

}  // namespace supplytwin::experiment
