#pragma once

#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/digest.hpp"
#include "base/fields.hpp"
#include "demand/config.hpp"
#include "integration/config.hpp"
#include "kernel/law.hpp"
#include "network/config.hpp"
#include "network/opening.hpp"
#include "supply/config.hpp"

namespace supplytwin::world {

/// How goods move inside a hospital and who notices what.
struct OperationsConfig {
  base::Schedule restock_tours;
  kernel::Law restock_time, transfer_handling;
  base::Hours dock;
  kernel::Law empty_report;
  base::Duration count_interval{base::kDay * 30};
  base::Ratio restock_count{};
  base::Ratio holding_rate{};
  base::Money transfer_handling_cost, overflow_cost;
  base::Schedule accounting;
  kernel::Law substitution_answer;

  template <class = void>
  static constexpr auto fields() {
    using C = OperationsConfig;
    return std::tuple{
        base::optional("restock_tours", &C::restock_tours, "when a storeroom tour leaves for the units, local time"),
        base::optional("restock_time", &C::restock_time, "law from the start of a tour to a unit's shelf [time]"),
        base::optional("transfer_handling", &C::transfer_handling, "law of picking and packing at a donor [time]"),
        base::optional("dock", &C::dock,
                       "when docks of hospitals and centres receive goods; couriers of transfers come at any hour"),
        base::optional("empty_report", &C::empty_report,
                       "law from an empty shelf found to its record corrected [time]"),
        base::optional("substitution_answer", &C::substitution_answer,
                       "law from a substitute proposed to the unit's answer [time]"),
        base::optional("count_interval", &C::count_interval,
                       "time between counts that set a unit's record right [time]")
            .between(3'600'000, 1'000'000'000'000),
        base::optional("restock_count", &C::restock_count,
                       "share of restocks at which the shelf's record is set right [1]")
            .between(0, 1'000'000),
        base::optional("holding_rate", &C::holding_rate, "holding cost a year, of stock value [1]")
            .between(0, 10'000'000),
        base::optional("transfer_handling_cost", &C::transfer_handling_cost,
                       "work of one lateral transfer at both ends [money]"),
        base::optional("overflow_cost", &C::overflow_cost,
                       "cost of one litre more than a site has room for, a day [money]"),
        base::optional(
            "accounting", &C::accounting,
            "when a period of stock costs ends and its levels count, whole periods only; absent: costs run "
            "with time"),
    };
  }
};

/// What network.yaml says; the tables lie beside it. What is left out of it takes no time and costs nothing: a small
/// model needs no platforms, unit types, ERP or tours.
struct NetworkFile {
  std::string network, summary, time_zone;
  std::vector<std::string> sources;
  std::vector<demand::UnitTypeConfig> unit_types;
  demand::VariationConfig variation;
  integration::IntegrationConfig integration;
  OperationsConfig operations;
  supply::DeliveryConfig deliveries;

  template <class = void>
  static constexpr auto fields() {
    using C = NetworkFile;
    return std::tuple{
        base::required("network", &C::network, "unique name"),
        base::optional("summary", &C::summary, "what it is"),
        base::required("time_zone", &C::time_zone, "IANA name, as America/Indiana/Indianapolis"),
        base::optional("sources", &C::sources, "where the figures come from"),
        base::optional("unit_types", &C::unit_types,
                       "kinds of clinical units; absent: all are equally busy at any hour"),
        base::optional("variation", &C::variation, "how much census and scanning wander"),
        base::optional("integration", &C::integration,
                       "systems between a scan and a supplier; absent: none take time"),
        base::optional("operations", &C::operations, "how goods move inside a hospital; absent: at once"),
        base::optional("deliveries", &C::deliveries,
                       "how shipments of suppliers come to the dock; absent: each in one receipt, whole"),
    };
  }
};

/// A network: a folder with network.yaml and a CSV file a table, or all of it in place in a scenario.
struct NetworkConfig : NetworkFile {
  std::vector<network::LocationConfig> locations;
  std::vector<network::ItemConfig> items;
  std::vector<supply::SupplierConfig> suppliers;
  std::vector<network::ContractConfig> contracts;
  std::vector<network::ContractItemConfig> contract_items;
  std::vector<supply::LaneConfig> lanes;
  std::vector<network::ParLevelConfig> par_levels;
  std::vector<demand::UsageRateConfig> usage_rates;
  std::vector<network::SubstituteConfig> substitutes;
  std::vector<network::OpenOrderConfig> open_orders;
  base::Digest digest{};   ///< of all files, in name order
  base::Digest content{};  ///< of what they say, however it is written

  template <class = void>
  static constexpr auto fields() {
    using C = NetworkConfig;
    return std::tuple_cat(
        NetworkFile::fields(),
        std::tuple{
            base::required("locations", &C::locations, "hospitals, units and distribution centres"),
            base::required("items", &C::items, "what is stocked"),
            base::required("suppliers", &C::suppliers, "who sells"),
            base::required("contracts", &C::contracts, "what may be bought from whom"),
            base::required("contract_items", &C::contract_items, "prices by contract"),
            base::required("lanes", &C::lanes, "how goods get from place to place"),
            base::required("par_levels", &C::par_levels, "stocking points, their stock rules and their costs"),
            base::required("usage_rates", &C::usage_rates, "what is picked at the units"),
            base::optional("substitutes", &C::substitutes, "which item stands in for which"),
            base::optional("open_orders", &C::open_orders, "what is on its way when the simulation starts"),
        });
  }
};

/// All that a model is made of, checked and resolved: what the reader hands to `Model::build`.
struct ModelConfig {
  NetworkConfig network;
  base::TimeZone zone;
  base::Time start{}, end{};   ///< the period that is recorded
  base::Duration warm_up{};    ///< simulated before `start`, not recorded
  base::Duration follow_up{};  ///< simulated after `end`, for the latency of what was opened before
  network::OpeningConfig opening;
  std::vector<demand::SurgeConfig> surges;
  std::vector<demand::DemandSurgeConfig> demand_surges;
  std::vector<supply::AllocationConfig> allocations;
  std::vector<integration::OutageConfig> outages;
  base::Ratio par = base::kOne;  ///< par levels and reorder points of storerooms and centres, against the tables
};

}  // namespace supplytwin::world
