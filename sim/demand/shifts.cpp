#include "demand/shifts.hpp"

#include <algorithm>

namespace supplytwin::demand {

using base::kDay;
using base::kHour;

Shifts::Shifts(base::Time start, base::Time end, const base::TimeZone& zone) {
  const auto first_day = std::chrono::floor<std::chrono::days>(zone.local(start) - 7 * kHour);
  const base::Duration offsets[] = {7 * kHour, 15 * kHour, 23 * kHour};
  for (auto day = first_day;; day += std::chrono::days{1}) {
    const bool week_done = kinds_.size() % kPerWeek == 0;
    const base::Time morning = zone.instant(base::LocalTime{day} + offsets[0]);
    if (week_done && morning > end) {
      edges_.push_back(morning);
      return;
    }
    const std::chrono::weekday weekday{day};
    for (std::size_t i = 0; i < 3; ++i) {
      edges_.push_back(zone.instant(base::LocalTime{day} + offsets[i]));
      kinds_.push_back(static_cast<Kind>(i));
      weekend_.push_back(weekday == std::chrono::Saturday || weekday == std::chrono::Sunday);
    }
  }
}

std::size_t Shifts::at(base::Time t) const {
  // Shifts last 8 h but for the two clock changes a year, so a first guess is at most one off.
  const auto guess = (t - edges_.front()) / (8 * kHour);
  auto k = static_cast<std::size_t>(std::clamp<std::int64_t>(guess, 0, static_cast<std::int64_t>(count()) - 1));
  while (k > 0 && edges_[k] > t) --k;
  while (k + 1 < count() && edges_[k + 1] <= t) ++k;
  return k;
}

}  // namespace supplytwin::demand
