#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "scenario/scenario.hpp"
#include "study/plan.hpp"
#include "world/snapshot.hpp"

namespace supplytwin::study {

/// Which replication under which policy to take a snapshot of, and when.
struct Moment {
  std::string policy;  ///< empty: the baseline
  std::uint64_t replication = 0;
  base::Time at{};
};

/// Runs a scenario to an instant. Throws Refused when the policy does not compete or the instant lies outside.
world::Snapshot take_snapshot(const scenario::Scenario& scenario, const Moment& moment);

/// Writes a snapshot of a scenario. Throws StoreError.
void write_snapshot(const std::filesystem::path& file, const world::Snapshot& snapshot,
                    const scenario::Scenario& scenario, const Build& build);

/// Throws store::Unusable, naming the file and what to do about it, unless it is a whole snapshot.
world::Snapshot read_snapshot(const std::filesystem::path& file);

/// Lets every replication of a scenario go on from a snapshot. Throws store::Unusable, and Refused when it is of
/// another network or period, or of another past.
void go_on_from(const std::filesystem::path& file, scenario::Scenario& scenario);

}  // namespace supplytwin::study
