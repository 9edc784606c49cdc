#include "edge/decision_diff.hpp"

#include <functional>

#include "base/digest.hpp"
#include "edge/replay.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

/// A line of a log of decisions, as far as it is compared.
Json decision(const std::string& id, const std::string& rule = "order") {
  return {{"decision", id},
          {"as_of", "2025-02-08T07:00:00.000Z"},
          {"action", "requisition.create"},
          {"from", "ACME"},
          {"quantity", 100},
          {"rule", rule},
          {"reasons", {"rule_matched"}},
          {"facts", "0123456789abcdef"}};
}

class Diff : public testing::Test {
 protected:
  std::filesystem::path write(const char* name, const std::vector<Json>& decisions) {
    base::Digest chain{};
    std::vector<std::string> lines;
    for (const Json& d : decisions) {
      std::string text = d.dump();
      text.pop_back();
      chain = base::sha256(base::hex(chain) + text);
      lines.push_back(text + ",\"chain\":\"" + base::hex(chain) + "\"}");
    }
    write_lines(scratch.path / name, lines);
    return scratch.path / name;
  }
  DecisionDiff diff(const std::vector<Json>& a, const std::vector<Json>& b, std::size_t examples = 9) {
    return decision_diff(write("a.jsonl", a), write("b.jsonl", b), examples, stop);
  }
  /// What one decision differs in after `change`.
  std::vector<std::string_view> classes(const std::function<void(Json&)>& change) {
    Json changed = decision("A/X/1/1");
    change(changed);
    const DecisionDiff d = diff({decision("A/X/1/1")}, {changed});
    std::vector<std::string_view> found;
    for (std::size_t c = 0; c < kDifferences; ++c)
      if (d.by_class[c] != 0) found.push_back(base::EnumNames<Difference>::names[c]);
    EXPECT_EQ(d.differing, found.empty() ? 0U : 1U);
    return found;
  }

  Scratch scratch;
  std::atomic<bool> stop{false};
};

using Classes = std::vector<std::string_view>;

TEST_F(Diff, EqualLogsDoNotDiffer) {
  const std::vector<Json> log{decision("A/X/1/1"), decision("A/X/1/2"), decision("B/X/1/1")};
  const DecisionDiff d = diff(log, {log[2], log[0], log[1]});  // by id, whatever their order
  EXPECT_EQ(d.first, 3U);
  EXPECT_EQ(d.second, 3U);
  EXPECT_EQ(d.compared, 3U);
  EXPECT_EQ(d.differing, 0U);
  EXPECT_EQ(d.rules.at("order").decisions, 3U);
  EXPECT_TRUE(d.examples.empty());
  EXPECT_THROW(diff({}, {}), WireError);
}

TEST_F(Diff, TellsInWhatADecisionDiffers) {
  EXPECT_EQ(classes([](Json&) {}), Classes{});
  EXPECT_EQ(classes([](Json& j) { j["policy"] = "another"; }), Classes{});
  EXPECT_EQ(classes([](Json& j) { j["commands"] = Json::array(); }), Classes{"action"});
  for (const char* member : {"contract", "contract_item", "substitute", "to", "item"})
    EXPECT_EQ(classes([&](Json& j) { j[member] = "ACME"; }), Classes{"source"}) << member;
  for (const char* member : {"retry_at", "needed_by"})
    EXPECT_EQ(classes([&](Json& j) { j[member] = "2025-02-08T07:00:00.001Z"; }), Classes{"timing"}) << member;
  for (const char* member : {"estimated_cost", "approver"})
    EXPECT_EQ(classes([&](Json& j) { j[member] = 9; }), Classes{"cost"}) << member;
  EXPECT_EQ(classes([](Json& j) { j["rejected"] = Json::array(); }), Classes{"reason"});
  for (const char* member : {"trigger", "opened"})
    EXPECT_EQ(classes([&](Json& j) { j[member] = "x"; }), Classes{"facts"}) << member;
  EXPECT_EQ(classes([](Json& j) { j["of a later version"] = 1; }), Classes{"other"});
  EXPECT_EQ(classes([](Json& j) { j["action"] = "requisition.expedite"; }), Classes{"action"});
  EXPECT_EQ(classes([](Json& j) { j["from"] = "MILL"; }), Classes{"source"});
  EXPECT_EQ(classes([](Json& j) { j["quantity"] = 101; }), Classes{"quantity"});
  EXPECT_EQ(classes([](Json& j) { j["as_of"] = "2025-02-08T07:00:00.001Z"; }), Classes{"timing"});
  EXPECT_EQ(classes([](Json& j) { j["rule"] = "order more"; }), Classes{"reason"});
  EXPECT_EQ(classes([](Json& j) { j["reasons"].push_back("rounded_to_multiple"); }), Classes{"reason"});
  EXPECT_EQ(classes([](Json& j) { j["facts"] = "0123456789abcdee"; }), Classes{"facts"});
  EXPECT_EQ(classes([](Json& j) {
              j["action"] = "transfer.request";
              j["from"] = "H2";
              j["quantity"] = 7;
            }),
            (Classes{"action", "source", "quantity"}));
}

TEST_F(Diff, TellsWhatOnlyOneOfThemHas) {
  const DecisionDiff d = diff({decision("A/X/1/1")}, {decision("A/X/1/2")});
  EXPECT_EQ(d.compared, 0U);
  EXPECT_EQ(d.differing, 2U);
  EXPECT_EQ(d.by_class[static_cast<std::size_t>(Difference::missing)], 1U);
  EXPECT_EQ(d.by_class[static_cast<std::size_t>(Difference::added)], 1U);
}

TEST_F(Diff, CountsByTheRuleOfTheFirstLog) {
  Json more = decision("A/X/1/1"), less = decision("A/X/2/1"), later = decision("A/X/3/1", "lend"),
       earlier = decision("A/X/4/1", "lend"), other = decision("A/X/5/1", "lend"), by = decision("A/X/6/1");
  const std::vector<Json> first{more, less, later, earlier, other, by, decision("A/X/7/1")};
  more["quantity"] = 150;
  less["quantity"] = 50;
  later["retry_at"] = "2025-02-09T06:00:00.000Z";
  earlier["as_of"] = "2025-02-07T23:00:00.000Z";
  other["action"] = "transfer.request";
  by["rule"] = "lend";
  const DecisionDiff d = diff(first, {more, less, later, earlier, other, by, decision("A/X/8/1", "new")});
  EXPECT_EQ(d.compared, 6U);
  EXPECT_EQ(d.differing, 8U);
  const RuleDiff &order = d.rules.at("order"), &lend = d.rules.at("lend"), &added = d.rules.at("new");
  EXPECT_EQ(order.decisions, 4U);
  EXPECT_EQ(order.differing, 4U);
  EXPECT_EQ(order.direct, 3U);
  EXPECT_EQ(order.more, 1U);
  EXPECT_EQ(order.less, 1U);
  EXPECT_EQ(order.by_class[static_cast<std::size_t>(Difference::missing)], 1U);
  EXPECT_EQ(order.became, (std::map<std::string, std::uint64_t>{{"by rule 'lend'", 1}}));
  EXPECT_EQ(lend.decisions, 3U);
  EXPECT_EQ(lend.later, 1U);
  EXPECT_EQ(lend.earlier, 1U);
  EXPECT_EQ(lend.became, (std::map<std::string, std::uint64_t>{{"requisition.create -> transfer.request", 1}}));
  EXPECT_EQ(added.decisions, 0U);
  EXPECT_EQ(added.differing, 1U);
  EXPECT_EQ(added.by_class[static_cast<std::size_t>(Difference::added)], 1U);
}

TEST_F(Diff, ShowsTheFirstThatDiffer) {
  Json a = decision("A/X/1/1"), b = decision("A/X/2/1");
  const std::vector<Json> first{a, b, decision("A/X/3/1")};
  a["quantity"] = 1;
  b["quantity"] = 2;
  const DecisionDiff d = diff(first, {a, b}, 2);
  ASSERT_EQ(d.examples.size(), 2U);
  EXPECT_EQ(d.examples[0].first.quantity, 100);
  EXPECT_EQ(d.examples[0].second.quantity, 1);
  EXPECT_EQ(diff(first, {a, b}, 0).examples.size(), 0U);
  const DecisionDiff all = diff(first, {a, b}, 9);
  ASSERT_EQ(all.examples.size(), 3U);
  EXPECT_EQ(all.examples[2].first.id, "A/X/3/1");
  EXPECT_EQ(all.examples[2].second.id, "");
}

TEST_F(Diff, ADecisionThatStandsTwiceIsComparedOnce) {
  const Json a = decision("A/X/1/1");
  const DecisionDiff d = diff({a, a}, {a});
  EXPECT_EQ(d.compared, 1U);
  EXPECT_EQ(d.by_class[static_cast<std::size_t>(Difference::missing)], 1U);
}

TEST_F(Diff, NamesAFileThatCannotBeRead) {
  const std::filesystem::path a = write("a.jsonl", {});
  EXPECT_NE(
      refusal([&] { decision_diff(a, scratch.path / "gone.jsonl", 0, stop); }).find("gone.jsonl: cannot be read"),
      std::string::npos);
  stop = true;
  EXPECT_THROW(diff({decision("A/X/1/1")}, {}), Stopped);
}

}  // namespace
}  // namespace supplytwin::edge
