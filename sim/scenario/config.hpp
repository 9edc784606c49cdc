#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "integration/config.hpp"
#include "supply/config.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {

/// What is recorded. It ends when the wall clock has moved on by `length`, so that whole days stay whole over a
/// change to or from summer time.
struct PeriodConfig {
  base::Time start{};
  base::Duration length{};
  std::string time_zone;

  template <class = void>
  static constexpr auto fields() {
    using C = PeriodConfig;
    return std::tuple{
        base::required("start", &C::start, "first instant that is recorded [local time]"),
        base::required("length", &C::length, "how long is recorded [time]")
            .between(base::kHour.count(), (base::kDay * 3660).count()),
        base::optional("time_zone", &C::time_zone, "IANA name; absent: the time zone of the network"),
    };
  }
};

/// One thing that happens.
struct HappeningConfig {
  static constexpr bool kExactlyOne = true;  ///< of the fields is given
  std::string surge;
  std::optional<demand::DemandSurgeConfig> demand_surge;
  std::optional<supply::AllocationConfig> allocation;
  std::optional<integration::OutageConfig> outage;

  template <class = void>
  static constexpr auto fields() {
    using C = HappeningConfig;
    return std::tuple{
        base::optional("surge", &C::surge, "a surge of patients: path of its file, from this file"),
        base::optional("demand_surge", &C::demand_surge, "more use of some items at one place"),
        base::optional("allocation", &C::allocation, "a supplier that ships only a share"),
        base::optional("outage", &C::outage, "a system that is down"),
    };
  }
};

/// A policy that has its own stock: what makes stock a factor of a comparison beside policy.
struct StockConfig {
  std::string policy;
  base::Ratio par = base::kOne;

  template <class = void>
  static constexpr auto fields() {
    using C = StockConfig;
    return std::tuple{
        base::required("policy", &C::policy, "name of a policy that competes"),
        base::required("par", &C::par,
                       "par levels and reorder points of storerooms and centres, against the model's [1]")
            .between(100'000, 10'000'000),
    };
  }
};

/// A figure that the baseline policy must reach: what makes a scenario a validation case.
struct ExpectConfig {
  std::string figure;
  double value = 0;
  std::string site;
  bool per_day = false;
  std::string note;

  template <class = void>
  static constexpr auto fields() {
    using C = ExpectConfig;
    return std::tuple{
        base::required("figure", &C::figure, "name of a figure, as `supplytwin compare --list-kpis` lists them"),
        base::required("value", &C::value, "what is known, in the unit of the figure")
            .between(-1'000'000'000'000, 1'000'000'000'000),
        base::optional("site", &C::site, "of one hospital or distribution centre; absent: of the whole network"),
        base::optional("per_day", &C::per_day, "the value is that of a day, the figure that of the period"),
        base::optional("note", &C::note, "what the value is called where it comes from"),
    };
  }
};

/// A scenario file. Paths in it start from the folder it lies in.
struct ScenarioFile {
  std::string scenario, question, source;
  base::InPlace<world::NetworkConfig> model;
  std::string opening;
  PeriodConfig period;
  base::Duration warm_up{base::kWeek * 4}, follow_up{};
  std::vector<HappeningConfig> happens;
  std::vector<std::string> policies;
  std::string baseline;
  std::vector<StockConfig> stock;
  std::int64_t replications = 1, block = 1, seed = 1;
  std::vector<ExpectConfig> expect;

  template <class = void>
  static constexpr auto fields() {
    using C = ScenarioFile;
    return std::tuple{
        base::required("scenario", &C::scenario, "unique name"),
        base::optional("question", &C::question, "what it is to answer"),
        base::optional("source", &C::source, "where the case and its answer come from"),
        base::required("model", &C::model, "path of a network folder, from this file, or the network in place"),
        base::optional(
            "opening", &C::opening,
            "path of a folder, from this file, of what the simulation starts with: stock.csv, open_orders.csv, "
            "requisitions.csv"),
        base::required("period", &C::period, "what is recorded"),
        base::optional("warm_up", &C::warm_up, "simulated before the period and not recorded; absent: 4 weeks [time]")
            .between(0, 100'000'000'000),
        base::optional("follow_up", &C::follow_up,
                       "simulated at most after the period, for the latency of what was opened in it; absent: none "
                       "[time]")
            .between(0, 100'000'000'000),
        base::optional("happens", &C::happens, "surges, allocations and outages"),
        base::required("policies", &C::policies, "paths of the policy bundles that compete, from this file"),
        base::required("baseline", &C::baseline, "name of the policy that the others are compared with"),
        base::optional("stock", &C::stock,
                       "policies whose par levels differ; absent: all have the stock of the model"),
        base::required("replications", &C::replications, "how many worlds are drawn").between(1, 1'000'000),
        base::optional("block", &C::block, "replications in a task; absent: 1").between(1, 1'000'000),
        base::optional("seed", &C::seed, "picks the worlds; absent: 1"),
        base::optional("expect", &C::expect, "known answers that `supplytwin validate-model` holds the run against"),
    };
  }
};

}  // namespace supplytwin::scenario
