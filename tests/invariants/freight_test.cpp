// What carriers are paid and in which order they come, worked out by hand.
#include <algorithm>

#include "small_world.hpp"

namespace supplytwin {
namespace {

using base::kDay;
using base::kHour;

class Freight : public SmallWorld {
 protected:
  std::vector<std::int64_t> freight_by_cell() const {
    const world::Model model = world::Model::build(config);
    std::vector<std::int64_t> found;
    for (const auto& m : world::run(model, world::Exogenous(model, 1, 0), order, {.check = true}).measures)
      if (m.freight != 0) found.push_back(m.freight);
    std::ranges::sort(found);
    return found;
  }
  /// A distribution centre that has plenty of everything, and a courier to the hospital for 8 USD.
  void centre() {
    world::NetworkConfig& n = config.network;
    n.locations.resize(3);
    std::swap(n.locations[1], n.locations[2]);
    n.locations[1].id = "dc", n.locations[1].kind = network::LocationKind::distribution_centre;
    n.suppliers.resize(2);
    n.suppliers[1].id = "centre", n.suppliers[1].channel = supply::Channel::internal, n.suppliers[1].location = "dc";
    n.contracts.push_back({"wholesale", "maker", network::ShipsTo::dc});
    n.contracts.push_back({"internal", "centre", network::ShipsTo::hospitals});
    n.lanes.resize(3);
    n.lanes[2].from = "maker", n.lanes[2].to = "dc";
    n.lanes[1].from = "dc", n.lanes[1].to = "hospital";
    n.lanes[1].cost = base::kDollar * 8;
    for (const network::ItemConfig& i : n.items) {
      n.contract_items.push_back({"wholesale", i.id, i.standard_cost, 1, 1});
      n.contract_items.push_back({"internal", i.id, i.standard_cost, 1, 1});
      stock("dc", i.id, 0, 1000, 1000);
    }
  }
  const policy::Bundle order =
      bundle("  - {rule: order, choose: {from: contracts, prefer: [\"!contract.internal\"]}, then: order}\n");
};

TEST_F(Freight, LinesOfOnePurchaseOrderShareItByValue) {
  item("glove", 1), item("gown", 3).category = "other";
  stock("hospital", "glove", 5, 15, 5), stock("hospital", "gown", 5, 15, 5);
  config.network.lanes[0].cost = base::kDollar * 8;
  config.network.integration.erp.order_run = base::Schedule({kDay * 2 + kHour * 6});  // Wednesday morning
  EXPECT_EQ(freight_by_cell(), (std::vector<std::int64_t>{2'000'000, 6'000'000}));
}

// What an order meets on its way does not depend on which lines are on it.
TEST_F(Freight, LinesOfOnePurchaseOrderAreAcknowledgedTogether) {
  item("glove", 1);
  stock("hospital", "glove", 5, 15, 5);
  config.network.integration.erp.order_run = base::Schedule({kDay * 2 + kHour * 6});
  config.network.suppliers[0].acknowledge = kernel::Law::uniform(0, 1.8e7);
  const auto acknowledged = [&] {
    const world::Model model = world::Model::build(config);
    return world::run(model, world::Exogenous(model, 1, 0), order, {.check = true})
        .latency[static_cast<std::size_t>(outcome::Stage::acknowledgement)];
  };
  const outcome::Histogram alone = acknowledged();
  item("gown", 3);
  stock("hospital", "gown", 5, 15, 5);
  EXPECT_EQ(alone.count(), 1);
  EXPECT_EQ(acknowledged().count(), 2);
  EXPECT_EQ(acknowledged().sum(), 2 * alone.sum());
}

TEST_F(Freight, LinesOnOneTruckShareItByValue) {
  item("glove", 1), item("gown", 3).category = "other";
  stock("hospital", "glove", 5, 15, 5), stock("hospital", "gown", 5, 15, 5);
  centre();
  config.network.lanes[1].schedule = base::Schedule({kDay * 2 + kHour * 20});  // Wednesday evening
  EXPECT_EQ(freight_by_cell(), (std::vector<std::int64_t>{2'000'000, 6'000'000}));
}

TEST_F(Freight, ATruckThatLeavesAfterTheEndIsNotPaid) {
  item("glove", 1);
  stock("hospital", "glove", 5, 15, 5);
  centre();
  config.network.lanes[1].schedule = base::Schedule({kHour * 20});  // Monday evening
  config.end = config.start + kDay;
  EXPECT_TRUE(freight_by_cell().empty());
}

// One is ordered each noon from the centre, which takes between none and four days for each.
TEST_F(Freight, ASequentialCentreLetsNoLineOvertakeAnother) {
  item("glove", 1);
  use("glove");
  stock("unit", "glove", 20, 21, 21), stock("hospital", "glove", 20, 21, 21);
  centre();
  supply::SupplierConfig& dc = config.network.suppliers[1];
  dc.lead_time = kernel::Law::uniform(0, 4 * 8.64e7);
  bool held_up = false;
  for (int hour = 0; hour < 7 * 24; ++hour) {
    dc.sequence = supply::Sequence::crossing;
    const std::int64_t crossing = levels(order, kHour * hour, "hospital", "glove").in_transit;
    dc.sequence = supply::Sequence::sequential;
    const std::int64_t sequential = levels(order, kHour * hour, "hospital", "glove").in_transit;
    EXPECT_GE(sequential, crossing) << hour;
    held_up |= sequential > crossing;
  }
  EXPECT_TRUE(held_up);
}

}  // namespace
}  // namespace supplytwin
