#include "experiment/simulation.hpp"

#include <memory>

namespace supplytwin::experiment {

Simulation simulate(const scenario::Scenario& scenario, bool check, const std::vector<world::Start>& starts) {
  const auto model = std::make_shared<const world::Model>(world::Model::build(scenario.model));
  std::vector<policy::Bundle> bundles;
  for (const auto& competitor : scenario.policies) bundles.push_back(competitor.bundle);
  const auto replicate = [model, bundles, starts, seed = scenario.seed, check](std::uint64_t replication,
                                                                               const std::atomic<bool>& stop,
                                                                               std::atomic<std::int64_t>& progress) {
    const world::Exogenous exogenous(*model, seed, replication);
    std::vector<outcome::Record> records;
    for (const auto& bundle : bundles)
      for (const world::Start start : starts)
        records.push_back(world::run(*model, exogenous, bundle,
                                     {.start = start, .check = check, .stop = &stop, .progress = &progress}));
    return records;
  };
  return {model->sites(), model->categories(), model->days(), replicate};
}

}  // namespace supplytwin::experiment
