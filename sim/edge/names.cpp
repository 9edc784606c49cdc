#include "edge/names.hpp"

namespace supplytwin::edge {
namespace {

std::uint64_t key(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32 | b; }

std::optional<std::uint32_t> find(const std::unordered_map<std::string, std::uint32_t>& index,
                                  std::string_view name) {
  const auto found = index.find(std::string(name));
  return found == index.end() ? std::nullopt : std::optional(found->second);
}

template <class Id>
std::optional<Id> as(std::optional<std::uint32_t> value) {
  return value ? std::optional(Id(*value)) : std::nullopt;
}

}  // namespace

Names::Names(const policy::Master& master) : master_(&master) {
  const auto number = [](Index& index, const auto& rows, auto name) {
    for (std::size_t i = 0; i < rows.size(); ++i) index.emplace(name(rows[i]), static_cast<std::uint32_t>(i));
  };
  const auto itself = [](const std::string& name) { return name; };
  const auto id = [](const auto& row) { return row.id; };
  number(categories_, master.categories, itself);
  number(locations_, master.locations, itself);
  number(items_, master.items, id);
  number(suppliers_, master.suppliers, id);
  number(contracts_, master.contracts, id);
  for (std::size_t p = 0; p < master.points.size(); ++p)
    points_.emplace(key(master.points[p].location, master.points[p].item.value), static_cast<std::uint32_t>(p));
  for (std::size_t o = 0; o < master.offers.size(); ++o)
    offers_.emplace(key(master.offers[o].contract.value, master.offers[o].item.value), static_cast<std::uint32_t>(o));
}

const std::string& Names::location_of(base::PointId point) const {
  return master_->locations[master_->points[point.value].location];
}

std::string_view Names::ambiguous() const {
  if (categories_.size() < master_->categories.size()) return "categories";
  if (locations_.size() < master_->locations.size()) return "locations";
  if (items_.size() < master_->items.size()) return "items";
  if (suppliers_.size() < master_->suppliers.size()) return "suppliers";
  if (contracts_.size() < master_->contracts.size()) return "contracts";
  if (points_.size() < master_->points.size()) return "points";
  return offers_.size() < master_->offers.size() ? "offers" : "";
}

std::optional<base::ItemId> Names::item(std::string_view name) const { return as<base::ItemId>(find(items_, name)); }
std::optional<base::CategoryId> Names::category(std::string_view name) const {
  return as<base::CategoryId>(find(categories_, name));
}
std::optional<base::SupplierId> Names::supplier(std::string_view name) const {
  return as<base::SupplierId>(find(suppliers_, name));
}

std::optional<base::LocationId> Names::location(std::string_view name) const {
  return as<base::LocationId>(find(locations_, name));
}

std::optional<std::uint32_t> Names::pair(const Index& first, std::string_view a, std::string_view item,
                                         const std::unordered_map<std::uint64_t, std::uint32_t>& of) const {
  const auto one = find(first, a), other = find(items_, item);
  if (!one || !other) return std::nullopt;
  const auto found = of.find(key(*one, *other));
  return found == of.end() ? std::nullopt : std::optional(found->second);
}

std::optional<base::PointId> Names::point(std::string_view location, std::string_view item) const {
  return as<base::PointId>(pair(locations_, location, item, points_));
}
std::optional<base::OfferId> Names::offer(std::string_view contract, std::string_view item) const {
  return as<base::OfferId>(pair(contracts_, contract, item, offers_));
}

}  // namespace supplytwin::edge
