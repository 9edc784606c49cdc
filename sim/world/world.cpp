#include "world/world.hpp"

#include <string>

#include "world/simulation.hpp"

namespace supplytwin::world {

World::World(const Model& model, const Exogenous& exogenous, const policy::Bundle& bundle, const RunOptions& options)
    : simulation_(std::make_unique<Simulation>(model.data(), exogenous.data(), bundle, options)) {}
World::World(const Model& model, const Exogenous& exogenous, const policy::Bundle& bundle, const Snapshot& snapshot,
             const RunOptions& options)
    : simulation_(std::make_unique<Simulation>(model.data(), exogenous.data(), bundle, snapshot, options)) {}
World::World(const World& other) : simulation_(std::make_unique<Simulation>(*other.simulation_)) {
  simulation_->part_picks();
}
World& World::operator=(const World& other) { return *this = World(other); }
World::World(World&&) noexcept = default;
World& World::operator=(World&&) noexcept = default;
World::~World() = default;

void World::heed(const std::atomic<bool>* stop) { simulation_->heed(stop); }

base::Time World::now() const { return simulation_->now(); }
base::Time World::end() const { return simulation_->end(); }
bool World::over() const { return simulation_->over(); }

void World::advance(base::Time t) {
  if (t < now()) throw base::Error("a world does not go back in time; fork it earlier instead");
  if (t > end()) throw base::Error("the world ends before that; lengthen the period of the scenario");
  simulation_->advance(t);
}

void World::use(const policy::Bundle& bundle) { simulation_->use(bundle); }
void World::share_picks(const World& other) {
  if (!simulation_->share_picks(*other.simulation_)) throw base::Error("worlds of different draws share no picks");
}
void World::redraw(const Exogenous& future) { simulation_->redraw(future.data()); }
Snapshot World::save() const { return simulation_->save(); }
Levels World::levels(std::string_view location, std::string_view item) const {
  return simulation_->levels(location, item);
}
outcome::Record World::finish() { return simulation_->finish(); }
bool World::operator==(const World& other) const { return *simulation_ == *other.simulation_; }

outcome::Record run(const Model& model, const Exogenous& exogenous, const policy::Bundle& bundle,
                    const RunOptions& options) {
  return World(model, exogenous, bundle, options).finish();
}

}  // namespace supplytwin::world
