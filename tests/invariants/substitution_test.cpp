// A substitute from its proposal to the return to the item, worked out by hand.
#include "small_world.hpp"

namespace supplytwin {
namespace {

using base::kDay;
using base::kHour;

/// A glove a day. The shelf asks for three on the first noon, the storeroom has none before the seventh day; the
/// shelf is empty from the second noon on. Two mitts do for one glove.
class Substitution : public SmallWorld {
 protected:
  Substitution() {
    item("glove", 1), item("mitt", 3);
    stock("unit", "glove", 1, 4, 2), stock("hospital", "glove", 0, 2, 0), stock("hospital", "mitt", 0, 10, 10);
    use("glove");
    pair().ratio = base::Ratio{2'000'000};
    config.network.operations.substitution_answer = kernel::Law::constant(1.8e6);
  }
  network::SubstituteConfig& pair() {
    if (config.network.substitutes.empty()) config.network.substitutes.push_back({"glove", "mitt", base::kOne});
    return config.network.substitutes.front();
  }
  world::Levels mitts(base::Duration after, const std::string& at = "hospital") const {
    return levels(propose, after, at, "mitt");
  }
  const policy::Bundle propose = bundle(R"(
  - rule: propose a substitute
    when: need.kind == "unit" && !need.substituted
    choose: { from: substitutes }
    then: substitute
  - rule: wait
    when: need.kind == "unit"
    then: defer
    defer: { for: 8 h }
  - rule: order
    choose: { from: contracts }
    then: order
)");
};

TEST_F(Substitution, ServesWhatTheShelfLacksUntilTheItemIsBack) {
  const outcome::Measures m = run(propose);
  EXPECT_EQ(m.demanded, 7);
  EXPECT_EQ(m.filled, 3);  // on days 1, 2 and 7
  EXPECT_EQ(m.substituted, 4);
  EXPECT_EQ(m.lost, 0);
  EXPECT_EQ(m.stockouts, 1);
  EXPECT_EQ(m.stockout_time, (kHour * 85).count() - 1);  // from the third noon to before 01:00 of the seventh day
  EXPECT_EQ(m.covered_time, m.stockout_time);
  EXPECT_EQ(m.substitution_cost, 20'000'000);  // eight mitts at 3 USD for four gloves at 1 USD
  EXPECT_EQ(m.substitutions, 1);
  EXPECT_EQ(m.substitutions_refused, 0);
  EXPECT_EQ(m.consumption_value, 27'000'000);
}

TEST_F(Substitution, TheStoreroomBringsALotAtATimeAndGetsBackWhatIsLeft) {
  EXPECT_EQ(mitts(kHour * 12).on_hand, 10);
  EXPECT_EQ(mitts(kHour * 13).on_hand, 4);             // six went when the unit had said yes, at 12:30
  EXPECT_EQ(mitts(kHour * 13).in_transit, 0);          // not on their way to the storeroom
  EXPECT_EQ(mitts(kDay * 3 + kHour * 11).on_hand, 4);  // two used on the third day, four left in the bin
  EXPECT_EQ(mitts(kDay * 3 + kHour * 13).on_hand, 0);  // half of the lot was used
  EXPECT_EQ(mitts(kDay * 6 + kHour * 12 + kHour / 2).in_transit, 2 + 10);  // the need is over; ten are ordered
  EXPECT_EQ(mitts(kDay * 6 + kHour * 13).on_hand, 2);
}

TEST_F(Substitution, WhatStandsInABinTakesNoRoomInTheStoreroom) {
  config.network.locations[0].storage = 100;
  for (network::ItemConfig& i : config.network.items) i.volume = i.id == "mitt" ? 1'000 : 0;
  std::int64_t room = 0, away = 0;  // [l-s]; everything happens at half hours
  for (int half_hour = 0; half_hour < 7 * 48; ++half_hour) {
    const std::int64_t there = mitts(kHour / 2 * half_hour).on_hand;
    room += there * 1'800;
    away += (10 - there) * 1'800;
  }
  EXPECT_GT(away, 0);
  EXPECT_NEAR(static_cast<double>(run(propose).storage_time), static_cast<double>(room), 10);
}

TEST_F(Substitution, ARefusalIsRemembered) {
  pair().acceptance = base::Ratio{0};
  const outcome::Measures m = run(propose);
  EXPECT_EQ(m.substitutions, 0);
  EXPECT_EQ(m.substitutions_refused, 1);
  EXPECT_EQ(m.substituted, 0);
  EXPECT_EQ(m.lost, 4);
  EXPECT_EQ(m.covered_time, 0);
  EXPECT_EQ(mitts(kDay * 7).on_hand, 10);
}

TEST_F(Substitution, AKindOfUnitMayAcceptNone) {
  config.network.unit_types.resize(1);
  config.network.unit_types[0].id = "theatre";
  config.network.unit_types[0].driver = demand::Driver::steady;
  config.network.unit_types[0].accepts_substitutes = base::Ratio{0};
  config.network.locations[1].unit_type = "theatre";
  EXPECT_EQ(run(propose).substitutions_refused, 1);
}

TEST_F(Substitution, PicksBeforeTheSubstituteComesAreLost) {
  config.network.operations.substitution_answer = kernel::Law::constant(72 * 3.6e6);  // the fourth noon
  const outcome::Measures m = run(propose);
  EXPECT_EQ(m.lost, 2);  // the walk takes an hour
  EXPECT_EQ(m.substituted, 2);
  EXPECT_EQ(m.stockout_time, (kHour * 85).count() - 1);
  EXPECT_EQ(m.covered_time, (kHour * 37).count() - 1);  // from the fifth noon on
}

TEST_F(Substitution, AnAnswerThatComesTooLateMovesNothing) {
  config.network.operations.substitution_answer = kernel::Law::constant(150 * 3.6e6);  // 18:00 of the seventh day
  EXPECT_EQ(run(propose).substitutions, 1);
  EXPECT_EQ(mitts(kDay * 7), (world::Levels{.on_hand = 10, .known = 10}));
}

TEST_F(Substitution, PicksThatWaitKeepWaitingForTheItem) {
  config.network.operations.substitution_answer = kernel::Law::constant(72 * 3.6e6);
  config.network.items[0].unmet = network::Unmet::backorder;
  const outcome::Measures m = run(propose);
  EXPECT_EQ(m.backordered, 2);
  EXPECT_EQ(m.substituted, 3);  // the first two gloves that come are for those who wait
}

TEST_F(Substitution, AnOpenedUnitServesWhatItHolds) {
  pair().ratio = base::Ratio{500'000};
  const outcome::Measures m = run(propose);
  EXPECT_EQ(m.substituted, 4);
  EXPECT_EQ(m.substitution_cost, 2'000'000);  // two mitts for four gloves
  EXPECT_EQ(mitts(kDay * 7).on_hand, 8);
}

TEST_F(Substitution, TheUnitsOwnShelfComesFirst) {
  pair().ratio = base::kOne;
  config.network.par_levels[2].opening_stock = 0;
  stock("unit", "mitt", 1, 5, 5);
  EXPECT_EQ(mitts(kDay * 3, "unit").on_hand, 4);
  EXPECT_EQ(mitts(kDay * 6 - kHour, "unit"), (world::Levels{.on_hand = 1, .known = 1, .on_order = 4}));
  EXPECT_EQ(run(propose).substituted, 4);
}

TEST_F(Substitution, TheStoreroomAddsToTheUnitsOwnShelf) {
  pair().ratio = base::kOne;
  stock("unit", "mitt", 1, 5, 5);
  EXPECT_EQ(mitts(kHour * 14, "unit").on_hand, 8);
  EXPECT_EQ(mitts(kDay * 7, "unit").on_hand, 4);
  EXPECT_EQ(mitts(kDay * 7).on_hand, 7);
}

TEST_F(Substitution, ItsOwnPicksAndThoseItServesShareAShelf) {
  pair().ratio = base::kOne;
  config.network.par_levels[2].opening_stock = 0;
  stock("unit", "mitt", 0, 5, 5);
  use("mitt");
  // Three gloves and six mitts: five that were there, and one of those that come on the seventh day.
  const outcome::Measures m = run(propose);
  EXPECT_EQ(m.demanded, 14);
  EXPECT_EQ(m.demanded, m.filled + m.substituted + m.lost);
  EXPECT_EQ(m.filled + m.substituted, 3 + 6);
}

TEST_F(Substitution, ASubstituteOfASubstituteIsNotFollowed) {
  item("muff", 1);
  stock("hospital", "muff", 0, 10, 10);
  config.network.par_levels[2].opening_stock = 0;
  config.network.substitutes.push_back({"mitt", "muff", base::kOne});
  EXPECT_EQ(run(propose).substituted, 0);
}

TEST_F(Substitution, AForkEqualsTheStraightRun) {
  const world::Model model = world::Model::build(config);
  const world::Exogenous exogenous(model, 1, 0);
  for (int hours = 0; hours < 7 * 24; hours += 6) {
    world::World straight(model, exogenous, propose), stepped = straight;
    stepped.advance(config.start + kHour * hours);
    world::World fork = stepped;
    const outcome::Record record = straight.finish();
    EXPECT_EQ(fork.finish(), record);
    EXPECT_TRUE(fork == straight);
  }
}

}  // namespace
}  // namespace supplytwin
