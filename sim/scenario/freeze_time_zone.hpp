#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace supplytwin::scenario {

/// The offsets of a zone of the machine's time-zone database from a year before `from` to a year after `to`, so that
/// nothing asks that database again. Throws base::Error when there is no such zone, with a suggestion.
base::TimeZone freeze_time_zone(const std::string& name, base::Time from, base::Time to);

}  // namespace supplytwin::scenario
