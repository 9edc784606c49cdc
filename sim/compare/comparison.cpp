#include "compare/comparison.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace supplytwin::compare {

using outcome::Direction;

constexpr std::size_t kVital = 0;  // the first criticality

Samples::Samples(std::vector<const outcome::Kpi*> kpis, outcome::By by, std::size_t parts, std::size_t policies,
                 std::size_t replications, base::Duration period)
    : kpis_(std::move(kpis)), by_(by), parts_(parts), policies_(policies), period_(period) {
  for (const auto* kpi : kpis_)
    if (!kpi->told_by(by)) throw base::Error(outcome::not_told(*kpi, by));
  samples_.assign(kpis_.size() * parts * policies, Sample(replications, outcome::Observation{0, 0, false}));
}

void Samples::add(std::size_t policy, std::size_t replication, const outcome::Record& record) {
  const auto totals = outcome::totals(record, by_);
  for (std::size_t k = 0; k < kpis_.size(); ++k)
    for (std::size_t part = 0; part < parts_; ++part) {
      if (kpis_[k]->vital_only && by_ == outcome::By::criticality && part != kVital) continue;
      samples_[(k * parts_ + part) * policies_ + policy].at(replication) =
          outcome::observe(*kpis_[k], record, totals.at(part), period_);
    }
}

const Sample& Samples::of(std::size_t kpi, std::size_t part, std::size_t policy) const {
  return samples_.at((kpi * parts_ + part) * policies_ + policy);
}

std::vector<Figure> compare(const Samples& samples, std::size_t part, std::size_t baseline) {
  std::vector<Figure> figures;
  for (std::size_t k = 0; k < samples.kpis().size(); ++k) {
    const outcome::Kpi& kpi = *samples.kpis()[k];
    Figure figure{&kpi, {}, {}};
    const auto reference = pseudo_values(samples.of(k, part, baseline));
    for (std::size_t p = 0; p < samples.policies(); ++p) {
      const auto values = pseudo_values(samples.of(k, part, p));
      figure.policies.push_back(values ? std::optional(within(estimate(*values), kpi.least, kpi.most))
                                       : std::nullopt);
      const bool comparable = p != baseline && values && reference && !values->at_least && !reference->at_least;
      figure.paired.push_back(comparable ? std::optional(difference(*values, *reference)) : std::nullopt);
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

std::vector<Place> rank(const Samples& samples, std::size_t kpi, std::size_t part) {
  const Direction direction = samples.kpis().at(kpi)->direction;
  if (direction == Direction::neither) return {};
  std::vector<Place> places;
  std::vector<std::optional<PseudoValues>> values;
  for (std::size_t p = 0; p < samples.policies(); ++p) {
    values.push_back(pseudo_values(samples.of(kpi, part, p)));
    if (values.back()) places.push_back({p, estimate(*values.back()), false});
  }
  std::stable_sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    return direction == Direction::lower ? a.estimate.mean < b.estimate.mean : a.estimate.mean > b.estimate.mean;
  });
  for (std::size_t i = 1; i < places.size(); ++i)
    places[i].told_apart =
        verdict(difference(*values[places[i].policy], *values[places[0].policy]), direction) == Verdict::worse;
  return places;
}

}  // namespace supplytwin::compare
