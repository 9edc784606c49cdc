#include "host/metrics.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace supplytwin::host {
namespace {

constexpr std::array kWaits{0.001, 0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0};
constexpr std::array kWorks{1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 1e-2, 1e-1, 1.0};
constexpr std::array kSyncs{1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0, 10.0};

constexpr std::array kFamilies{
    MetricFamily{"supplytwin_events_received_total", "counter", "messages that came"},
    MetricFamily{"supplytwin_events_duplicate_total", "counter", "messages whose source and id were known"},
    MetricFamily{"supplytwin_events_late_total", "counter",
                 "events that came behind their turn, and were taken then"},
    MetricFamily{"supplytwin_dead_letters_total", "counter", "messages that were refused"},
    MetricFamily{"supplytwin_events_taken_total", "counter", "events that the policy was told"},
    MetricFamily{"supplytwin_decisions_total", "counter", "decisions by action"},
    MetricFamily{"supplytwin_hold_seconds", "histogram", "from the arrival of an event to its turn", kWaits},
    MetricFamily{"supplytwin_decision_seconds", "histogram",
                 "to fold an event in that asks for a decision, decide, put it into words and add it to the state",
                 kWorks},
    MetricFamily{"supplytwin_commit_seconds", "histogram", "for a transaction of the state to reach the disk",
                 kSyncs},
    MetricFamily{"supplytwin_events_waiting", "gauge", "events that wait for their turn"},
    MetricFamily{"supplytwin_source_lag_messages", "gauge", "messages that lie at the broker, as it last said"},
    MetricFamily{"supplytwin_recorded_lag_seconds", "gauge", "age of the last event that the policy was told"},
    MetricFamily{"supplytwin_dead_letters", "gauge", "dead letters that nobody has settled"},
    MetricFamily{"supplytwin_outbox_commands", "gauge", "commands by what is to be done with them next"},
    MetricFamily{"supplytwin_outbox_phone", "gauge",
                 "parked commands that a person is to carry out by telephone at once"},
    MetricFamily{"supplytwin_outbox_to_undo", "gauge", "superseded commands that the view still counts on"},
    MetricFamily{"supplytwin_superseded_total", "counter",
                 "commands that are not sent any more because their needs are decided again"},
    MetricFamily{"supplytwin_circuit", "gauge",
                 "by verb, whether its system is called: 0 yes, 1 not for a while, 2 one question tries it"},
    MetricFamily{"supplytwin_calls_total", "counter", "calls that carry commands out, by outcome"},
    MetricFamily{"supplytwin_chain_head_info", "gauge", "how many decisions there are and the hash of them all"},
    MetricFamily{"supplytwin_policy_info", "gauge", "the policy that decides"},
    MetricFamily{"supplytwin_source_connected", "gauge", "1 while the source can be reached"},
    MetricFamily{"supplytwin_paused", "gauge", "1 while no messages are taken, by command"},
};

std::size_t index(Metric metric) { return static_cast<std::size_t>(metric); }

std::string series(std::string_view name, const std::string& labels) {
  return labels.empty() ? std::string(name) : fmt::format("{}{{{}}}", name, labels);
}

}  // namespace

std::span<const MetricFamily> metric_families() { return kFamilies; }

Metrics::Metrics() : values_(kFamilies.size()), histograms_(kFamilies.size()) {
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    const MetricFamily& family = kFamilies[i];
    if (!family.bounds.empty()) histograms_[i].counts.resize(family.bounds.size() + 1);
  }
  for (const Metric m : {Metric::received, Metric::duplicates, Metric::late, Metric::refused, Metric::taken,
                         Metric::waiting, Metric::source_lag, Metric::open_letters, Metric::phone, Metric::to_undo,
                         Metric::superseded, Metric::connected, Metric::paused})
    values_[index(m)][""] = 0;
}

void Metrics::add(Metric metric, double more, const std::string& labels) {
  const std::scoped_lock lock(mutex_);
  values_[index(metric)][labels] += more;
}

void Metrics::set(Metric metric, double value, const std::string& labels) {
  const std::scoped_lock lock(mutex_);
  values_[index(metric)][labels] = value;
}

void Metrics::tell(Metric metric, const std::string& labels) {
  const std::scoped_lock lock(mutex_);
  values_[index(metric)] = {{labels, 1.0}};
}

void Metrics::observe(Metric metric, double seconds) {
  const std::scoped_lock lock(mutex_);
  Histogram& histogram = histograms_[index(metric)];
  const std::span<const double> bounds = kFamilies[index(metric)].bounds;
  ++histogram.counts[static_cast<std::size_t>(std::ranges::lower_bound(bounds, seconds) - bounds.begin())];
  histogram.sum += seconds;
}

double Metrics::value(Metric metric, const std::string& labels) const {
  const std::scoped_lock lock(mutex_);
  const auto found = values_[index(metric)].find(labels);
  return found == values_[index(metric)].end() ? 0 : found->second;
}

std::string Metrics::text() const {
  const std::scoped_lock lock(mutex_);
  std::string text;
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    const MetricFamily& family = kFamilies[i];
    text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", family.name, family.help, family.name, family.type);
    for (const auto& [labels, value] : values_[i]) text += fmt::format("{} {}\n", series(family.name, labels), value);
    const Histogram& histogram = histograms_[i];
    std::uint64_t below = 0;
    for (std::size_t b = 0; b < histogram.counts.size(); ++b) {
      below += histogram.counts[b];
      const std::string bound = b < family.bounds.size() ? fmt::format("{}", family.bounds[b]) : "+Inf";
      text += fmt::format("{}_bucket{{le=\"{}\"}} {}\n", family.name, bound, below);
    }
    if (!histogram.counts.empty())
      text += fmt::format("{0}_sum {1}\n{0}_count {2}\n", family.name, histogram.sum, below);
  }
  return text;
}

std::string label(std::string_view name, std::string_view value) {
  std::string text = std::string(name) + "=\"";
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c == '\n' ? ' ' : c;
  }
  return text + "\"";
}

}  // namespace supplytwin::host
