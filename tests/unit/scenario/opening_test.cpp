// What a simulation starts with, as a folder of tables beside the network.
#include <gtest/gtest.h>

#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

const std::string kOpenedPage = R"(scenario: page
model:
  network: one shelf
  time_zone: America/Indiana/Indianapolis
  locations:
    - { id: hospital, kind: hospital }
    - { id: shelf, kind: unit, parent: hospital }
  items:
    - { id: gauze, category: any, criticality: vital, standard_cost: 1 USD, unmet: backorder }
    - { id: tape, category: any, criticality: vital, standard_cost: 1 USD }
  suppliers:
    - { id: maker, channel: direct, sequence: crossing, acknowledge: 0 h, lead_time: 1 day }
  contracts:
    - { id: contract, supplier: maker, ships_to: hospitals }
  contract_items:
    - { contract: contract, item: gauze, price: 1 USD }
    - { contract: contract, item: tape, price: 1 USD }
  lanes:
    - { from: maker, to: hospital, transit: 0 h, cost: 8 USD }
  par_levels:
    - { location: shelf, item: gauze, reorder_point: 7, par: 8 }
    - { location: shelf, item: tape, reorder_point: 7, par: 8 }
  usage_rates:
    - { location: shelf, item: gauze, rate: 2 }
    - { location: shelf, item: tape, rate: 2 }
opening: tuesday
period: { start: 2024-01-01, length: 8 weeks }
policies: [policies/order.yaml]
baseline: order
replications: 2
)";

class Openings : public testing::Test {
 protected:
  Openings() {
    scratch.write("scenario.yaml", kOpenedPage);
    std::filesystem::create_directory(scratch.folder() / "tuesday");
  }
  std::string told() const {
    std::string all;
    for (const auto& f : scratch.faults())
      all += f.file + ":" + std::to_string(f.line) + ":" + std::to_string(f.column) + ": " + f.message + "\n";
    return all;
  }
  const Scratch scratch;
};

TEST_F(Openings, TablesAreRead) {
  scratch.write("tuesday/stock.csv", "location,item,on_hand,known\nshelf,gauze,6,7\nshelf,tape,0,\n");
  scratch.write("tuesday/open_orders.csv",
                "location,item,contract,quantity,due\nshelf,gauze,contract,4,2024-01-03 08:00\n");
  scratch.write("tuesday/requisitions.csv",
                "location,item,contract,quantity,approved\nshelf,tape,contract,9,2024-01-02\n");
  EXPECT_EQ(told(), "");
  const network::OpeningConfig opening = scratch.read().model.opening;
  ASSERT_EQ(opening.stock.size(), 2u);
  EXPECT_EQ(opening.stock[0].known, 7);
  EXPECT_EQ(opening.stock[1].known, -1);
  ASSERT_EQ(opening.open_orders.size(), 1u);
  EXPECT_EQ(base::milliseconds(opening.open_orders[0].due), 1'704'286'800'000);  // 13:00Z
  ASSERT_EQ(opening.requisitions.size(), 1u);
  EXPECT_EQ(opening.requisitions[0].quantity, 9);
}

TEST_F(Openings, ChangeTheDigestOfTheModelAndNotTheNetwork) {
  scratch.write("tuesday/stock.csv", "location,item,on_hand\nshelf,gauze,6\n");
  const Scenario one = scratch.read();
  scratch.write("tuesday/stock.csv", "location,item,on_hand\nshelf,gauze,5\n");
  const Scenario other = scratch.read();
  EXPECT_NE(one.model_digest, other.model_digest);
  EXPECT_EQ(one.model.network.content, other.model.network.content);
}

TEST_F(Openings, AllFaultsAreToldAtOnce) {
  scratch.write("tuesday/stock.csv",
                "location,item,on_hand,backorders\nshelf,gauze,6,\nshelf,gauze,5,\nshelf,guaze,1,\nhospital,tape,1,\n"
                "shelf,tape,0,3\nshelf,tape,-1,\n");
  scratch.write(
      "tuesday/open_orders.csv",
      "location,item,contract,quantity,due\nshelf,gauze,contact,4,2024-01-03\nshelf,tape,contract,0,soon\n");
  scratch.write("tuesday/requisitions.csv", "location,item,contract,quantity\nhospital,tape,contract,9\n");
  EXPECT_EQ(
      told(),
      "tuesday/stock.csv:3:1: the stock of 'gauze' at 'shelf' is in an earlier row\n"
      "tuesday/stock.csv:4:7: unknown item 'guaze'; did you mean 'gauze'?\n"
      "tuesday/stock.csv:5:1: 'hospital' does not stock 'tape'\n"
      "tuesday/stock.csv:6:14: picks wait at the start only at a unit, of an item with unmet: backorder, with "
      "on_hand: 0\n"
      "tuesday/stock.csv:7:12: on_hand must not be negative\n"
      "tuesday/open_orders.csv:2:13: unknown contract 'contact'; did you mean 'contract'?\n"
      "tuesday/open_orders.csv:3:21: quantity must be at least 1\n"
      "tuesday/open_orders.csv:3:23: due: 'soon' is not a local time; expected a local time, such as '2025-02-08 "
      "02:00' or '2025-02-08'\n"
      "tuesday/requisitions.csv:1:1: missing column 'approved'\n"
      "tuesday/requisitions.csv:2:1: 'hospital' does not stock 'tape'\n");
}

TEST_F(Openings, ATableThatIsMisspeltIsRefused) {
  scratch.write("tuesday/stock.csv", "location,item,on_hand\nshelf,gauze,6\n");
  scratch.write("tuesday/requisition.csv", "location,item\n");
  EXPECT_EQ(told(), "tuesday/requisition.csv:0:0: nothing reads this table; did you mean 'requisitions.csv'?\n");
}

TEST_F(Openings, AFolderWithoutTablesIsNone) {
  EXPECT_EQ(told(),
            "tuesday:0:0: holds none of stock.csv, open_orders.csv and requisitions.csv; expected at least one\n");
  scratch.remove("tuesday");
  EXPECT_EQ(told(), "scenario.yaml:26:10: no such folder 'tuesday'\n");
}

}  // namespace
}  // namespace supplytwin::scenario
