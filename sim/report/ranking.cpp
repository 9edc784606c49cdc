#include "report/ranking.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "report/number.hpp"

namespace supplytwin::report {
namespace {

constexpr std::array<std::string_view, 3> kRanked{"critical_stockout_hours", "fill_rate", "net_spend"};

/// Whom a policy serves worse than: the baseline, or else the one that serves best; nobody when it is told apart from
/// neither.
std::optional<std::size_t> serves_less_than(const Comparison& c, const compare::Figure& fill, std::size_t policy) {
  const auto& difference = fill.paired[policy];
  if (difference && compare::verdict(*difference, fill.kpi->direction) == compare::Verdict::worse) return c.baseline;
  const auto places = compare::rank(c.service, 0, 0);
  const auto own = std::ranges::find(places, policy, &compare::Place::policy);
  if (own == places.end() || !own->told_apart) return std::nullopt;
  return places.front().policy;
}

/// `its fill rate is 29.1 %, worse than 99.6 % of nightly-batch`; nothing when it serves no worse.
std::string at_what_service(const Comparison& c, std::size_t policy) {
  const compare::Figure fill = compare::compare(c.service, 0, c.baseline).front();
  const auto better = serves_less_than(c, fill, policy);
  if (!better) return "";
  std::vector<double> means, halves;
  for (const std::size_t p : {policy, *better}) {
    means.push_back(fill.policies[p]->mean);
    if (const auto& i = fill.policies[p]->interval) halves.push_back((i->hi - i->lo) / 2);
  }
  const Scale scale = scale_for(*fill.kpi, means, halves);
  return fmt::format("its fill rate is {} %, worse than {} % of {}", shown(means[0], scale), shown(means[1], scale),
                     c.policies()[*better]);
}

/// One line on one figure.
std::string verdict_on(const Comparison& c, std::size_t k) {
  const outcome::Kpi& kpi = *c.samples.kpis()[k];
  const auto places = compare::rank(c.samples, k, 0);
  if (places.size() < 2) return "";
  std::string alike;
  std::size_t told_apart = 0;
  for (std::size_t i = 1; i < places.size(); ++i) {
    told_apart += places[i].told_apart;
    if (!places[i].told_apart) alike += (alike.empty() ? "" : ", ") + c.policies()[places[i].policy];
  }
  const std::string& first = c.policies()[places[0].policy];
  const std::string but = kpi.group == outcome::KpiGroup::spend ? at_what_service(c, places[0].policy) : "";
  const char* best = but.empty() ? "best" : "lowest";
  const std::string tail = but.empty() ? "" : ", but " + but;
  if (told_apart == 0)
    return fmt::format("{}: no policy is told apart from the {}, {}{}\n", kpi.title, best, first, tail);
  return fmt::format("{}: {} is {}{}{}\n", kpi.title, first, best,
                     alike.empty() ? "" : ", not told apart from " + alike, tail);
}

}  // namespace

std::string ranking(const Comparison& c) {
  std::string out;
  if (c.replications < 2) return out;
  for (std::size_t k = 0; k < c.samples.kpis().size(); ++k)
    if (std::ranges::find(kRanked, c.samples.kpis()[k]->name) != kRanked.end()) out += verdict_on(c, k);
  return out;
}

}  // namespace supplytwin::report
