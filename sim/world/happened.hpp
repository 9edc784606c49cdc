#pragma once

#include <string>
#include <vector>

#include "base/time_zone.hpp"

namespace supplytwin::world {

/// Lines of Snapshot::happened as a scenario has them, in local time, one a line; only those that `other` lacks.
std::string happened_in_words(const std::vector<std::string>& lines, const std::vector<std::string>& other,
                              const base::TimeZone& zone);

}  // namespace supplytwin::world
