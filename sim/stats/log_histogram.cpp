#include "stats/log_histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

namespace supplytwin::stats {
namespace {

// Every power of two is cut into 64 equal bins; the middle of a bin is off by at most 1/128. Below 64 bins are exact.
constexpr unsigned kSplitBits = 6;
constexpr std::size_t kSplit = std::size_t{1} << kSplitBits;
constexpr std::size_t kBins = (std::numeric_limits<std::int64_t>::digits - kSplitBits + 1) * kSplit;

}  // namespace

std::size_t LogHistogram::bins() { return kBins; }

std::size_t LogHistogram::bin(std::int64_t value) {
  const auto v = static_cast<std::uint64_t>(value);
  if (v < kSplit) return static_cast<std::size_t>(v);
  const unsigned shift = static_cast<unsigned>(std::bit_width(v)) - 1 - kSplitBits;
  return shift * kSplit + static_cast<std::size_t>(v >> shift);
}

std::int64_t LogHistogram::lower(std::size_t bin) {
  if (bin < 2 * kSplit) return static_cast<std::int64_t>(bin);
  if (bin >= kBins) return std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(kSplit + bin % kSplit) << (bin / kSplit - 1);
}

void LogHistogram::add(std::int64_t value, std::int64_t count) {
  if (value < 0 || count < 0) throw std::invalid_argument("log-histogram: values and counts are not negative");
  if (count == 0) return;
  const std::size_t i = bin(value);
  if (i >= counts_.size()) counts_.resize(i + 1);
  counts_[i] += count;
  count_ += count;
  sum_ += value * count;
}

void LogHistogram::merge(const LogHistogram& other) {
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  sum_ += other.sum_;
}

double LogHistogram::quantile(double p) const {
  if (count_ == 0) return 0;
  const double rank = std::ceil(p * static_cast<double>(count_));
  const std::int64_t wanted = std::clamp<std::int64_t>(static_cast<std::int64_t>(rank), 1, count_);
  std::size_t i = 0;
  for (std::int64_t seen = counts_[0]; seen < wanted; seen += counts_[i]) ++i;
  return 0.5 * (static_cast<double>(lower(i)) + static_cast<double>(lower(i + 1) - 1));
}

double LogHistogram::mean() const {
  return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_);
}

LogHistogram LogHistogram::from(std::vector<std::int64_t> counts, std::int64_t sum) {
  while (!counts.empty() && counts.back() == 0) counts.pop_back();
  if (counts.size() > kBins) throw std::invalid_argument("log-histogram: too many bins");
  LogHistogram histogram;
  for (const std::int64_t n : counts) {
    if (n < 0) throw std::invalid_argument("log-histogram: a count is negative");
    histogram.count_ += n;
  }
  histogram.counts_ = std::move(counts);
  histogram.sum_ = sum;
  return histogram;
}

}  // namespace supplytwin::stats
