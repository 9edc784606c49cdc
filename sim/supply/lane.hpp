#pragma once

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "base/time_zone.hpp"
#include "kernel/random.hpp"
#include "supply/config.hpp"

namespace supplytwin::supply {

/// A lane at work: when goods handed over reach the dock, and what the trip costs.
class Lane {
 public:
  Lane(const LaneConfig& config, const base::TimeZone& zone) : config_(&config), zone_(&zone) {}

  /// When goods ready at `t` leave: an expedited trip at once, another at the next departure.
  base::Time departure(base::Time t, bool expedited) const {
    return expedited ? t : config_->schedule.next(t, *zone_);
  }
  /// When goods that left at `departure` reach the dock.
  base::Time arrival(base::Time departure, bool expedited, kernel::Draw draw) const {
    return departure + (expedited ? config_->expedite_transit : config_->transit).sample_duration(draw);
  }
  base::Money cost(bool expedited) const { return expedited ? config_->expedite_cost : config_->cost; }
  /// Mean time from goods ready to the dock.
  base::Duration expected(bool expedited) const {
    if (expedited) return base::Duration{static_cast<std::int64_t>(config_->expedite_transit.mean())};
    return config_->schedule.mean_wait() + base::Duration{static_cast<std::int64_t>(config_->transit.mean())};
  }
  /// Whether it has an expedited service of its own.
  bool can_expedite() const { return config_->expedite_transit.mean() > 0; }

 private:
  const LaneConfig* config_;
  const base::TimeZone* zone_;
};

}  // namespace supplytwin::supply
