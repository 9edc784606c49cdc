#pragma once

#include <filesystem>
#include <string>

#include "scenario/scenario.hpp"

namespace supplytwin::scenario {

/// The file that a scenario was read from, with its network in place and with absolute paths: the same scenario
/// wherever it is written.
ScenarioFile file_of(const Scenario& scenario);

/// All that a network says, in one form however it was written. Throws base::Error when a value cannot be written.
std::string content_of(const world::NetworkConfig& network);

/// Writes a scenario whose network is in place: scenario.yaml, and its network as a folder beside it. `read` reads
/// the same scenario from what it returns, the path of scenario.yaml. Throws base::Error when a value cannot be
/// written or a file not be made.
std::filesystem::path write(ScenarioFile file, const std::filesystem::path& folder);

}  // namespace supplytwin::scenario
