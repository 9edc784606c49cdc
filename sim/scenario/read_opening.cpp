#include "scenario/read_opening.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "bundle/load.hpp"
#include "network/validate.hpp"
#include "scenario/in_quotes.hpp"
#include "scenario/read_fields.hpp"

namespace supplytwin::scenario {
namespace {

class OpeningReader {
 public:
  OpeningReader(std::filesystem::path folder, const world::NetworkConfig& network, std::vector<base::Fault>& faults)
      : folder_(std::move(folder)), network_(network), faults_(faults) {
    for (const network::ItemConfig& i : network.items) items_.emplace(i.id, &i);
    for (const network::LocationConfig& l : network.locations) locations_.emplace(l.id, &l);
  }

  Opening read() {
    Opening opening;
    network::OpeningConfig& c = opening.config;
    const Source stock = read_table("stock", c.stock), orders = read_table("open_orders", c.open_orders),
                 requisitions = read_table("requisitions", c.requisitions);
    if (sums_.empty())
      faults_.push_back({folder_.string(), 0, 0,
                         "holds none of stock.csv, open_orders.csv and requisitions.csv; expected at least one", "",
                         1});
    refuse_other_tables();
    check_stock(stock, c.stock);
    // A requisition is an order to be: what holds of one holds of the other.
    std::vector<network::OpenOrderConfig> to_be;
    for (const network::RequisitionConfig& r : c.requisitions)
      to_be.push_back({r.location, r.item, r.contract, r.quantity, r.approved});
    check_orders(orders, c.open_orders);
    check_orders(requisitions, to_be);
    check_channel(requisitions, c.requisitions);
    opening.digest = base::sha256(std::string_view(sums_));
    return opening;
  }

 private:
  /// A table that was read, kept to point into.
  struct Source {
    std::optional<CsvTable> table;
    std::vector<bool> faulty;
  };

  template <base::Config C>
  Source read_table(const std::string& name, std::vector<C>& into) {
    const std::filesystem::path file = folder_ / (name + ".csv");
    if (!std::filesystem::exists(file)) return {};
    auto text = bundle::load(file, CsvLimits{}.bytes, faults_);
    if (!text) {
      sums_ += "\n";
      return {};
    }
    sums_ += base::hex(base::sha256(std::string_view(*text))) + "  " + name + ".csv\n";
    Source source{CsvTable::parse(std::move(*text), file.string(), faults_), {}};
    Rows<C> rows = read_rows<C>(*source.table, faults_);
    into = std::move(rows.rows);
    source.faulty = std::move(rows.faulty);
    return source;
  }

  /// A table that nobody reads is one misspelt.
  void refuse_other_tables() {
    std::vector<std::string> known;
    base::for_each_field<network::OpeningConfig>(
        [&](const auto& f) { known.push_back(std::string(f.name) + ".csv"); });
    std::set<std::string> others;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".csv") && std::ranges::find(known, name) == known.end()) others.insert(name);
    }
    for (const std::string& name : others)
      faults_.push_back(
          {(folder_ / name).string(), 0, 0, "nothing reads this table" + base::hint(name, known), "", 1});
  }

  /// A row with faults of its own is not held to more.
  void tell(const Source& source, std::size_t row, std::string_view column, std::string message) {
    if (!source.faulty[row])
      faults_.push_back(source.table->fault(row, source.table->column(column), std::move(message)));
  }

  void check_orders(const Source& source, const std::vector<network::OpenOrderConfig>& orders) {
    if (orders.empty()) return;
    network::Tables tables = network::tables_of(network_);
    tables.open_orders = orders;
    for (const network::Problem& p : network::validate(tables))
      if (p.table == "open_orders") tell(source, p.row, p.column, p.message);
  }

  void check_channel(const Source& source, const std::vector<network::RequisitionConfig>& requisitions) {
    for (std::size_t row = 0; row < requisitions.size(); ++row) {
      const auto contract =
          std::ranges::find(network_.contracts, requisitions[row].contract, &network::ContractConfig::id);
      if (contract == network_.contracts.end()) continue;
      const auto supplier = std::ranges::find(network_.suppliers, contract->supplier, &supply::SupplierConfig::id);
      if (supplier != network_.suppliers.end() && supplier->channel == supply::Channel::internal)
        tell(
            source, row, "contract",
            "contract " + in_quotes(contract->id) + " is one of a distribution centre, whose orders nobody approves");
    }
  }

  void check_stock(const Source& source, const std::vector<network::StockConfig>& stock) {
    std::set<std::pair<std::string_view, std::string_view>> points, seen;
    for (const network::ParLevelConfig& p : network_.par_levels) points.emplace(p.location, p.item);
    for (std::size_t row = 0; row < stock.size(); ++row) {
      const network::StockConfig& s = stock[row];
      const auto location = locations_.find(s.location);
      const auto item = items_.find(s.item);
      if (location == locations_.end())
        tell(source, row, "location", unknown_name("location", s.location, locations_));
      if (item == items_.end()) tell(source, row, "item", unknown_name("item", s.item, items_));
      if (location == locations_.end() || item == items_.end()) continue;
      if (!points.contains({s.location, s.item}))
        tell(source, row, "location", in_quotes(s.location) + " does not stock " + in_quotes(s.item));
      else if (!seen.emplace(s.location, s.item).second)
        tell(source, row, "location",
             "the stock of " + in_quotes(s.item) + " at " + in_quotes(s.location) + " is in an earlier row");
      const bool waits = location->second->kind == network::LocationKind::unit &&
                         item->second->unmet == network::Unmet::backorder && s.on_hand == 0;
      if (s.backorders > 0 && !waits)
        tell(source, row, "backorders",
             "picks wait at the start only at a unit, of an item with unmet: backorder, with on_hand: 0");
    }
  }

  template <class Known>
  std::string unknown_name(std::string_view what, const std::string& name, const Known& known) {
    std::vector<std::string> names;
    if (suggestions_left_-- > 0)
      for (const auto& [id, row] : known) names.emplace_back(id);
    return "unknown " + std::string(what) + " " + in_quotes(name) + base::hint(name, names);
  }

  std::filesystem::path folder_;
  const world::NetworkConfig& network_;
  std::vector<base::Fault>& faults_;
  std::unordered_map<std::string_view, const network::ItemConfig*> items_;
  std::unordered_map<std::string_view, const network::LocationConfig*> locations_;
  std::string sums_;
  int suggestions_left_ = 200;  // a suggestion looks at every known name
};

}  // namespace

Opening read_opening(const std::filesystem::path& folder, const world::NetworkConfig& network,
                     std::vector<base::Fault>& faults) {
  return OpeningReader(folder, network, faults).read();
}

}  // namespace supplytwin::scenario
