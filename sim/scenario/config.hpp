#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "integration/config.hpp"
#include "supply/config.hpp"

namespace supplytwin::scenario {

/// What is recorded. It ends when the wall clock has moved on by `length`, so that whole days stay whole over a
/// change to or from summer time.
struct PeriodConfig {
  base::Time start{};
  base::Duration length{};
  std::string time_zone;

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

/// One thing that happens; exactly one of the fields is given.
struct HappeningConfig {
  std::string surge;
  std::optional<supply::AllocationConfig> allocation;
  std::optional<integration::OutageConfig> outage;

  static constexpr auto fields() {
    using C = HappeningConfig;
    return std::tuple{
        base::optional("surge", &C::surge, "a surge of patients: path of its file, from this file"),
        base::optional("allocation", &C::allocation, "a supplier that ships only a share"),
        base::optional("outage", &C::outage, "a system that is down"),
    };
  }
};

/// A scenario file. Paths in it start from the folder it lies in.
struct ScenarioFile {
  std::string scenario, question, model;
  PeriodConfig period;
  base::Duration warm_up{base::kWeek * 4};
  std::vector<HappeningConfig> happens;
  std::vector<std::string> policies;
  std::string baseline;
  std::int64_t replications = 1, block = 1, seed = 1;

  static constexpr auto fields() {
    using C = ScenarioFile;
    return std::tuple{
        base::required("scenario", &C::scenario, "unique name"),
        base::optional("question", &C::question, "what it is to answer"),
        base::required("model", &C::model, "path of a network folder, from this file"),
        base::required("period", &C::period, "what is recorded"),
        base::optional("warm_up", &C::warm_up, "simulated before the period and not recorded; absent: 4 weeks [time]")
            .between(0, 100'000'000'000),
        base::optional("happens", &C::happens, "surges, allocations and outages"),
        base::required("policies", &C::policies, "paths of the policy bundles that compete, from this file"),
        base::required("baseline", &C::baseline, "name of the policy that the others are compared with"),
        base::required("replications", &C::replications, "how many worlds are drawn").between(1, 1'000'000),
        base::optional("block", &C::block, "replications in a task; absent: 1").between(1, 1'000'000),
        base::optional("seed", &C::seed, "picks the worlds; absent: 1"),
    };
  }
};

}  // namespace supplytwin::scenario
