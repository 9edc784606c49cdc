#include "base/calendar.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace supplytwin::base {
namespace {

constexpr Duration kMondayBeforeEpoch = -3 * kDay;  // 1970-01-01 was a Thursday

/// Monday 00:00 at or before `t`.
LocalTime week_of(LocalTime t) {
  Duration since = t.time_since_epoch() - kMondayBeforeEpoch;
  Duration into = since % kWeek;
  if (into < Duration{0}) into += kWeek;
  return t - into;
}

}  // namespace

// A window lasts from the instant of its first wall-clock time to the instant of its last. The wall clock that
// `reached` gives never goes back, so an instant lies in a window exactly when that clock stands inside it.

Hours::Hours(const std::vector<Window>& windows) {
  std::vector<Window> parts;
  for (const Window& w : windows) {
    if (w.from < Duration{0} || w.from >= kWeek || w.to <= w.from || w.to > w.from + kWeek) {
      throw std::invalid_argument("opening hours: a window must start inside the week and last up to one week");
    }
    parts.push_back({w.from, std::min(w.to, kWeek)});
    if (w.to > kWeek) parts.push_back({Duration{0}, w.to - kWeek});
  }
  std::sort(parts.begin(), parts.end(), [](const Window& a, const Window& b) { return a.from < b.from; });
  for (const Window& w : parts) {
    if (!windows_.empty() && w.from <= windows_.back().to) {
      windows_.back().to = std::max(windows_.back().to, w.to);
    } else {
      windows_.push_back(w);
    }
  }
  always_ = windows_.size() == 1 && windows_.front() == Window{Duration{0}, kWeek};
}

Duration Hours::open_time() const {
  Duration sum{0};
  for (const Window& w : windows_) sum += w.to - w.from;
  return sum;
}

bool Hours::open(Time t, const TimeZone& zone) const {
  if (always_) return true;
  const LocalTime clock = zone.reached(t);
  const Duration into = clock - week_of(clock);
  return std::any_of(windows_.begin(), windows_.end(),
                     [into](const Window& w) { return w.from <= into && into < w.to; });
}

Time Hours::next_open(Time t, const TimeZone& zone) const {
  if (always_) return t;
  if (windows_.empty() || t >= kNever) return kNever;
  while (true) {
    const LocalTime clock = zone.reached(t);
    const LocalTime week = week_of(clock);
    const Duration into = clock - week;
    const auto w = std::find_if(windows_.begin(), windows_.end(), [into](const Window& x) { return into < x.to; });
    if (w != windows_.end() && w->from <= into) return t;
    // The clock may jump over a whole window, so look again from where it would have begun.
    t = zone.instant(w != windows_.end() ? week + w->from : week + kWeek + windows_.front().from);
  }
}

Time Hours::next_close(Time t, const TimeZone& zone) const {
  if (always_) return kNever;
  while (true) {
    const LocalTime clock = zone.reached(t);
    const LocalTime week = week_of(clock);
    const Duration into = clock - week;
    const auto w = std::find_if(windows_.begin(), windows_.end(), [into](const Window& x) { return into < x.to; });
    if (w == windows_.end() || into < w->from) return t;
    t = zone.instant(week + w->to);  // a window at the end of the week may go on in the next
  }
}

Time Hours::after(Time t, Duration work, const TimeZone& zone) const {
  if (t >= kNever || work >= kNever - t) return kNever;
  if (always_) return t + work;
  while (true) {
    t = next_open(t, zone);
    if (t >= kNever) return kNever;
    const Time close = next_close(t, zone);
    if (work <= close - t) return t + work;
    work -= close - t;
    t = close;
  }
}

Schedule::Schedule(std::vector<Duration> departures) : departures_(std::move(departures)) {
  for (const Duration d : departures_) {
    if (d < Duration{0} || d >= kWeek) throw std::invalid_argument("schedule: a departure must lie inside the week");
  }
  std::sort(departures_.begin(), departures_.end());
  departures_.erase(std::unique(departures_.begin(), departures_.end()), departures_.end());
}

Time Schedule::next(Time t, const TimeZone& zone) const {
  if (departures_.empty()) return t;
  if (t >= kNever) return kNever;
  // A departure falls at or after t exactly when the clock had not reached it a millisecond earlier.
  const LocalTime clock = zone.reached(t - Duration{1});
  const LocalTime week = week_of(clock);
  const auto d = std::upper_bound(departures_.begin(), departures_.end(), clock - week);
  return zone.instant(d != departures_.end() ? week + *d : week + kWeek + departures_.front());
}

Duration Schedule::mean_wait() const {
  if (departures_.empty()) return Duration{0};
  std::int64_t squares = 0;
  Duration previous = departures_.back() - kWeek;
  for (const Duration d : departures_) {
    squares += (d - previous).count() * (d - previous).count();
    previous = d;
  }
  return Duration{(squares + kWeek.count()) / (2 * kWeek.count())};
}

}  // namespace supplytwin::base
