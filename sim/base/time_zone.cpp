#include "base/time_zone.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace supplytwin::base {

TimeZone::TimeZone(std::string name, std::vector<Transition> transitions)
    : name_(std::move(name)), transitions_(std::move(transitions)) {
  if (transitions_.empty()) throw std::invalid_argument("time zone " + name_ + " has no offset");
  for (std::size_t i = 1; i < transitions_.size(); ++i) {
    if (transitions_[i].start <= transitions_[i - 1].start) {
      throw std::invalid_argument("time zone " + name_ + ": transitions do not ascend");
    }
  }
}

std::size_t TimeZone::segment(Time t) const {
  std::size_t i = transitions_.size() - 1;
  while (i > 0 && t < transitions_[i].start) --i;
  return i;
}

LocalTime TimeZone::local(Time t) const { return LocalTime{t.time_since_epoch() + transitions_[segment(t)].offset}; }

LocalTime TimeZone::reached(Time t) const {
  const std::size_t i = segment(t);
  LocalTime latest{t.time_since_epoch() + transitions_[i].offset};
  for (std::size_t k = 1; k <= i; ++k) {
    const Duration shown = transitions_[k].start.time_since_epoch() + transitions_[k - 1].offset - Duration{1};
    latest = std::max(latest, LocalTime{shown});
  }
  return latest;
}

Time TimeZone::instant(LocalTime t) const {
  for (std::size_t i = 0;; ++i) {
    const Time candidate{t.time_since_epoch() - transitions_[i].offset};
    if (i + 1 < transitions_.size() && candidate >= transitions_[i + 1].start) continue;
    // Before the start of its own offset: the clock jumped over it.
    return i == 0 ? candidate : std::max(candidate, transitions_[i].start);
  }
}

}  // namespace supplytwin::base
