#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "network/config.hpp"

namespace supplytwin::network {

/// What the network needs of a row of suppliers.csv.
struct SupplierRow {
  std::string id;
  std::string location;  ///< of an internal supplier: the distribution centre it ships from
  bool internal = false;
};

/// What the network needs of a row of lanes.csv. A lane from an internal supplier is a lane from its location.
struct LaneRow {
  std::string from, to;
  base::Duration time{};  ///< mean wait for the departure and mean transit
  base::Money cost;       ///< of one shipment
};

/// What the network needs of a row of usage_rates.csv.
struct UsageRow {
  std::string location, item;
};

/// The tables of a network, each in the order of its file; rows are counted from 0.
struct Tables {
  std::span<const LocationConfig> locations;
  std::span<const ItemConfig> items;
  std::span<const ContractConfig> contracts;
  std::span<const ContractItemConfig> contract_items;
  std::span<const ParLevelConfig> par_levels;
  std::span<const SubstituteConfig> substitutes;
  std::span<const OpenOrderConfig> open_orders;
  std::vector<SupplierRow> suppliers;
  std::vector<LaneRow> lanes;
  std::vector<UsageRow> usage_rates;
  // Whether there are any to name; without them every site is alike, and every unit.
  bool platforms = false, unit_types = false;
  /// Some locations, suppliers or contracts could not be read: what they seem to lack is not told.
  bool partial = false;
};

/// The tables of a whole network config (world::NetworkConfig, which this room may not name). `config` must outlive
/// what it returns.
template <class Config>
Tables tables_of(const Config& config) {
  Tables t{config.locations,
           config.items,
           config.contracts,
           config.contract_items,
           config.par_levels,
           config.substitutes,
           config.open_orders,
           {},
           {},
           {},
           !config.integration.platforms.empty(),
           !config.unit_types.empty()};
  for (const auto& s : config.suppliers)
    t.suppliers.push_back({s.id, s.location, base::name_of(s.channel) == "internal"});
  for (const auto& l : config.lanes)
    t.lanes.push_back(
        {l.from, l.to, base::Duration{static_cast<std::int64_t>(l.transit.mean())} + l.schedule.mean_wait(), l.cost});
  for (const auto& u : config.usage_rates) t.usage_rates.push_back({u.location, u.item});
  return t;
}

}  // namespace supplytwin::network
