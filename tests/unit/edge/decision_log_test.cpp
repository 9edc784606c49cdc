#include "edge/decision_log.hpp"

#include "edge/decision_diff.hpp"
#include "edge/message_members.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

class DecisionLog : public testing::Test {
 protected:
  /// Four decisions on needs at the hospitals.
  std::vector<std::string> log(const policy::Bundle& policy) {
    DecisionLines lines(names, policy);
    std::vector<std::string> all;
    for (const std::uint32_t p : {SmallWorld::h1, SmallWorld::h2, SmallWorld::h3, SmallWorld::h1}) {
      world.set(p, 10);
      all.push_back(lines.line(world.trigger(p), world.v, world.decide(policy, p)));
    }
    return all;
  }
  /// What comparing the log with itself says after it was changed.
  std::string said(const std::vector<std::string>& lines) {
    const Scratch scratch;
    const std::filesystem::path file = scratch.path / "d.jsonl";
    write_lines(file, lines);
    const std::atomic<bool> stop{false};
    const std::string why = refusal([&] { decision_diff(file, file, 0, stop); });
    return why.empty() ? why : why.substr(why.find("d.jsonl"));
  }

  SmallWorld world;
  Names names{world.m};
  policy::Bundle bundle = bundle::one_rule(bundle::kOrder);
};

TEST_F(DecisionLog, SaysWhatWasDecided) {
  const std::vector<std::string> lines = log(bundle);
  const Json json = parse(lines[0]);
  EXPECT_EQ(json["decision"], "H1/MASK/1/1");
  EXPECT_EQ(json["policy"], base::hex(bundle.digest()));
  EXPECT_EQ(json["action"], "requisition.create");
  EXPECT_EQ(json["rule"], "the rule");
  EXPECT_EQ(json["from"], "CENTRE");
  EXPECT_EQ(json["contract"], "C-CENTRE");
  EXPECT_EQ(json["to"], "H1");
  EXPECT_EQ(json["quantity"], 90);
  EXPECT_EQ(json["commands"][0]["key"], "H1/MASK/1/1/1");
  EXPECT_EQ(json["commands"][0]["undo"], "requisition.cancel");
  EXPECT_EQ(parse(lines[3])["decision"], "H1/MASK/1/2");  // the second decision on the same need
}

TEST_F(DecisionLog, HasTheMembersOfTheListInItsOrder) {
  for (const char* then : {"    choose: {from: contracts, prefer: [contract.price]}\n    then: order\n",
                           "    choose: {from: donors, prefer: [donor.on_hand]}\n    then: transfer\n",
                           "    then: defer\n    defer: { for: 4 h }\n", "    then: hold\n"}) {
    const policy::Bundle policy = bundle::one_rule(then);
    for (const std::string& line : log(policy)) {
      const Json json = parse(line);
      const MessageMembers& listed = decision_members();
      auto next = listed.begin();
      for (const auto& [name, value] : json.items()) {
        while (next != listed.end() && next->name != name) EXPECT_FALSE((next++)->required) << line;
        ASSERT_NE(next, listed.end()) << name << " in " << line;
        ++next;
      }
      EXPECT_EQ(next, listed.end()) << line;
    }
  }
}

TEST_F(DecisionLog, IsReadBack) {
  DecisionReader reader;
  const std::vector<std::string> lines = log(bundle);
  const LoggedDecision d = reader.read(lines[0]);
  EXPECT_EQ(d.id, "H1/MASK/1/1");
  EXPECT_EQ(d.rule, "the rule");
  EXPECT_EQ(d.action, "requisition.create");
  EXPECT_EQ(d.from, "CENTRE");
  EXPECT_EQ(d.quantity, 90);
  for (std::size_t i = 1; i < lines.size(); ++i) reader.read(lines[i]);
  EXPECT_EQ(said(lines), "");
}

TEST_F(DecisionLog, EveryChangedByteIsFound) {
  const std::vector<std::string> whole = log(bundle);
  for (std::size_t at = 0; at < whole[1].size(); ++at) {
    std::vector<std::string> lines = whole;
    lines[1][at] = lines[1][at] == '1' ? '2' : '1';
    const std::string why = said(lines);
    EXPECT_TRUE(why.starts_with("d.jsonl:2: ")) << at << ": " << why;
  }
}

TEST_F(DecisionLog, ALineThatIsMissingMovedOrTwiceIsFoundWithItsPlace) {
  const std::vector<std::string> whole = log(bundle);
  const std::string broken = "chain: is broken: this line or one before it was changed, left out or moved";
  EXPECT_EQ(said({whole[1], whole[2], whole[3]}), "d.jsonl:1: " + broken);
  EXPECT_EQ(said({whole[0], whole[2], whole[3]}), "d.jsonl:2: " + broken);
  EXPECT_EQ(said({whole[0], whole[2], whole[1], whole[3]}), "d.jsonl:2: " + broken);
  EXPECT_EQ(said({whole[0], whole[1], whole[1], whole[2]}), "d.jsonl:3: " + broken);
  EXPECT_EQ(said({whole[0], "", whole[1]}), "d.jsonl:2: not JSON");
  // Lines cut off at the end leave a shorter log that is whole; who keeps the last chain elsewhere sees it.
  EXPECT_EQ(said({whole[0], whole[1]}), "");
}

TEST_F(DecisionLog, NothingMayStandBehindTheChain) {
  std::vector<std::string> lines = log(bundle);
  lines[0].pop_back();
  lines[0] += R"(,"approver":"nobody"})";
  EXPECT_TRUE(said(lines).starts_with("d.jsonl:1: chain: ")) << said(lines);
  lines = log(bundle);
  lines[0] += " ";
  EXPECT_TRUE(said(lines).starts_with("d.jsonl:1: chain: ")) << said(lines);
}

TEST_F(DecisionLog, AnInstantThatHasNoFormIsLeftOut) {
  policy::Decision d = world.decide(bundle, SmallWorld::h1);
  d.needed_by = base::Time{std::chrono::sys_days(std::chrono::year(12025) / 1 / 1)};
  DecisionLines lines(names, bundle);
  EXPECT_FALSE(parse(lines.line(world.trigger(SmallWorld::h1), world.v, d)).contains("needed_by"));
}

}  // namespace
}  // namespace supplytwin::edge
