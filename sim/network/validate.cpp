#include "network/validate.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/error.hpp"
#include "network/graph.hpp"
#include "network/names.hpp"

namespace supplytwin::network {

namespace {

constexpr std::uint32_t kNone = Names::kNone;

/// The tables in the order in which their problems are told.
constexpr std::array<std::string_view, 9> kTables{"locations",  "items",          "suppliers",
                                                  "contracts",  "contract_items", "lanes",
                                                  "par_levels", "usage_rates",    "substitutes"};

std::string quoted(std::string_view name) { return std::string("'").append(name).append("'"); }

class Checker {
 public:
  explicit Checker(const Tables& tables)
      : t_(tables),
        locations_(t_.locations, &LocationConfig::id),
        items_(t_.items, &ItemConfig::id),
        suppliers_(t_.suppliers, &SupplierRow::id),
        contracts_(t_.contracts, &ContractConfig::id) {}

  std::vector<Problem> run() {
    check_locations();
    check_ids("items", t_.items, &ItemConfig::id);
    check_suppliers();
    check_par_level_names();
    check_lanes();
    check_sites_are_reached();
    check_contracts();
    check_contract_items();
    check_par_levels();
    check_usage_rates();
    check_substitutes();
    std::ranges::stable_sort(problems_, {}, [](const Problem& p) {
      return std::tuple{std::ranges::find(kTables, p.table) - kTables.begin(), p.row};
    });
    return std::move(problems_);
  }

 private:
  void add(std::string_view table, std::size_t row, std::string_view column, std::string message) {
    problems_.push_back({table, row, column, std::move(message)});
  }

  /// The row that bears `name`, or kNone and a problem.
  template <class Rows, class Member>
  std::uint32_t resolve(const Names& names, const Rows& rows, Member id, std::string_view kind, std::string_view name,
                        std::string_view table, std::size_t row, std::string_view column) {
    const std::uint32_t found = names.find(name);
    if (found != kNone) return found;
    std::string message = "unknown " + std::string(kind) + " " + quoted(name);
    if (suggestions_left_ > 0) {
      --suggestions_left_;
      std::vector<std::string> known;
      for (const auto& r : rows) known.push_back(r.*id);
      const std::string near = base::suggestion(name, known);
      if (!near.empty()) message += "; did you mean " + quoted(near) + "?";
    }
    add(table, row, column, std::move(message));
    return kNone;
  }
  std::uint32_t location(std::string_view name, std::string_view table, std::size_t row, std::string_view column) {
    return resolve(locations_, t_.locations, &LocationConfig::id, "location", name, table, row, column);
  }
  std::uint32_t item(std::string_view name, std::string_view table, std::size_t row, std::string_view column) {
    return resolve(items_, t_.items, &ItemConfig::id, "item", name, table, row, column);
  }

  template <class Rows, class Member>
  void check_ids(std::string_view table, const Rows& rows, Member id) {
    std::unordered_set<std::string_view> seen;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (!seen.insert(rows[row].*id).second) {
        add(table, row, "id", "duplicate id " + quoted(rows[row].*id) + ": an earlier row has it");
      }
    }
  }

  /// Whether (a, b) is new in its table; a problem when it is not. Unresolved ones are told elsewhere.
  bool first(std::unordered_set<std::uint64_t>& seen, std::uint32_t a, std::uint32_t b, std::string_view table,
             std::size_t row, std::string_view column, std::string_view what) {
    if (a == kNone || b == kNone || seen.insert(pair_key(a, b)).second) return true;
    add(table, row, column, "duplicate row: an earlier one has the same " + std::string(what));
    return false;
  }

  bool is_site(std::uint32_t row) const { return t_.locations[row].kind != LocationKind::unit; }

  void check_locations() {
    check_ids("locations", t_.locations, &LocationConfig::id);
    for (std::size_t row = 0; row < t_.locations.size(); ++row) {
      const LocationConfig& l = t_.locations[row];
      const std::string name = std::string(base::name_of(l.kind)) + " " + quoted(l.id);
      if (l.kind == LocationKind::unit) {
        if (l.parent.empty()) {
          add("locations", row, "parent", name + " has no parent; name the hospital it belongs to");
        } else if (const std::uint32_t parent = location(l.parent, "locations", row, "parent"); parent != kNone) {
          const LocationKind kind = t_.locations[parent].kind;
          if (kind != LocationKind::hospital) {
            add("locations", row, "parent",
                "parent " + quoted(l.parent) + " is a " + std::string(base::name_of(kind)) +
                    "; the parent of a unit is a hospital");
          }
        }
        if (l.unit_type.empty()) add("locations", row, "unit_type", name + " has no unit_type");
        if (!l.platform.empty()) {
          add("locations", row, "platform",
              name + " scans through the platform of its hospital; leave platform empty");
        }
      } else {
        if (!l.parent.empty())
          add("locations", row, "parent",
              "only a unit has a parent; " + quoted(l.id) + " is a " + std::string(base::name_of(l.kind)));
        if (!l.unit_type.empty())
          add("locations", row, "unit_type",
              "only a unit has a unit_type; " + quoted(l.id) + " is a " + std::string(base::name_of(l.kind)));
        if (l.platform.empty())
          add("locations", row, "platform", name + " has no platform; name one of network.yaml's platforms");
      }
    }
  }

  void check_suppliers() {
    check_ids("suppliers", t_.suppliers, &SupplierRow::id);
    for (std::size_t row = 0; row < t_.suppliers.size(); ++row) {
      const SupplierRow& s = t_.suppliers[row];
      if (locations_.has(s.id) && !(s.internal && s.location == s.id)) {
        add("suppliers", row, "id", quoted(s.id) + " is the name of a location too; lanes could not tell them apart");
      }
      if (!s.internal) {
        if (!s.location.empty()) {
          add("suppliers", row, "location", "only an internal supplier has a location");
        }
      } else if (s.location.empty()) {
        add("suppliers", row, "location",
            "internal supplier " + quoted(s.id) + " has no location; name the distribution centre it ships from");
      } else if (const std::uint32_t at = location(s.location, "suppliers", row, "location"); at != kNone) {
        const LocationKind kind = t_.locations[at].kind;
        if (kind != LocationKind::distribution_centre) {
          add("suppliers", row, "location",
              quoted(s.location) + " is a " + std::string(base::name_of(kind)) +
                  "; an internal supplier ships from a distribution_centre");
        }
      }
    }
  }

  // Nodes of the lane graph: suppliers, then locations. An internal supplier is its location.
  std::uint32_t node_of_location(std::uint32_t row) const {
    return static_cast<std::uint32_t>(t_.suppliers.size()) + row;
  }
  std::uint32_t node_of_supplier(std::uint32_t row) const {
    const SupplierRow& s = t_.suppliers[row];
    if (!s.internal) return row;
    const std::uint32_t at = locations_.find(s.location);
    return at == kNone ? row : node_of_location(at);
  }
  bool lane(std::uint32_t from_node, std::uint32_t to_location) const {
    return lanes_.contains(pair_key(from_node, node_of_location(to_location)));
  }

  void check_lanes() {
    for (std::size_t row = 0; row < t_.lanes.size(); ++row) {
      const LaneRow& l = t_.lanes[row];
      std::uint32_t from = suppliers_.find(l.from);
      if (from != kNone) {
        from = node_of_supplier(from);
      } else {
        from = locations_.find(l.from);
        if (from != kNone) {
          if (!is_site(from)) {
            add("lanes", row, "from",
                "unit " + quoted(l.from) +
                    " ships nothing; lanes start at a supplier, hospital or distribution_centre");
            continue;
          }
          from = node_of_location(from);
        } else {
          unknown_start(l.from, row);
        }
      }
      const std::uint32_t to = location(l.to, "lanes", row, "to");
      if (from == kNone || to == kNone) continue;
      if (!is_site(to)) {
        add("lanes", row, "to",
            "unit " + quoted(l.to) +
                " is restocked from its hospital; lanes end at a hospital or distribution_centre");
        continue;
      }
      const std::uint32_t end = node_of_location(to);
      if (from == end) {
        add("lanes", row, "to", "a lane leads from " + quoted(l.from) + " to itself");
        continue;
      }
      if (first(lanes_, from, end, "lanes", row, "from", "from and to")) links_.push_back({from, end, {}, {}});
    }
  }

  void unknown_start(std::string_view name, std::size_t row) {
    std::vector<std::string> known;
    for (const SupplierRow& s : t_.suppliers) known.push_back(s.id);
    for (const LocationConfig& l : t_.locations) {
      if (l.kind != LocationKind::unit) known.push_back(l.id);
    }
    const std::string near = suggestions_left_-- > 0 ? base::suggestion(name, known) : std::string();
    add("lanes", row, "from",
        "unknown supplier or location " + quoted(name) +
            (near.empty() ? "" : "; did you mean " + quoted(near) + "?"));
  }

  void check_sites_are_reached() {
    std::vector<std::uint32_t> starts;
    for (std::uint32_t row = 0; row < t_.suppliers.size(); ++row) {
      if (!t_.suppliers[row].internal) starts.push_back(row);
    }
    const LaneGraph graph(t_.suppliers.size() + t_.locations.size(), links_);
    reached_ = graph.reached_from(starts);
    for (std::uint32_t row = 0; row < t_.locations.size(); ++row) {
      const LocationConfig& site = t_.locations[row];
      if (!is_site(row) || reached_[node_of_location(row)]) continue;
      std::string units;
      for (const LocationConfig& l : t_.locations) {
        if (l.kind == LocationKind::unit && l.parent == site.id) units += (units.empty() ? "" : ", ") + quoted(l.id);
      }
      add("locations", row, "id",
          std::string(base::name_of(site.kind)) + " " + quoted(site.id) +
              " cannot be reached: no lane leads to it from any supplier" +
              (units.empty() ? "" : "; nor can its units " + units));
    }
  }

  bool ships_to(ShipsTo where, std::uint32_t location_row) const {
    const LocationKind kind = t_.locations[location_row].kind;
    return where == ShipsTo::hospitals ? kind == LocationKind::hospital : kind == LocationKind::distribution_centre;
  }
  static std::string_view destination(ShipsTo where) {
    return where == ShipsTo::hospitals ? "hospital" : "distribution_centre";
  }

  void check_contracts() {
    check_ids("contracts", t_.contracts, &ContractConfig::id);
    for (std::size_t row = 0; row < t_.contracts.size(); ++row) {
      const ContractConfig& c = t_.contracts[row];
      const std::uint32_t supplier =
          resolve(suppliers_, t_.suppliers, &SupplierRow::id, "supplier", c.supplier, "contracts", row, "supplier");
      if (supplier == kNone) continue;
      bool leads = false;
      for (std::uint32_t l = 0; l < t_.locations.size() && !leads; ++l) {
        leads = ships_to(c.ships_to, l) && lane(node_of_supplier(supplier), l);
      }
      if (!leads) {
        dead_contracts_.insert(static_cast<std::uint32_t>(row));
        add("contracts", row, "supplier",
            "contract " + quoted(c.id) + " can deliver nowhere: no lane leads from " + quoted(c.supplier) +
                " to any " + std::string(destination(c.ships_to)));
      }
    }
  }

  void check_contract_items() {
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t row = 0; row < t_.contract_items.size(); ++row) {
      const ContractItemConfig& o = t_.contract_items[row];
      const std::uint32_t contract = resolve(contracts_, t_.contracts, &ContractConfig::id, "contract", o.contract,
                                             "contract_items", row, "contract");
      const std::uint32_t what = item(o.item, "contract_items", row, "item");
      if (contract == kNone || what == kNone) continue;
      if (!first(seen, contract, what, "contract_items", row, "contract", "contract and item")) continue;
      offers_[what].push_back(contract);
      const std::uint32_t supplier = suppliers_.find(t_.contracts[contract].supplier);
      if (supplier == kNone || !t_.suppliers[supplier].internal) continue;
      const std::uint32_t at = locations_.find(t_.suppliers[supplier].location);
      if (at != kNone && !may_be_stocked(at, what)) {
        add("contract_items", row, "item",
            quoted(t_.locations[at].id) + " ships " + quoted(o.item) + " under contract " + quoted(o.contract) +
                " but does not stock it; par_levels.csv needs a row for it");
      }
    }
  }

  /// False only when no row of par_levels.csv could mean it: a misspelt name is told once, not wherever it is missed.
  bool may_be_stocked(std::uint32_t at, std::uint32_t what) const {
    return stocked_.contains(pair_key(at, what)) || stocks_unknown_.contains(at) ||
           stocked_somewhere_unknown_.contains(what);
  }

  void check_par_level_names() {
    par_locations_.resize(t_.par_levels.size(), kNone);
    par_items_.resize(t_.par_levels.size(), kNone);
    for (std::size_t row = 0; row < t_.par_levels.size(); ++row) {
      const ParLevelConfig& p = t_.par_levels[row];
      par_locations_[row] = location(p.location, "par_levels", row, "location");
      par_items_[row] = item(p.item, "par_levels", row, "item");
      if (par_items_[row] == kNone) stocks_unknown_.insert(par_locations_[row]);
      if (par_locations_[row] == kNone) stocked_somewhere_unknown_.insert(par_items_[row]);
      first(stocked_, par_locations_[row], par_items_[row], "par_levels", row, "location", "location and item");
    }
  }

  void check_par_levels() {
    for (std::size_t row = 0; row < t_.par_levels.size(); ++row) {
      const ParLevelConfig& p = t_.par_levels[row];
      if (p.reorder_point >= p.par) {
        add("par_levels", row, "reorder_point",
            "reorder_point " + std::to_string(p.reorder_point) + " must be below par " + std::to_string(p.par));
      }
      const std::uint32_t at = par_locations_[row], what = par_items_[row];
      if (at == kNone || what == kNone) continue;
      if (is_site(at)) {
        check_source(row, at, what);
        continue;
      }
      const std::uint32_t hospital = locations_.find(t_.locations[at].parent);
      if (hospital != kNone && !may_be_stocked(hospital, what)) {
        add("par_levels", row, "location",
            "nothing can bring " + quoted(p.item) + " to " + quoted(p.location) + ": the storeroom of its hospital " +
                quoted(t_.locations[hospital].id) + " does not stock it");
      }
    }
  }

  /// A storeroom or distribution centre must be able to buy what it stocks.
  void check_source(std::size_t row, std::uint32_t at, std::uint32_t what) {
    if (!reached_[node_of_location(at)]) return;  // told once for the whole site
    const std::string start =
        "nothing can bring " + quoted(t_.items[what].id) + " to " + quoted(t_.locations[at].id) + ": ";
    std::optional<std::uint32_t> without_lane;
    const auto offers = offers_.find(what);
    if (offers != offers_.end()) {
      for (const std::uint32_t contract : offers->second) {
        const std::uint32_t supplier = suppliers_.find(t_.contracts[contract].supplier);
        if (supplier == kNone || !ships_to(t_.contracts[contract].ships_to, at)) continue;
        if (lane(node_of_supplier(supplier), at) || dead_contracts_.contains(contract)) return;
        without_lane = contract;
      }
    }
    if (without_lane) {
      const ContractConfig& c = t_.contracts[*without_lane];
      add("par_levels", row, "item",
          start + "contract " + quoted(c.id) + " offers it, but no lane leads from " + quoted(c.supplier) + " to " +
              quoted(t_.locations[at].id));
    } else {
      add("par_levels", row, "item",
          start + "no contract that ships to a " + std::string(base::name_of(t_.locations[at].kind)) + " offers it");
    }
  }

  void check_usage_rates() {
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t row = 0; row < t_.usage_rates.size(); ++row) {
      const UsageRow& u = t_.usage_rates[row];
      const std::uint32_t at = location(u.location, "usage_rates", row, "location");
      const std::uint32_t what = item(u.item, "usage_rates", row, "item");
      if (at == kNone || what == kNone) continue;
      if (!first(seen, at, what, "usage_rates", row, "location", "location and item")) continue;
      if (is_site(at)) {
        add("usage_rates", row, "location",
            quoted(u.location) + " is a " + std::string(base::name_of(t_.locations[at].kind)) +
                "; only units use items");
      } else if (!may_be_stocked(at, what)) {
        add("usage_rates", row, "item",
            "unit " + quoted(u.location) + " uses " + quoted(u.item) + " but has no par level for it");
      }
    }
  }

  void check_substitutes() {
    std::unordered_set<std::uint64_t> seen;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < t_.substitutes.size(); ++row) {
      const SubstituteConfig& s = t_.substitutes[row];
      const std::uint32_t wanted = item(s.item, "substitutes", row, "item");
      const std::uint32_t by = item(s.substitute, "substitutes", row, "substitute");
      if (wanted == kNone || by == kNone ||
          !first(seen, wanted, by, "substitutes", row, "item", "item and substitute"))
        continue;
      edges.emplace_back(wanted, by);
      rows.push_back(row);
    }
    for (const std::vector<std::size_t>& circle : circles(t_.items.size(), edges)) {
      std::string way = quoted(t_.items[edges[circle.front()].first].id);
      std::size_t last = 0;  // the row that closed the circle
      for (const std::size_t edge : circle) {
        way += " -> " + quoted(t_.items[edges[edge].second].id);
        last = std::max(last, rows[edge]);
      }
      add("substitutes", last, "substitute", "substitutes run in a circle: " + way);
    }
  }

  const Tables& t_;
  Names locations_, items_, suppliers_, contracts_;
  std::unordered_set<std::uint64_t> lanes_, stocked_;  // (from, to) nodes; (location, item)
  std::unordered_set<std::uint32_t> stocks_unknown_, stocked_somewhere_unknown_;  // locations; items
  std::unordered_set<std::uint32_t> dead_contracts_;
  std::vector<Link> links_;
  std::vector<bool> reached_;
  std::vector<std::uint32_t> par_locations_, par_items_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> offers_;  // item -> contracts
  int suggestions_left_ = 200;                                            // a suggestion looks at every known name
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> validate(const Tables& tables) { return Checker(tables).run(); }

}  // namespace supplytwin::network
