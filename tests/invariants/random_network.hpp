#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "scenario/scenario.hpp"

namespace supplytwin {

/// What a random small network is drawn from.
struct Shape {
  int hospitals = 2, units = 1, items = 2;
  bool centre = false, documents = false;
};

/// Receipts in parts and with goods missing, invoices with mistakes.
inline void add_documents(world::NetworkConfig& n) {
  const auto between = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
  n.deliveries.split.ppm = n.deliveries.discrepancy.ppm = 300'000;
  n.deliveries.most_receipts = between(2, 4);
  n.deliveries.later = n.deliveries.missing = kernel::Law::uniform(0, 1e6);
  n.deliveries.delay = kernel::Law::uniform(0, between(1, 72) * 3.6e6);
  integration::PayablesConfig& p = n.integration.payables.emplace();
  p.invoice = p.processing = kernel::Law::exponential(between(1, 240) * 3.6e6);
  if (between(0, 1)) p.match_run = base::Schedule({base::kHour, base::kDay * 3});
  p.price_mismatch.ppm = p.quantity_mismatch.ppm = p.upheld.ppm = 300'000;
  p.price_difference = p.quantity_difference = kernel::Law::uniform(0, 500'000);
  p.overcharged.ppm = 500'000;
  p.quantity_tolerance.ppm = p.price_tolerance.ppm = 50'000;
  p.rework_wait = p.rework = kernel::Law::exponential(3.6e6);
  if (between(0, 1)) p.payment_run = base::Schedule({base::kDay * 4});
}

/// A hospital with its units, what they stock, and suppliers of its own: nothing that another hospital shares but the
/// items and, if there is one, the distribution centre.
inline void add_hospital(world::NetworkConfig& n, const std::string& id, const Shape& shape) {
  const auto between = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
  n.locations.push_back(
      {.id = id, .kind = network::LocationKind::hospital, .parent = {}, .name = {}, .unit_type = {}, .platform = {}});
  supply::SupplierConfig supplier;
  supplier.id = id + "-supplier";
  supplier.channel = supply::Channel::direct;
  supplier.sequence = static_cast<supply::Sequence>(between(0, 2));
  const double mean = between(1, 72) * 3.6e6;
  supplier.acknowledge = kernel::Law::exponential(between(1, 24) * 3.6e6);
  supplier.lead_time = between(0, 1) ? kernel::Law::constant(mean) : kernel::Law::exponential(mean);
  supplier.fill = between(0, 2) ? kernel::Law::constant(1e6) : kernel::Law::uniform(0, 1e6);
  n.suppliers.push_back(supplier);
  n.contracts.push_back({id + "-contract", supplier.id, network::ShipsTo::hospitals});
  supply::LaneConfig lane;
  lane.from = supplier.id, lane.to = id;
  lane.transit = kernel::Law::uniform(0, between(1, 48) * 3.6e6);
  n.lanes.push_back(lane);
  if (shape.centre) {
    lane.from = "centre";
    n.lanes.push_back(lane);
  }
  for (const network::ItemConfig& item : n.items)
    n.contract_items.push_back(
        {id + "-contract", item.id, base::kDollar * between(1, 9), between(1, 5), between(1, 5)});
  if (between(0, 3) == 0) n.locations.back().storage = between(1, 3);
  const auto stock = [&](const std::string& at, const network::ItemConfig& what, int scale) {
    if (what.ownership == network::Ownership::bill_only) return;
    network::ParLevelConfig p;
    p.location = at, p.item = what.id;
    p.reorder_point = between(0, scale);
    p.par = p.reorder_point + between(1, scale);
    if (between(0, 3) == 0) p.lot = between(1, scale);
    if (between(0, 3) == 0) p.review = base::Schedule({base::kDay * between(0, 6) + base::kHour * between(0, 23)});
    n.par_levels.push_back(p);
  };
  for (int u = 0; u < shape.units; ++u) {
    const std::string unit = id + "-unit" + std::to_string(u);
    n.locations.push_back(
        {.id = unit, .kind = network::LocationKind::unit, .parent = id, .name = {}, .unit_type = {}, .platform = {}});
    for (const network::ItemConfig& item : n.items) {
      stock(unit, item, 12);
      demand::UsageRateConfig usage;
      usage.location = unit, usage.item = item.id;
      usage.rate = between(1, 80) / 10.0;
      if (item.capture == base::kOne && between(0, 3) == 0) usage.size = kernel::Law::poisson(2);
      n.usage_rates.push_back(usage);
    }
  }
  for (const network::ItemConfig& item : n.items)
    if (shape.centre || between(0, 1)) stock(id, item, 30);
}

/// A random network of a shape, checked by the reader's own rules when the model is built.
inline world::NetworkConfig random_network(const Shape& shape) {
  const auto between = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
  world::NetworkConfig n;
  n.network = "random";
  n.operations.restock_time = kernel::Law::exponential(between(0, 1) * 3.6e6 + 1);
  n.operations.substitution_answer = kernel::Law::exponential(between(0, 12) * 3.6e6 + 1);
  n.time_zone = "UTC";
  for (int i = 0; i < shape.items; ++i) {
    network::ItemConfig item;
    item.id = "item" + std::to_string(i);
    item.category = between(0, 1) ? "wound" : "gloves";
    item.criticality = static_cast<network::Criticality>(between(0, 2));
    item.standard_cost = base::kDollar * between(1, 20);
    item.unmet = static_cast<network::Unmet>(between(0, 1));
    if (between(0, 1)) item.capture.ppm = 900'000;
    item.demand_cv = between(0, 5) / 10.0;
    item.ownership = static_cast<network::Ownership>(std::max(0, between(-5, 2)));
    item.volume = between(0, 40);
    const bool stocked = item.ownership != network::Ownership::bill_only;
    for (const network::ItemConfig& by : n.items) {
      if (stocked && by.ownership != network::Ownership::bill_only && between(0, 1))
        n.substitutes.push_back(
            {item.id, by.id, base::Ratio{between(1, 5) * 500'000}, base::Ratio{between(1, 2) * 500'000}});
    }
    n.items.push_back(item);
  }
  if (shape.centre) {
    n.locations.push_back({.id = "centre",
                           .kind = network::LocationKind::distribution_centre,
                           .parent = {},
                           .name = {},
                           .unit_type = {},
                           .platform = {}});
    supply::SupplierConfig own, maker;
    own.id = "own", own.channel = supply::Channel::internal, own.location = "centre";
    own.lead_time = kernel::Law::constant(3.6e6);
    maker.id = "maker", maker.channel = supply::Channel::direct;
    maker.lead_time = kernel::Law::exponential(between(12, 120) * 3.6e6);
    n.suppliers = {own, maker};
    n.contracts = {{"own-contract", "own", network::ShipsTo::hospitals},
                   {"maker-contract", "maker", network::ShipsTo::dc}};
    supply::LaneConfig lane;
    lane.from = "maker", lane.to = "centre";
    n.lanes.push_back(lane);
    for (const network::ItemConfig& item : n.items) {
      if (item.ownership == network::Ownership::bill_only) continue;
      n.contract_items.push_back({"own-contract", item.id, base::kDollar, 1, 1});
      n.contract_items.push_back({"maker-contract", item.id, base::kDollar, between(1, 10), 1});
      network::ParLevelConfig p;
      p.location = "centre", p.item = item.id;
      p.reorder_point = between(5, 60), p.par = p.reorder_point + between(1, 60);
      n.par_levels.push_back(p);
    }
  }
  if (shape.documents) add_documents(n);
  for (int h = 0; h < shape.hospitals; ++h) add_hospital(n, "hospital" + std::to_string(h), shape);
  return n;
}

/// Four weeks of a network after one of warm-up.
inline world::ModelConfig model_of(world::NetworkConfig network) {
  world::ModelConfig config;
  config.network = std::move(network);
  config.start = base::Time{base::Duration{1'735'689'600'000}};  // 2025-01-01T00:00Z
  config.end = config.start + base::kWeek * 4;
  config.warm_up = base::kWeek;
  return config;
}

}  // namespace supplytwin
