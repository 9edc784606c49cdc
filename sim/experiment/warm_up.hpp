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

namespace supplytwin::experiment {

/// Whether a figure still depends on where stock began.
enum class Memory : std::uint8_t { forgotten, remembered, open };

/// One figure of the recorded period under one policy, where the stock begins with the scenario's warm-up, and where
/// it began earlier and faces the same picks since.
struct WarmUp {
  const outcome::Kpi* figure = nullptr;
  std::optional<compare::Estimate> older;         ///< where it began earlier
  std::optional<compare::Difference> difference;  ///< what a run says less that
  Memory memory = Memory::open;
};

/// The memory of one policy.
struct WarmUpTest {
  std::string policy;
  std::vector<WarmUp> figures;
};

/// What the test of a scenario simulates [ms].
std::int64_t warm_up_span(const scenario::Scenario& scenario, base::Duration longer);

/// Tests the warm-up of a scenario on the headline figures. `scenario` was read with a warm-up that is `longer`: one
/// run has all of it, the other skips `longer`. A figure has forgotten its start when the 95 % interval of the
/// difference lies within `tolerance` of the figure (of a share near 1: of what it lacks of 1), and remembers it when
/// the difference is larger than that and its interval for all figures together (Bonferroni) excludes zero; otherwise
/// more replications must tell. Throws ScenarioError when the whole start is given, since it is not to be forgotten
/// then, and world::Interrupted when it was stopped.
std::vector<WarmUpTest> test_warm_up(const scenario::Scenario& scenario, base::Duration longer, double tolerance,
                                     unsigned jobs, std::atomic<bool>& stop, std::atomic<std::int64_t>& progress);

}  // namespace supplytwin::experiment

template <>
struct supplytwin::base::EnumNames<supplytwin::experiment::Memory> {
  static constexpr std::array<std::string_view, 3> names{"forgotten", "remembered", "open"};
};
