#include "edge/command_message.hpp"

#include "edge/decision_log.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

TEST(Commands, ADecisionThatMovesGoodsHasOneWithItsKey) {
  SmallWorld world;
  world.set(SmallWorld::h1, 10);
  const Names names(world.m);
  const policy::Bundle bundle = bundle::one_rule(bundle::kOrder);
  DecisionLines lines(names, bundle);
  const auto trigger = *policy::asks(world.event(policy::EventType::stock_par_breached, SmallWorld::h1, 3));
  const auto decision = bundle.decide(world.m, world.v, trigger, world.now);
  const std::string line = lines.line(trigger, world.v, decision);
  const std::vector<Command> commands = commands_of(line);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(commands[0].key, "H1/MASK/3/1/1");
  EXPECT_EQ(commands[0].verb, "requisition.create");
  EXPECT_EQ(commands[0].as_of, world.now);
  EXPECT_EQ(commands[0].decisions, 1U);
  const Json message = parse(commands[0].message);
  EXPECT_EQ(message["type"], "requisition.create.v1");
  EXPECT_EQ(message["id"], "H1/MASK/3/1/1");
  EXPECT_EQ(message["data"]["quantity"], decision.quantity);
  EXPECT_EQ(message["data"]["undo"], "requisition.cancel");
  EXPECT_FALSE(message["data"].contains("substitute"));
  // Neither key nor message knows the policy.
  EXPECT_EQ(commands[0].message.find(base::hex(bundle.digest())), std::string::npos);
}

TEST(Commands, AnAnswerIsReadStrictly) {
  using policy::Outcome;
  EXPECT_EQ(read_answer(R"({"outcome":"accepted"})", false), Outcome::accepted);
  EXPECT_EQ(read_answer(R"({"outcome":"refused","why":"closed"})", false), Outcome::refused);
  EXPECT_EQ(read_answer(R"({"outcome":"absent"})", true), Outcome::absent);
  for (const char* text :
       {"", "{}", R"({"outcome":"found"})", R"({"outcome":"timed_out"})", R"({"outcome":1})", "[]"})
    EXPECT_NE(refusal([&] { read_answer(text, false); }), "") << text;
  for (const char* text : {R"({"outcome":"accepted"})", R"({"outcome":"timed_out"})"})
    EXPECT_NE(refusal([&] { read_answer(text, true); }), "") << text;
  EXPECT_EQ(query_message("a\"b"), R"({"key":"a\"b"})");
}

}  // namespace
}  // namespace supplytwin::edge
