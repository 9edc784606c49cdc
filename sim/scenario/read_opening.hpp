#pragma once

#include <filesystem>
#include <vector>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {

/// An opening that was read.
struct Opening {
  network::OpeningConfig config;
  base::Digest digest{};  ///< of its files
};

/// Reads what of stock.csv, open_orders.csv and requisitions.csv a folder holds, and holds it against the network.
/// Appends every fault.
Opening read_opening(const std::filesystem::path& folder, const world::NetworkConfig& network,
                     std::vector<base::Fault>& faults);

}  // namespace supplytwin::scenario
