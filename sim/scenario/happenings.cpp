#include "scenario/happenings.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "base/format.hpp"
#include "demand/activity.hpp"
#include "scenario/fault_list.hpp"
#include "scenario/ids_of.hpp"
#include "scenario/in_quotes.hpp"
#include "scenario/parse_text.hpp"
#include "scenario/read_network.hpp"

namespace supplytwin::scenario {

namespace {

using bundle::YamlNode;

/// The map of one happening, or null when it is none.
const YamlNode* happening(const bundle::Document& document, std::size_t index) {
  const YamlNode& node = document.root().find("happens")->items[index];
  return node.is_map() ? &node : nullptr;
}

/// Whether two demand surges could concern one item at one unit at one time.
bool meet(const demand::DemandSurgeConfig& a, const demand::DemandSurgeConfig& b,
          const world::NetworkConfig& network) {
  const auto parent = [&](const std::string& id) {
    const auto l = std::ranges::find(network.locations, id, &network::LocationConfig::id);
    return l == network.locations.end() || l->parent.empty() ? id : l->parent;
  };
  const bool place = a.location == b.location || parent(a.location) == b.location || parent(b.location) == a.location;
  const bool apart = a.start + a.length <= b.start || b.start + b.length <= a.start;
  return place && !apart && (a.category.empty() || b.category.empty() || a.category == b.category);
}

class HappeningChecker {
 public:
  HappeningChecker(const bundle::Document& document, const std::optional<Span>& span,
                   std::vector<base::Fault>& faults)
      : document_(document), span_(span), faults_(faults) {}

  /// `name` under `key` of a happening must be one of `known`.
  void known(const YamlNode& of, std::string_view key, const std::string& name,
             const std::vector<std::string>& names) {
    const YamlNode* node = of.find(key);
    if (node == nullptr || !node->is_scalar() || name.empty() || std::ranges::find(names, name) != names.end())
      return;
    faults_.push_back(document_.fault(*node, unknown(key, name, names)));
  }

  /// An allocation names a supplier and no place: it holds wherever the supplier ships.
  void of_a_supplier(const YamlNode& of, const std::string& supplier, const world::NetworkConfig& network) {
    constexpr std::string_view kEverywhere =
        "an allocation holds wherever its supplier ships, at every location alike; name a supplier and, for some of "
        "its items, a category";
    if (const YamlNode* place = of.find("location"))
      faults_.push_back(document_.fault(*place, std::string(kEverywhere)));
    if (std::ranges::find(network.locations, supplier, &network::LocationConfig::id) == network.locations.end())
      return known(of, "supplier", supplier, ids_of(network.suppliers));
    if (std::ranges::find(network.suppliers, supplier, &supply::SupplierConfig::id) == network.suppliers.end())
      faults_.push_back(
          document_.fault(*of.find("supplier"), in_quotes(supplier) + " is a location; " + std::string(kEverywhere)));
  }

  /// The own distribution centre gives what it has to whoever asks first; only others ration.
  void rations(const YamlNode& of, const std::string& supplier, const world::NetworkConfig& network) {
    const auto s = std::ranges::find(network.suppliers, supplier, &supply::SupplierConfig::id);
    if (s == network.suppliers.end() || s->channel != supply::Channel::internal) return;
    faults_.push_back(document_.fault(
        *of.find("supplier"), in_quotes(supplier) +
                                  " is the own distribution centre, which serves orders as they come and rations "
                                  "nothing; allocate at the suppliers that it buys from"));
  }

  /// What is told at `node` lasts from `start` for `length`; it must touch the simulated time.
  void inside(const YamlNode* node, base::Time start, base::Duration length) {
    if (!span_ || node == nullptr || (start < span_->end && start + length > span_->begin)) return;
    faults_.push_back(document_.fault(*node, "this lies outside the simulated time, " +
                                                 days(span_->begin, span_->end) +
                                                 " with its warm-up and follow-up, so nothing would happen"));
  }

  /// A category has one factor for the patients of all surges, whichever of them gives it.
  void same_factor(const YamlNode* node, const Surge& surge, const Surge& earlier) {
    for (const demand::SurgeFactorConfig& f : surge.config.factors) {
      const auto& known = earlier.config.factors;
      const auto other = std::ranges::find(known, f.category, &demand::SurgeFactorConfig::category);
      if (node == nullptr || other == known.end() || other->factor == f.factor) continue;
      faults_.push_back(document_.fault(
          *node, "surges " + in_quotes(earlier.config.surge) + " and " + in_quotes(surge.config.surge) +
                     " differ in the factor of category " + in_quotes(f.category) + "; give it the same in both"));
    }
  }

  /// A surge tells admissions for the whole simulated time, or says that there are none outside its table.
  void covers(const YamlNode* node, const Surge& surge) {
    if (!span_ || node == nullptr || surge.config.weeks.empty()) return;
    const base::TimeZone& zone = span_->zone;
    const auto first = end_of_week(surge.config.weeks.front(), zone),
               last = end_of_week(surge.config.weeks.back(), zone);
    if (!first || !last) return;
    const base::Time begin = *first - base::kWeek;
    if (surge.config.complete) return inside(node, begin, *last - begin);
    // Patients in bed were admitted half a stay ago, and a week's figure holds for its middle.
    const base::Time from = span_->begin - surge.config.length_of_stay / 2 - base::kWeek / 2;
    const base::Time to = span_->end + base::kWeek / 2;
    if (begin <= from && *last >= to) return;
    faults_.push_back(document_.fault(
        *node, path_in_quotes(surge.file) + " tells admissions " + days(begin, *last) + ", but the simulated time, " +
                   days(span_->begin, span_->end) + " with its warm-up and follow-up, needs them " + days(from, to) +
                   " (half a week and half a stay around it); choose another period, or write 'complete: true' in " +
                   "the surge if nobody is admitted outside its weeks"));
  }

 private:
  /// `from 2025-01-19 to 2025-02-08`, the last day included.
  std::string days(base::Time first, base::Time end) const {
    const auto day = [this](base::Time t) { return base::iso(t, span_->zone).substr(0, 10); };
    return "from " + day(first) + " to " + day(end - base::Duration{1});
  }

  /// None when the date is not one, which is told elsewhere.
  static std::optional<base::Time> end_of_week(const demand::AdmissionsConfig& week, const base::TimeZone& zone) {
    return parse_local_time(week.week_ending) ? std::optional(demand::end_of_week(week, zone)) : std::nullopt;
  }

  const bundle::Document& document_;
  const std::optional<Span>& span_;
  std::vector<base::Fault>& faults_;
};

}  // namespace

std::vector<Surge> read_surges(const ScenarioFile& file, const bundle::Document& document,
                               const world::NetworkConfig* network, std::vector<base::Fault>& faults) {
  const std::filesystem::path folder = std::filesystem::path(document.file()).parent_path();
  std::vector<Surge> surges;
  std::set<std::string> names;
  for (std::size_t i = 0; i < file.happens.size(); ++i) {
    const YamlNode* node = happening(document, i);
    if (node == nullptr) continue;
    if (node->keys.size() != 1) {
      faults.push_back(document.fault(
          *node,
          "happens[" + std::to_string(i) + "]: expected exactly one of surge, demand_surge, allocation or outage"));
    }
    const YamlNode* path = node->find("surge");
    if (path == nullptr || file.happens[i].surge.empty()) continue;
    const std::filesystem::path at = (folder / file.happens[i].surge).lexically_normal();
    std::error_code untold;  // then load tells
    if (!std::filesystem::exists(at, untold) && !untold) {
      faults.push_back(document.fault(*path, "no such file " + path_in_quotes(at)));
      continue;
    }
    std::optional<Surge> surge = read_surge(at, network, faults);
    if (!surge) continue;
    if (!names.insert(surge->config.surge).second) {
      faults.push_back(document.fault(*path, "duplicate surge " + in_quotes(surge->config.surge)));
    }
    surge->happening = i;
    surges.push_back(std::move(*surge));
  }
  return surges;
}

void check_happenings(const ScenarioFile& file, const std::vector<Surge>& surges, const bundle::Document& document,
                      const world::NetworkConfig& network, const std::optional<Span>& span,
                      std::vector<base::Fault>& faults) {
  HappeningChecker check(document, span, faults);
  std::vector<std::string> systems = ids_of(network.integration.platforms);
  systems.insert(systems.begin(), "erp");
  std::vector<std::string> places;
  for (const network::LocationConfig& l : network.locations)
    if (l.kind != network::LocationKind::distribution_centre) places.push_back(l.id);
  for (std::size_t i = 0; i < file.happens.size(); ++i) {
    const YamlNode* node = happening(document, i);
    if (node == nullptr) continue;
    if (const auto& d = file.happens[i].demand_surge) {
      const YamlNode& of = *node->find("demand_surge");
      check.known(of, "location", d->location, places);
      check.known(of, "category", d->category, categories_of(network));
      check.inside(of.find("start"), d->start, d->length);
      for (std::size_t j = 0; j < i; ++j)
        if (const auto& other = file.happens[j].demand_surge; other && meet(*d, *other, network))
          faults.push_back(document.fault(
              of, "this demand surge and happens[" + std::to_string(j) +
                      "] concern the same items at the same time; give each its own category, place or time"));
    }
    if (const auto& a = file.happens[i].allocation) {
      const YamlNode& of = *node->find("allocation");
      check.of_a_supplier(of, a->supplier, network);
      check.rations(of, a->supplier, network);
      check.known(of, "category", a->category, categories_of(network));
      check.inside(of.find("start"), a->start, a->length);
    }
    if (const auto& o = file.happens[i].outage) {
      const YamlNode& of = *node->find("outage");
      check.known(of, "system", o->system, systems);
      check.inside(of.find("start"), o->start, o->length);
    }
  }
  for (const Surge& s : surges) check.covers(happening(document, s.happening)->find("surge"), s);
  for (std::size_t i = 0; i < surges.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      check.same_factor(happening(document, surges[i].happening)->find("surge"), surges[i], surges[j]);
}

}  // namespace supplytwin::scenario
