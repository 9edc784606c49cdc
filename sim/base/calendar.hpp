#pragma once

#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace supplytwin::base {

/// Opening hours that repeat each week in local time. Written `always`, `never`, or windows joined by commas:
/// `mon-fri 08:00-17:00, sat 09:00-12:00`, `daily 02:00-06:00`; a window that ends before it starts runs past
/// midnight.
class Hours {
 public:
  /// From `from` to `to` after Monday 00:00 local; `to` may lie past the end of the week.
  struct Window {
    Duration from, to;
    bool operator==(const Window&) const = default;
  };

  /// Always open.
  Hours() : Hours(std::vector<Window>{{Duration{0}, kWeek}}) {}
  /// Windows in any order, overlapping or not; empty means never open.
  explicit Hours(const std::vector<Window>& windows);

  bool always() const { return always_; }
  /// How long it is open in a week.
  Duration open_time() const;
  bool open(Time t, const TimeZone& zone) const;
  /// The first instant at or after `t` that is open; kNever when there is none.
  Time next_open(Time t, const TimeZone& zone) const;
  /// The first instant at or after `t` that is closed; kNever when always open.
  Time next_close(Time t, const TimeZone& zone) const;
  /// The instant by which `work` of open time has passed since `t`; no work is done at the next opening.
  Time after(Time t, Duration work, const TimeZone& zone) const;
  const std::vector<Window>& windows() const { return windows_; }
  bool operator==(const Hours&) const = default;

 private:
  std::vector<Window> windows_;  // ascending, disjoint, inside [0, one week]
  bool always_ = false;
};

/// Instants that repeat each week in local time. Written `daily 06:00, 14:00`, `mon-fri 05:00; sat 08:00`,
/// `every 15 minutes` (from local midnight), or `continuous`, where every instant is one.
class Schedule {
 public:
  /// Continuous.
  Schedule() = default;
  /// Offsets after Monday 00:00 local, in any order; empty means continuous.
  explicit Schedule(std::vector<Duration> departures);

  bool continuous() const { return departures_.empty(); }
  /// The first instant of the schedule at or after `t`.
  Time next(Time t, const TimeZone& zone) const;
  /// The mean wait until the next instant, from a uniformly drawn one.
  Duration mean_wait() const;
  const std::vector<Duration>& departures() const { return departures_; }
  bool operator==(const Schedule&) const = default;

 private:
  std::vector<Duration> departures_;  // ascending, distinct, inside [0, one week)
};

}  // namespace supplytwin::base
