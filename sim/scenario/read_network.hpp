#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "bundle/strict_yaml.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {

/// Reads a network folder: network.yaml, locations.csv, items.csv, suppliers.csv, contracts.csv, contract_items.csv,
/// lanes.csv, par_levels.csv, usage_rates.csv and, where there is one, substitutes.csv and open_orders.csv. Appends
/// every fault of every file; none when a file is missing or cannot be taken apart, so that nothing can be held
/// against it.
std::optional<world::NetworkConfig> read_network(const std::filesystem::path& folder,
                                                 std::vector<base::Fault>& faults);

/// Holds a network that is written in place against itself; `node` is the map it was read from without a fault.
void check_network(const world::NetworkConfig& network, const bundle::Document& document,
                   const bundle::YamlNode& node, std::vector<base::Fault>& faults);

/// The categories of a network, by name.
std::vector<std::string> categories_of(const world::NetworkConfig& network);

}  // namespace supplytwin::scenario
