#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/wide.hpp"

namespace supplytwin::stats {

/// Count, mean, variance and range of integers. Sums are exact, so merging does not depend on order; they hold as
/// long as the sum of squares stays below 2^127.
class Running {
 public:
  void add(std::int64_t value) {
    ++count_;
    sum_ += value;
    squares_ += static_cast<base::Int128>(value) * value;
    lowest_ = std::min(lowest_, value);
    highest_ = std::max(highest_, value);
  }

  void merge(const Running& other) {
    count_ += other.count_;
    sum_ += other.sum_;
    squares_ += other.squares_;
    lowest_ = std::min(lowest_, other.lowest_);
    highest_ = std::max(highest_, other.highest_);
  }

  std::int64_t count() const { return count_; }
  base::Int128 sum() const { return sum_; }
  /// 0 when empty.
  double mean() const { return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_); }
  /// Of a sample: the squared deviations over count - 1; 0 below two values.
  double variance() const {
    if (count_ < 2) return 0;
    // With sum = q count + r the deviations are squares - q^2 count - 2 q r - r^2 / count: only the last is rounded.
    const base::Int128 n = count_, q = sum_ / n, r = sum_ % n;
    const base::Int128 whole = squares_ - q * q * n - 2 * q * r;
    const double rest = static_cast<double>(r) * static_cast<double>(r) / static_cast<double>(count_);
    return (static_cast<double>(whole) - rest) / static_cast<double>(count_ - 1);
  }
  /// The least value; the largest integer when empty.
  std::int64_t lowest() const { return lowest_; }
  /// The greatest value; the smallest integer when empty.
  std::int64_t highest() const { return highest_; }
  bool operator==(const Running&) const = default;

 private:
  std::int64_t count_ = 0;
  base::Int128 sum_ = 0, squares_ = 0;
  std::int64_t lowest_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t highest_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace supplytwin::stats
