#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "demand/config.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {

/// A surge and the SHA-256 of its two files.
struct Surge {
  std::filesystem::path file;
  demand::SurgeConfig config;
  base::Digest digest{};
  std::size_t happening = 0;  ///< its place in the scenario's `happens`
};

/// Reads a surge file and the table of admissions beside it, and holds its categories against those of the network
/// (when there is one). None, with faults, when it cannot be read.
std::optional<Surge> read_surge(const std::filesystem::path& file, const world::NetworkConfig* network,
                                std::vector<base::Fault>& faults);

}  // namespace supplytwin::scenario
