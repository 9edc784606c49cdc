// What a policy is told that an order costs.
#include "small_world.hpp"

namespace supplytwin {
namespace {

/// Two hospitals with a unit each, near the maker and far from it: an order costs 10 and 1000 dollars of freight.
class OrderCost : public SmallWorld {
 protected:
  OrderCost() {
    world::NetworkConfig& n = config.network;
    n.locations.resize(4);
    n.locations[2].id = "far", n.locations[2].kind = network::LocationKind::hospital;
    n.locations[3].id = "ward", n.locations[3].kind = network::LocationKind::unit, n.locations[3].parent = "far";
    n.lanes.resize(2);
    n.lanes[0].cost = base::kDollar * 10;
    n.lanes[1].from = "maker", n.lanes[1].to = "far";
    n.lanes[1].cost = base::kDollar * 1000;
    item("gauze", 1);
    for (const char* hospital : {"hospital", "far"}) stock(hospital, "gauze", 9, 10, 5);
    for (const char* unit : {"unit", "ward"}) stock(unit, "gauze", 1, 2, 2);
    use("gauze");
    n.usage_rates.push_back(n.usage_rates[0]);
    n.usage_rates[1].location = "ward";
  }
  /// Lines ordered in the whole network when an order may cost no more.
  std::int64_t lines_below(int dollars) const {
    return run(bundle("  - rule: cheap\n    choose: {from: contracts, when: \"contract.cost <= most\"}\n"
                      "    then: order\n  - rule: dear\n    then: hold\n"
                      "parameters:\n  most: {value: $" +
                      std::to_string(dollars) + "}\n"))
        .order_lines;
  }
};

TEST_F(OrderCost, IsTheFreightToTheSiteThatOrders) {
  EXPECT_EQ(lines_below(9), 0);
  const std::int64_t near = lines_below(500);
  EXPECT_GT(near, 0);
  EXPECT_GT(lines_below(5000), near);
}

TEST_F(OrderCost, HoldsTheFeeOfASmallOrder) {
  config.network.suppliers[0].minimum_order = base::kDollar * 100;
  config.network.suppliers[0].small_order_fee = base::kDollar * 600;
  EXPECT_EQ(lines_below(500), 0);
  EXPECT_GT(lines_below(700), 0);
}

}  // namespace
}  // namespace supplytwin
