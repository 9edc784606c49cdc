#include "scenario/check_network.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/format.hpp"
#include "base/wide.hpp"
#include "scenario/fault_list.hpp"
#include "scenario/freeze_time_zone.hpp"
#include "scenario/ids_of.hpp"

namespace supplytwin::scenario {

namespace {

using bundle::YamlNode;

bool among(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// The node under a chain of keys, or null.
const YamlNode* at(const YamlNode* node, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) node = node == nullptr ? nullptr : node->find(key);
  return node;
}

/// Holds the worth of a network against what its sums can carry.
class WorthCheck {
 public:
  WorthCheck(const world::NetworkConfig& network, std::vector<network::Problem>& problems) : problems_(problems) {
    std::unordered_map<std::string_view, base::Int128> factor;  // by contract: the supplier's express price [ppm]
    for (const network::ContractConfig& c : network.contracts) {
      const auto s = std::ranges::find(network.suppliers, c.supplier, &supply::SupplierConfig::id);
      factor[c.id] = s == network.suppliers.end() ? base::kOne.ppm : std::max(base::kOne, s->expedite_price).ppm;
    }
    for (const network::ItemConfig& i : network.items) dearest_[i.id] = i.standard_cost.micros;
    for (const network::ContractItemConfig& o : network.contract_items) {
      base::Int128& price = dearest_[o.item];
      price = std::max(price, o.price.micros * factor[o.contract] / base::kOne.ppm);
    }
    // Dollar-seconds of stock, and dollars of use, then fit over the longest period with its surges.
    constexpr std::int64_t kStock = 10'000'000'000, kYear = 100'000'000'000;
    sum(network.contract_items, {"contract_items", 0, "minimum", "an order of every line of contract_items.csv"},
        kStock, [](const auto& o) { return static_cast<double>(std::max(o.minimum, o.multiple)); });
    sum(network.par_levels, {"par_levels", 0, "par", "the stock of all par levels"}, kStock,
        [](const auto& p) { return static_cast<double>(p.par); });
    sum(network.usage_rates, {"usage_rates", 0, "rate", "a year's use at all rates"}, kYear,
        [](const auto& u) { return u.daily_use() * 365; });
  }

 private:
  /// A problem at the row that is worth most when all are worth more than `most` [USD].
  template <class Rows, class Units>
  void sum(const Rows& rows, network::Problem problem, std::int64_t most, const Units& units) {
    double total = 0, dearest = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const double worth = units(rows[row]) * static_cast<double>(dearest_[rows[row].item]);
      total += worth;
      if (worth > dearest) problem.row = row;
      dearest = std::max(dearest, worth);
    }
    if (total <= static_cast<double>(most) * static_cast<double>(base::kDollar.micros)) return;
    problem.message += " would be worth more than " + std::to_string(most) + " USD, most of it here";
    problems_.push_back(std::move(problem));
  }

  std::vector<network::Problem>& problems_;
  std::unordered_map<std::string_view, base::Int128> dearest_;  // by item [micro-dollars]
};

/// Litre-seconds of stock then fit over the longest period.
void check_volume(const world::NetworkConfig& network, std::vector<network::Problem>& problems) {
  constexpr double kMost = 1e12;  // [ml]
  std::unordered_map<std::string_view, double> volume;
  for (const network::ItemConfig& i : network.items) volume[i.id] = static_cast<double>(i.volume);
  double total = 0;
  for (std::size_t row = 0; row < network.par_levels.size() && total <= kMost; ++row) {
    total += volume[network.par_levels[row].item] * static_cast<double>(network.par_levels[row].par);
    if (total > kMost)
      problems.push_back({"par_levels", row, "par", "the stock of all par levels would take more than 1000000 m3"});
  }
}

class FileChecker {
 public:
  FileChecker(const bundle::Document& document, const YamlNode& map, std::vector<base::Fault>& faults)
      : document_(document), map_(map), faults_(faults) {}

  void time_zone(const std::string& name) {
    const YamlNode* node = map_.find("time_zone");
    if (node == nullptr || name.empty()) return;
    try {
      freeze_time_zone(name, base::Time{}, base::Time{});
    } catch (const base::Error& e) {
      faults_.push_back(document_.fault(*node, e.what()));
    }
  }

  void distinct_ids(const YamlNode* list, const std::vector<std::string>& ids, std::string_view what) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const bool again = std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) !=
                         ids.begin() + static_cast<std::ptrdiff_t>(i);
      const YamlNode* node = again && list != nullptr ? list->items[i].find("id") : nullptr;
      if (node != nullptr)
        faults_.push_back(document_.fault(*node, "duplicate " + std::string(what) + " '" + ids[i] + "'"));
    }
  }

  void approvals(const std::vector<integration::ApprovalConfig>& bands) {
    const YamlNode* list = at(&map_, {"integration", "erp", "approvals"});
    if (list == nullptr || !list->is_sequence()) return;
    if (bands.empty()) {
      faults_.push_back(document_.fault(*list, "approvals: expected at least one band; the last has no up_to"));
      return;
    }
    base::Money below;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const YamlNode& node = list->items[i];
      if (!node.is_map()) continue;
      const YamlNode* limit = node.find("up_to");
      const bool last = i + 1 == bands.size();
      if (last && limit != nullptr) {
        faults_.push_back(
            document_.fault(*limit, "the last approval band has no up_to: nothing would approve what is above it"));
      } else if (!last && limit == nullptr) {
        faults_.push_back(document_.fault(node, "only the last approval band is without up_to"));
      } else if (!last && bands[i].up_to > base::Money{} && bands[i].up_to <= below) {
        faults_.push_back(
            document_.fault(*limit, "approval bands must ascend; up_to must be above " + base::dollars(below)));
      }
      below = std::max(below, bands[i].up_to);
      if (bands[i].steps > 0 && node.find("time") == nullptr) {
        faults_.push_back(document_.fault(node, "approval band '" + bands[i].role + "' has steps but no time"));
      }
    }
  }

  /// A share of cases says nothing without the law of their size.
  void sized(std::initializer_list<std::string_view> path, std::string_view share, std::string_view size) {
    const YamlNode* group = at(&map_, path);
    const YamlNode* given = group == nullptr ? nullptr : group->find(share);
    if (given != nullptr && group->find(size) == nullptr)
      faults_.push_back(document_.fault(
          *given, std::string(share) + " needs " + std::string(size) + ": how much it is in such a case"));
  }

 private:
  const bundle::Document& document_;
  const YamlNode& map_;
  std::vector<base::Fault>& faults_;
};

}  // namespace

std::vector<network::Problem> check_tables(const world::NetworkConfig& network, const Given& given) {
  std::vector<network::Problem> problems;
  const std::vector<std::string> types = ids_of(network.unit_types);
  const std::vector<std::string> platforms = ids_of(network.integration.platforms);
  for (std::size_t row = 0; row < network.locations.size(); ++row) {
    const network::LocationConfig& l = network.locations[row];
    if (!types.empty() && !l.unit_type.empty() && !among(types, l.unit_type)) {
      problems.push_back({"locations", row, "unit_type", unknown("unit_type", l.unit_type, types)});
    }
    if (!platforms.empty() && !l.platform.empty() && !among(platforms, l.platform)) {
      problems.push_back({"locations", row, "platform", unknown("platform", l.platform, platforms)});
    }
  }
  for (std::size_t row = 0; row < network.usage_rates.size(); ++row) {
    const demand::UsageRateConfig& u = network.usage_rates[row];
    if ((u.rate > 0) == !u.every.continuous()) {
      problems.push_back({"usage_rates", row, "rate", "give either a rate above 0 or `every`, not both"});
    }
    if (given("usage_rates", row, "size") && !u.sizes.empty()) {
      problems.push_back({"usage_rates", row, "sizes", "give either a size or sizes, not both"});
    }
    const auto item = std::ranges::find(network.items, u.item, &network::ItemConfig::id);
    if (u.batched() && item != network.items.end() && item->capture != base::kOne) {
      problems.push_back(
          {"usage_rates", row, "item", "'" + u.item + "' is used in batches, so its capture must be 100 %"});
    }
  }
  for (std::size_t row = 0; row < network.par_levels.size(); ++row) {
    const network::ParLevelConfig& p = network.par_levels[row];
    if (p.opening_backorders == 0) continue;
    const auto item = std::ranges::find(network.items, p.item, &network::ItemConfig::id);
    const auto at = std::ranges::find(network.locations, p.location, &network::LocationConfig::id);
    const bool waits = item == network.items.end() || item->unmet == network::Unmet::backorder;
    const bool unit = at == network.locations.end() || at->kind == network::LocationKind::unit;
    if (!unit || !waits || p.opening_stock != 0) {
      problems.push_back(
          {"par_levels", row, "opening_backorders",
           "picks wait at the start only at a unit, of an item with unmet: backorder, with opening_stock: 0"});
    }
  }
  for (std::size_t row = 0; row < network.suppliers.size(); ++row) {
    const supply::SupplierConfig& s = network.suppliers[row];
    if (s.expedite_price.ppm > 0 && !given("suppliers", row, "expedite_lead_time")) {
      problems.push_back({"suppliers", row, "expedite_price",
                          "supplier '" + s.id + "' has an expedite_price but no expedite_lead_time"});
    }
    if (s.channel != supply::Channel::internal) continue;
    const std::pair<const char*, bool> sold[] = {{"fill", s.fill != kernel::Law::constant(base::kOne.ppm)},
                                                 {"minimum_order", s.minimum_order > base::Money{}},
                                                 {"small_order_fee", s.small_order_fee > base::Money{}},
                                                 {"terms", given("suppliers", row, "terms")}};
    for (const auto& [column, set] : sold) {
      if (set)
        problems.push_back(
            {"suppliers", row, column,
             "'" + s.id + "' is internal: it ships from its stock and sells nothing; leave " + column + " empty"});
    }
  }
  check_volume(network, problems);
  WorthCheck(network, problems);
  return problems;
}

void check_network_file(const world::NetworkFile& file, const bundle::Document& document,
                        const bundle::YamlNode& node, std::vector<base::Fault>& faults) {
  FileChecker check(document, node, faults);
  check.time_zone(file.time_zone);
  check.distinct_ids(node.find("unit_types"), ids_of(file.unit_types), "unit_type");
  check.distinct_ids(at(&node, {"integration", "platforms"}), ids_of(file.integration.platforms), "platform");
  check.approvals(file.integration.erp.approvals);
  check.sized({"deliveries"}, "split", "later");
  check.sized({"deliveries"}, "discrepancy", "missing");
  check.sized({"integration", "payables"}, "price_mismatch", "price_difference");
  check.sized({"integration", "payables"}, "quantity_mismatch", "quantity_difference");
}

}  // namespace supplytwin::scenario
