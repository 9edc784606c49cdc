#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace supplytwin::base {

/// The frozen offsets of a time zone over the period of a model; no time-zone database is needed to read it.
class TimeZone {
 public:
  /// From `start` on, local time is UTC plus `offset`.
  struct Transition {
    Time start;
    Duration offset;
    bool operator==(const Transition&) const = default;
  };

  /// UTC.
  TimeZone() : TimeZone("UTC", {{Time{Duration{std::numeric_limits<std::int64_t>::min() / 4}}, Duration{0}}}) {}
  /// `transitions` ascend; the first one covers everything before it too.
  TimeZone(std::string name, std::vector<Transition> transitions);

  const std::string& name() const { return name_; }
  const std::vector<Transition>& transitions() const { return transitions_; }
  /// Wall-clock time at `t`.
  LocalTime local(Time t) const;
  /// The latest wall-clock time shown at or before `t`: stands still where the clock goes back.
  LocalTime reached(Time t) const;
  /// The instant of a wall-clock time: one that does not exist moves forward to the end of the gap, an ambiguous one
  /// is the first. So it is the first instant by which the clock has reached `t`, and never goes back.
  Time instant(LocalTime t) const;
  bool operator==(const TimeZone&) const = default;

 private:
  std::size_t segment(Time t) const;

  std::string name_;
  std::vector<Transition> transitions_;
};

}  // namespace supplytwin::base
