#include "base/error.hpp"
#include "base/wide.hpp"
#include "world/simulation.hpp"

namespace supplytwin::world {

/// Goods come into a store, or leave it. What comes is taken in: where it does not fit it stands elsewhere, at a
/// cost.
void Simulation::fill_room(std::uint32_t p, std::int64_t quantity) {
  const Model::Data::Point& point = model_->points[p];
  if (point.volume == 0) return;
  charge_room(point.site);
  state_.rooms[point.site].taken += quantity * point.volume;
}

/// Records how long a site held more than it has room for, up to now.
void Simulation::charge_room(std::uint32_t site) {
  Room& room = state_.rooms[site];
  const std::int64_t over = room.taken - model_->room[site], span = (state_.now - room.changed).count();
  room.changed = state_.now;
  if (over <= 0 || model_->room[site] == 0) return;
  constexpr base::Int128 litre_day = base::Int128{1000} * base::kDay.count();
  first_cell(site).over_limit_time += span;
  first_cell(site).overflow_cost +=
      static_cast<std::int64_t>(base::Int128{over} * span * operations().overflow_cost.micros / litre_day);
}

void Simulation::close_rooms() {
  const std::int64_t recorded = (state_.now - model_->config.start).count();
  for (std::uint32_t site = 0; site < state_.rooms.size(); ++site) {
    charge_room(site);
    first_cell(site).storage_limit_time +=
        static_cast<std::int64_t>(base::Int128{model_->room[site]} * recorded / 1'000'000);
  }
}

/// Counts what is in the storerooms and compares it with what was noted.
void Simulation::check_rooms() const {
  std::vector<std::int64_t> taken(state_.rooms.size(), 0);
  for (std::uint32_t p = 0; p < model_->stores; ++p)
    taken[model_->points[p].site] += std::int64_t{state_.store[p].on_hand} * model_->points[p].volume;
  for (std::uint32_t site = 0; site < taken.size(); ++site) {
    if (taken[site] != state_.rooms[site].taken)
      throw base::ModelError("the room taken at " + model_->site_names[site] + " differs from its stock", state_.now);
  }
}

}  // namespace supplytwin::world
