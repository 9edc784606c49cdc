#include "scenario/read_network.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "base/digest.hpp"
#include "bundle/load.hpp"
#include "bundle/strict_yaml.hpp"
#include "network/validate.hpp"
#include "scenario/check_network.hpp"
#include "scenario/in_quotes.hpp"
#include "scenario/read_fields.hpp"

namespace supplytwin::scenario {

namespace {

/// A table that was read, kept to point into.
struct OpenTable {
  CsvTable table;
  std::vector<bool> faulty;  // rows whose faults are told already
};

class FolderReader {
 public:
  FolderReader(std::filesystem::path folder, std::vector<base::Fault>& faults)
      : folder_(std::move(folder)), faults_(faults) {}

  std::optional<world::NetworkConfig> read() {
    world::NetworkConfig config;
    read_table("locations", config.locations);
    read_table("items", config.items);
    read_table("suppliers", config.suppliers);
    read_table("contracts", config.contracts);
    read_table("contract_items", config.contract_items);
    read_table("lanes", config.lanes);
    read_table("par_levels", config.par_levels);
    read_table("usage_rates", config.usage_rates);
    read_table("substitutes", config.substitutes, false);
    read_table("open_orders", config.open_orders, false);
    const std::optional<bundle::Document> document = read_yaml(config);
    check_other_tables();
    config.digest = digest();
    if (!whole_) return std::nullopt;
    network::Tables tables = network::tables_of(config);
    tables.partial = any_faulty("locations") || any_faulty("suppliers") || any_faulty("contracts");
    tell(network::validate(tables));
    if (document) {
      tell(check_tables(config, [this](std::string_view table, std::size_t row, std::string_view column) {
        return given(table, row, column);
      }));
      check_network_file(config, *document, document->root(), faults_);
    }
    return config;
  }

 private:
  std::optional<std::string> load_member(const std::string& name) {
    auto text = bundle::load(folder_ / name, CsvLimits{}.bytes, faults_);
    if (text) {
      texts_.emplace(name, base::sha256(std::string_view(*text)));
    } else {
      whole_ = false;
    }
    return text;
  }

  template <base::Config C>
  void read_table(const std::string& name, std::vector<C>& into, bool required = true) {
    const std::string file = name + ".csv";
    std::error_code untold;  // then load_member tells
    if (!required && !std::filesystem::exists(folder_ / file, untold) && !untold) return;
    auto text = load_member(file);
    if (!text) return;
    const std::size_t before = faults_.size();
    CsvTable table = CsvTable::parse(std::move(*text), (folder_ / file).string(), faults_);
    Rows<C> rows = read_rows<C>(table, faults_);
    if (required && faults_.size() == before && rows.rows.empty())
      faults_.push_back(table.header_fault(CsvTable::kNone, "the table has no rows; expected at least one"));
    if (!table.readable() || (faults_.size() > before && rows.rows.empty())) whole_ = false;
    base::for_each_field<C>([&](const auto& f) {
      if (f.required && table.column(f.name) == CsvTable::kNone) whole_ = false;
    });
    into = std::move(rows.rows);
    tables_.emplace(name, OpenTable{std::move(table), std::move(rows.faulty)});
  }

  /// A table that nobody reads may be an optional one misspelt; others may lie there, as evidence does.
  void check_other_tables() {
    std::error_code untold;  // load_member has told
    std::vector<std::string> found;
    for (std::filesystem::directory_iterator at(folder_, untold), end; !untold && at != end; at.increment(untold))
      found.push_back(at->path().filename().string());
    std::ranges::sort(found);
    std::vector<std::string> absent{"substitutes.csv", "open_orders.csv"};
    std::erase_if(absent, [&](const std::string& name) { return std::ranges::count(found, name) > 0; });
    for (const std::string& name : found) {
      const std::string near = texts_.contains(name) ? "" : base::suggestion(name, absent);
      if (!near.empty())
        faults_.push_back({(folder_ / name).string(),
                           0,
                           0,
                           "no table of a network has this name; did you mean " + in_quotes(near) + "?",
                           {},
                           1});
    }
  }

  std::optional<bundle::Document> read_yaml(world::NetworkFile& into) {
    auto text = load_member("network.yaml");
    if (!text) return std::nullopt;
    const std::size_t before = faults_.size();
    auto document = bundle::Document::parse(std::move(*text), (folder_ / "network.yaml").string(), faults_);
    if (document.root().is_null() && faults_.size() > before) {
      whole_ = false;
      return std::nullopt;
    }
    YamlReader(document, faults_).read(document.root(), into);
    return document;
  }

  /// The SHA-256 of what `sha256sum` prints for the files in name order, so that anyone can check it.
  base::Digest digest() const {
    std::string list;
    for (const auto& [name, sum] : texts_) list += base::hex(sum) + "  " + name + "\n";
    return base::sha256(std::string_view(list));
  }

  bool given(std::string_view table, std::size_t row, std::string_view column) const {
    const CsvTable& t = tables_.find(table)->second.table;
    const std::size_t index = t.column(column);
    std::string buffer;
    return index != CsvTable::kNone && !t.cell(row, index, buffer).empty();
  }

  bool any_faulty(std::string_view table) const {
    const std::vector<bool>& faulty = tables_.find(table)->second.faulty;
    return std::ranges::find(faulty, true) != faulty.end();
  }

  /// Places problems in their files. A row with faults of its own is not held to more.
  void tell(const std::vector<network::Problem>& problems) {
    for (const network::Problem& p : problems) {
      const OpenTable& open = tables_.find(p.table)->second;
      if (!open.faulty[p.row]) faults_.push_back(open.table.fault(p.row, open.table.column(p.column), p.message));
    }
  }

  std::filesystem::path folder_;
  std::vector<base::Fault>& faults_;
  std::map<std::string, OpenTable, std::less<>> tables_;
  std::map<std::string, base::Digest> texts_;
  bool whole_ = true;
};

}  // namespace

std::optional<world::NetworkConfig> read_network(const std::filesystem::path& folder,
                                                 std::vector<base::Fault>& faults) {
  return FolderReader(folder, faults).read();
}

void check_network(const world::NetworkConfig& network, const bundle::Document& document,
                   const bundle::YamlNode& node, std::vector<base::Fault>& faults) {
  const auto cell = [&](std::string_view table, std::size_t row, std::string_view column) {
    return node.find(table)->items[row].find(column);
  };
  const auto tell = [&](const std::vector<network::Problem>& problems) {
    for (const network::Problem& p : problems) {
      const bundle::YamlNode* at = cell(p.table, p.row, p.column);
      faults.push_back(document.fault(at ? *at : node.find(p.table)->items[p.row], p.message));
    }
  };
  tell(network::validate(network::tables_of(network)));
  tell(check_tables(network, [&](std::string_view table, std::size_t row, std::string_view column) {
    return cell(table, row, column) != nullptr;
  }));
  check_network_file(network, document, node, faults);
}

std::vector<std::string> categories_of(const world::NetworkConfig& network) {
  std::set<std::string> names;
  for (const network::ItemConfig& item : network.items) names.insert(item.category);
  return {names.begin(), names.end()};
}

}  // namespace supplytwin::scenario
