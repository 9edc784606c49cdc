#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "experiment/simulation.hpp"
#include "experiment/task.hpp"

namespace supplytwin::experiment {

/// Takes the records of a task, [replication in the task][policy]. Called by one thread at a time, tasks in any
/// order.
using Sink = std::function<void(const Task&, const std::vector<std::vector<outcome::Record>>&)>;

/// Runs tasks on `jobs` threads, each with the records of one task in memory. Returns when all are done, or, soon
/// after `stop` turned true, when the tasks under way have been given up; true when all are done. When a task fails,
/// `stop` is set and the failure of the lowest task is thrown.
bool run(std::span<const Task> tasks, unsigned jobs, const Replicate& replicate, const Sink& sink,
         std::atomic<bool>& stop, std::atomic<std::int64_t>& progress);

}  // namespace supplytwin::experiment
