#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/money.hpp"
#include "network/config.hpp"
#include "network/csr.hpp"
#include "network/graph.hpp"
#include "network/tables.hpp"

namespace supplytwin::network {

/// No row of a table.
inline constexpr std::uint32_t kNoRow = 0xffffffffu;

/// A site (hospital or distribution centre) or a unit. `row` is its row in locations.csv, for all that is not here.
struct Location {
  std::string id;
  LocationKind kind{};
  base::LocationId site;  ///< the hospital of a unit; a site's own id
  std::uint32_t row = kNoRow;
};

struct Item {
  std::string id;
  base::CategoryId category;
  std::uint32_t row = kNoRow;
};

struct Supplier {
  std::string id;
  base::LocationId location;  ///< of an internal supplier
  std::uint32_t row = kNoRow;
};

struct Contract {
  std::string id;
  base::SupplierId supplier;
  ShipsTo ships_to{};
  ContractKind kind{};
  std::uint32_t row = kNoRow;
};

/// One item under one contract.
struct Offer {
  base::ContractId contract;
  base::SupplierId supplier;
  base::ItemId item;
  ShipsTo ships_to{};
  base::Money price;
  base::Quantity multiple = 1, minimum = 1;
  std::uint32_t row = kNoRow;
};

/// A stocking point: one item at one location.
struct Point {
  base::LocationId location, site;
  base::ItemId item;
  base::Quantity reorder_point = 0, par = 0;
  base::PointId storeroom;           ///< of a unit's point: the same item in its hospital's storeroom, if it has it
  std::uint32_t row = kNoRow;        ///< in par_levels.csv; none: never stocked
  std::uint32_t usage_row = kNoRow;  ///< in usage_rates.csv; none: nothing is picked here
};

/// An item that can stand in for another.
struct Substitute {
  base::ItemId item, by;
  base::Ratio ratio = base::kOne, acceptance = base::kOne;
};

/// A site from which goods can be brought to another.
struct Donor {
  base::LocationId site;
  base::Duration time{};
  base::Money cost;
  std::uint32_t legs = 0;  ///< lanes on the way; 1: a lane of its own
};

/// A checked network with dense ids, const. Ids follow names and never the order of rows: sites by name and then
/// units by hospital and name; points by location and item; offers by contract and item; everything else by name.
class Network {
 public:
  /// Throws base::Error when `validate` finds a problem in the tables.
  explicit Network(const Tables& tables);

  const std::vector<Location>& locations() const { return locations_; }
  const std::vector<std::string>& categories() const { return categories_; }
  const std::vector<Item>& items() const { return items_; }
  const std::vector<Supplier>& suppliers() const { return suppliers_; }
  const std::vector<Contract>& contracts() const { return contracts_; }
  const std::vector<Offer>& offers() const { return offers_; }
  const std::vector<Point>& points() const { return points_; }
  /// By item, then by the item that stands in.
  const std::vector<Substitute>& substitutes() const { return substitutes_; }

  /// Hospitals and distribution centres are the locations 0 to sites() - 1.
  std::size_t sites() const { return sites_; }
  /// The units of a hospital, ascending.
  std::span<const base::LocationId> units_of(base::LocationId hospital) const { return units_of_[hospital]; }
  /// The points of a location, ascending by item.
  std::span<const base::PointId> points_of(base::LocationId location) const { return points_of_[location]; }
  /// The unit points that a storeroom point restocks, ascending.
  std::span<const base::PointId> unit_points_of(base::PointId storeroom) const { return unit_points_of_[storeroom]; }
  std::span<const base::OfferId> offers_of(base::ItemId item) const { return offers_of_[item]; }
  std::span<const Substitute> substitutes_of(base::ItemId item) const;
  /// The same by names; none when there is no such point.
  base::PointId find_point(std::string_view location, std::string_view item) const;
  /// The offer of an item under a contract; none when it has none.
  base::OfferId find_offer(std::string_view contract, base::ItemId item) const;
  /// The point of an item at a location; none when it is not stocked there.
  base::PointId point(base::LocationId location, base::ItemId item) const;

  /// The row in lanes.csv of the lane from a supplier (an internal one: from its location) to a site.
  std::optional<std::uint32_t> lane(base::SupplierId from, base::LocationId to) const;
  /// The row in lanes.csv of the lane from a site to a site.
  std::optional<std::uint32_t> lane(base::LocationId from, base::LocationId to) const;
  /// The other sites that can bring goods to a site, by time, then cost, then id.
  std::vector<Donor> donors(base::LocationId to) const;

 private:
  void add_names(const Tables& tables);
  void add_offers(const Tables& tables);
  void add_points(const Tables& tables);
  void add_lanes(const Tables& tables);

  std::vector<Location> locations_;
  std::vector<std::string> categories_;
  std::vector<Item> items_;
  std::vector<Supplier> suppliers_;
  std::vector<Contract> contracts_;
  std::vector<Offer> offers_;
  std::vector<Point> points_;
  std::vector<Substitute> substitutes_;
  std::size_t sites_ = 0;
  Csr<base::LocationId, base::LocationId> units_of_;
  Csr<base::LocationId, base::PointId> points_of_;
  Csr<base::PointId, base::PointId> unit_points_of_;
  Csr<base::ItemId, base::OfferId> offers_of_;
  std::vector<std::uint32_t> lane_rows_;  // [(suppliers, then sites) * sites]
  LaneGraph lanes_{0, {}};                // sites only
};

}  // namespace supplytwin::network
