#include "network/validate.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "network/check_sites.hpp"
#include "network/findings.hpp"
#include "network/graph.hpp"

namespace supplytwin::network {

namespace {

/// What a policy remembers of a unit's answers (policy::kSubstitutes).
constexpr std::ptrdiff_t kMostSubstitutes = 16;

/// Examines what is sold, stocked, used and substituted.
class StockCheck {
 public:
  StockCheck(Findings& findings, const SiteCheck& sites) : f_(findings), t_(findings.tables), sites_(sites) {}

  void run() {
    f_.distinct("items", t_.items);
    check_par_level_names();
    check_contracts();
    check_contract_items();
    check_par_levels();
    check_usage_rates();
    check_substitutes();
    check_open_orders();
  }

 private:
  bool ships_to(ShipsTo where, std::uint32_t location_row) const {
    const LocationKind kind = t_.locations[location_row].kind;
    return where == ShipsTo::hospitals ? kind == LocationKind::hospital : kind == LocationKind::distribution_centre;
  }
  static std::string_view destination(ShipsTo where) {
    return where == ShipsTo::hospitals ? "hospital" : "distribution_centre";
  }

  void check_contracts() {
    f_.distinct("contracts", t_.contracts);
    for (std::size_t row = 0; row < t_.contracts.size(); ++row) {
      const ContractConfig& c = t_.contracts[row];
      const std::uint32_t supplier = f_.supplier(c.supplier, {"contracts", row, "supplier"});
      if (supplier == kNone) continue;
      bool leads = false;
      for (std::uint32_t l = 0; l < t_.locations.size() && !leads; ++l) {
        leads = ships_to(c.ships_to, l) && sites_.lane(supplier, l);
      }
      if (!leads && !t_.partial) {
        dead_contracts_.insert(static_cast<std::uint32_t>(row));
        f_.add({"contracts", row, "supplier"},
               "contract " + in_quotes(c.id) + " can deliver nowhere: no lane leads from " + in_quotes(c.supplier) +
                   " to any " + std::string(destination(c.ships_to)));
      }
    }
  }

  void check_contract_items() {
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t row = 0; row < t_.contract_items.size(); ++row) {
      const ContractItemConfig& o = t_.contract_items[row];
      const std::uint32_t contract = f_.contract(o.contract, {"contract_items", row, "contract"});
      const std::uint32_t what = f_.item(o.item, {"contract_items", row, "item"});
      if (what == kNone) offers_unknown_ = true;
      if (what != kNone && contract == kNone) offered_by_unknown_.insert(what);
      if (contract == kNone || what == kNone) continue;
      if (!f_.first(seen, contract, what, {"contract_items", row, "contract"}, "contract and item")) continue;
      offers_[what].push_back(contract);
      const std::uint32_t supplier = f_.suppliers.find(t_.contracts[contract].supplier);
      if (supplier == kNone || !t_.suppliers[supplier].internal) continue;
      const std::uint32_t at = f_.locations.find(t_.suppliers[supplier].location);
      if (at != kNone && !may_be_stocked(at, what)) {
        f_.add({"contract_items", row, "item"}, in_quotes(t_.locations[at].id) + " ships " + in_quotes(o.item) +
                                                    " under contract " + in_quotes(o.contract) +
                                                    " but does not stock it; par_levels.csv needs a row for it");
      }
    }
  }

  bool bill_only(std::uint32_t item) const { return t_.items[item].ownership == Ownership::bill_only; }

  /// False only when no row of par_levels.csv could mean it: a misspelt name is told once, not wherever it is missed.
  bool may_be_stocked(std::uint32_t at, std::uint32_t what) const {
    return t_.partial || stocked_.contains(pair_key(at, what)) || stocks_unknown_.contains(at) ||
           stocked_somewhere_unknown_.contains(what);
  }

  void check_par_level_names() {
    par_locations_.resize(t_.par_levels.size(), kNone);
    par_items_.resize(t_.par_levels.size(), kNone);
    for (std::size_t row = 0; row < t_.par_levels.size(); ++row) {
      const ParLevelConfig& p = t_.par_levels[row];
      par_locations_[row] = f_.location(p.location, {"par_levels", row, "location"});
      par_items_[row] = f_.item(p.item, {"par_levels", row, "item"});
      if (par_items_[row] == kNone) stocks_unknown_.insert(par_locations_[row]);
      if (par_locations_[row] == kNone) stocked_somewhere_unknown_.insert(par_items_[row]);
      f_.first(stocked_, par_locations_[row], par_items_[row], {"par_levels", row, "location"}, "location and item");
    }
  }

  void check_par_levels() {
    for (std::size_t row = 0; row < t_.par_levels.size(); ++row) {
      const ParLevelConfig& p = t_.par_levels[row];
      if (p.reorder_point >= p.par) {
        f_.add({"par_levels", row, "reorder_point"},
               "reorder_point " + std::to_string(p.reorder_point) + " must be below par " + std::to_string(p.par));
      } else if (p.reorder_point < 0 && p.par > 0) {
        f_.add({"par_levels", row, "reorder_point"}, "reorder_point must not be negative beside a par above 0");
      }
      const std::uint32_t at = par_locations_[row], what = par_items_[row];
      if (at == kNone || what == kNone) continue;
      if (p.par == 0 && t_.locations[at].kind != LocationKind::distribution_centre) {
        f_.add({"par_levels", row, "par"}, "only a distribution centre may have par 0 and pass on what comes; " +
                                               in_quotes(p.location) + " is a " +
                                               std::string(base::name_of(t_.locations[at].kind)));
      }
      if (bill_only(what)) {
        f_.add({"par_levels", row, "item"}, in_quotes(p.item) + " is bill_only, so it is never stocked");
        continue;
      }
      if (sites_.is_site(at)) {
        check_source(row, at, what);
        continue;
      }
      const std::uint32_t hospital = f_.locations.find(t_.locations[at].parent);
      if (hospital != kNone && t_.locations[hospital].kind == LocationKind::hospital &&
          !may_be_stocked(hospital, what))
        check_source(row, hospital, what, "; nor does its storeroom stock it");
    }
  }

  /// A storeroom or distribution centre must be able to buy what it stocks, and a hospital what its units alone
  /// stock.
  void check_source(std::size_t row, std::uint32_t at, std::uint32_t what, const std::string& further = {}) {
    if (!sites_.reached(at)) return;  // told once for the whole site
    if (t_.partial || offered_by_unknown_.contains(what)) return;
    const std::string start =
        "nothing can bring " + in_quotes(t_.items[what].id) + " to " + in_quotes(t_.locations[at].id) + ": ";
    std::optional<std::uint32_t> without_lane;
    const auto offers = offers_.find(what);
    if (offers != offers_.end()) {
      for (const std::uint32_t contract : offers->second) {
        const std::uint32_t supplier = f_.suppliers.find(t_.contracts[contract].supplier);
        if (!ships_to(t_.contracts[contract].ships_to, at)) continue;
        if (supplier == kNone) return;
        if (sites_.lane(supplier, at) || dead_contracts_.contains(contract)) return;
        without_lane = contract;
      }
    }
    if (without_lane) {
      const ContractConfig& c = t_.contracts[*without_lane];
      f_.add({"par_levels", row, "item"}, start + "contract " + in_quotes(c.id) +
                                              " offers it, but no lane leads from " + in_quotes(c.supplier) + " to " +
                                              in_quotes(t_.locations[at].id) + further);
    } else if (!offers_unknown_) {
      f_.add({"par_levels", row, "item"}, start + "no contract that ships to a " +
                                              std::string(base::name_of(t_.locations[at].kind)) + " offers it" +
                                              further);
    }
  }

  void check_usage_rates() {
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t row = 0; row < t_.usage_rates.size(); ++row) {
      const UsageRow& u = t_.usage_rates[row];
      const std::uint32_t at = f_.location(u.location, {"usage_rates", row, "location"});
      const std::uint32_t what = f_.item(u.item, {"usage_rates", row, "item"});
      if (at == kNone || what == kNone) continue;
      if (!f_.first(seen, at, what, {"usage_rates", row, "location"}, "location and item")) continue;
      if (sites_.is_site(at)) {
        f_.add({"usage_rates", row, "location"}, in_quotes(u.location) + " is a " +
                                                     std::string(base::name_of(t_.locations[at].kind)) +
                                                     "; only units use items");
      } else if (bill_only(what)) {
        if (!offers_.contains(what) && !offers_unknown_ && !offered_by_unknown_.contains(what))
          f_.add({"usage_rates", row, "item"},
                 "no contract offers " + in_quotes(u.item) + ", which is bought when used");
      } else if (!may_be_stocked(at, what)) {
        f_.add({"usage_rates", row, "item"},
               "unit " + in_quotes(u.location) + " uses " + in_quotes(u.item) + " but has no par level for it");
      }
    }
  }

  void check_open_orders() {
    for (std::size_t row = 0; row < t_.open_orders.size(); ++row) {
      const OpenOrderConfig& o = t_.open_orders[row];
      const std::uint32_t at = f_.location(o.location, {"open_orders", row, "location"});
      const std::uint32_t what = f_.item(o.item, {"open_orders", row, "item"});
      const std::uint32_t contract = f_.contract(o.contract, {"open_orders", row, "contract"});
      if (at != kNone && what != kNone && !may_be_stocked(at, what))
        f_.add({"open_orders", row, "location"}, in_quotes(o.location) + " does not stock " + in_quotes(o.item));
      if (what == kNone || contract == kNone || t_.partial) continue;
      const auto offers = offers_.find(what);
      if (offers == offers_.end() || std::ranges::find(offers->second, contract) == offers->second.end())
        f_.add({"open_orders", row, "contract"},
               "contract " + in_quotes(o.contract) + " does not offer " + in_quotes(o.item));
      if (at == kNone) continue;
      const std::uint32_t site = sites_.is_site(at) ? at : f_.locations.find(t_.locations[at].parent);
      const std::uint32_t supplier = f_.suppliers.find(t_.contracts[contract].supplier);
      if (site == kNone || supplier == kNone) continue;
      if (!ships_to(t_.contracts[contract].ships_to, site) || !sites_.lane(supplier, site))
        f_.add({"open_orders", row, "contract"},
               "contract " + in_quotes(o.contract) + " does not ship to " + in_quotes(t_.locations[site].id));
    }
  }

  void check_substitutes() {
    std::unordered_set<std::uint64_t> seen;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < t_.substitutes.size(); ++row) {
      const SubstituteConfig& s = t_.substitutes[row];
      const std::uint32_t wanted = f_.item(s.item, {"substitutes", row, "item"});
      const std::uint32_t by = f_.item(s.substitute, {"substitutes", row, "substitute"});
      if (wanted == kNone || by == kNone ||
          !f_.first(seen, wanted, by, {"substitutes", row, "item"}, "item and substitute"))
        continue;
      for (const auto& [item, column] : {std::pair{wanted, "item"}, std::pair{by, "substitute"}}) {
        if (bill_only(item))
          f_.add({"substitutes", row, column},
                 in_quotes(t_.items[item].id) +
                     " is bill_only: it is brought for its case, so nothing stands in for "
                     "it, nor it for anything");
      }
      if (std::ranges::count(edges, wanted, [](const auto& e) { return e.first; }) == kMostSubstitutes)
        f_.add({"substitutes", row, "item"},
               in_quotes(s.item) + " has more than " + std::to_string(kMostSubstitutes) + " substitutes");
      edges.emplace_back(wanted, by);
      rows.push_back(row);
    }
    for (const std::vector<std::size_t>& circle : circles(t_.items.size(), edges)) {
      std::string way = in_quotes(t_.items[edges[circle.front()].first].id);
      std::size_t last = 0;  // the row that closed the circle
      for (const std::size_t edge : circle) {
        way += " -> " + in_quotes(t_.items[edges[edge].second].id);
        last = std::max(last, rows[edge]);
      }
      f_.add({"substitutes", last, "substitute"}, "substitutes run in a circle: " + way);
    }
  }

  Findings& f_;
  const Tables& t_;
  const SiteCheck& sites_;
  std::unordered_set<std::uint64_t> stocked_;                                     // (location, item)
  std::unordered_set<std::uint32_t> stocks_unknown_, stocked_somewhere_unknown_;  // locations; items
  std::unordered_set<std::uint32_t> offered_by_unknown_;                          // items under an unknown contract
  bool offers_unknown_ = false;                                                   // a contract offers an unknown item
  std::unordered_set<std::uint32_t> dead_contracts_;
  std::vector<std::uint32_t> par_locations_, par_items_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> offers_;  // item -> contracts
};

}  // namespace

std::vector<Problem> validate(const Tables& tables) {
  Findings findings(tables);
  const SiteCheck sites(findings);
  StockCheck(findings, sites).run();
  return findings.take();
}

}  // namespace supplytwin::network
