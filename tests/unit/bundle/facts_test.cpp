// What the facts of a decision are.
#include <gtest/gtest.h>

#include "one_rule.hpp"
#include "small_network.hpp"

namespace supplytwin::bundle {
namespace {

TEST(Decide, Facts) {
  SmallNetwork n;
  n.set(n.h1, 30, 20, 5);
  n.set(n.dc, 50);
  const std::string parameters =
      "cover: {value: 2.5 days}, lasts: {value: 4.5 days}, receive: {value: 1 day}, fast: {value: 8 h}, age: {value: "
      "1 h}, "
      "worth: {value: $27.50}, whole: {value: 1.0}";
  for (const char* fact : {"need.kind == 'storeroom'",
                           "need.site == 'H1'",
                           "need.item == 'MASK'",
                           "need.category == 'ppe'",
                           "need.criticality == 'vital'",
                           "need.trigger == 'stock.par_breached'",
                           "need.quantity == 55",
                           "need.on_hand == 30",
                           "need.on_order == 20",
                           "need.reserved == 5",
                           "need.position == 45",
                           "need.available == 25",
                           "need.par == 100",
                           "need.reorder_point == 40",
                           "need.daily_use == 10000",
                           "need.cover == cover",
                           "need.position_cover == lasts",
                           "need.time_to_receive == receive",
                           "need.time_to_expedite == fast",
                           "need.use_to_receive == 10",
                           "need.attempts == 0",
                           "need.age == age",
                           "need.value == worth",
                           "need.forecast == whole",
                           "!need.substituted",
                           "need.room == 2147483647"}) {
    const policy::Bundle b = one_rule(std::string("    when: \"") + fact + "\"\n    then: nothing\n", parameters);
    EXPECT_EQ(n.decide(b, n.h1).rule, 0) << fact;
  }
}

TEST(Decide, FactsOfCandidates) {
  SmallNetwork n;
  n.set(n.h1, 30);
  n.set(n.h2, 90, 0, 10);
  n.set(n.dc, 50);
  const std::string parameters =
      "c8: {value: 8 days}, c1: {value: 1 day}, d5: {value: 5 days}, extra: {value: $0.50}, h2: {value: 2 h}, h8: "
      "{value: 8 h}, d3: {value: 3 days}, m40: "
      "{value: $40}, "
      "p60: {value: $0.60}, whole: {value: 1.0}, half: {value: 50 %}, m65: {value: $65}, e144: {value: $144}";
  const auto holds = [&](const char* from, const char* then, const std::string& when) {
    const policy::Bundle b =
        one_rule(std::string("    choose: {from: ") + from + ", when: \"" + when + "\"}\n    then: " + then + "\n",
                 parameters);
    return n.decide(b, n.h1).rule == 0;
  };
  for (const char* fact : {"!donor.is_dc", "donor.on_hand == 90", "donor.available == 80", "donor.cover == c8",
                           "donor.cover_after == c1", "donor.time_away == h2", "donor.cost == m40"}) {
    EXPECT_TRUE(holds("donors", "transfer", std::string("donor.site == 'H2' && ") + fact)) << fact;
  }
  for (const char* fact :
       {"contract.id == 'C-ACME'", "contract.channel == 'distributor'", "contract.active", "contract.healthy",
        "contract.allocation == whole", "contract.price == p60", "contract.cost == m65",
        "contract.time_to_receive == d3", "contract.can_expedite", "contract.expedite_time == h8",
        "contract.expedite_cost == e144", "!contract.internal", "contract.in_stock"}) {
    EXPECT_TRUE(holds("contracts", "order", std::string("contract.supplier == 'ACME' && ") + fact)) << fact;
  }
  EXPECT_TRUE(holds("contracts", "order", "contract.internal && !contract.in_stock"));
  n.set(n.unit, 4);
  for (const char* fact :
       {"substitute.item == 'GOWN'", "substitute.ratio == half", "substitute.available == 50",
        "substitute.criticality == 'desirable'", "substitute.on_unit == 0", "substitute.cover == d5",
        "substitute.extra_cost == extra", "substitute.acceptance == whole"}) {
    const policy::Bundle b = one_rule(
        std::string("    choose: {from: substitutes, when: \"") + fact + "\"}\n    then: substitute\n", parameters);
    EXPECT_EQ(n.decide(b, n.unit).rule, 0) << fact;
  }
}

TEST(Decide, ACentreIsInStockWhenItIsTheOneThatShips) {
  SmallNetwork n;
  n.m.sites[3].dc = true;  // a second centre, and full
  n.m.points[n.h3].kind = policy::PointKind::dc;
  n.set(n.h1, 30);
  n.set(n.dc, 0);
  n.set(n.h3, 900);
  const policy::Bundle b = one_rule(
      "    choose: {from: contracts, when: \"contract.internal && contract.in_stock\"}\n"
      "    then: order\n");
  n.m.index();
  EXPECT_EQ(n.decide(b, n.h1).rule, 0);  // any centre may ship
  n.m.suppliers[0].ships_from = base::LocationId(0);
  n.m.index();
  EXPECT_NE(n.decide(b, n.h1).rule, 0);
}

TEST(Decide, AnOrderCostsTheFreightToItsSiteAndTheFeeBelowTheMinimum) {
  SmallNetwork n;
  n.set(n.h1, 30);
  n.set(n.h2, 30);
  n.m.order_freight[1 * 4 + 2] = base::kDollar * 300;  // ACME to H2
  n.m.expedite_freight[1 * 4 + 2] = base::kDollar * 400;
  n.m.suppliers[1].minimum_order = base::kDollar * 50;  // 75 masks: 45 dollars, 54 expedited
  n.m.suppliers[1].small_order_fee = base::kDollar * 7;
  const auto costs = [&](std::uint32_t point, const char* fact, int dollars) {
    const policy::Bundle b = one_rule("    choose: {from: contracts, when: \"contract.supplier == 'ACME' && " +
                                          std::string(fact) + " == dollars\"}\n    then: order\n",
                                      "dollars: {value: $" + std::to_string(dollars) + "}");
    return n.decide(b, point).rule == 0;
  };
  EXPECT_TRUE(costs(n.h1, "contract.cost", 72));
  EXPECT_TRUE(costs(n.h1, "contract.expedite_cost", 144));
  EXPECT_TRUE(costs(n.h2, "contract.cost", 352));
  EXPECT_TRUE(costs(n.h2, "contract.expedite_cost", 454));
  n.m.suppliers[1].minimum_order = base::kDollar * 45;
  EXPECT_TRUE(costs(n.h1, "contract.cost", 65));  // at the minimum there is none
}

}  // namespace
}  // namespace supplytwin::bundle
