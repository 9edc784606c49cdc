#pragma once

#include <string>
#include <vector>

#include "network/network.hpp"
#include "network/validate.hpp"

namespace supplytwin::network {

/// Two hospitals, a distribution centre and three items; everything can be changed before `tables()`.
struct Example {
  std::vector<LocationConfig> locations{site("DC", LocationKind::distribution_centre),
                                        site("H2", LocationKind::hospital),
                                        site("H1", LocationKind::hospital),
                                        unit("H2-OR", "H2"),
                                        unit("A-WARD", "H1"),
                                        unit("H1-ICU", "H1")};
  std::vector<ItemConfig> items{item("gauze", "wound"), item("foam", "wound"), item("glove", "protection")};
  std::vector<SupplierRow> suppliers{{"own", "DC", true}, {"dist", "", false}, {"maker", "", false}};
  std::vector<ContractConfig> contracts{{"c-own", "own", ShipsTo::hospitals},
                                        {"c-dist", "dist", ShipsTo::hospitals},
                                        {"c-maker", "maker", ShipsTo::dc}};
  std::vector<ContractItemConfig> contract_items{{"c-own", "gauze", base::Money{30'000}, 100, 1},
                                                 {"c-maker", "gauze", base::Money{20'000}, 1000, 2000},
                                                 {"c-dist", "glove", base::Money{90'000}, 200, 1},
                                                 {"c-dist", "foam", base::Money{4'500'000}, 10, 20},
                                                 {"c-dist", "gauze", base::Money{40'000}, 10, 20}};
  std::vector<LaneRow> lanes{{"dist", "H1", base::kHour * 2, {}},
                             {"dist", "H2", base::kHour * 3, {}},
                             {"maker", "DC", base::kDay, {}},
                             {"DC", "H1", base::kHour, base::kDollar * 10},
                             {"own", "H2", base::kHour * 2, base::kDollar * 12},
                             {"H1", "H2", base::kMinute * 50, base::kDollar * 40},
                             {"H2", "H1", base::kMinute * 50, base::kDollar * 40}};
  std::vector<ParLevelConfig> par_levels{
      {"H1-ICU", "gauze", 30, 100}, {"H1-ICU", "foam", 5, 20},   {"H2-OR", "glove", 100, 400},
      {"A-WARD", "foam", 5, 20},    {"DC", "gauze", 1000, 4000}, {"H2", "glove", 200, 1000},
      {"H2", "foam", 20, 60},       {"H1", "gauze", 200, 600},   {"H1", "foam", 40, 100}};
  std::vector<UsageRow> usage{{"H1-ICU", "foam"}, {"H1-ICU", "gauze"}, {"H2-OR", "glove"}};
  std::vector<SubstituteConfig> substitutes{
      {"gauze", "glove", base::kOne}, {"foam", "glove", base::kOne}, {"foam", "gauze", base::kOne}};

  Tables tables() const {
    return {locations, items, contracts, contract_items, par_levels, substitutes, {},
            suppliers, lanes, usage,     true,           true,       false};
  }
  /// `table row.column: message` of every problem, rows from 1.
  std::vector<std::string> told() const {
    std::vector<std::string> all;
    for (const Problem& p : validate(tables())) {
      all.push_back(std::string(p.table) + " " + std::to_string(p.row + 1) + "." + std::string(p.column) + ": " +
                    p.message);
    }
    return all;
  }

  static LocationConfig site(std::string id, LocationKind kind) {
    LocationConfig l;
    l.id = std::move(id);
    l.kind = kind;
    l.platform = "cloud";
    return l;
  }
  static LocationConfig unit(std::string id, std::string hospital) {
    LocationConfig l;
    l.id = std::move(id);
    l.kind = LocationKind::unit;
    l.parent = std::move(hospital);
    l.unit_type = "ward";
    return l;
  }
  static ItemConfig item(std::string id, std::string category) {
    ItemConfig i;
    i.id = std::move(id);
    i.category = std::move(category);
    return i;
  }
};

}  // namespace supplytwin::network
