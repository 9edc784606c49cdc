#include "report/json.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace supplytwin::report {
namespace {

using Json = nlohmann::ordered_json;

Json bound(const std::optional<compare::Interval>& interval, double compare::Interval::* side) {
  return interval ? Json((*interval).*side) : Json();
}

Json estimate_of(const std::optional<compare::Estimate>& e, const outcome::Kpi& kpi) {
  if (!e) return {{"mean", nullptr}, {"lo", nullptr}, {"hi", nullptr}, {"unit", kpi.unit}};
  Json all{{"mean", e->mean},
           {"lo", bound(e->interval, &compare::Interval::lo)},
           {"hi", bound(e->interval, &compare::Interval::hi)},
           {"unit", kpi.unit}};
  if (e->at_least) all["at_least"] = true;  // the mean is a lower bound
  return all;
}

Json difference_of(const std::optional<compare::Difference>& d) {
  if (!d) return {{"diff", nullptr}, {"lo", nullptr}, {"hi", nullptr}, {"correlation", nullptr}};
  return {{"diff", d->diff},
          {"lo", bound(d->interval, &compare::Interval::lo)},
          {"hi", bound(d->interval, &compare::Interval::hi)},
          {"correlation", d->correlation ? Json(*d->correlation) : Json()}};
}

Json part_of(const Comparison& c, std::size_t part) {
  Json policies = Json::object(), paired = Json::object();
  for (std::size_t p = 0; p < c.policies().size(); ++p) {
    Json kpis = Json::object(), differences = Json::object();
    for (const auto& figure : c.figures[part]) {
      kpis[figure.kpi->name] = estimate_of(figure.policies[p], *figure.kpi);
      differences[figure.kpi->name] = difference_of(figure.paired[p]);
    }
    policies[c.policies()[p]] = {{"kpi", std::move(kpis)}};
    if (p != c.baseline) paired[c.policies()[p]] = std::move(differences);
  }
  return {{"baseline", c.baseline_name()}, {"policies", std::move(policies)}, {"paired", std::move(paired)}};
}

}  // namespace

std::string json(const Comparison& c) {
  if (c.by == outcome::By::network) return part_of(c, 0).dump(2);
  Json parts = Json::object();
  for (std::size_t i = 0; i < c.parts.size(); ++i) parts[c.parts[i]] = part_of(c, i);
  return Json{{"by", base::name_of(c.by)}, {"parts", std::move(parts)}}.dump(2);
}

std::string kpi_list() {
  std::size_t name = 0, unit = 0;
  for (const auto& k : outcome::kpis()) name = std::max(name, k.name.size()), unit = std::max(unit, k.unit.size());
  std::string out;
  for (const auto& k : outcome::kpis()) out += fmt::format("{:<{}}  {:<{}}  {}\n", k.name, name, k.unit, unit, k.doc);
  return out;
}

std::string kpi_list_json() {
  Json all = Json::object();
  for (const auto& k : outcome::kpis())
    all[k.name] = {{"title", k.title},
                   {"unit", k.unit},
                   {"doc", k.doc},
                   {"group", base::name_of(k.group)},
                   {"better", base::name_of(k.direction)},
                   {"headline", k.headline},
                   {"by_group", k.told_by(outcome::By::category)}};
  return all.dump(2);
}

}  // namespace supplytwin::report
