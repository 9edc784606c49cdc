#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "bundle/strict_yaml.hpp"
#include "network/validate.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {

/// Whether a cell of a table was written: (table, row, column).
using Given = std::function<bool(std::string_view, std::size_t, std::string_view)>;

/// What the room `network` cannot see in the tables: names of network.yaml, what expediting needs, and that sums of
/// money stay within 64 bits.
std::vector<network::Problem> check_tables(const world::NetworkConfig& network, const Given& given);

/// What field lists cannot say of network.yaml, read from the map `node`: its time zone exists, names are distinct,
/// approval bands ascend.
void check_network_file(const world::NetworkFile& file, const bundle::Document& document,
                        const bundle::YamlNode& node, std::vector<base::Fault>& faults);

}  // namespace supplytwin::scenario
