#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "network/config.hpp"

namespace supplytwin::network {

/// A row of stock.csv: what a stocking point holds when the simulation starts.
struct StockConfig {
  std::string location, item;
  std::int64_t on_hand = 0, known = -1, backorders = 0;

  template <class = void>
  static constexpr auto fields() {
    using C = StockConfig;
    return std::tuple{
        base::required("location", &C::location, "a stocking point of the item"),
        base::required("item", &C::item, "the item"),
        base::required("on_hand", &C::on_hand, "physical [each]").between(0, 10'000'000),
        base::optional("known", &C::known, "on the inventory platform's record; absent: what is there [each]")
            .between(0, 10'000'000),
        base::optional("backorders", &C::backorders, "picks that wait; units only [each]").between(0, 10'000'000),
    };
  }
};

/// A row of requisitions.csv: an order that waits for its approval when the simulation starts.
struct RequisitionConfig {
  std::string location, item, contract;
  std::int64_t quantity = 0;
  bool expedited = false;
  base::Time approved{};

  template <class = void>
  static constexpr auto fields() {
    using C = RequisitionConfig;
    return std::tuple{
        base::required("location", &C::location, "a stocking point of the item"),
        base::required("item", &C::item, "the item"),
        base::required("contract", &C::contract, "the contract to order under; not one of a distribution centre"),
        base::required("quantity", &C::quantity, "asked for [each]").between(1, 10'000'000),
        base::optional("expedited", &C::expedited, "true when it is to be expedited"),
        base::required("approved", &C::approved,
                       "when the last approval is expected; at the start if that is later [local time]"),
    };
  }
};

/// What a simulation starts with, as a system of record exports it: a folder with a table a list. Points that no row
/// names start as if there were no such folder.
struct OpeningConfig {
  std::vector<StockConfig> stock;
  std::vector<OpenOrderConfig> open_orders;
  std::vector<RequisitionConfig> requisitions;

  template <class = void>
  static constexpr auto fields() {
    using C = OpeningConfig;
    return std::tuple{
        base::optional("stock", &C::stock, "what is on shelves and in storerooms"),
        base::optional("open_orders", &C::open_orders, "what is on its way"),
        base::optional("requisitions", &C::requisitions, "what waits for approval"),
    };
  }
};

}  // namespace supplytwin::network
