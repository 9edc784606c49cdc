#pragma once

#include <gtest/gtest.h>

#include <string>

#include "bundle/compile.hpp"
#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace supplytwin {

/// A hospital with one unit and one supplier, six days away; what is picked is picked at noon. A week from
/// 2025-01-01T00:00Z, without warm-up. Small enough to work out by hand.
class SmallWorld : public testing::Test {
 protected:
  SmallWorld() {
    world::NetworkConfig& n = config.network;
    n.network = "small", n.time_zone = "UTC";
    n.locations.resize(2);
    n.locations[0].id = "hospital", n.locations[0].kind = network::LocationKind::hospital;
    n.locations[1].id = "unit", n.locations[1].kind = network::LocationKind::unit, n.locations[1].parent = "hospital";
    n.suppliers.resize(1);
    n.suppliers[0].id = "maker", n.suppliers[0].channel = supply::Channel::direct;
    n.suppliers[0].lead_time = kernel::Law::constant(6 * 8.64e7);
    n.contracts.push_back({"contract", "maker", network::ShipsTo::hospitals});
    n.lanes.resize(1);
    n.lanes[0].from = "maker", n.lanes[0].to = "hospital";
    n.operations.restock_time = kernel::Law::constant(3.6e6);
    config.start = base::Time{base::Duration{1'735'689'600'000}};
    config.end = config.start + base::kWeek;
  }

  network::ItemConfig& item(const std::string& id, int dollars) {
    network::ItemConfig i;
    i.id = id, i.category = "any";
    i.standard_cost = base::kDollar * dollars;
    config.network.items.push_back(i);
    config.network.contract_items.push_back({"contract", id, base::kDollar * dollars * 2, 1, 1});
    return config.network.items.back();
  }
  void stock(const std::string& at, const std::string& item, int reorder_point, int par, int opening) {
    network::ParLevelConfig p;
    p.location = at, p.item = item, p.reorder_point = reorder_point, p.par = par, p.opening_stock = opening;
    config.network.par_levels.push_back(p);
  }
  /// One pick a day at noon, of `units`.
  void use(const std::string& item, std::int64_t units = 1) {
    demand::UsageRateConfig u;
    u.location = "unit", u.item = item, u.sizes = {units};
    std::vector<base::Duration> noons;
    for (int day = 0; day < 7; ++day) noons.push_back(base::kDay * day + base::kHour * 12);
    u.every = base::Schedule(noons);
    config.network.usage_rates.push_back(u);
  }
  static policy::Bundle bundle(const std::string& rules) {
    return policy::Bundle::load(
        bundle::compile("policy: p\nversion: 1\ncontract: 1\nsummary: s\nrules:\n" + rules, "p.yaml"));
  }
  /// Of the whole network, checked at every event.
  outcome::Measures run(const policy::Bundle& bundle) const {
    const world::Model model = world::Model::build(config);
    outcome::Measures sum;
    for (const auto& m : world::run(model, world::Exogenous(model, 1, 0), bundle, {.check = true}).measures) sum += m;
    return sum;
  }
  world::Levels levels(const policy::Bundle& bundle, base::Duration after, const std::string& at,
                       const std::string& item) const {
    const world::Model model = world::Model::build(config);
    const world::Exogenous exogenous(model, 1, 0);
    world::World world(model, exogenous, bundle, {.check = true});
    world.advance(config.start + after);
    return world.levels(at, item);
  }

  world::ModelConfig config;
};

}  // namespace supplytwin
