// A run that starts with stock, waiting picks and orders on their way, as given.
#include <gtest/gtest.h>

#include "bundle/compile.hpp"
#include "scenario/scenario.hpp"
#include "world/model.hpp"
#include "world/world.hpp"

namespace supplytwin {
namespace {

using base::kDay;

class Opening : public testing::Test {
 protected:
  /// The one shelf of V14: reorder point 3, lot 5, two days of lead time, backorders.
  Opening() : scenario_(scenario::read(SOURCE_DIR "/tests/validation/v14_a_optimal.yaml")) {
    config_ = scenario_.model;
    config_.warm_up = base::Duration{0};
    config_.network.usage_rates[0].rate = 1e-6;  // nobody picks
    begin_ = config_.start;
  }
  world::Levels levels(base::Time t) const {
    const world::Model model = world::Model::build(config_);
    const world::Exogenous exogenous(model, 1, 0);
    world::World world(model, exogenous, scenario_.policies.front().bundle, {.check = true});
    world.advance(t);
    return world.levels("shelf", "item");
  }
  outcome::Measures recorded() const {
    const world::Model model = world::Model::build(config_);
    const world::Exogenous exogenous(model, 1, 0);
    outcome::Measures m;
    for (const auto& cell : world::run(model, exogenous, scenario_.policies.front().bundle, {.check = true}).measures)
      m += cell;
    return m;
  }
  const scenario::Scenario scenario_;
  world::ModelConfig config_;
  base::Time begin_{};
};

TEST_F(Opening, StockIsWhatIsGiven) {
  config_.network.par_levels[0].opening_stock = 6;
  EXPECT_EQ(levels(begin_), (world::Levels{.on_hand = 6, .known = 6}));
}

TEST_F(Opening, APositionAtTheReorderPointOrdersAtOnce) {
  config_.network.par_levels[0].opening_stock = 3;
  EXPECT_EQ(levels(begin_), (world::Levels{.on_hand = 3, .known = 3, .on_order = 5, .in_transit = 5}));
  EXPECT_EQ(levels(begin_ + kDay * 2), (world::Levels{.on_hand = 8, .known = 8}));
}

TEST_F(Opening, WaitingPicksAreServedFirstAndCountInThePosition) {
  config_.network.par_levels[0].opening_stock = 0;
  config_.network.par_levels[0].opening_backorders = 7;
  // From -7 three lots lead above 3.
  EXPECT_EQ(levels(begin_), (world::Levels{.on_order = 15, .in_transit = 15, .backorders = 7}));
  EXPECT_EQ(levels(begin_ + kDay * 2), (world::Levels{.on_hand = 8, .known = 8}));
}

TEST_F(Opening, OrdersOnTheirWayComeWhenTheyAreDue) {
  config_.network.par_levels[0].opening_stock = 1;
  config_.network.open_orders.push_back({"shelf", "item", "contract", 4, begin_ + kDay});
  EXPECT_EQ(levels(begin_), (world::Levels{.on_hand = 1, .known = 1, .on_order = 4, .in_transit = 4}));
  EXPECT_EQ(levels(begin_ + kDay), (world::Levels{.on_hand = 5, .known = 5}));
}

// Three a day and two days of lead time: what was ordered in the last two days, unit by unit, is on its way.
TEST_F(Opening, AStationaryStartHasOrdersOnTheirWay) {
  network::ParLevelConfig& rule = config_.network.par_levels[0];
  rule.lot = 0;
  rule.par = 20;
  rule.reorder_point = 19;
  rule.opening_stock = -1;
  config_.network.usage_rates[0].rate = 3;
  EXPECT_EQ(levels(begin_).on_hand + levels(begin_).in_transit, 20);
  EXPECT_EQ(levels(begin_).in_transit, 6);
}

TEST_F(Opening, TablesOfAnOpeningStandBeforeWhatTheNetworkSays) {
  config_.network.par_levels[0].opening_stock = 1;
  config_.opening.stock = {{"shelf", "item", 6, 7, 0}};
  config_.opening.open_orders = {{"shelf", "item", "contract", 4, begin_ + kDay}};
  EXPECT_EQ(levels(begin_), (world::Levels{.on_hand = 6, .known = 7, .on_order = 4, .in_transit = 4}));
  EXPECT_EQ(levels(begin_ + kDay), (world::Levels{.on_hand = 10, .known = 11}));
}

TEST_F(Opening, ARequisitionIsOrderedWhenItIsApproved) {
  config_.opening.stock = {{"shelf", "item", 6, -1, 0}};
  config_.opening.requisitions = {{"shelf", "item", "contract", 4, false, begin_ + kDay}};
  EXPECT_EQ(levels(begin_ + kDay - base::kHour), (world::Levels{.on_hand = 6, .known = 6, .on_order = 4}));
  EXPECT_EQ(levels(begin_ + kDay), (world::Levels{.on_hand = 6, .known = 6, .on_order = 4, .in_transit = 4}));
  EXPECT_EQ(levels(begin_ + kDay * 3), (world::Levels{.on_hand = 10, .known = 10}));
}

// Without a warm-up the first instant belongs to the period.
TEST_F(Opening, WhatIsOrderedAtTheVeryStartIsRecorded) {
  config_.opening.stock = {{"shelf", "item", 6, -1, 0}};
  config_.opening.requisitions = {{"shelf", "item", "contract", 4, false, begin_}};
  const outcome::Measures m = recorded();
  EXPECT_EQ(m.purchase_orders, 1);
  EXPECT_EQ(m.purchases, (config_.network.contract_items[0].price * 4).micros);
  EXPECT_EQ(m.needs, 0);  // it was decided before
}

TEST_F(Opening, ANeedAtTheVeryStartIsCounted) {
  config_.network.par_levels[0].opening_stock = 3;
  const outcome::Measures m = recorded();
  EXPECT_EQ(m.needs, 1);
  EXPECT_EQ(m.needs_satisfied, 1);
}

// Par levels of storerooms and centres rise by a ratio, in sum to a per cent, and at no point fall; shelves keep
// theirs.
TEST(RaisedStock, RisesAtStoresByTheRatio) {
  world::ModelConfig config = scenario::read(SOURCE_DIR "/scenarios/small.yaml").model;
  const world::Model plain = world::Model::build(config);
  config.par = base::Ratio{1'150'000};
  const world::Model raised = world::Model::build(config);
  double before = 0, after = 0;
  for (std::size_t p = 0; p < plain.data().points.size(); ++p) {
    const auto &a = plain.data().points[p], &b = raised.data().points[p];
    if (p >= plain.data().stores) {
      EXPECT_EQ(a.par, b.par);
      continue;
    }
    EXPECT_GE(b.reorder_point, a.reorder_point);
    EXPECT_GE(b.par - b.reorder_point, a.par - a.reorder_point);
    before += a.par;
    after += b.par;
  }
  EXPECT_NEAR(after / before, 1.15, 0.01);
}

}  // namespace
}  // namespace supplytwin
