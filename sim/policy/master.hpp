#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace supplytwin::policy {

enum class Criticality : std::uint8_t { vital, essential, desirable };
enum class PointKind : std::uint8_t { unit, storeroom, dc };
enum class Channel : std::uint8_t { distributor, direct, import, internal };

/// Substitutes of one item at most.
inline constexpr std::size_t kSubstitutes = 16;

/// The master data an orchestrator works with: what `master.snapshot` says. Built once, then const. Sites are
/// hospitals and the distribution centre; a unit's points belong to its hospital's site.
struct Master {
  struct Site {
    std::string id;
    bool dc = false;
    std::int64_t room = 0;  ///< what it can hold [ml]; 0: no limit
  };
  struct Item {
    std::string id;
    base::CategoryId category;
    Criticality criticality{};
    base::Money standard_cost;
    base::Quantity pack = 1;
    std::int64_t volume = 0;  ///< of one base unit [ml]
  };
  struct Point {
    base::LocationId site;  ///< index into sites
    base::ItemId item;
    PointKind kind{};
    base::Quantity par = 0, reorder_point = 0;
    std::int64_t daily_use_milli = 0;      ///< expected use [each / 1000 / day]
    base::Quantity lot = 0;                ///< orders are whole lots of this; 0: up to par
    std::uint32_t location = 0xffffffffu;  ///< where it stands: index into locations

    /// What the stock rule asks for at this position: up to par, or whole lots to above the reorder point.
    base::Quantity wanted(base::Quantity position) const {
      if (lot == 0) return par - position;
      return position > reorder_point ? 0 : (reorder_point - position + lot) / lot * lot;
    }
  };
  /// One item under one contract.
  struct Offer {
    base::ContractId contract;
    base::SupplierId supplier;
    base::ItemId item;
    bool to_hospitals = true, to_dc = false;   ///< where it ships
    base::Money price;                         ///< per base unit
    base::Quantity multiple = 1, minimum = 1;  ///< order multiple and least quantity [each]
  };
  struct Contract {
    std::string id;
    base::SupplierId supplier;
    base::Time from, to;
  };
  struct Supplier {
    std::string id;
    Channel channel{};
    bool can_expedite = false;
    base::Ratio expedite_price = base::kOne;     ///< price factor of an expedited line
    base::Money minimum_order, small_order_fee;  ///< goods of an order below the minimum pay the fee
    base::LocationId ships_from{};  ///< the distribution centre whose stock an internal one ships; none: any of them
  };
  struct Substitute {
    base::ItemId item, by;
    base::Ratio ratio = base::kOne;       ///< units of it for one of the item
    base::Ratio acceptance = base::kOne;  ///< share of units that accept it
  };

  std::vector<std::string> categories;
  std::vector<Site> sites;
  std::vector<std::string> locations;  ///< the sites, then the clinical units
  std::vector<Item> items;
  std::vector<Point> points;
  std::vector<Supplier> suppliers;
  std::vector<Contract> contracts;
  std::vector<Offer> offers;
  std::vector<Substitute> substitutes;

  /// Expected door to door time of a courier between two sites [from * sites + to]; negative when there is no lane.
  std::vector<base::Duration> transfer_time;
  /// Cost of one courier trip between two sites [from * sites + to].
  std::vector<base::Money> transfer_cost;
  /// Expected time from decision to goods on the shelf [supplier * sites + site], standard and expedited, with the
  /// order path of that site; negative when there is no lane.
  std::vector<base::Duration> receive_time, expedite_time;
  /// Freight of one order [supplier * sites + site], standard and expedited.
  std::vector<base::Money> order_freight, expedite_freight;

  /// Storerooms and distribution centres whose stock of an item bears on a need at a site, ascending: its own, those
  /// with a courier to it, and those whose stock an internal supplier ships to it; filled by `index()`.
  std::span<const base::PointId> stores_near(base::ItemId item, base::LocationId site) const;
  /// The points of a site that are not at a unit, ascending; filled by `index()`.
  std::span<const base::PointId> stores_at(base::LocationId site) const;
  /// Offers of an item, ascending; filled by `index()`.
  std::span<const base::OfferId> offers_of(base::ItemId item) const;
  std::span<const Substitute> substitutes_of(base::ItemId item) const;
  /// The point of an item at a unit; none when the unit does not stock it. Known for items that stand in for another.
  base::PointId shelf_of(std::uint32_t location, base::ItemId item) const;
  /// Builds the look-ups above; call once all tables are filled. Sorts `substitutes` by item.
  void index();

 private:
  void index_near();

  std::vector<std::uint32_t> near_begin_, site_begin_, offer_begin_, substitute_begin_;
  std::vector<base::PointId> near_points_, site_points_;
  std::vector<base::OfferId> item_offers_;
  std::vector<std::tuple<std::uint32_t, base::ItemId, base::PointId>> substitute_shelves_;  // ascending
};

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Criticality> {
  static constexpr std::array<std::string_view, 3> names{"vital", "essential", "desirable"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::PointKind> {
  static constexpr std::array<std::string_view, 3> names{"unit", "storeroom", "dc"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Channel> {
  static constexpr std::array<std::string_view, 4> names{"distributor", "direct", "import", "internal"};
};
