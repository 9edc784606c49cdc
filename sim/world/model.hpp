#pragma once

#include <optional>
#include <vector>

#include "demand/activity.hpp"
#include "demand/picks.hpp"
#include "demand/shifts.hpp"
#include "integration/erp.hpp"
#include "integration/payables.hpp"
#include "integration/platform.hpp"
#include "network/network.hpp"
#include "policy/master.hpp"
#include "supply/lane.hpp"
#include "supply/supplier.hpp"
#include "world/pool.hpp"
#include "world/run.hpp"

namespace supplytwin::world {

/// What every event looks up, resolved from the config once. Points 0 to `stores` - 1 are at sites, the others at
/// units.
struct Model::Data {
  explicit Data(ModelConfig model_config);
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  /// What stays the same about one stocking point.
  struct Point {
    std::uint64_t entity = 0;  ///< hash of the names of location and item
    std::uint32_t site = 0;
    std::uint32_t item = 0;
    std::uint32_t cell = 0;  ///< row of outcome::Record::measures
    std::int32_t reorder_point = 0, par = 0;
    std::uint32_t storeroom = kNone;  ///< of a unit's point; none: the unit is supplied from outside
    std::int32_t lot = 0;             ///< orders are whole lots; 0: up to par
    std::uint32_t review = 0;         ///< index into reviews; 0: whenever the position changes
    bool backorders = false;          ///< a pick at an empty shelf waits instead of being lost
    bool vital = false;
    bool stocked = true;      ///< false: brought for the case, bought when used
    std::int64_t bill = -1;   ///< what one costs when it is used [micro-dollars]; below 0: it is owned
    bool bill_spot = false;   ///< nobody offers it under contract
    std::int32_t volume = 0;  ///< at a site with a limit of room [ml]
  };
  /// What stock at a point costs [micro-dollars]; a year has 365 days.
  struct Costs {
    std::int64_t holding = 0;    ///< one base unit on hand for a year
    std::int64_t backorder = 0;  ///< one waiting pick for a year
    std::int64_t lost = 0;       ///< one lost pick
  };
  /// A row of substitutes.csv, in the order of network::Network::substitutes and of the master data.
  struct Substitute {
    base::ItemId by;
    base::Ratio ratio, acceptance;
    std::uint32_t ordinal = 0;  ///< among those of its item
    std::uint64_t draw = 0;     ///< index of the unit's answer: the pair's own
    std::int64_t cost = 0;      ///< standard cost of one [micro-dollars]
  };
  struct Opening {
    std::int32_t stock = -1;  ///< below zero: drawn
    std::int32_t backorders = 0;
    std::int32_t known = -1;  ///< below zero: as stock
  };

  ModelConfig config;
  network::Network network;
  base::Time begin{};    ///< where the simulation starts: the warm-up before config.start
  base::Time horizon{};  ///< where it ends at the latest: the follow-up after config.end
  demand::Shifts shifts;
  std::vector<base::Time> day_ends;  ///< local midnights that end the recorded days; the last is config.end
  std::vector<demand::SurgeCurve> surges;
  std::vector<demand::Hospital> hospitals;         // [site]; a distribution centre has no beds
  std::vector<demand::Unit> units;                 // [location - sites]
  std::vector<demand::Point> picks;                // [point - stores]
  std::vector<std::vector<demand::Extra>> extras;  // by demand::Point::extra
  std::vector<demand::BatchPoint> batches;         // of the points whose picks come in batches
  std::vector<double> daily_use;                   // [point - stores] expected use [each/day]
  std::vector<double> surge_factor;                // [category]
  double noise_cap = 1;                            ///< of scanning noise, so that every item is scanned at times
  std::vector<integration::Platform> platforms;
  std::vector<std::uint32_t> platform_of;  // [site]
  integration::Erp erp;
  std::optional<integration::Payables> payables;  ///< none: nobody bills
  std::vector<supply::Supplier> suppliers;        // [supplier]
  std::vector<std::uint64_t> supplier_entities;   // [supplier] hash of its name
  std::vector<std::uint64_t> offer_entities;      // [offer] hash of the names of contract and item
  std::vector<base::Money> contract_price;        // [offer] least contract price of its item where it ships to
  std::vector<supply::Lane> lanes;                // [row of lanes.csv]
  std::vector<Point> points;                      // [point]
  std::vector<Costs> costs;                       // [point]
  std::vector<Opening> openings;                  // [point]
  std::vector<std::int64_t> takes;                // [point] see mean_takes [each]
  std::vector<Substitute> substitutes;            // [row]
  std::vector<base::Schedule> reviews;            // the first is continuous
  std::vector<std::int64_t> room;                 // [site] limit of room [ml]; 0: none
  std::uint32_t stores = 0;
  std::vector<std::int64_t> cost;               // [item] standard cost, 0 unless owned before use [micro-dollars]
  std::vector<std::int64_t> network_use_milli;  // [item] ordinary use of all units [each / 1000 / day]
  std::vector<std::string> site_names;
  policy::Master master;

  /// The lane that brings goods from a supplier to a site; there is one for every offer the policy may use.
  const supply::Lane& lane_from(base::SupplierId supplier, std::uint32_t site) const;
  /// Whether an offer is off contract.
  bool spot(const network::Offer& offer) const {
    return network.contracts()[offer.contract.value].kind == network::ContractKind::spot;
  }
  /// The courier between two sites; null when there is none.
  const supply::Lane* courier(std::uint32_t from, std::uint32_t to) const;
  bool distribution_centre(std::uint32_t site) const { return master.sites[site].dc; }
  const integration::Platform& platform(std::uint32_t site) const { return platforms[platform_of[site]]; }
};

/// The master data that the orchestrator of this model works with.
policy::Master make_master(const Model::Data& model);

struct Exogenous::Data {
  std::uint64_t seed = 0, replication = 0;
  kernel::Random random;
  std::vector<demand::Census> census;  // [site]
  demand::Path path;
};

}  // namespace supplytwin::world
