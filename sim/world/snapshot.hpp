#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/table.hpp"
#include "base/time.hpp"
#include "world/config.hpp"

namespace supplytwin::world {

/// A replication at one instant under one policy, as plain data: all that a world needs to go on from there.
struct Snapshot {
  base::Time at{};  ///< everything up to and including this instant has happened
  std::uint64_t seed = 0, replication = 0;
  std::string policy;  ///< who decided so far
  base::Digest policy_digest{}, network_digest{};
  std::string time_zone;
  base::Time start{}, end{};  ///< the recorded period
  base::Duration warm_up{}, follow_up{};
  base::Ratio par{};                  ///< par levels of storerooms and centres, against the tables
  std::vector<std::string> happened;  ///< allocations and outages that began by then, a line each
  std::vector<std::string> ahead;     ///< those yet to begin, and all surges of patients and of demand
  std::vector<base::Names> names;     ///< of what the tables count by, for people; a restore does without
  base::Tables tables;                ///< as tables_of_a_snapshot() lays them out
  bool operator==(const Snapshot&) const = default;
};

/// The tables of every snapshot without their rows: the layout.
base::Tables tables_of_a_snapshot();
/// The same of its names.
std::vector<base::Names> names_of_a_snapshot();
/// Whether it was taken when the period was over and its record closed.
bool is_over(const Snapshot& snapshot);
/// Picks up to its instant, those of the warm-up included.
std::int64_t picks_before(const Snapshot& snapshot);

}  // namespace supplytwin::world
