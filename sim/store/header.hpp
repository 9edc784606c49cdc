#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.hpp"

namespace supplytwin::store {

/// The version of the layout that README.md describes; a reader refuses any other.
inline constexpr std::int64_t kLayoutVersion = 2;

/// Where results come from: the root attributes of a file. Two files may be merged only when these are equal.
struct Provenance {
  std::string scenario, question, scenario_text, scenario_sha256, model_sha256, snapshot_sha256;
  std::vector<std::string> policy_sha256;
  std::string baseline;
  std::uint64_t seed = 0;
  std::int64_t replications_planned = 0;
  std::string generator, version, git_commit;
  std::int64_t period_start = 0, period_end = 0, warm_up = 0;
  std::string time_zone;
  std::vector<std::int64_t> time_zone_starts, time_zone_offsets;

  template <class = void>
  static constexpr auto fields() {
    using P = Provenance;
    using base::required;
    return std::tuple{
        required("scenario", &P::scenario, "name of the scenario"),
        required("question", &P::question, "what the scenario asks"),
        required("scenario_text", &P::scenario_text, "the scenario file as it was written"),
        required("scenario_sha256", &P::scenario_sha256, "digest of scenario_text"),
        required("model_sha256", &P::model_sha256, "digest of the network tables and surges"),
        required("snapshot_sha256", &P::snapshot_sha256,
                 "digest of the snapshot that it went on from; empty: from the start"),
        required("policy_sha256", &P::policy_sha256,
                 "digest of each policy bundle, in the order of the dimension policy"),
        required("baseline", &P::baseline, "the policy that the others are compared with"),
        required("seed", &P::seed, "seed of the random streams"),
        required("replications_planned", &P::replications_planned, "replications of the whole study"),
        required("generator", &P::generator, "random generator"),
        required("version", &P::version, "version of supplytwin"),
        required("git_commit", &P::git_commit, "commit of supplytwin"),
        required("period_start", &P::period_start, "start of the recorded period [ms since 1970-01-01T00:00Z]"),
        required("period_end", &P::period_end, "end of the recorded period [ms since 1970-01-01T00:00Z]"),
        required("warm_up", &P::warm_up, "simulated before the start, not recorded [ms]"),
        required("time_zone", &P::time_zone, "zone of local times"),
        required("time_zone_starts", &P::time_zone_starts, "frozen transitions [ms since 1970-01-01T00:00Z]"),
        required("time_zone_offsets", &P::time_zone_offsets, "local time less UTC from each transition on [ms]"),
    };
  }
  bool operator==(const Provenance&) const = default;
};

/// The names along the dimensions of a file, its replications apart.
struct Axes {
  std::vector<std::string> policies;  ///< in name order
  std::vector<std::string> sites, categories, criticalities;
  std::int64_t days = 0;
  std::string first_day;  ///< local date of day 0, as 2024-10-01

  template <class = void>
  static constexpr auto fields() {
    using A = Axes;
    using base::required;
    return std::tuple{
        required("policy", &A::policies, "policies that compete, in name order"),
        required("site", &A::sites, "hospitals and distribution centres"),
        required("category", &A::categories, "product categories"),
        required("criticality", &A::criticalities, "criticality of the item"),
        required("days", &A::days, "days recorded"),
        required("first_day", &A::first_day, "local date of the first day"),
    };
  }
  bool operator==(const Axes&) const = default;
};

/// All that a file says about itself before its figures.
struct Header {
  Provenance provenance;
  Axes axes;
  bool operator==(const Header&) const = default;
};

/// The fields in which two headers differ, as `seed differs` or `question, seed differ`; empty when they are equal.
std::string differing_fields(const Header& a, const Header& b);

}  // namespace supplytwin::store
