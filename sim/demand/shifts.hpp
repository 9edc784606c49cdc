#pragma once

#include <vector>

#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace supplytwin::demand {

/// The shifts that a period is cut into: 07-15, 15-23 and 23-07 local time. Intensities are constant inside a shift.
class Shifts {
 public:
  enum class Kind : std::uint8_t { day, evening, night };

  Shifts() = default;
  /// Whole weeks of shifts, from the last 07:00 at or before `start` to past `end`.
  Shifts(base::Time start, base::Time end, const base::TimeZone& zone);

  /// Shifts in a week; weeks count from the first shift.
  static constexpr std::size_t kPerWeek = 21;

  std::size_t count() const { return kinds_.size(); }
  std::size_t weeks() const { return kinds_.size() / kPerWeek; }
  /// Start of shift k; `edge(count())` is the end of the last one.
  base::Time edge(std::size_t k) const { return edges_[k]; }
  Kind kind(std::size_t k) const { return kinds_[k]; }
  bool weekend(std::size_t k) const { return weekend_[k] != 0; }
  /// The shift that `t` falls in: edge(k) <= t < edge(k + 1).
  std::size_t at(base::Time t) const;

 private:
  std::vector<base::Time> edges_;
  std::vector<Kind> kinds_;
  std::vector<std::uint8_t> weekend_;
};

}  // namespace supplytwin::demand
