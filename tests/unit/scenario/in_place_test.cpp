// Networks that stand in place, and what is expected of a run.
#include <gtest/gtest.h>

#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

/// A whole small network on one page.
const std::string kPage = R"(scenario: page
source: a book
model:
  network: one shelf
  time_zone: UTC
  locations:
    - { id: hospital, kind: hospital }
    - { id: shelf, kind: unit, parent: hospital }
  items:
    - { id: item, category: any, criticality: vital, standard_cost: 1 USD, unmet: backorder }
  suppliers:
    - { id: maker, channel: direct, sequence: one_at_a_time, acknowledge: 0 h, lead_time: 1 day }
  contracts:
    - { id: contract, supplier: maker, ships_to: hospitals }
  contract_items:
    - { contract: contract, item: item, price: 1 USD }
  lanes:
    - { from: maker, to: hospital, transit: 0 h, cost: 8 USD }
  par_levels:
    - { location: shelf, item: item, reorder_point: 7, par: 8, lot: 5, review: daily 06:00, holding_cost: 0.18 USD }
  usage_rates:
    - { location: shelf, item: item, every: daily 12:00, sizes: [5, 3, 8] }
period: { start: 2024-01-01, length: 8 weeks }
policies: [policies/order.yaml]
baseline: order
replications: 2
expect:
  - { figure: fill_rate, value: 0.5, note: known }
  - { figure: purchase_orders, value: 1, per_day: true, site: hospital }
)";

class InPlace : public testing::Test {
 protected:
  /// The faults of the page with something else in one place.
  std::string told(const std::string& from, const std::string& to) {
    std::string page = kPage;
    page.replace(page.find(from), from.size(), to);
    scratch.write("scenario.yaml", page);
    std::string all;
    for (const auto& f : scratch.faults())
      all += std::to_string(f.line) + ":" + std::to_string(f.column) + ": " + f.message + "\n";
    return all;
  }
  const Scratch scratch;
};

TEST_F(InPlace, APageIsAScenario) {
  scratch.write("scenario.yaml", kPage);
  const Scenario s = scratch.read();
  EXPECT_EQ(s.source, "a book");
  ASSERT_EQ(s.model.network.par_levels.size(), 1u);
  EXPECT_EQ(s.model.network.par_levels[0].lot, 5);
  EXPECT_EQ(s.model.network.par_levels[0].opening_stock, -1);
  EXPECT_EQ(s.model.network.par_levels[0].holding_cost.micros, 180'000);
  EXPECT_EQ(s.model.network.usage_rates[0].sizes, (std::vector<std::int64_t>{5, 3, 8}));
  EXPECT_EQ(s.model.network.suppliers[0].sequence, supply::Sequence::one_at_a_time);
  ASSERT_EQ(s.expectations.size(), 2u);
  EXPECT_EQ(s.expectations[0].figure->name, "fill_rate");
  EXPECT_EQ(s.expectations[1].site, "hospital");
  EXPECT_TRUE(s.expectations[1].per_day);
}

TEST_F(InPlace, KeysAndValuesAreHeldToTheirLists) {
  EXPECT_EQ(told("criticality: vital", "critcality: vital"),
            "10:7: missing key 'criticality' in model.items[0]\n"
            "10:34: unknown key 'critcality' in model.items[0]; did you mean 'criticality'?\n");
  EXPECT_EQ(told("lot: 5", "lot: -5"), "20:69: lot must not be negative\n");
}

TEST_F(InPlace, NamesAndStockRulesAreHeldAgainstOneAnother) {
  EXPECT_EQ(told("contract: contract, item: item", "contract: contract, item: itm"),
            "16:35: unknown item 'itm'; did you mean 'item'?\n");
  EXPECT_EQ(told("reorder_point: 7, par: 8", "reorder_point: 8, par: 8"),
            "20:53: reorder_point 8 must be below par 8\n");
  EXPECT_EQ(told("ships_to: hospitals", "ships_to: dc").substr(0, 60),
            "14:33: contract 'contract' can deliver nowhere: no lane lead");
}

TEST_F(InPlace, DemandIsEitherARateOrSetTimes) {
  EXPECT_EQ(told("every: daily 12:00", "every: daily 12:00, rate: 3"),
            "22:64: give either a rate above 0 or `every`, not both\n");
  EXPECT_EQ(told("every: daily 12:00, ", ""), "22:7: give either a rate above 0 or `every`, not both\n");
  EXPECT_EQ(told("sizes: [5", "size: 2, sizes: [5"), "22:74: give either a size or sizes, not both\n");
  EXPECT_EQ(told("unmet: backorder", "unmet: backorder, capture: 90 %"),
            "22:32: 'item' is used in batches, so its capture must be 100 %\n");
}

TEST_F(InPlace, OpenOrdersComeFromAContractThatOffersTheItem) {
  const std::string rates = "  usage_rates:\n";
  const auto with = [&](const std::string& order) {
    return told(rates, "  open_orders:\n    - " + order + "\n" + rates);
  };
  EXPECT_EQ(with("{ location: shelf, item: item, contract: contract, quantity: 3, due: 2024-01-02 }"), "");
  EXPECT_EQ(
      with("{ location: hospital, item: item, contract: contrac, quantity: 0, due: soon }"),
      "22:70: quantity must be at least 1\n"
      "22:78: due: 'soon' is not a local time; expected a local time, such as '2025-02-08 02:00' or '2025-02-08'\n");
  EXPECT_EQ(with("{ location: hospital, item: item, contract: contrac, quantity: 1, due: 2024-01-02 }"),
            "22:19: 'hospital' does not stock 'item'\n"
            "22:51: unknown contract 'contrac'; did you mean 'contract'?\n");
}

TEST_F(InPlace, ExpectationsNameFiguresAndSites) {
  EXPECT_EQ(told("figure: fill_rate", "figure: fil_rate"),
            "28:15: unknown figure 'fil_rate'; did you mean 'fill_rate'?\n");
  EXPECT_EQ(told("site: hospital", "site: hospitl"), "29:63: unknown site 'hospitl'; did you mean 'hospital'?\n");
}

}  // namespace
}  // namespace supplytwin::scenario
