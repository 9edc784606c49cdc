#include "experiment/simulation.hpp"

#include <map>
#include <memory>
#include <utility>

namespace supplytwin::experiment {

Simulation simulate(const scenario::Scenario& scenario, bool check, const std::vector<world::Start>& starts) {
  const auto model = std::make_shared<const world::Model>(world::Model::build(scenario.model));
  // Each policy with the model that has its stock; what is exogenous is that of the first for all of them.
  std::vector<std::pair<policy::Bundle, std::shared_ptr<const world::Model>>> competitors;
  std::map<base::Ratio, std::shared_ptr<const world::Model>> models{{scenario.model.par, model}};
  for (const auto& competitor : scenario.policies) {
    auto& own = models[competitor.par];
    if (!own) own = std::make_shared<const world::Model>(world::Model::build(model_of(scenario, competitor)));
    competitors.emplace_back(competitor.bundle, own);
  }
  const auto replicate = [model, competitors, starts, seed = scenario.seed, check](
                             std::uint64_t replication, const std::atomic<bool>& stop,
                             std::atomic<std::int64_t>& progress) {
    const world::Exogenous exogenous(*model, seed, replication);
    std::vector<outcome::Record> records;
    for (const auto& [bundle, own] : competitors)
      for (const world::Start start : starts)
        records.push_back(world::run(*own, exogenous, bundle,
                                     {.start = start, .check = check, .stop = &stop, .progress = &progress}));
    return records;
  };
  return {model->sites(), model->categories(), model->days(), replicate};
}

}  // namespace supplytwin::experiment
