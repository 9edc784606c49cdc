#include "network/findings.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/error.hpp"

namespace supplytwin::network {

namespace {

/// The tables in the order in which their problems are told.
constexpr std::array<std::string_view, 9> kTables{"locations",  "items",          "suppliers",
                                                  "contracts",  "contract_items", "lanes",
                                                  "par_levels", "usage_rates",    "substitutes"};

}  // namespace

Findings::Findings(const Tables& of)
    : tables(of),
      locations(of.locations, &LocationConfig::id),
      items(of.items, &ItemConfig::id),
      suppliers(of.suppliers, &SupplierRow::id),
      contracts(of.contracts, &ContractConfig::id) {}

void Findings::add(const Place& at, std::string message) {
  problems_.push_back({at.table, at.row, at.column, std::move(message)});
}

void Findings::unknown(std::string_view kind, std::string_view name, const std::vector<std::string>& known,
                       const Place& at) {
  std::string message = "unknown ";
  message.append(kind).append(" ").append(in_quotes(name));
  if (suggestions_left_-- > 0) {
    const std::string near = base::suggestion(name, known);
    if (!near.empty()) message.append("; did you mean ").append(in_quotes(near)).append("?");
  }
  add(at, std::move(message));
}

std::uint32_t Findings::location(std::string_view name, const Place& at) {
  return resolve("location", name, locations, tables.locations, at);
}

std::uint32_t Findings::item(std::string_view name, const Place& at) {
  return resolve("item", name, items, tables.items, at);
}

std::uint32_t Findings::supplier(std::string_view name, const Place& at) {
  return resolve("supplier", name, suppliers, tables.suppliers, at);
}

std::uint32_t Findings::contract(std::string_view name, const Place& at) {
  return resolve("contract", name, contracts, tables.contracts, at);
}

bool Findings::first(std::unordered_set<std::uint64_t>& seen, std::uint32_t a, std::uint32_t b, const Place& at,
                     std::string_view what) {
  if (a == Names::kNone || b == Names::kNone || seen.insert(pair_key(a, b)).second) return true;
  add(at, std::string("duplicate row: an earlier one has the same ").append(what));
  return false;
}

std::vector<Problem> Findings::take() {
  std::ranges::stable_sort(problems_, {}, [](const Problem& p) {
    return std::tuple{std::ranges::find(kTables, p.table) - kTables.begin(), p.row};
  });
  return std::move(problems_);
}

}  // namespace supplytwin::network
