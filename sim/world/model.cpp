#include "world/model.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/huge_pages.hpp"
#include "base/wide.hpp"
#include "world/stationary.hpp"

namespace supplytwin::world {

using base::hash_name;

namespace {

integration::Availability availability(const std::string& system, base::Hours maintenance,
                                       const ModelConfig& config) {
  std::vector<integration::Availability::Outage> outages;
  for (const integration::OutageConfig& o : config.outages) {
    if (o.system == system) outages.push_back({o.start, o.start + o.length});
  }
  return {std::move(maintenance), std::move(outages)};
}

base::CategoryId category_named(const network::Network& network, const std::string& name) {
  const auto& all = network.categories();
  const auto found = std::find(all.begin(), all.end(), name);
  return found == all.end() ? base::CategoryId{} : base::CategoryId(static_cast<std::size_t>(found - all.begin()));
}

std::vector<supply::Supplier::Allocation> allocations_of(const std::string& supplier, const network::Network& network,
                                                         const ModelConfig& config) {
  std::vector<supply::Supplier::Allocation> found;
  for (const supply::AllocationConfig& a : config.allocations) {
    if (a.supplier == supplier)
      found.push_back({category_named(network, a.category), a.start, a.start + a.length, a.share});
  }
  return found;
}

std::vector<base::Time> local_midnights(base::Time start, base::Time end, const base::TimeZone& zone) {
  std::vector<base::Time> ends;
  auto day = std::chrono::floor<std::chrono::days>(zone.local(start));
  while (true) {
    day += std::chrono::days{1};
    const base::Time midnight = zone.instant(base::LocalTime{day});
    if (midnight >= end) break;
    if (midnight > start) ends.push_back(midnight);
  }
  ends.push_back(end);
  return ends;
}

template <class Rows>
std::uint32_t row_of(const Rows& rows, const std::string& id, const std::string& fault) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.id == id; });
  if (row == rows.end()) throw base::Error(fault);
  return static_cast<std::uint32_t>(row - rows.begin());
}

/// All instants of a schedule from `begin` to `end`.
std::vector<base::Time> instants(const base::Schedule& schedule, base::Time begin, base::Time end,
                                 const base::TimeZone& zone) {
  std::vector<base::Time> all;
  for (base::Time t = schedule.next(begin, zone); t <= end; t = schedule.next(t + base::Duration{1}, zone))
    all.push_back(t);
  return all;
}

/// Scales a stock rule. What is not whole is rounded up at a share of the points, fixed by their names, so that small
/// stocks move with the ratio too and a higher ratio never means less stock.
void raise_stock(Model::Data::Point& point, base::Ratio ratio) {
  if (ratio == base::kOne) return;
  const auto chance = static_cast<std::int64_t>(point.entity % 1'000'000);
  const auto scaled = [&](std::int32_t units) {
    return static_cast<std::int32_t>((std::int64_t{units} * ratio.ppm + chance) / 1'000'000);
  };
  const std::int32_t par = point.par - point.reorder_point;
  point.reorder_point = scaled(point.reorder_point);
  point.par = point.reorder_point + std::max(1, scaled(par));
}

/// What a unit pays when it uses something of a supplier's: the least price of an outside supplier, under contract
/// rather than on the spot, and rather of one that ships to its hospital.
void set_bill(const Model::Data& model, const network::Point& at, Model::Data::Point& point) {
  std::optional<std::tuple<bool, bool, base::Money>> least;
  for (const base::OfferId o : model.network.offers_of(at.item)) {
    const network::Offer& offer = model.network.offers()[o.value];
    if (model.suppliers[offer.supplier.value].internal()) continue;
    const bool ships = offer.ships_to == network::ShipsTo::hospitals && model.network.lane(offer.supplier, at.site);
    const std::tuple price{model.spot(offer), !ships, offer.price};
    if (!least || price < *least) least = price;
  }
  const auto [spot, away, price] = least.value_or(std::tuple{false, false, base::Money{}});
  point.bill = price.micros;
  point.bill_spot = spot;
}

/// Two names with one hash would share their random numbers.
void refuse_collisions(const std::vector<std::uint64_t>& entities) {
  std::set<std::uint64_t> seen;
  for (const std::uint64_t e : entities) {
    if (!seen.insert(e).second)
      throw base::Error("two names of the model have the same 64-bit hash; rename one of its locations or items");
  }
}

}  // namespace

Model::Data::Data(ModelConfig model_config)
    : config(std::move(model_config)),
      network(network::tables_of(config.network)),
      begin(config.start - config.warm_up),
      horizon(config.end + config.follow_up),
      shifts(begin, horizon, config.zone),
      day_ends(local_midnights(config.start, config.end, config.zone)),
      erp(config.network.integration.erp, availability("erp", config.network.integration.erp.maintenance, config),
          config.zone) {
  const NetworkConfig& tables = config.network;
  const integration::IntegrationConfig& systems = tables.integration;
  if (systems.payables)
    payables.emplace(*systems.payables, systems.erp.office, availability("erp", systems.erp.maintenance, config),
                     config.zone);
  for (const demand::SurgeConfig& s : config.surges) surges.emplace_back(s, config.zone);
  for (const supply::LaneConfig& l : tables.lanes) lanes.emplace_back(l, config.zone);
  // A network without platforms or unit types has one of each that takes no time and is always as busy.
  auto& known_platforms = config.network.integration.platforms;
  if (known_platforms.empty()) known_platforms.emplace_back();
  auto& known_types = config.network.unit_types;
  if (known_types.empty()) known_types.emplace_back().driver = demand::Driver::steady;
  for (const integration::PlatformConfig& p : known_platforms) {
    platforms.emplace_back(p, availability(p.id, base::Hours(std::vector<base::Hours::Window>{}), config),
                           config.zone);
  }
  for (const network::Supplier& s : network.suppliers()) {
    supplier_entities.push_back(hash_name(s.id));
    suppliers.emplace_back(tables.suppliers[s.row], allocations_of(s.id, network, config), config.zone);
  }
  for (const network::Offer& o : network.offers()) {
    offer_entities.push_back(base::combine(hash_name(network.contracts()[o.contract.value].id),
                                           hash_name(network.items()[o.item.value].id)));
    base::Money least = o.price;
    bool under_contract = !spot(o);
    for (const base::OfferId id : network.offers_of(o.item)) {
      const network::Offer& rival = network.offers()[id.value];
      if (rival.ships_to != o.ships_to || spot(rival)) continue;
      least = under_contract ? std::min(least, rival.price) : rival.price;
      under_contract = true;
    }
    contract_price.push_back(least);
  }
  surge_factor.assign(network.categories().size(), 1);
  for (const demand::SurgeConfig& s : config.surges) {
    for (const demand::SurgeFactorConfig& f : s.factors) {
      if (const base::CategoryId c = category_named(network, f.category)) surge_factor[c.value] = f.factor;
    }
  }

  std::vector<std::uint64_t> entities;
  for (std::size_t i = 0; i < network.locations().size(); ++i) {
    const network::Location& location = network.locations()[i];
    const network::LocationConfig& row = tables.locations[location.row];
    entities.push_back(hash_name(location.id));
    if (i >= network.sites()) {
      units.push_back({entities.back(), location.site.value,
                       row_of(known_types, row.unit_type, "unit " + row.id + " has no known unit_type")});
      continue;
    }
    const double beds = static_cast<double>(row.beds);
    hospitals.push_back({entities.back(), beds * static_cast<double>(row.occupancy.ppm) / 1e6, beds});
    site_names.push_back(location.id);
    room.push_back(row.storage * 1000);
    platform_of.push_back(row_of(known_platforms, row.platform, "site " + row.id + " has no known platform"));
  }

  for (const network::Item& item : network.items()) {
    const network::ItemConfig& row = tables.items[item.row];
    cost.push_back(row.ownership == network::Ownership::owned ? row.standard_cost.micros : 0);
  }
  for (const network::Substitute& s : network.substitutes()) {
    const network::Item& by = network.items()[s.by.value];
    const auto first = network.substitutes_of(s.item).data();
    constexpr std::uint64_t kIndexBits = (std::uint64_t{1} << 48) - 1;
    substitutes.push_back({s.by, s.ratio, s.acceptance, static_cast<std::uint32_t>(&s - first),
                           hash_name(by.id) & kIndexBits, tables.items[by.row].standard_cost.micros});
  }

  base::reserve_huge(points, network.points().size());
  base::reserve_huge(picks, network.points().size());
  reviews.emplace_back();
  std::vector<double> network_use(cost.size(), 0);
  double most_missed = 0;
  for (std::size_t i = 0; i < network.points().size(); ++i) {
    const network::Point& p = network.points()[i];
    const network::ItemConfig& item = tables.items[network.items()[p.item.value].row];
    const auto criticality = static_cast<std::uint32_t>(item.criticality);
    const auto category = network.items()[p.item.value].category.value;
    Point point;
    point.entity = base::combine(hash_name(network.locations()[p.location.value].id), hash_name(item.id));
    point.site = p.site.value;
    point.item = p.item.value;
    const std::size_t part = std::size_t{point.site} * network.categories().size() + category;
    point.cell = static_cast<std::uint32_t>(part * outcome::kCriticalities + criticality);
    point.reorder_point = static_cast<std::int32_t>(p.reorder_point);
    point.par = static_cast<std::int32_t>(p.par);
    if (p.location.value < network.sites()) raise_stock(point, config.par);
    if (p.storeroom) point.storeroom = p.storeroom.value;
    point.stocked = p.row != network::kNoRow;
    if (item.ownership != network::Ownership::owned) set_bill(*this, p, point);
    if (p.location.value < network.sites() && room[point.site] > 0)
      point.volume = static_cast<std::int32_t>(item.volume);
    static const network::ParLevelConfig kNothing{.location = {}, .item = {}, .opening_stock = 0};
    const network::ParLevelConfig& rule = point.stocked ? tables.par_levels[p.row] : kNothing;
    point.lot = static_cast<std::int32_t>(rule.lot);
    if (!rule.review.continuous()) {
      const auto known = std::find(reviews.begin(), reviews.end(), rule.review);
      point.review = static_cast<std::uint32_t>(known - reviews.begin());
      if (known == reviews.end()) reviews.push_back(rule.review);
    }
    const std::int64_t holding = rule.holding_cost.micros >= 0
                                     ? rule.holding_cost.micros * 365
                                     : base::scale(cost[point.item], tables.operations.holding_rate);
    costs.push_back({holding, rule.backorder_cost.micros * 365, rule.lost_cost.micros});
    openings.push_back(
        {static_cast<std::int32_t>(rule.opening_stock), static_cast<std::int32_t>(rule.opening_backorders), -1});
    point.backorders = item.unmet == network::Unmet::backorder;
    point.vital = item.criticality == network::Criticality::vital;
    entities.push_back(point.entity);
    points.push_back(point);
    if (p.location.value < network.sites()) {
      stores = static_cast<std::uint32_t>(i) + 1;
      continue;
    }
    demand::Point pick;
    pick.entity = point.entity;
    pick.unit = p.location.value - static_cast<std::uint32_t>(network.sites());
    pick.rate = p.usage_row == network::kNoRow ? 0 : tables.usage_rates[p.usage_row].rate;
    pick.surge_factor = surge_factor[category];
    pick.missed = 1 - static_cast<double>(item.capture.ppm) / 1e6;
    pick.cv = item.demand_cv;
    std::vector<demand::Extra> surged;
    for (const demand::DemandSurgeConfig& s : config.demand_surges) {
      const bool here =
          s.location == network.locations()[p.location.value].id || s.location == site_names[point.site];
      if (!here || (!s.category.empty() && s.category != item.category) || (s.vital_only && !point.vital)) continue;
      surged.push_back({s.start, s.start + s.length, s.factor - 1});
    }
    if (!surged.empty()) {
      const auto known = std::ranges::find(extras, surged);
      pick.extra = static_cast<std::uint32_t>(known - extras.begin());
      if (known == extras.end()) extras.push_back(surged);
    }
    const double use = p.usage_row == network::kNoRow ? 0 : tables.usage_rates[p.usage_row].daily_use();
    if (p.usage_row != network::kNoRow && tables.usage_rates[p.usage_row].batched()) {
      const demand::UsageRateConfig& usage = tables.usage_rates[p.usage_row];
      demand::BatchPoint batch{static_cast<std::uint32_t>(picks.size()), {usage.size, usage.sizes}, {}};
      if (!usage.every.continuous()) batch.times = instants(usage.every, begin, horizon, config.zone);
      batches.push_back(std::move(batch));
    }
    daily_use.push_back(use);
    network_use[point.item] += use;
    most_missed = std::max(most_missed, pick.missed);
    picks.push_back(pick);
  }
  for (const network::StockConfig& s : config.opening.stock)
    openings[network.find_point(s.location, s.item).value] = {static_cast<std::int32_t>(s.on_hand),
                                                              static_cast<std::int32_t>(s.backorders),
                                                              static_cast<std::int32_t>(s.known)};
  for (const double use : network_use) network_use_milli.push_back(static_cast<std::int64_t>(use * 1000 + 0.5));
  noise_cap = most_missed > 0 ? 0.95 / most_missed : 1;
  refuse_collisions(entities);
  master = make_master(*this);
  takes = mean_takes(*this);
}

const supply::Lane& Model::Data::lane_from(base::SupplierId supplier, std::uint32_t site) const {
  return lanes[*network.lane(supplier, base::LocationId(site))];
}

const supply::Lane* Model::Data::courier(std::uint32_t from, std::uint32_t to) const {
  const auto row = network.lane(base::LocationId(from), base::LocationId(to));
  return row ? &lanes[*row] : nullptr;
}

Model::Model(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

Model Model::build(ModelConfig config) { return Model(std::make_unique<Data>(std::move(config))); }

const ModelConfig& Model::config() const { return data_->config; }
const std::vector<std::string>& Model::sites() const { return data_->site_names; }
const std::vector<std::string>& Model::categories() const { return data_->network.categories(); }
std::size_t Model::days() const { return data_->day_ends.size(); }

namespace {

Exogenous::Data draw_exogenous(const Model::Data& model, std::uint64_t seed, std::uint64_t replication) {
  const kernel::Random random(seed, replication);
  const demand::VariationConfig& variation = model.config.network.variation;
  std::vector<demand::Census> census;
  for (const demand::Hospital& h : model.hospitals) {
    census.push_back(demand::draw_census(h, model.surges, model.shifts, variation, random));
  }
  std::vector<demand::Activity> activities;
  for (const demand::Unit& u : model.units) {
    activities.push_back(demand::draw_activity(u, model.config.network.unit_types[u.type], census[u.hospital],
                                               model.shifts, variation, model.noise_cap, random));
    for (const std::vector<demand::Extra>& windows : model.extras)
      activities.back().extras.push_back(demand::extra_activity(activities.back(), model.shifts, windows));
  }
  return {seed, replication, random, std::move(census),
          demand::Path(model.picks, model.batches, std::move(activities), model.shifts, random)};
}

}  // namespace

Exogenous::Exogenous(const Model& model, std::uint64_t seed, std::uint64_t replication)
    : data_(std::make_unique<Data>(draw_exogenous(model.data(), seed, replication))) {}
Exogenous::~Exogenous() = default;
Exogenous::Exogenous(Exogenous&&) noexcept = default;
bool Exogenous::same_draws(const Exogenous& other) const {
  return data_->seed == other.data_->seed && data_->replication == other.data_->replication;
}

}  // namespace supplytwin::world
