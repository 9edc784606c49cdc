#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kernel/random.hpp"
#include "policy/master.hpp"
#include "world/model.hpp"

namespace supplytwin::world {

/// What a point buys first: its cheapest offer that reaches it; ties by id. Nothing where there is none.
std::optional<std::uint32_t> usual_offer(const Model::Data& model, std::uint32_t point);

/// Mean units that leave each point at once, at least 1 [point]: what a shelf's picks take, what the shelves of a
/// storeroom ask for, what the storerooms order that a distribution centre serves.
std::vector<std::int64_t> mean_takes(const Model::Data& model);

/// Where a point is in the long run, had it been supplied at once whenever its stock rule asked.
struct Past {
  struct Order {
    std::int32_t quantity = 0;
    double since = 0;  ///< units taken since it went out
  };
  std::int64_t position = 0;
  std::vector<Order> orders;  ///< ascending in age
};

/// Plays a stock rule: `take` units leave at a time until at least `units` have left and the cycle has settled.
/// Orders are rounded as the offer says, so that the position passes par where goods come in packs, and falls below
/// the reorder point where much is taken at once. The instant is any between two takes.
Past play(const policy::Master::Point& rule, const policy::Master::Offer* offer, std::int64_t take, double units,
          kernel::Draw& draw);

}  // namespace supplytwin::world
