#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>

#include "study/carry_out.hpp"
#include "study/plan.hpp"

namespace supplytwin::study {

/// Why a scenario of that name needs a folder to be named for its results; empty when the name can be that of one.
std::string no_folder(const std::string& scenario_name);

/// Runs a scenario into `folder`, by default results/<name of the scenario>. A folder that holds the same study is
/// gone on with; one that holds anything else is refused. Throws ScenarioError, PolicyError, Refused, StoreError,
/// ModelError.
Summary start(const std::filesystem::path& scenario_file, const Overrides& overrides,
              const std::optional<std::filesystem::path>& folder, const Build& build, const Options& options,
              std::atomic<bool>& stop, Progress& progress);

/// Goes on with a study: keeps its whole shards, makes the others. Refuses when the scenario, the model, a policy or
/// the program is no longer the one that the shards came from.
Summary resume(const std::filesystem::path& folder, const Build& build, const Options& options,
               std::atomic<bool>& stop, Progress& progress);

}  // namespace supplytwin::study
