#include "network/network.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/error.hpp"
#include "network/names.hpp"
#include "network/validate.hpp"

namespace supplytwin::network {

namespace {

/// Row numbers of a table, in the order of a key.
template <class Rows, class Key>
std::vector<std::uint32_t> rows_by(const Rows& rows, Key key) {
  std::vector<std::uint32_t> order(rows.size());
  std::ranges::iota_view<std::uint32_t, std::uint32_t> all(0, static_cast<std::uint32_t>(rows.size()));
  std::ranges::copy(all, order.begin());
  std::ranges::sort(order, {}, [&](std::uint32_t row) { return key(rows[row]); });
  return order;
}

/// The index of the thing with this name in a vector sorted by `id`.
template <class IdType, class Things>
IdType id_of(const Things& things, std::string_view name) {
  const auto at = std::ranges::lower_bound(things, name, {}, [](const auto& t) { return std::string_view{t.id}; });
  return IdType(static_cast<std::size_t>(at - things.begin()));
}

}  // namespace

Network::Network(const Tables& tables) {
  const std::vector<Problem> problems = validate(tables);
  if (!problems.empty()) {
    const Problem& p = problems.front();
    throw base::Error("network tables were not checked: " + std::string(p.table) + " row " +
                      std::to_string(p.row + 1) + ": " + p.message);
  }
  add_names(tables);
  add_offers(tables);
  add_points(tables);
  add_lanes(tables);
}

void Network::add_names(const Tables& t) {
  const auto by_id = [](const auto& row) { return std::string_view{row.id}; };
  const auto location_order = rows_by(t.locations, [](const LocationConfig& l) {
    const bool unit = l.kind == LocationKind::unit;
    return std::tuple{unit, unit ? std::string_view{l.parent} : std::string_view{}, std::string_view{l.id}};
  });
  for (const std::uint32_t row : location_order) {
    const LocationConfig& l = t.locations[row];
    locations_.push_back({l.id, l.kind, base::LocationId(locations_.size()), row});
    if (l.kind != LocationKind::unit) ++sites_;
  }
  std::vector<Csr<base::LocationId, base::LocationId>::Pair> units;
  for (std::size_t i = sites_; i < locations_.size(); ++i) {
    Location& unit = locations_[i];
    unit.site = id_of<base::LocationId>(std::span(locations_).first(sites_), t.locations[unit.row].parent);
    units.push_back({unit.site, base::LocationId(i)});
  }
  units_of_ = {locations_.size(), units};

  std::set<std::string> categories;
  for (const ItemConfig& i : t.items) categories.insert(i.category);
  categories_.assign(categories.begin(), categories.end());
  for (const std::uint32_t row : rows_by(t.items, by_id)) {
    const auto category = std::ranges::lower_bound(categories_, t.items[row].category) - categories_.begin();
    items_.push_back({t.items[row].id, base::CategoryId(static_cast<std::size_t>(category)), row});
  }
  for (const std::uint32_t row : rows_by(t.suppliers, by_id)) {
    const SupplierRow& s = t.suppliers[row];
    base::LocationId at;
    if (s.internal) at = id_of<base::LocationId>(std::span(locations_).first(sites_), s.location);
    suppliers_.push_back({s.id, at, row});
  }
  for (const std::uint32_t row : rows_by(t.contracts, by_id)) {
    const ContractConfig& c = t.contracts[row];
    contracts_.push_back({c.id, id_of<base::SupplierId>(suppliers_, c.supplier), c.ships_to, c.kind, row});
  }
  for (const SubstituteConfig& s : t.substitutes) {
    substitutes_.push_back(
        {id_of<base::ItemId>(items_, s.item), id_of<base::ItemId>(items_, s.substitute), s.ratio, s.acceptance});
  }
  std::ranges::sort(substitutes_, {}, [](const Substitute& s) { return std::tuple{s.item, s.by}; });
}

void Network::add_offers(const Tables& t) {
  for (std::uint32_t row = 0; row < t.contract_items.size(); ++row) {
    const ContractItemConfig& c = t.contract_items[row];
    const auto contract = id_of<base::ContractId>(contracts_, c.contract);
    const Contract& under = contracts_[contract.value];
    offers_.push_back({contract, under.supplier, id_of<base::ItemId>(items_, c.item), under.ships_to, c.price,
                       c.multiple, c.minimum, row});
  }
  std::ranges::sort(offers_, {}, [](const Offer& o) { return std::tuple{o.contract, o.item}; });
  std::vector<Csr<base::ItemId, base::OfferId>::Pair> of_item;
  for (std::size_t i = 0; i < offers_.size(); ++i) of_item.push_back({offers_[i].item, base::OfferId(i)});
  offers_of_ = {items_.size(), of_item};
}

void Network::add_points(const Tables& t) {
  std::unordered_map<std::string_view, base::LocationId> location_of;
  for (std::size_t i = 0; i < locations_.size(); ++i) location_of.emplace(locations_[i].id, base::LocationId(i));
  for (std::uint32_t row = 0; row < t.par_levels.size(); ++row) {
    const ParLevelConfig& p = t.par_levels[row];
    const base::LocationId at = location_of.at(p.location);
    points_.push_back({at,
                       locations_[at.value].site,
                       id_of<base::ItemId>(items_, p.item),
                       p.reorder_point,
                       p.par,
                       {},
                       row,
                       kNoRow});
  }
  // What is never stocked is a point all the same: its use is followed.
  const Names items(t.items, &ItemConfig::id);
  for (const UsageRow& u : t.usage_rates) {
    const base::LocationId at = location_of.at(u.location);
    if (t.items[items.find(u.item)].ownership == Ownership::bill_only)
      points_.push_back(
          {at, locations_[at.value].site, id_of<base::ItemId>(items_, u.item), 0, 0, {}, kNoRow, kNoRow});
  }
  std::ranges::sort(points_, {}, [](const Point& p) { return std::tuple{p.location, p.item}; });

  std::vector<Csr<base::LocationId, base::PointId>::Pair> of_location;
  for (std::size_t i = 0; i < points_.size(); ++i) of_location.push_back({points_[i].location, base::PointId(i)});
  points_of_ = {locations_.size(), of_location};

  std::vector<Csr<base::PointId, base::PointId>::Pair> restocked;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (points_[i].location.value < sites_) continue;
    points_[i].storeroom = point(points_[i].site, points_[i].item);
    if (points_[i].storeroom) restocked.push_back({points_[i].storeroom, base::PointId(i)});
  }
  unit_points_of_ = {points_.size(), restocked};
  for (std::uint32_t row = 0; row < t.usage_rates.size(); ++row) {
    const UsageRow& u = t.usage_rates[row];
    points_[point(location_of.at(u.location), id_of<base::ItemId>(items_, u.item)).value].usage_row = row;
  }
}

void Network::add_lanes(const Tables& t) {
  lane_rows_.assign((suppliers_.size() + sites_) * sites_, kNoRow);
  const Names supplier_rows(t.suppliers, &SupplierRow::id);
  const auto sites = std::span(locations_).first(sites_);
  std::vector<Link> links;
  for (std::uint32_t row = 0; row < t.lanes.size(); ++row) {
    const LaneRow& l = t.lanes[row];
    const auto to = id_of<base::LocationId>(sites, l.to);
    base::LocationId from;
    std::size_t start = 0;
    if (supplier_rows.has(l.from)) {
      const auto supplier = id_of<base::SupplierId>(suppliers_, l.from);
      from = suppliers_[supplier.value].location;
      start = supplier.value;
    } else {
      from = id_of<base::LocationId>(sites, l.from);
    }
    if (from) {
      start = suppliers_.size() + from.value;
      links.push_back({from.value, to.value, l.time, l.cost});
    }
    lane_rows_[start * sites_ + to.value] = row;
  }
  lanes_ = LaneGraph(sites_, links);
}

std::span<const Substitute> Network::substitutes_of(base::ItemId item) const {
  const auto found = std::ranges::equal_range(substitutes_, item, {}, &Substitute::item);
  return {found.begin(), found.end()};
}

base::PointId Network::point(base::LocationId location, base::ItemId item) const {
  const std::span<const base::PointId> here = points_of_[location];
  const auto at = std::ranges::lower_bound(here, item, {}, [&](base::PointId p) { return points_[p.value].item; });
  return at != here.end() && points_[at->value].item == item ? *at : base::PointId{};
}

base::PointId Network::find_point(std::string_view location, std::string_view item) const {
  const auto place = std::ranges::find(locations_, location, &Location::id);
  const auto thing = std::ranges::find(items_, item, &Item::id);
  if (place == locations_.end() || thing == items_.end()) return {};
  return point(base::LocationId(static_cast<std::size_t>(place - locations_.begin())),
               base::ItemId(static_cast<std::size_t>(thing - items_.begin())));
}

base::OfferId Network::find_offer(std::string_view contract, base::ItemId item) const {
  for (const base::OfferId o : offers_of_[item])
    if (contracts_[offers_[o.value].contract.value].id == contract) return o;
  return {};
}

std::optional<std::uint32_t> Network::lane(base::SupplierId from, base::LocationId to) const {
  const Supplier& s = suppliers_[from.value];
  if (s.location) return lane(s.location, to);
  const std::uint32_t row = lane_rows_[std::size_t{from.value} * sites_ + to.value];
  return row == kNoRow ? std::nullopt : std::optional(row);
}

std::optional<std::uint32_t> Network::lane(base::LocationId from, base::LocationId to) const {
  const std::uint32_t row = lane_rows_[(suppliers_.size() + from.value) * sites_ + to.value];
  return row == kNoRow ? std::nullopt : std::optional(row);
}

std::vector<Donor> Network::donors(base::LocationId to) const {
  std::vector<Donor> result;
  for (const Reach& r : lanes_.sources_of(to.value)) {
    result.push_back({base::LocationId(std::size_t{r.node}), r.time, r.cost, r.legs});
  }
  return result;
}

}  // namespace supplytwin::network
