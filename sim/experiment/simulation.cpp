#include "experiment/simulation.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "world/model.hpp"
#include "world/world.hpp"

namespace supplytwin::experiment {

namespace {

/// Goes on from a snapshot: its own replication to the future that it had, another one to a future of its own.
world::World go_on(const world::Model& model, const world::Exogenous& past, const policy::Bundle& bundle,
                   const world::Snapshot& from, const world::Exogenous& future, const world::RunOptions& options) {
  world::World world(model, past, bundle, from, options);
  if (!future.same_draws(past)) world.redraw(future);
  return world;
}

/// Worlds of the same picks advance side by side, so that each pick is drawn once for all of them.
std::vector<outcome::Record> finish_together(std::vector<world::World> worlds) {
  constexpr base::Duration kStride = base::kHour * 6;
  for (world::World& world : worlds) world.share_picks(worlds.front());
  base::Time t = base::kNever;
  for (const world::World& world : worlds) t = std::min(t, world.now());
  while (worlds.size() > 1 && (t += kStride) < worlds.front().end())
    for (world::World& world : worlds)
      if (world.now() < t) world.advance(t);
  std::vector<outcome::Record> records;
  for (world::World& world : worlds) records.push_back(world.finish());
  return records;
}

bool start_is_drawn(const world::Model::Data& model) {
  return std::ranges::any_of(model.openings, [](const auto& opening) { return opening.stock < 0; });
}

}  // namespace

Simulation simulate(const scenario::Scenario& scenario, bool check, const std::vector<base::Duration>& skips,
                    policy::Journal* journal) {
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
  const auto replicate = [model, competitors, skips, journal, from = scenario.from, past, seed = scenario.seed,
                          check](std::uint64_t replication, const std::atomic<bool>& stop,
                                 std::atomic<std::int64_t>& progress) {
    const world::Exogenous exogenous(*model, seed, replication);
    std::vector<world::World> worlds;
    for (const auto& [bundle, own] : competitors)
      for (const base::Duration skip : skips) {
        const world::RunOptions options{
            .skip = skip, .check = check, .stop = &stop, .progress = &progress, .journal = journal};
        worlds.push_back(from ? go_on(*own, *past, bundle, *from, exogenous, options)
                              : world::World(*own, exogenous, bundle, options));
      }
    return finish_together(std::move(worlds));
  };
  Simulation simulation{model->sites(), model->categories(), model->days(), replicate,
                        !scenario.from && start_is_drawn(model->data())};
  if (scenario.from) {
    simulation.passed = scenario.from->at - model->data().begin;
    simulation.picks_before = world::picks_before(*scenario.from);
  }
  return simulation;
}

}  // namespace supplytwin::experiment
