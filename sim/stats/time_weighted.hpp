#pragma once

#include <cstdint>
#include <stdexcept>

#include "base/time.hpp"
#include "base/wide.hpp"

namespace supplytwin::stats {

/// The area under a level over a span of time. Integers, so merging is exact and does not depend on order.
struct TimeArea {
  base::Int128 area = 0;   ///< level times time [level ms]
  base::Duration span{0};  ///< time covered [ms]

  void merge(const TimeArea& other) {
    area += other.area;
    span += other.span;
  }
  /// The mean level; 0 over no time.
  double mean() const {
    return span.count() == 0 ? 0 : static_cast<double>(area) / static_cast<double>(span.count());
  }
  bool operator==(const TimeArea&) const = default;
};

/// Follows a level that changes at instants, such as stock on hand.
class TimeWeighted {
 public:
  TimeWeighted(base::Time start, std::int64_t level) : since_(start), level_(level) {}

  /// The level from `t` on; time must not run backwards.
  void set(base::Time t, std::int64_t level) {
    sum_ = until(t);
    since_ = t;
    level_ = level;
  }
  void change(base::Time t, std::int64_t by) { set(t, level_ + by); }
  std::int64_t level() const { return level_; }
  /// The area from the start to `t`, which is not before the last change.
  TimeArea until(base::Time t) const {
    if (t < since_) throw std::invalid_argument("time-weighted level: time runs backwards");
    TimeArea sum = sum_;
    sum.area += static_cast<base::Int128>(level_) * (t - since_).count();
    sum.span += t - since_;
    return sum;
  }
  bool operator==(const TimeWeighted&) const = default;

 private:
  TimeArea sum_;
  base::Time since_;
  std::int64_t level_;
};

}  // namespace supplytwin::stats
