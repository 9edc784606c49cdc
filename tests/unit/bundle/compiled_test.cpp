// What a compiled bundle is: its cost, its digest, its head; and what breaks no compiler.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "faulty.hpp"

namespace supplytwin::bundle {
namespace {

TEST(Compile, CostIsBoundedWhenLoaded) {
  const std::string deep = "[1].all(a, [1].all(b, [1].all(c, a + b + c > 0)))";
  EXPECT_EQ(messages(kHead + "rules:\n  - rule: r\n    when: \"" + deep + "\"\n    then: hold\n"),
            "rules[0]: when: it may take 151389700 steps, more than the budget of 1000000");
  EXPECT_EQ(messages(kHead + "budget: 200000000\nrules:\n  - rule: r\n    when: \"" + deep + "\"\n    then: hold\n"),
            "");
  std::string doubling = "variables:\n  v0: need.par + need.par\n";
  for (int i = 1; i < 30; ++i) {
    const std::string last = std::string("v").append(std::to_string(i - 1));
    doubling.append("  v")
        .append(std::to_string(i))
        .append(": ")
        .append(last)
        .append(" + ")
        .append(last)
        .append("\n");
  }
  EXPECT_EQ(messages(kHead + doubling + kRules),
            "variable 'v18': it may take 1572861 steps, more than the budget of 1000000");
  std::string wide = "[1";
  for (int i = 0; i < 120; ++i) wide.append(", 1");
  EXPECT_EQ(messages(kHead + "rules:\n  - rule: r\n    when: \"" + wide + "].size() > 1\"\n    then: hold\n"),
            "rules[0]: when: more values than the stack holds at instruction 96");
}

TEST(Compile, OnlyMeaningMakesTheDigest) {
  const auto digest = [](const std::string& text) { return policy::Bundle::load(compile(text, "p.yaml")).digest(); };
  const std::string a = kHead +
                        "parameters: {t: {value: 2 days, min: 1 day, doc: why}}\nrules:\n  - rule: r\n    when: "
                        "need.cover < t\n    then: hold\n";
  const std::string b =
      "# a remark\nrules:\n- {rule: 'r', then: hold, when: \"(need.cover   <\\n t)\"}\nsummary: >-\n  a\n  "
      "test\ndoc: words\ncontract: 1\n"
      "version: 1  # another\nparameters:\n  t:\n    value: 48 h\npolicy: test\n";
  EXPECT_EQ(digest(a), digest(b));
  EXPECT_NE(
      digest(a),
      digest(kHead +
             "parameters: {t: {value: 3 days}}\nrules:\n  - rule: r\n    when: need.cover < t\n    then: hold\n"));
  EXPECT_EQ(digest(a), base::sha256(policy::Bundle::load(compile(a, "p.yaml")).canonical()));
}

TEST(Compile, HeadOfALoadedBundle) {
  const policy::Bundle b =
      policy::Bundle::load(compile("policy: night-owl\nversion: 3\ncontract: 1\nsummary: in the night\ndecides: "
                                   "daily 02:00\nreviews: [forecast.published]\n"
                                   "executor: {retries: 7, backoff: 10 s}\n" +
                                       kRules,
                                   "p.yaml"));
  EXPECT_EQ(b.name(), "night-owl");
  EXPECT_EQ(b.summary(), "in the night");
  EXPECT_EQ(b.version(), 3u);
  EXPECT_EQ(b.decides().departures().size(), 7u);
  EXPECT_EQ(b.decides().departures()[0], base::kHour * 2);
  EXPECT_TRUE(b.reviews_forecasts());
  EXPECT_EQ(b.executor().retries, 7);
  EXPECT_EQ(b.executor().backoff, base::kSecond * 10);
  EXPECT_EQ(b.rules(), 1u);
  EXPECT_EQ(b.rule_name(0), "r");
}

TEST(Compile, AFileThatIsNotThere) {
  try {
    load_file("no/such/policy.yaml");
    FAIL();
  } catch (const base::PolicyError& e) {
    EXPECT_EQ(e.faults[0].text(), "no/such/policy.yaml: no such file");
  }
}

/// Whatever the text, the reader answers with a bundle or with faults.
TEST(Compile, BrokenTextNeverCrashes) {
  std::ifstream in(SOURCE_DIR "/models/policies/transfer-first.yaml");
  const std::string whole{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  ASSERT_GT(whole.size(), 1000u);
  std::uint64_t state = 1;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  std::size_t refused = 0;
  const std::string odd = "[]{}:,&*!|>'\"%@`#-? \n()<>=.0é";
  for (int i = 0; i < 1500; ++i) {
    std::string text = whole;
    if (i % 3 == 0) text.resize(draw(text.size()));
    for (std::size_t k = 0; k < draw(4); ++k) text[draw(text.size())] = odd[draw(odd.size())];
    if (i % 3 == 1) text.erase(draw(text.size()), draw(40));
    try {
      compile(text, "p.yaml");
    } catch (const base::PolicyError& e) {
      EXPECT_FALSE(e.faults.empty());
      ++refused;
    }
  }
  EXPECT_GT(refused, 500u);
}

}  // namespace
}  // namespace supplytwin::bundle
