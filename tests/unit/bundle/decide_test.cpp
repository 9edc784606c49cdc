#include <gtest/gtest.h>

#include "allocations.hpp"
#include "one_rule.hpp"
#include "small_network.hpp"

namespace supplytwin::bundle {
namespace {

TEST(Decide, OrdersTheCheapestAndRoundsUp) {
  SmallNetwork n;
  n.set(n.h1, 33);
  const Decision d = n.decide(one_rule(kOrder), n.h1);
  EXPECT_EQ(d.action, Action::requisition_create);
  EXPECT_EQ(d.offer, base::OfferId(0));
  EXPECT_EQ(d.quantity, 70);                       // 67 in tens
  EXPECT_EQ(d.estimated_cost.micros, 40'000'000);  // 70 at 50 cents and 5 dollars of freight
  EXPECT_EQ(d.reasons, (std::array{Reason::rule_matched, Reason::rounded_to_multiple, Reason::none, Reason::none}));
  EXPECT_EQ(d.needed_by, n.now + base::kDay * 33 / 10);
  EXPECT_EQ(d.rule, 0);
  ASSERT_EQ(d.rejected_count, 1);
  EXPECT_EQ(d.rejected[0], (policy::Rejected{0, Reason::not_preferred, 1}));
}

TEST(Decide, RaisesToTheLeastQuantity) {
  SmallNetwork n;
  n.set(n.h1, 90);
  const Decision d = n.decide(
      one_rule("    choose: {from: contracts, when: contract.supplier == \"ACME\"}\n    then: order\n"), n.h1);
  EXPECT_EQ(d.quantity, 50);
  EXPECT_EQ(d.reasons[1], Reason::raised_to_minimum);
  EXPECT_EQ(d.rejected[0], (policy::Rejected{0, Reason::condition_false, 0}));
}

TEST(Decide, ADistributionCentreOrdersFromThoseWhoShipToIt) {
  SmallNetwork n;
  n.set(n.dc, 450);
  const Decision d = n.decide(one_rule(kOrder), n.dc);
  EXPECT_EQ(d.offer, base::OfferId(2));
  EXPECT_EQ(d.quantity, 600);
}

TEST(Decide, ExpeditesOnlyWhereOffered) {
  SmallNetwork n;
  n.set(n.h1, 0);
  const Decision d =
      n.decide(one_rule("    choose: {from: contracts, prefer: [contract.price]}\n    then: expedite\n"), n.h1);
  EXPECT_EQ(d.action, Action::requisition_expedite);
  EXPECT_EQ(d.offer, base::OfferId(1));
  EXPECT_EQ(d.quantity, 100);
  EXPECT_EQ(d.estimated_cost.micros, 162'000'000);  // 100 at 60 cents and a fifth, and 90 dollars
  EXPECT_EQ(d.needed_by, n.now);
}

TEST(Decide, BorrowsFromTheNearestThatCanSpareIt) {
  SmallNetwork n;
  n.set(n.h1, 60);
  n.set(n.dc, 20);
  const std::string rule =
      "    choose: {from: donors, when: donor.cover_after >= floor, prefer: [donor.time_away]}\n    then: transfer\n";
  const Decision d = n.decide(one_rule(rule, "floor: {value: 5 days}"), n.h1);
  EXPECT_EQ(d.action, Action::transfer_request);
  EXPECT_EQ(d.donor, base::PointId(n.h2));
  EXPECT_EQ(d.quantity, 40);
  EXPECT_EQ(d.estimated_cost, base::kDollar * 40);
  ASSERT_EQ(d.rejected_count, 2);
  EXPECT_EQ(d.rejected[0], (policy::Rejected{0, Reason::condition_false, n.dc}));
  EXPECT_EQ(d.rejected[1], (policy::Rejected{0, Reason::not_preferred, n.h3}));
}

TEST(Decide, EqualCandidatesGoByTheirId) {
  SmallNetwork n;
  n.set(n.h1, 60);
  const Decision d = n.decide(
      one_rule("    choose: {from: donors, when: \"!donor.is_dc\", prefer: [donor.cost]}\n    then: transfer\n"),
      n.h1);
  EXPECT_EQ(d.donor, base::PointId(n.h2));
}

TEST(Decide, ADonorGivesWholePacksAndKeepsItsFloor) {
  SmallNetwork n;
  n.set(n.h1, 0);
  n.set(n.h2, 96);
  n.set(n.h3, 0);
  n.set(n.dc, 0);
  const std::string rule = "    choose: {from: donors}\n    keep: floor\n    then: transfer\n";
  const Decision d = n.decide(one_rule(rule, "floor: {value: 2.05 days}"), n.h1);
  EXPECT_EQ(d.donor, base::PointId(n.h2));
  EXPECT_EQ(d.quantity, 70);  // 96 less 21 kept
  EXPECT_EQ(d.reasons,
            (std::array{Reason::rule_matched, Reason::limited_by_donor, Reason::rounded_to_multiple, Reason::none}));
  EXPECT_EQ(d.rejected[0], (policy::Rejected{0, Reason::limited_by_donor, n.dc}));
}

TEST(Decide, ALoanIsRoundedUpSoThatNothingIsLeftToAskFor) {
  SmallNetwork n;
  n.set(n.h1, 63);
  const policy::Bundle b = one_rule("    choose: {from: donors}\n    then: transfer\n");
  const Decision d = n.decide(b, n.h1);
  EXPECT_EQ(d.quantity, 40);  // 37 in tens
  EXPECT_EQ(d.reasons, (std::array{Reason::rule_matched, Reason::rounded_to_multiple, Reason::none, Reason::none}));
  n.v.commit(d);
  EXPECT_EQ(n.decide(b, n.h1).action, Action::no_action);
}

TEST(Decide, TwoNeedsDoNotPickTheSameStock) {
  SmallNetwork n;
  n.set(n.h1, 40);
  n.set(n.h2, 40);
  n.set(n.h3, 0);
  n.set(n.dc, 70);
  const policy::Bundle b = one_rule("    choose: {from: donors, when: donor.is_dc}\n    then: transfer\n");
  const Decision first = n.decide(b, n.h1);
  EXPECT_EQ(first.quantity, 60);
  n.v.commit(first);
  EXPECT_EQ(n.decide(b, n.h2).quantity, 10);
}

TEST(Decide, AtLeastAPackIsLent) {
  SmallNetwork n;
  n.set(n.h1, 97);
  const Decision d = n.decide(one_rule("    choose: {from: donors}\n    then: transfer\n"), n.h1);
  EXPECT_EQ(d.quantity, 10);
  EXPECT_EQ(d.reasons[1], Reason::raised_to_minimum);
}

TEST(Decide, WhoSeesItsOwnSiteHasNoNeighbours) {
  SmallNetwork n;
  n.set(n.h1, 0);
  n.set(n.dc, 0);
  const char* rest =
      "rules:\n  - rule: in stock\n    choose: {from: contracts, when: contract.internal && contract.in_stock}\n    "
      "then: order\n";
  EXPECT_EQ(n.decide(load(std::string("sees: own_site\n") + rest), n.h1).action, Action::requisition_create);
  EXPECT_EQ(n.decide(load(std::string("sees: network\n") + rest), n.h1).action, Action::hold_for_review);
}

TEST(Decide, TheFirstRuleWithACandidateApplies) {
  SmallNetwork n;
  n.set(n.h1, 60);
  const policy::Bundle b = load(
      "rules:\n"
      "  - rule: never\n    when: need.criticality == \"desirable\"\n    choose: {from: donors}\n    then: transfer\n"
      "  - rule: nobody\n    choose: {from: donors, when: donor.available > 100000}\n    then: transfer\n"
      "  - rule: order\n    choose: {from: contracts}\n    then: order\n"
      "  - rule: late\n    then: hold\n");
  const Decision d = n.decide(b, n.h1);
  EXPECT_EQ(d.rule, 2);
  EXPECT_EQ(d.rejected_count, 4);
  EXPECT_EQ(d.rejected[0].rule, 1);
  EXPECT_EQ(d.rejected[3], (policy::Rejected{2, Reason::not_preferred, 1}));
}

TEST(Decide, NoRule) {
  SmallNetwork n;
  const policy::Bundle never = one_rule("    when: \"false\"\n    then: hold\n");
  n.set(n.h1, 60);
  Decision d = n.decide(never, n.h1);
  EXPECT_EQ(d.action, Action::hold_for_review);
  EXPECT_EQ(d.reasons[0], Reason::no_rule_matched);
  EXPECT_EQ(d.quantity, 40);
  EXPECT_EQ(d.rule, 0xff);
  n.set(n.h1, 60, 40);
  d = n.decide(never, n.h1);
  EXPECT_EQ(d.action, Action::no_action);
  EXPECT_EQ(d.reasons[0], Reason::nothing_to_order);
  EXPECT_EQ(n.decide(one_rule(kOrder), n.h1).action, Action::no_action);
}

TEST(Decide, OtherActions) {
  SmallNetwork n;
  n.set(n.h1, 60);
  Decision d = n.decide(one_rule("    then: defer\n    defer: {for: 4 h}\n"), n.h1);
  EXPECT_EQ(d.action, Action::defer);
  EXPECT_EQ(d.retry_at, n.now + base::kHour * 4);
  EXPECT_EQ(d.quantity, 0);
  d = n.decide(one_rule("    choose: {from: contracts, prefer: [-contract.price]}\n    then: query\n"), n.h1);
  EXPECT_EQ(d.action, Action::supplier_query);
  EXPECT_EQ(d.offer, base::OfferId(1));
  d = n.decide(one_rule("    then: nothing\n"), n.h1);
  EXPECT_EQ(d.action, Action::no_action);
  EXPECT_EQ(d.reasons[0], Reason::rule_matched);
}

TEST(Decide, Substitutes) {
  SmallNetwork n;
  n.set(n.unit, 4);
  const policy::Bundle b = one_rule("    choose: {from: substitutes}\n    then: substitute\n");
  Decision d = n.decide(b, n.unit);
  EXPECT_EQ(d.action, Action::substitution_propose);
  EXPECT_EQ(d.substitute, base::ItemId(1));
  EXPECT_EQ(d.quantity, 8);  // half a gown a mask
  EXPECT_EQ(d.estimated_cost, base::kDollar * 16);
  n.set(n.gown, 5);
  d = n.decide(b, n.unit);
  EXPECT_EQ(d.quantity, 5);
  EXPECT_EQ(d.reasons[1], Reason::limited_by_donor);
  EXPECT_NE(b.explain(n.m, n.v, d).find("5 of GOWN are proposed in its place at an estimated $10.00"),
            std::string::npos);

  const auto barred = [&](Reason why, const char* words) {
    d = n.decide(b, n.unit);
    EXPECT_EQ(d.action, Action::hold_for_review);
    ASSERT_EQ(d.rejected_count, 1);
    EXPECT_EQ(d.rejected[0].reason, why);
    EXPECT_NE(b.explain(n.m, n.v, d).find(words), std::string::npos) << b.explain(n.m, n.v, d);
  };
  n.set(n.gown, 0);
  barred(Reason::limited_by_donor, "passed over in rule 1 'the rule', GOWN: limited by what can be given");
  n.v.open(base::PointId(n.unit), {4, 0, 0, 0, 0, 0, true});
  barred(Reason::substituted_already, "GOWN: a substitute is proposed or stands in already");
  n.v.open(base::PointId(n.unit), {4, 0, 0, 0, 0, 1, false});
  barred(Reason::refused_before, "GOWN: the unit refused it before");
  n.set(n.h1, 40);  // a storeroom uses nothing, so nothing stands in there
  EXPECT_EQ(n.decide(b, n.h1).rejected[0].reason, Reason::no_candidate);
}

TEST(Decide, TheUnitsOwnShelfOfASubstituteCounts) {
  SmallNetwork n;
  n.m.points[n.unit].location = 7;
  n.m.points.push_back(
      {base::LocationId(std::size_t{1}), base::ItemId(1), policy::PointKind::unit, 9, 2, 1000, 0, 7});
  n.m.points.push_back(
      {base::LocationId(std::size_t{1}), base::ItemId(1), policy::PointKind::unit, 9, 2, 1000, 0, 8});
  n.m.index();
  n.v = policy::View(n.m);
  n.set(n.unit, 4), n.set(n.gown, 0), n.set(n.gown + 1, 3), n.set(n.gown + 2, 9);
  const Decision d = n.decide(
      one_rule("    choose: {from: substitutes, when: substitute.on_unit == 3}\n    then: substitute\n"), n.unit);
  EXPECT_EQ(d.action, Action::substitution_propose);
  EXPECT_EQ(d.quantity, 3);
}

TEST(Decide, OrdersAndLoansAreCutToTheRoomThatIsLeft) {
  SmallNetwork n;
  n.m.items[0].volume = 1000, n.m.items[1].volume = 2000;
  n.set(n.h1, 20, 10), n.set(n.gown, 10);
  const policy::Bundle order = one_rule("    choose: {from: contracts, prefer: [contract.price]}\n    then: order\n");
  const auto ordered = [&](std::int64_t litres) {
    n.m.sites[1].room = litres * 1000;
    return n.decide(order, n.h1);
  };
  EXPECT_EQ(ordered(0).quantity, 70);
  EXPECT_EQ(ordered(120).quantity, 70);  // 30 masks and 10 gowns take 50 l
  Decision d = ordered(119);
  EXPECT_EQ(d.quantity, 60);  // in tens
  EXPECT_EQ(d.reasons[1], Reason::limited_by_room);
  EXPECT_NE(order.explain(n.m, n.v, d).find("because limited by the room left"), std::string::npos);
  d = ordered(59);
  EXPECT_EQ(d.action, Action::hold_for_review);
  EXPECT_EQ(d.rejected[0].reason, Reason::no_room);
  EXPECT_NE(order.explain(n.m, n.v, d).find("there is no room for the least that can be had"), std::string::npos);
  const policy::Bundle borrow =
      one_rule("    choose: {from: donors, when: donor.site == 'H2'}\n    then: transfer\n");
  n.m.sites[1].room = 89'000;
  d = n.decide(borrow, n.h1);
  EXPECT_EQ(d.quantity, 30);
  n.m.sites[1].room = 59'000;
  EXPECT_EQ(n.decide(borrow, n.h1).rejected[1].reason, Reason::no_room);
}

TEST(Decide, AFailedExpressionIsForAPerson) {
  SmallNetwork n;
  n.set(n.h1, 60);
  for (const char* rule :
       {"    when: 1 / (need.attempts - need.attempts) == 1\n    then: nothing\n",
        "    choose: {from: contracts, when: 1 / (need.attempts - need.attempts) == 1}\n    then: order\n",
        "    choose: {from: contracts, prefer: [contract.price * 90000000000000]}\n    then: order\n",
        "    quantity: need.par * 100000000\n    choose: {from: contracts}\n    then: order\n"}) {
    const Decision d = n.decide(
        load(std::string("rules:\n  - rule: first\n    when: need.par < 0\n    then: nothing\n  - rule: fails\n") +
             rule),
        n.h1);
    EXPECT_EQ(d.action, Action::hold_for_review) << rule;
    EXPECT_EQ(d.reasons[0], Reason::expression_failed) << rule;
    EXPECT_EQ(d.rule, 1) << rule;
  }
}

TEST(Decide, ABudgetEnds) {
  SmallNetwork n;
  n.set(n.h1, 60);
  const std::string rest =
      "rules:\n  - rule: r\n    choose: {from: donors, prefer: [donor.cost, donor.cover, donor.time_away]}\n    "
      "then: "
      "transfer\n";
  EXPECT_EQ(n.decide(load("budget: 9\n" + rest), n.h1).action, Action::transfer_request);  // three for each of three
  const Decision d = n.decide(load("budget: 8\n" + rest), n.h1);
  EXPECT_EQ(d.action, Action::hold_for_review);
  EXPECT_EQ(d.reasons[0], Reason::budget_exceeded);
}

/// Every fact on one need, as a condition that must hold.
TEST(Decide, DoesNotAllocate) {
  SmallNetwork n;
  n.set(n.h1, 5);
  n.set(n.h2, 70);
  const policy::Bundle b = load_file(SOURCE_DIR "/models/policies/transfer-first.yaml");
  const std::size_t before = allocations();
  Decision d;
  for (const std::uint32_t p : {n.dc, n.h1, n.h2, n.h3, n.unit}) {
    d = n.decide(b, p);
    n.v.commit(d);
  }
  EXPECT_EQ(allocations(), before);
}

TEST(Decide, AFailedBudgetIsNotAllocatedEither) {
  SmallNetwork n;
  n.set(n.h1, 60);
  const policy::Bundle b =
      one_rule("    when: \"[need.item + need.site].exists(x, x == 'MASKH1')\"\n    then: nothing\n");
  const std::size_t before = allocations();
  const Decision d = n.decide(b, n.h1);
  EXPECT_EQ(allocations(), before);
  EXPECT_EQ(d.rule, 0);
}

TEST(Explain, SaysWhatAndWhy) {
  SmallNetwork n;
  n.set(n.h1, 60);
  n.set(n.dc, 20);
  const std::string rule =
      "    when: need.cover < limit\n    choose: {from: donors, when: donor.cover_after >= floor, prefer: "
      "[donor.time_away]}\n    then: transfer\n";
  const policy::Bundle b = one_rule(rule, "floor: {value: 5 days}, limit: {value: 7 days}");
  EXPECT_EQ(b.explain(n.m, n.v, n.decide(b, n.h1)),
            "test at 2024-10-04T00:00:00Z: transfer.request, by rule 1 'the rule'\n"
            "need 1 of MASK at H1 (stock.par_breached): par 100, known on hand 60, on order 0, promised to others 0\n"
            "40 are asked from H2 at an estimated $40.00; the known position lasts until 2024-10-10T00:00:00Z\n"
            "because its rule applies\n"
            "  need.cover = 6 d\n"
            "  donor.cover_after = 6 d\n"
            "  donor.time_away = 2 h\n"
            "  floor = 5 d\n"
            "  limit = 7 d\n"
            "passed over in rule 1 'the rule', DC: it does not meet the condition\n"
            "passed over in rule 1 'the rule', H3: another one is preferred\n");
}

TEST(Explain, AHeldNeed) {
  SmallNetwork n;
  n.set(n.h1, 60);
  const policy::Bundle b = one_rule("    choose: {from: contracts, when: contract.price < limit}\n    then: order\n",
                                    "limit: {value: $0.10}");
  EXPECT_EQ(b.explain(n.m, n.v, n.decide(b, n.h1)),
            "test at 2024-10-04T00:00:00Z: hold_for_review\n"
            "need 1 of MASK at H1 (stock.par_breached): par 100, known on hand 60, on order 0, promised to others 0\n"
            "a person decides on 40; the known position lasts until 2024-10-10T00:00:00Z\n"
            "because no rule applies, so a person must look\n"
            "passed over in rule 1 'the rule', CENTRE under C-CENTRE: it does not meet the condition\n"
            "passed over in rule 1 'the rule', ACME under C-ACME: it does not meet the condition\n");
}

}  // namespace
}  // namespace supplytwin::bundle
