#pragma once

#include <vector>

#include "base/calendar.hpp"
#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace supplytwin::integration {

/// When a system answers: outside its planned maintenance and outside its outages.
class Availability {
 public:
  struct Outage {
    base::Time start, end;
  };

  Availability() = default;
  Availability(base::Hours maintenance, std::vector<Outage> outages);
  /// The first instant at or after `t` at which the system answers.
  base::Time next_up(base::Time t, const base::TimeZone& zone) const;

 private:
  base::Hours maintenance_{std::vector<base::Hours::Window>{}};
  std::vector<Outage> outages_;
};

}  // namespace supplytwin::integration
