#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "outcome/record.hpp"
#include "scenario/scenario.hpp"
#include "world/run.hpp"

namespace supplytwin::experiment {

/// One replication through all policies, in their order, and each from all starts; what does not depend on the policy
/// is drawn once. Called from several threads at once. Adds simulated ms to `progress`; throws world::Interrupted
/// soon after `stop` turns true.
using Replicate = std::function<std::vector<outcome::Record>(std::uint64_t replication, const std::atomic<bool>& stop,
                                                             std::atomic<std::int64_t>& progress)>;

/// What an experiment runs, and the names that its records are indexed by.
struct Simulation {
  std::vector<std::string> sites, categories;
  std::size_t days = 0;
  Replicate replicate;
  bool start_is_drawn = false;    ///< whether a stocking point begins with stock that nobody gave
  base::Duration passed{};        ///< of warm-up and period, before the snapshot that all go on from
  std::int64_t picks_before = 0;  ///< in it; a record counts them, or those of its own past, too
};

/// The simulation of a scenario: builds the model, which all threads share. With `check`, postings must balance at
/// every event and a recount must agree each day. Each policy runs once for each of `skips`, world::RunOptions::skip.
/// A journal hears all that is simulated: let it be one replication of one policy.
Simulation simulate(const scenario::Scenario& scenario, bool check,
                    const std::vector<base::Duration>& skips = {base::Duration{}},
                    policy::Journal* journal = nullptr);

}  // namespace supplytwin::experiment
