#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace supplytwin::base {

/// ISO 8601 in UTC, `2025-02-08T02:00:00Z`; milliseconds only when there are any; `never` from kNever on.
std::string iso(Time t);
/// ISO 8601 with the offset of a zone, `2025-02-07T21:00:00-05:00`.
std::string iso(Time t, const TimeZone& zone);
/// A duration in words, exact: `3 d 4 h`, `90 ms`, `0 s`; `forever` from kForever on.
std::string words(Duration d);
/// `1 replication`, `2 replications`.
std::string counted(std::int64_t number, std::string_view thing);
/// Dollars with at least two decimals and as many as it takes: `$12.50`, `-$0.0035`.
std::string dollars(Money amount);

}  // namespace supplytwin::base
