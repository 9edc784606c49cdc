#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/estimate.hpp"
#include "outcome/kpi.hpp"
#include "scenario/scenario.hpp"
#include "stats/steady_state.hpp"

namespace supplytwin::experiment {

/// Whether a figure still depends on where stock began.
enum class Memory : std::uint8_t { forgotten, remembered, open };

/// One figure under one policy, from two starts that face the same picks: every position in the upper half of the
/// range between reorder point and par, and every one in the lower half.
struct WarmUp {
  const outcome::Kpi* figure = nullptr;
  std::optional<compare::Estimate> usual;         ///< from the start that a run takes
  std::optional<compare::Difference> difference;  ///< the upper start less the lower one
  Memory memory = Memory::open;
};

/// The memory of one policy.
struct WarmUpTest {
  std::string policy;
  std::vector<WarmUp> figures;
  /// Days of the period after which the two starts order alike: MSER-5 of the difference between their order lines a
  /// day, mean of the replications. Nothing below ten days.
  std::optional<stats::WarmUp> days;
};

/// What the test of a scenario simulates [ms].
std::int64_t warm_up_span(const scenario::Scenario& scenario);

/// Tests the warm-up of a scenario on the headline figures. A figure has forgotten its start when the 95 % interval
/// of the difference lies within `tolerance` of the figure, and remembers it when the interval excludes zero and the
/// difference is larger than that; otherwise more replications must tell. The start of a run lies between the two.
/// Throws ScenarioError when the two starts are the same, since nothing could be forgotten then, and
/// world::Interrupted when it was stopped.
std::vector<WarmUpTest> test_warm_up(const scenario::Scenario& scenario, double tolerance, unsigned jobs,
                                     std::atomic<bool>& stop, std::atomic<std::int64_t>& progress);

}  // namespace supplytwin::experiment

template <>
struct supplytwin::base::EnumNames<supplytwin::experiment::Memory> {
  static constexpr std::array<std::string_view, 3> names{"forgotten", "remembered", "open"};
};
