// Items that are the supplier's until they are used, and room in storerooms, worked out by hand.
#include "small_world.hpp"

namespace supplytwin {
namespace {

using base::kDay;

class Consignment : public SmallWorld {
 protected:
  Consignment() {
    item("implant", 100);  // 200 USD under the contract
    use("implant");
    config.network.suppliers[0].lead_time = kernel::Law::constant(8.64e7);
    config.network.operations.holding_rate = base::Ratio{250'000};
    config.network.integration.erp.approvals.resize(1);
    config.network.integration.erp.approvals[0].role = "manager";
    config.network.integration.erp.approvals[0].steps = 1;
    config.network.integration.erp.approvals[0].time = kernel::Law::constant(3.6e6);
    config.network.lanes[0].cost = base::kDollar * 10;
  }
  void own(network::Ownership ownership) { config.network.items[0].ownership = ownership; }
  const policy::Bundle order = bundle("  - {rule: order, choose: {from: contracts}, then: order}\n");
};

TEST_F(Consignment, OwnedItemsAreBoughtWhenTheyShip) {
  stock("unit", "implant", 2, 3, 3);
  const outcome::Measures m = run(order);
  EXPECT_EQ(m.filled, 7);
  EXPECT_EQ(m.purchases, 200'000'000 * 7);
  EXPECT_EQ(m.billed, 0);
  EXPECT_EQ(m.approvals, 7);
  EXPECT_EQ(m.purchase_orders, 7);
  EXPECT_EQ(m.freight, 10'000'000 * 7);
  EXPECT_GT(m.stock_value_time, 0);
  EXPECT_GT(m.holding, 0);
}

TEST_F(Consignment, OthersAreBoughtWhenUsedAndRefilledWithoutApproval) {
  own(network::Ownership::consignment);
  stock("unit", "implant", 2, 3, 3);
  const outcome::Measures m = run(order);
  EXPECT_EQ(m.filled, 7);
  EXPECT_EQ(m.purchases, 200'000'000 * 7);
  EXPECT_EQ(m.billed, 7);
  EXPECT_EQ(m.billed_value, m.purchases);
  EXPECT_EQ(m.order_lines, 7);
  EXPECT_EQ(m.approvals, 0);
  EXPECT_EQ(m.purchase_orders, 0);
  EXPECT_EQ(m.freight, 0);
  EXPECT_EQ(m.stock_value_time, 0);
  EXPECT_EQ(m.stock_change, 0);
  EXPECT_EQ(m.holding, 0);
  EXPECT_GT(m.on_hand_time, 0);
}

TEST_F(Consignment, WhatIsNeverUsedIsNeverBought) {
  own(network::Ownership::consignment);
  config.network.usage_rates.clear();
  stock("unit", "implant", 2, 9, 0);  // filled up by the supplier
  config.network.usage_rates.resize(1);
  config.network.usage_rates[0].location = "unit", config.network.usage_rates[0].item = "implant";
  config.network.usage_rates[0].rate = 1e-9;
  EXPECT_EQ(run(order).purchases, 0);
  EXPECT_EQ(levels(order, kDay * 3, "unit", "implant").on_hand, 9);
}

TEST_F(Consignment, BillOnlyItemsNeedNoShelf) {
  own(network::Ownership::bill_only);
  const outcome::Measures m = run(order);
  EXPECT_EQ(m.demanded, 7);
  EXPECT_EQ(m.filled, 7);
  EXPECT_EQ(m.billed, 7);
  EXPECT_EQ(m.purchases, 200'000'000 * 7);
  EXPECT_EQ(m.needs, 0);
  EXPECT_EQ(m.order_lines, 0);
  EXPECT_EQ(m.stocked_time, 0);
  EXPECT_EQ(levels(order, kDay * 3, "unit", "implant"), world::Levels{});
}

TEST_F(Consignment, TheLeastPriceThatShipsHereIsPaid) {
  own(network::Ownership::bill_only);
  config.network.contracts.push_back({"cheaper", "maker", network::ShipsTo::hospitals});
  config.network.contract_items.push_back({"cheaper", "implant", base::kDollar * 150, 1, 1});
  EXPECT_EQ(run(order).purchases, 150'000'000 * 7);
}

TEST_F(Consignment, AnExpressRefillPaysForTheWayAndNoSmallOrderFee) {
  own(network::Ownership::consignment);
  stock("unit", "implant", 2, 3, 3);
  supply::SupplierConfig& maker = config.network.suppliers[0];
  maker.expedite_lead_time = kernel::Law::constant(3.6e6);
  maker.expedite_price = base::kOne;
  maker.minimum_order = base::kDollar * 450;
  maker.small_order_fee = base::kDollar * 15;
  const policy::Bundle express = bundle("  - {rule: order, choose: {from: contracts}, then: expedite}\n");
  const outcome::Measures refills = run(express);
  EXPECT_EQ(refills.expedited_lines, 7);
  EXPECT_EQ(refills.expedite_freight, 10'000'000 * 7);
  own(network::Ownership::owned);
  EXPECT_EQ(run(express).expedite_freight, 25'000'000 * 7);
}

TEST_F(Consignment, WhatNobodyOffersUnderContractIsOffContract) {
  own(network::Ownership::bill_only);
  EXPECT_EQ(run(order).off_contract_spend, 0);
  config.network.contracts[0].kind = network::ContractKind::spot;
  EXPECT_EQ(run(order).off_contract_spend, 200'000'000 * 7);
}

/// A storeroom for 1 m3 that holds pillows of 100 l; nothing is used.
class Storage : public SmallWorld {
 protected:
  Storage() {
    item("pillow", 1).volume = 100'000;
    config.network.locations[0].storage = 1000;
    config.network.operations.overflow_cost = base::Money{10'000};  // a cent a litre and day
    config.network.suppliers[0].lead_time = kernel::Law::constant(8.64e7);
    stock("unit", "pillow", 0, 1, 1);
  }
  const policy::Bundle order = bundle("  - {rule: order, choose: {from: contracts}, then: order}\n");
  const policy::Bundle hold = bundle("  - {rule: hold, then: hold}\n");
};

TEST_F(Storage, OrdersAreCutToTheRoomThatIsLeft) {
  stock("hospital", "pillow", 4, 30, 4);
  EXPECT_EQ(levels(order, kDay / 2, "hospital", "pillow").on_order, 6);
  const outcome::Measures m = run(order);
  EXPECT_EQ(m.over_limit_time, 0);
  EXPECT_EQ(m.storage_limit_time, 1000 * 7 * 86'400);
  EXPECT_EQ(m.storage_time, (400 + 1000 * 6) * 86'400);
}

TEST_F(Storage, WhatIsOnItsWayTakesRoom) {
  item("blanket", 1).volume = 200'000;
  stock("hospital", "pillow", 4, 30, 4);
  stock("hospital", "blanket", 0, 5, 0);
  EXPECT_EQ(levels(order, kDay / 2, "hospital", "blanket").on_order +
                levels(order, kDay / 2, "hospital", "pillow").on_order,
            3);  // blankets are asked for first and take it all
}

TEST_F(Storage, ALineWhoseLeastDoesNotFitIsNotOrdered) {
  config.network.contract_items[0].minimum = 7;
  stock("hospital", "pillow", 4, 30, 4);
  const outcome::Measures m = run(order);
  EXPECT_EQ(m.order_lines, 0);
  EXPECT_GT(m.decisions, 3);  // it is tried again
}

TEST_F(Storage, WhatComesAnywayStandsElsewhereAtACost) {
  stock("hospital", "pillow", 4, 30, 10);
  config.network.open_orders.push_back({"hospital", "pillow", "contract", 5, config.start + kDay * 2});
  const outcome::Measures m = run(hold);
  EXPECT_EQ(m.over_limit_time, (kDay * 5).count());
  EXPECT_EQ(m.overflow_cost, 500 * 5 * 10'000);
  EXPECT_EQ(m.storage_time, (1000 * 2 + 1500 * 5) * 86'400);
}

TEST_F(Storage, APolicySeesTheRoom) {
  stock("hospital", "pillow", 4, 30, 4);
  const policy::Bundle six = bundle(
      "  - {rule: six, when: need.kind == \"storeroom\" && need.room == 6, then: hold}\n"
      "  - {rule: order, choose: {from: contracts}, then: order}\n");
  EXPECT_EQ(run(six).order_lines, 0);
}

TEST_F(Storage, WithoutALimitNothingIsCut) {
  config.network.locations[0].storage = 0;
  stock("hospital", "pillow", 4, 30, 4);
  EXPECT_EQ(levels(order, kDay / 2, "hospital", "pillow").on_order, 26);
  EXPECT_EQ(run(order).storage_time, 0);
}

}  // namespace
}  // namespace supplytwin
