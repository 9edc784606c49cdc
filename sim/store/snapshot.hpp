#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.hpp"
#include "base/table.hpp"

namespace supplytwin::store {

/// The version of the layout of snapshots; a reader refuses any other.
inline constexpr std::int64_t kSnapshotVersion = 4;

/// What a snapshot file says about itself: its root attributes.
struct SnapshotHeader {
  std::string scenario, scenario_text, scenario_sha256, network_sha256, policy, policy_sha256;
  std::uint64_t seed = 0, replication = 0;
  std::int64_t at = 0, period_start = 0, period_end = 0, warm_up = 0, follow_up = 0, par = 0;
  std::string time_zone;
  std::vector<std::string> happened, ahead;
  std::string generator, version, git_commit;

  template <class = void>
  static constexpr auto fields() {
    using S = SnapshotHeader;
    using base::required;
    return std::tuple{
        required("scenario", &S::scenario, "name of the scenario"),
        required("scenario_text", &S::scenario_text, "the scenario file as it was written"),
        required("scenario_sha256", &S::scenario_sha256, "digest of scenario_text"),
        required("network_sha256", &S::network_sha256, "digest of the network"),
        required("policy", &S::policy, "the policy that decided so far"),
        required("policy_sha256", &S::policy_sha256, "digest of its bundle"),
        required("seed", &S::seed, "seed of the random streams"),
        required("replication", &S::replication, "number of the replication"),
        required("at", &S::at, "the instant; all of it has happened [ms since 1970-01-01T00:00Z]"),
        required("period_start", &S::period_start, "start of the recorded period [ms since 1970-01-01T00:00Z]"),
        required("period_end", &S::period_end, "end of the recorded period [ms since 1970-01-01T00:00Z]"),
        required("warm_up", &S::warm_up, "simulated before the start, not recorded [ms]"),
        required("follow_up", &S::follow_up, "simulated after the end for latencies [ms]"),
        required("par", &S::par, "par levels of storerooms and centres, against the tables [ppm]"),
        required("time_zone", &S::time_zone, "zone of local times"),
        required("happened", &S::happened, "allocations and outages that began by the instant, a line each"),
        required("ahead", &S::ahead, "those that begin later, and all surges"),
        required("generator", &S::generator, "random generator"),
        required("version", &S::version, "version of supplytwin"),
        required("git_commit", &S::git_commit, "commit of supplytwin"),
    };
  }
  bool operator==(const SnapshotHeader&) const = default;
};

struct SnapshotFile {
  SnapshotHeader header;
  base::Tables tables;             ///< read without their words
  std::vector<base::Names> names;  ///< written for people, not read
};

/// Writes a snapshot: a group for each table, in it a dataset for each column. Nothing stands under the name before
/// it is whole. Throws StoreError.
void write_snapshot(const std::filesystem::path& path, const SnapshotFile& snapshot);

/// Throws Unusable, naming the file and what to do about it, unless it is a whole snapshot.
SnapshotFile read_snapshot(const std::filesystem::path& path);

}  // namespace supplytwin::store
