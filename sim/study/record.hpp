#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

#include "study/carry_out.hpp"
#include "study/plan.hpp"

namespace supplytwin::study {

struct Recorded {
  std::uint64_t events = 0, decisions = 0;
};

/// Simulates the first replication of a scenario under its only policy, and writes what the orchestrator is told and
/// decides into `folder`, which is made, and what it decides from with `facts`, see edge::Recorder. Throws
/// ScenarioError when there are several policies or replications or a snapshot to go on from, StoreError, and
/// world::Interrupted, after which nothing is kept.
Recorded record(const std::filesystem::path& scenario, const Overrides& overrides,
                const std::filesystem::path& folder, bool facts, std::atomic<bool>& stop, Progress& progress);

}  // namespace supplytwin::study
