#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supplytwin::host {

/// What a host measures of itself.
enum class Metric : std::uint8_t {
  received,
  duplicates,
  late,
  refused,
  taken,
  decisions,
  hold,
  decision,
  commit,
  waiting,
  source_lag,
  recorded_lag,
  open_letters,
  outbox,
  phone,
  to_undo,
  superseded,
  circuit,
  calls,
  chain_head,
  policy,
  connected,
  paused,
};

/// How one metric is called and what it means; a histogram has upper bounds of its buckets, in seconds.
struct MetricFamily {
  std::string_view name, type, help;
  std::span<const double> bounds{};
};
std::span<const MetricFamily> metric_families();

/// The numbers themselves. Safe between threads.
class Metrics {
 public:
  Metrics();
  /// Adds to a counter; `labels` as Prometheus writes them between braces, `action="defer"`.
  void add(Metric metric, double more = 1, const std::string& labels = "");
  void set(Metric metric, double value, const std::string& labels = "");
  /// Sets the one time series of a metric whose labels change.
  void tell(Metric metric, const std::string& labels);
  void observe(Metric metric, double seconds);
  double value(Metric metric, const std::string& labels = "") const;
  /// All of them in the text form of Prometheus, version 0.0.4.
  std::string text() const;

 private:
  struct Histogram {
    std::vector<std::uint64_t> counts;  // by bucket, the last without a bound
    double sum = 0;
  };
  mutable std::mutex mutex_;
  std::vector<std::map<std::string, double>> values_;
  std::vector<Histogram> histograms_;
};

/// A text between the quotes of a label.
std::string label(std::string_view name, std::string_view value);

}  // namespace supplytwin::host
