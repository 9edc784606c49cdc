#pragma once

#include <optional>
#include <vector>

#include "base/error.hpp"
#include "bundle/strict_yaml.hpp"
#include "scenario/config.hpp"
#include "scenario/read_surge.hpp"
#include "world/config.hpp"

namespace supplytwin::scenario {

/// Reads the surges that a scenario names, in its order. `network` may be null when it could not be read.
std::vector<Surge> read_surges(const ScenarioFile& file, const bundle::Document& document,
                               const world::NetworkConfig* network, std::vector<base::Fault>& faults);

/// The simulated time, warm-up included.
struct Span {
  base::Time begin, end;
  base::TimeZone zone;
};

/// Holds what happens against the network and, when it is known, the simulated time. Times are in their zone.
void check_happenings(const ScenarioFile& file, const std::vector<Surge>& surges, const bundle::Document& document,
                      const world::NetworkConfig& network, const std::optional<Span>& span,
                      std::vector<base::Fault>& faults);

}  // namespace supplytwin::scenario
