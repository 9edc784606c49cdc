#include "edge/undo_message.hpp"

#include "edge/command_message.hpp"
#include "edge/decision_log.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

using policy::EventType;
using policy::View;

constexpr const char* kFromDonor = "    choose: {from: donors, prefer: [donor.time_away]}\n    then: transfer\n";
constexpr const char* kReplace =
    "    choose: {from: substitutes, prefer: [substitute.cover]}\n    then: substitute\n";
constexpr const char* kExpress =
    "    choose: {from: contracts, when: contract.can_expedite, prefer: [contract.price]}\n    then: expedite\n";

/// What stands on a point, without what tells of the need itself.
View::Stock stock(const View& view, std::uint32_t point) {
  View::Stock s = view.stock(base::PointId(point));
  s.episode = s.attempts = 0;
  return s;
}

/// Decides on a need, tells what undoes the decision, and holds the view against the one before.
class Undoing : public testing::Test {
 protected:
  std::vector<policy::Event> undo(const char* rule, std::uint32_t point) {
    world.set(SmallWorld::h1, 10);
    world.set(SmallWorld::unit, 2);
    const policy::Bundle bundle = bundle::one_rule(rule);
    DecisionLines lines(names, bundle);
    const auto trigger = *policy::asks(world.event(EventType::demand_urgent, point, 3));
    const policy::Decision decision = bundle.decide(world.m, world.v, trigger, world.now);
    line = lines.line(trigger, world.v, decision);
    const View before = world.v;
    world.v.commit(decision);
    EXPECT_FALSE(same_stock(before));
    texts = undo_messages(line, "KEY/1", reached, names);
    std::vector<policy::Event> events;
    for (const std::string& text : texts) {
      events.push_back(read_event(read_message(text), names));
      world.v.project(events.back());
    }
    EXPECT_TRUE(same_stock(before));
    return events;
  }
  bool same_stock(const View& before) const {
    for (std::uint32_t p = 0; p < world.m.points.size(); ++p)
      if (stock(world.v, p) != stock(before, p)) return false;
    return true;
  }

  SmallWorld world;
  Names names{world.m};
  Place reached{world.now + base::kMinute, 17, "/sites/H1", "x"};
  std::string line;
  std::vector<std::string> texts;
};

TEST_F(Undoing, EachKindOfDecisionIsTakenBackInFullAndItsNeedAskedForAgain) {
  const std::vector<std::pair<const char*, std::uint32_t>> rules{{kFromDonor, SmallWorld::h1},
                                                                 {bundle::kOrder, SmallWorld::h1},
                                                                 {kExpress, SmallWorld::h1},
                                                                 {kReplace, SmallWorld::unit}};
  const std::vector<EventType> wanted{EventType::transfer_refused, EventType::receipt_discrepancy,
                                      EventType::receipt_discrepancy, EventType::substitution_ended};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto events = undo(rules[i].first, rules[i].second);
    ASSERT_EQ(events.size(), 2U) << i;
    EXPECT_EQ(events[0].type, wanted[i]);
    EXPECT_EQ(events[0].episode, 3U);
    EXPECT_EQ(events[1].type, EventType::timer_fired);
    const auto again = policy::asks(events[1]);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->cause, EventType::demand_urgent);
    EXPECT_EQ(again->point, base::PointId(rules[i].second));
    EXPECT_EQ(again->episode, 3U);
    EXPECT_EQ(again->opened, world.now - base::kHour);
  }
}

TEST_F(Undoing, ItsMessagesAreTheHostsOwnAndNamedByTheCommand) {
  undo(kFromDonor, SmallWorld::h1);
  const Message back = read_message(texts[0]), again = read_message(texts[1]);
  EXPECT_EQ(back.source, "/orchestrator/host");
  EXPECT_EQ(back.id, "KEY/1/undo");
  EXPECT_EQ(again.source, "/orchestrator/host");
  EXPECT_EQ(again.id, "KEY/1/again");
  for (const Message& m : {back, again}) {
    EXPECT_EQ(m.recorded, reached.recorded);
    EXPECT_EQ(m.sequence, reached.sequence);
  }
}

TEST_F(Undoing, WhatHasNothingToUndoIsRefused) {
  EXPECT_NE(refusal([&] { undo_messages("{}", "k", reached, names); }), "");
  undo(kFromDonor, SmallWorld::h1);
  std::string other = line;
  other.replace(other.find("transfer.request"), 16, "hold_for_review!");
  EXPECT_NE(refusal([&] { undo_messages(other, "k", reached, names); }).find("action"), std::string::npos);
  other = line;
  other.replace(other.find("/3/1"), 4, "/3/x");
  EXPECT_NE(refusal([&] { undo_messages(other, "k", reached, names); }).find("decision"), std::string::npos);
}

TEST(Needs, AreReadFromTheEndBecauseNamesMayHaveSlashes) {
  EXPECT_EQ(need_of("H1/3rd floor/MASK/2/7/4").episode, 7U);
  EXPECT_EQ(need_of("H1/3rd floor/MASK/2/7/4").decisions, 4U);
  for (const char* text : {"", "H1", "7/4x", "H1/MASK/-7/4", "4"})
    EXPECT_NE(refusal([&] { need_of(text); }), "") << text;
}

}  // namespace
}  // namespace supplytwin::edge
