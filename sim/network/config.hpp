#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace supplytwin::network {

enum class LocationKind : std::uint8_t { hospital, distribution_centre, unit };
enum class Criticality : std::uint8_t { vital, essential, desirable };
/// Whose an item is until it is used: ours once it ships; the supplier's, on our shelves; the supplier's, brought for
/// the case and never stocked.
enum class Ownership : std::uint8_t { owned, consignment, bill_only };
/// What becomes of a pick that finds an empty shelf.
enum class Unmet : std::uint8_t { lost, backorder };
/// Where a contract's goods are shipped.
enum class ShipsTo : std::uint8_t { hospitals, dc };
/// Whether prices are agreed beforehand, or goods are bought on the spot, off contract.
enum class ContractKind : std::uint8_t { contract, spot };

/// A row of locations.csv.
struct LocationConfig {
  std::string id;
  LocationKind kind{};
  std::string parent;  // units: their hospital
  std::string name;
  double latitude = 0, longitude = 0;
  std::int64_t beds = 0;
  base::Ratio occupancy{};
  std::string unit_type;
  std::string platform;
  std::int64_t storage = 0;

  template <class = void>
  static constexpr auto fields() {
    using C = LocationConfig;
    return std::tuple{
        base::required("id", &C::id, "unique name"),
        base::required("kind", &C::kind, "hospital, distribution_centre or unit"),
        base::optional("parent", &C::parent, "the hospital of a unit"),
        base::optional("name", &C::name, "what people call it"),
        base::optional("latitude", &C::latitude, "north [degrees]").between(-90, 90),
        base::optional("longitude", &C::longitude, "east [degrees]").between(-180, 180),
        base::optional("beds", &C::beds, "licensed beds of a hospital, staffed beds of a unit [beds]")
            .between(0, 100'000),
        base::optional("occupancy", &C::occupancy, "mean share of a hospital's beds in use [1]")
            .between(0, 1'000'000),
        base::optional("unit_type", &C::unit_type, "the type of a unit, one of network.yaml's unit_types"),
        base::optional("platform", &C::platform, "the inventory platform of a hospital or distribution centre"),
        base::optional("storage", &C::storage,
                       "room in the storeroom of a hospital, or in a distribution centre; 0: no limit [l]")
            .between(0, 10'000'000),
    };
  }
};

/// A row of items.csv.
struct ItemConfig {
  std::string id, name, category;
  Criticality criticality{};
  base::Money standard_cost;
  std::int64_t pack = 1;
  Unmet unmet{};
  base::Ratio capture = base::kOne;
  double demand_cv = 0;
  Ownership ownership{};
  std::int64_t volume = 0;

  template <class = void>
  static constexpr auto fields() {
    using C = ItemConfig;
    return std::tuple{
        base::required("id", &C::id, "unique name"),
        base::optional("name", &C::name, "what people call it"),
        base::required("category", &C::category, "product category"),
        base::required("criticality", &C::criticality, "vital, essential or desirable"),
        base::required("standard_cost", &C::standard_cost, "value of one base unit [money]"),
        base::optional("pack", &C::pack, "base units in a pack, the least that moves between stores [each]")
            .between(1, 1'000'000),
        base::optional("unmet", &C::unmet, "what becomes of a pick at an empty shelf: lost or backorder"),
        base::optional("capture", &C::capture, "share of picks that are scanned [1]").between(0, 1'000'000),
        base::optional("demand_cv", &C::demand_cv, "coefficient of variation of the weekly demand noise [1]")
            .between(0, 10),
        base::optional("ownership", &C::ownership,
                       "owned (once it ships), consignment (stocked, bought when used) or bill_only (never stocked, "
                       "bought when used)"),
        base::optional("volume", &C::volume, "room that one base unit takes; 0: not counted [ml]")
            .between(0, 1'000'000),
    };
  }
};

/// A row of contracts.csv.
struct ContractConfig {
  std::string id, supplier;
  ShipsTo ships_to{};
  ContractKind kind{};

  template <class = void>
  static constexpr auto fields() {
    using C = ContractConfig;
    return std::tuple{
        base::required("id", &C::id, "unique name"),
        base::required("supplier", &C::supplier, "who sells"),
        base::required("ships_to", &C::ships_to, "hospitals or dc"),
        base::optional("kind", &C::kind, "contract, or spot: prices of the day, bought off contract"),
    };
  }
};

/// A row of contract_items.csv: one item under one contract.
struct ContractItemConfig {
  std::string contract, item;
  base::Money price;
  std::int64_t multiple = 1, minimum = 1;

  template <class = void>
  static constexpr auto fields() {
    using C = ContractItemConfig;
    return std::tuple{
        base::required("contract", &C::contract, "the contract"),
        base::required("item", &C::item, "the item"),
        base::required("price", &C::price, "price of one base unit [money]"),
        base::optional("multiple", &C::multiple, "orders are whole multiples of this [each]").between(1, 1'000'000),
        base::optional("minimum", &C::minimum, "least quantity of a line [each]").between(1, 1'000'000),
    };
  }
};

/// A row of par_levels.csv: a stocking point, its stock rule and its costs. When the known position (on hand plus on
/// order, less what is promised) is at or below the reorder point, it is raised to par, or by whole lots above the
/// reorder point. The classic rules: (s,S) is reorder point s and par S; base-stock S is reorder point S - 1; (r,Q)
/// is reorder point r and lot Q; two bins of n are reorder point n and lot n; a par level with review period is
/// reorder point S - 1 and a review schedule; a cross-dock is a base stock of 0. The bounds on quantities keep
/// stock x time, which runs record, within 64 bits over the longest period.
struct ParLevelConfig {
  std::string location, item;
  std::int64_t reorder_point = 0, par = 0, lot = 0;
  base::Schedule review{};
  std::int64_t opening_stock = -1, opening_backorders = 0;
  base::Money holding_cost{-1}, backorder_cost{}, lost_cost{};

  template <class = void>
  static constexpr auto fields() {
    using C = ParLevelConfig;
    return std::tuple{
        base::required("location", &C::location, "a unit, a hospital (its storeroom) or the distribution centre"),
        base::required("item", &C::item, "the item"),
        base::required("reorder_point", &C::reorder_point,
                       "position at which the point asks for more; -1: a cross-dock of par 0 [each]")
            .between(-1, 10'000'000),
        base::required("par", &C::par,
                       "position it is raised to; 0: a distribution centre that stocks nothing and passes on [each]")
            .between(0, 10'000'000),
        base::optional("lot", &C::lot, "order whole lots of this instead; 0: up to par [each]")
            .between(0, 10'000'000),
        base::optional("review", &C::review, "when the position is looked at; absent: whenever it changes"),
        base::optional("opening_stock", &C::opening_stock,
                       "on hand at the start; absent: drawn evenly between reorder point and par [each]")
            .between(0, 10'000'000),
        base::optional("opening_backorders", &C::opening_backorders,
                       "picks that wait at the start; units only [each]")
            .between(0, 10'000'000),
        base::optional("holding_cost", &C::holding_cost,
                       "cost of one base unit on hand for a day; absent: by the holding rate [money]"),
        base::optional("backorder_cost", &C::backorder_cost, "cost of one waiting pick for a day [money]"),
        base::optional("lost_cost", &C::lost_cost, "cost of one lost pick [money]"),
    };
  }
};

/// A row of open_orders.csv: goods that are on their way when the simulation starts.
struct OpenOrderConfig {
  std::string location, item, contract;
  std::int64_t quantity = 0;
  base::Time due{};

  template <class = void>
  static constexpr auto fields() {
    using C = OpenOrderConfig;
    return std::tuple{
        base::required("location", &C::location, "a stocking point of the item"),
        base::required("item", &C::item, "the item"),
        base::required("contract", &C::contract, "the contract it was ordered under"),
        base::required("quantity", &C::quantity, "still to come [each]").between(1, 10'000'000),
        base::required("due", &C::due, "when it reaches the dock; at the start if that is later [local time]"),
    };
  }
};

/// A row of substitutes.csv.
struct SubstituteConfig {
  std::string item, substitute;
  base::Ratio ratio = base::kOne, acceptance = base::kOne;

  template <class = void>
  static constexpr auto fields() {
    using C = SubstituteConfig;
    return std::tuple{
        base::required("item", &C::item, "the item wanted"),
        base::required("substitute", &C::substitute, "the item that can stand in"),
        base::optional("ratio", &C::ratio, "base units of the substitute for one of the item [1]")
            .between(1, 1'000'000'000),
        base::optional("acceptance", &C::acceptance, "share of units that accept it when it is proposed [1]")
            .between(0, 1'000'000),
    };
  }
};

}  // namespace supplytwin::network

template <>
struct supplytwin::base::EnumNames<supplytwin::network::LocationKind> {
  static constexpr std::array<std::string_view, 3> names{"hospital", "distribution_centre", "unit"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::network::Criticality> {
  static constexpr std::array<std::string_view, 3> names{"vital", "essential", "desirable"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::network::Ownership> {
  static constexpr std::array<std::string_view, 3> names{"owned", "consignment", "bill_only"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::network::Unmet> {
  static constexpr std::array<std::string_view, 2> names{"lost", "backorder"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::network::ShipsTo> {
  static constexpr std::array<std::string_view, 2> names{"hospitals", "dc"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::network::ContractKind> {
  static constexpr std::array<std::string_view, 2> names{"contract", "spot"};
};
