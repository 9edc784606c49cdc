#include "store/schema.hpp"

#include <algorithm>

namespace supplytwin::store {
namespace {

using outcome::Histogram;
using outcome::Measures;
using outcome::Record;
using enum Dimension;

template <class Member>
Variable measure(std::string_view name, Member Measures::* member, std::string_view doc) {
  auto [text, unit] = split_unit(doc);
  return {std::string(name),
          std::move(unit),
          std::move(text),
          {site, category, criticality},
          [member](const Record& r, std::span<std::int64_t> out) {
            std::transform(r.measures.begin(), r.measures.end(), out.begin(),
                           [&](const Measures& m) { return m.*member; });
          },
          [member](Record& r, std::span<const std::int64_t> in) {
            for (std::size_t i = 0; i < in.size(); ++i) r.measures[i].*member = in[i];
          }};
}

using Stages = std::array<Histogram, outcome::kStages> Record::*;

Variable histogram_counts(const char* name, const char* text, Stages member) {
  return {name,
          "1",
          text,
          {stage, bin},
          [member](const Record& r, std::span<std::int64_t> out) {
            std::fill(out.begin(), out.end(), 0);
            for (std::size_t s = 0; s < outcome::kStages; ++s) {
              const auto& counts = (r.*member)[s].counts();
              std::copy(counts.begin(), counts.end(),
                        out.begin() + static_cast<std::ptrdiff_t>(s * Histogram::bins()));
            }
          },
          [member](Record& r, std::span<const std::int64_t> in) {
            for (std::size_t s = 0; s < outcome::kStages; ++s) {
              const auto part = in.subspan(s * Histogram::bins(), Histogram::bins());
              auto used = part.size();
              while (used > 0 && part[used - 1] == 0) --used;
              Histogram& histogram = (r.*member)[s];
              histogram =
                  Histogram::from({part.begin(), part.begin() + static_cast<std::ptrdiff_t>(used)}, histogram.sum());
            }
          }};
}

Variable histogram_sums(const char* name, const char* text, Stages member) {
  return {name,
          "ms",
          text,
          {stage},
          [member](const Record& r, std::span<std::int64_t> out) {
            for (std::size_t s = 0; s < outcome::kStages; ++s) out[s] = (r.*member)[s].sum();
          },
          [member](Record& r, std::span<const std::int64_t> in) {
            for (std::size_t s = 0; s < outcome::kStages; ++s)
              (r.*member)[s] = Histogram::from((r.*member)[s].counts(), in[s]);
          }};
}

Variable daily() {
  return {
      "daily",
      "see series_units",
      "daily series of the whole network",
      {series, day},
      [](const Record& r, std::span<std::int64_t> out) { std::copy(r.daily.begin(), r.daily.end(), out.begin()); },
      [](Record& r, std::span<const std::int64_t> in) { r.daily.assign(in.begin(), in.end()); }};
}

Variable count(const char* name, const char* unit, const char* text, std::int64_t Record::* member) {
  return {name,
          unit,
          text,
          {},
          [member](const Record& r, std::span<std::int64_t> out) { out[0] = r.*member; },
          [member](Record& r, std::span<const std::int64_t> in) { r.*member = in[0]; }};
}

}  // namespace

Shape shape_of(const Axes& axes, std::size_t replications) {
  return {axes.policies.size(),
          replications,
          axes.sites.size(),
          axes.categories.size(),
          outcome::kCriticalities,
          outcome::kStages,
          Histogram::bins(),
          outcome::kDailySeries,
          static_cast<std::size_t>(axes.days)};
}

std::size_t Variable::size(const Shape& shape) const {
  std::size_t n = 1;
  for (const Dimension d : inner) n *= shape[static_cast<std::size_t>(d)];
  return n;
}

std::vector<Variable> variables() {
  std::vector<Variable> all;
  base::for_each_field<Measures>(
      [&](const auto& field) { all.push_back(measure(field.name, field.member, field.doc)); });
  all.push_back(histogram_counts("latency_count",
                                 "latencies of what was opened in the period and ended, by logarithmic bin; bin "
                                 "gives the least value of each",
                                 &Record::latency));
  all.push_back(histogram_sums("latency_sum", "exact sum of the latencies seen", &Record::latency));
  all.push_back(histogram_counts("under_way_count",
                                 "ages of what was opened in the period and had not ended when it was last seen, by "
                                 "logarithmic bin",
                                 &Record::under_way));
  all.push_back(histogram_sums("under_way_sum", "exact sum of those ages", &Record::under_way));
  all.push_back(daily());
  all.push_back(count("picks", "each", "picks simulated to the end of the period, warm-up included", &Record::picks));
  all.push_back(count("events", "1", "events dispatched, warm-up and follow-up included", &Record::events));
  return all;
}

Words split_unit(std::string_view doc) {
  const auto open = doc.rfind('[');
  if (open == std::string_view::npos || doc.back() != ']') return {std::string(doc), "1"};
  std::string_view text = doc.substr(0, open);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return {std::string(text), std::string(doc.substr(open + 1, doc.size() - open - 2))};
}

}  // namespace supplytwin::store
