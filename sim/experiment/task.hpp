#pragma once

#include <cstdint>
#include <vector>

namespace supplytwin::experiment {

/// A block of replications through all policies: the unit of work, of a shard and of what is lost when a run is
/// killed.
struct Task {
  std::uint32_t index = 0;  ///< from 0
  std::uint32_t first = 0;  ///< its first replication
  std::uint32_t count = 0;  ///< replications in it
  bool operator==(const Task&) const = default;
};

/// The tasks of an experiment, in order. They depend on the scenario alone, never on the number of jobs.
std::vector<Task> tasks(std::uint32_t replications, std::uint32_t block);

}  // namespace supplytwin::experiment
