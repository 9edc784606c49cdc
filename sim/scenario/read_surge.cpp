#include "scenario/read_surge.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>

#include "bundle/load.hpp"
#include "bundle/strict_yaml.hpp"
#include "scenario/fault_list.hpp"
#include "scenario/in_quotes.hpp"
#include "scenario/read_fields.hpp"
#include "scenario/read_network.hpp"

namespace supplytwin::scenario {

namespace {

constexpr std::size_t kMostSurgeBytes = std::size_t{16} << 20;

/// Weeks end on Saturdays and follow one another.
void check_weeks(const CsvTable& table, const Rows<demand::AdmissionsConfig>& weeks,
                 std::vector<base::Fault>& faults) {
  const std::size_t column = table.column("week_ending");
  base::LocalTime before{};
  bool has_before = false;
  for (std::size_t row = 0; row < weeks.rows.size(); ++row) {
    const std::string& text = weeks.rows[row].week_ending;
    if (weeks.faulty[row]) {
      has_before = false;
      continue;
    }
    const auto day = text.size() == 10 ? parse_local_time(text) : bundle::Parsed<base::LocalTime>{};
    std::string_view wrong;
    if (!day) {
      wrong = " is no day; expected a Saturday, such as '2025-02-08'";
    } else if (std::chrono::weekday(std::chrono::floor<std::chrono::days>(*day)) != std::chrono::Saturday) {
      wrong = " is no Saturday";
    } else if (has_before && *day != before + base::kWeek) {
      wrong = " is not a week after the row above";
    }
    if (!wrong.empty()) {
      std::string message = "week_ending: ";
      faults.push_back(table.fault(row, column, message.append(in_quotes(text)).append(wrong)));
    }
    has_before = day.value.has_value();
    if (has_before) before = *day;
  }
  if (weeks.rows.empty()) faults.push_back(table.header_fault(0, "the table has no weeks"));
}

void check_factors(const demand::SurgeConfig& surge, const bundle::Document& document,
                   const world::NetworkConfig* network, std::vector<base::Fault>& faults) {
  const bundle::YamlNode* list = document.root().find("factors");
  if (list == nullptr || !list->is_sequence()) return;
  const std::vector<std::string> categories =
      network != nullptr ? categories_of(*network) : std::vector<std::string>{};
  std::set<std::string> seen;
  for (std::size_t i = 0; i < surge.factors.size(); ++i) {
    const std::string& name = surge.factors[i].category;
    const bundle::YamlNode* node = list->items[i].find("category");
    if (node == nullptr || name.empty()) continue;
    if (!seen.insert(name).second) faults.push_back(document.fault(*node, "duplicate category " + in_quotes(name)));
    if (network != nullptr && std::ranges::find(categories, name) == categories.end()) {
      faults.push_back(document.fault(*node, unknown("category", name, categories)));
    }
  }
}

}  // namespace

std::optional<Surge> read_surge(const std::filesystem::path& file, const world::NetworkConfig* network,
                                std::vector<base::Fault>& faults) {
  auto text = bundle::load(file, kMostSurgeBytes, faults);
  if (!text) return std::nullopt;
  std::string sums = base::hex(base::sha256(std::string_view(*text))) + "\n";
  const std::size_t before = faults.size();
  const auto document = bundle::Document::parse(std::move(*text), file.string(), faults);
  if (document.root().is_null() && faults.size() > before) return std::nullopt;

  Surge surge;
  surge.file = file;
  YamlReader(document, faults).read(document.root(), surge.config);
  check_factors(surge.config, document, network, faults);
  if (surge.config.admissions.empty()) return std::nullopt;

  const std::filesystem::path beside = (file.parent_path() / surge.config.admissions).lexically_normal();
  std::error_code untold;  // then load tells
  if (!std::filesystem::exists(beside, untold) && !untold) {
    faults.push_back(document.fault(*document.root().find("admissions"), "no such file " + path_in_quotes(beside)));
    return std::nullopt;
  }
  auto rows_text = bundle::load(beside, kMostSurgeBytes, faults);
  if (!rows_text) return std::nullopt;
  sums += base::hex(base::sha256(std::string_view(*rows_text))) + "\n";
  const CsvTable table = CsvTable::parse(std::move(*rows_text), beside.string(), faults);
  Rows<demand::AdmissionsConfig> weeks = read_rows<demand::AdmissionsConfig>(table, faults);
  if (!table.readable() || table.column("week_ending") == CsvTable::kNone) return std::nullopt;
  check_weeks(table, weeks, faults);
  surge.config.weeks = std::move(weeks.rows);
  surge.digest = base::sha256(std::string_view(sums));
  return surge;
}

}  // namespace supplytwin::scenario
