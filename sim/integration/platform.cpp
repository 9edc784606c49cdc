#include "integration/platform.hpp"

namespace supplytwin::integration {

Platform::Platform(const PlatformConfig& config, Availability availability, const base::TimeZone& zone)
    : config_(&config), availability_(std::move(availability)), zone_(&zone) {}

base::Time Platform::sent(base::Time scanned) const {
  return availability_.next_up(config_->sync.next(scanned, *zone_), *zone_);
}

base::Time Platform::last_sent(base::Time t) const {
  if (config_->sync.continuous()) return t;
  base::Time last = config_->sync.next(t - base::kDay, *zone_);
  if (last > t) last = config_->sync.next(t - base::kWeek, *zone_);
  for (base::Time next = last; next <= t; next = config_->sync.next(next + base::Duration{1}, *zone_)) last = next;
  return last;
}

base::Time Platform::published(base::Time sent, kernel::Draw draw) const {
  return sent + config_->latency.sample_duration(draw);
}

}  // namespace supplytwin::integration
