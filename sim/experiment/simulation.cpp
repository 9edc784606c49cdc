#include "experiment/simulation.hpp"

#include <map>
#include <memory>
#include <utility>

#include "world/model.hpp"
#include "world/world.hpp"

namespace supplytwin::experiment {

namespace {

/// Goes on from a snapshot: its own replication to the future that it had, another one to a future of its own.
outcome::Record go_on(const world::Model& model, const world::Exogenous& past, const policy::Bundle& bundle,
                      const world::Snapshot& from, const world::Exogenous& future, const world::RunOptions& options) {
  world::World world(model, past, bundle, from, options);
  if (!future.same_draws(past)) world.redraw(future);
  return world.finish();
}

/// A position that is drawn takes one of as many values as the par lies above the reorder point.
bool starts_differ(const world::Model::Data& model) {
  for (std::size_t p = 0; p < model.points.size(); ++p)
    if (model.openings[p].stock < 0 && model.points[p].par - model.points[p].reorder_point > 1) return true;
  return false;
}

}  // namespace

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
  std::shared_ptr<const world::Exogenous> past;
  if (scenario.from)
    past = std::make_shared<const world::Exogenous>(*model, scenario.from->seed, scenario.from->replication);
  const auto replicate = [model, competitors, starts, from = scenario.from, past, seed = scenario.seed, check](
                             std::uint64_t replication, const std::atomic<bool>& stop,
                             std::atomic<std::int64_t>& progress) {
    const world::Exogenous exogenous(*model, seed, replication);
    std::vector<outcome::Record> records;
    for (const auto& [bundle, own] : competitors)
      for (const world::Start start : starts) {
        const world::RunOptions options{.start = start, .check = check, .stop = &stop, .progress = &progress};
        records.push_back(from ? go_on(*own, *past, bundle, *from, exogenous, options)
                               : world::run(*own, exogenous, bundle, options));
      }
    return records;
  };
  Simulation simulation{model->sites(), model->categories(), model->days(), replicate,
                        !scenario.from && starts_differ(model->data())};
  if (scenario.from) {
    simulation.passed = scenario.from->at - model->data().begin;
    simulation.picks_before = world::picks_before(*scenario.from);
  }
  return simulation;
}

}  // namespace supplytwin::experiment
