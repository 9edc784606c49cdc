#pragma once

#include <cstdint>
#include <vector>

#include "base/fields.hpp"

namespace supplytwin::stats {

/// A sketch of non-negative integers in logarithmic bins, 1 % relative error; counts are integers, so merging is
/// exact and does not depend on order. Bin 0 holds zero; bin i > 0 holds values v with lower(i) <= v < lower(i + 1).
class LogHistogram {
 public:
  void add(std::int64_t value, std::int64_t count = 1);
  void merge(const LogHistogram& other);
  std::int64_t count() const { return count_; }
  /// Exact sum of all values.
  std::int64_t sum() const { return sum_; }
  /// The value at share p of the ordered values, within 1 %; 0 when empty.
  double quantile(double p) const;
  double mean() const;

  /// Number of bins; fixed for all histograms.
  static std::size_t bins();
  static std::size_t bin(std::int64_t value);
  /// The least value of a bin.
  static std::int64_t lower(std::size_t bin);
  /// Counts by bin; shorter than bins() when the high bins are empty.
  const std::vector<std::int64_t>& counts() const { return counts_; }
  /// Rebuilds a histogram from what counts() and sum() gave.
  static LogHistogram from(std::vector<std::int64_t> counts, std::int64_t sum);
  bool operator==(const LogHistogram&) const = default;

 private:
  std::vector<std::int64_t> counts_;
  std::int64_t count_ = 0, sum_ = 0;

 public:
  template <class = void>
  static constexpr auto fields() {
    using S = LogHistogram;
    using base::required;
    return std::tuple{
        required("counts", &S::counts_, "counts by bin, up to the last one that is not empty"),
        required("count", &S::count_, "of all values"),
        required("sum", &S::sum_, "of all values"),
    };
  }
};

}  // namespace supplytwin::stats
