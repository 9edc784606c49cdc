#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "store/header.hpp"

namespace supplytwin::study {

/// What the person who starts a study wants other than the scenario says.
struct Overrides {
  std::optional<std::uint64_t> seed;
  std::optional<std::uint32_t> replications;
  std::vector<std::string> policies;  ///< in any order; empty means all
  bool operator==(const Overrides&) const = default;
};

/// The program that makes the results.
struct Build {
  std::string version, commit;
};

/// Changes a scenario as asked. Policies stay in name order; when the baseline is not among those chosen, the first
/// by name takes its place, and `notes` says so. Throws ScenarioError when a chosen policy does not compete.
scenario::Scenario apply(const Overrides& overrides, scenario::Scenario scenario, std::vector<std::string>& notes);

/// What a study is: everything that decides its results, and nothing else.
struct Plan {
  std::filesystem::path file;  ///< the scenario, to be read again on resume
  Overrides overrides;
  std::uint32_t block = 1;  ///< replications in a task
  std::vector<std::string> policies;
  std::string first_day;  ///< local date on which the recorded period starts
  store::Provenance provenance;

  std::uint32_t replications() const { return static_cast<std::uint32_t>(provenance.replications_planned); }
};

/// The plan of a scenario that `overrides` were applied to.
Plan plan(const scenario::Scenario& scenario, const Overrides& overrides, const Build& build);

}  // namespace supplytwin::study
