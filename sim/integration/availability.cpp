#include "integration/availability.hpp"

#include <algorithm>

namespace supplytwin::integration {

Availability::Availability(base::Hours maintenance, std::vector<Outage> outages)
    : maintenance_(std::move(maintenance)), outages_(std::move(outages)) {
  std::sort(outages_.begin(), outages_.end(), [](const Outage& a, const Outage& b) { return a.start < b.start; });
}

base::Time Availability::next_up(base::Time t, const base::TimeZone& zone) const {
  for (bool moved = true; moved && t < base::kNever;) {
    moved = false;
    for (const Outage& outage : outages_) {
      if (outage.start <= t && t < outage.end) t = outage.end;
    }
    if (maintenance_.open(t, zone)) {
      t = maintenance_.next_close(t, zone);
      moved = true;
    }
  }
  return t;
}

}  // namespace supplytwin::integration
