#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "bundle/strict_yaml.hpp"
#include "scenario/scenario.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {

/// Compiles the policies at `paths` (the list `policies` of the document), in name order, held against the categories
/// of the network when there is one. Faults of the bundles, of missing files and of names that two policies share are
/// appended.
std::vector<Competitor> read_policies(const std::vector<std::string>& paths, const bundle::Document& document,
                                      const world::NetworkConfig* network, std::vector<base::Fault>& faults);

}  // namespace supplytwin::scenario
