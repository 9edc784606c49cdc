#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace supplytwin::scenario {

/// What is no fault and yet seldom meant, a line each: orders of the start that are due outside the simulated time,
/// and what lasts beyond its end.
std::vector<std::string> remarks(const Scenario& scenario);

}  // namespace supplytwin::scenario
