#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "bundle/expression.hpp"
#include "cli/conformance.hpp"
#include "policy/machine.hpp"

namespace supplytwin::bundle {
namespace {

using nlohmann::json;

struct NoFacts final : policy::FactSource {
  policy::Value fact(std::uint32_t) const override { return {}; }
};

/// What an expression comes to; null when it does not compile or fails.
json evaluate(const std::string& text, const json& bindings) {
  return cli::evaluate(text, bindings).value.value_or(nullptr);
}

TEST(Cel, AgreesWithItsOwnConformanceCases) {
  const cli::Conformance found = cli::conformance(SOURCE_DIR "/tests/unit/bundle/cel_conformance.json");
  EXPECT_EQ(found.passed, 182u);
  for (const cli::ConformanceMiss& m : found.missed)
    ADD_FAILURE() << m.name << ": " << m.expression << ": expected " << m.expected << ", got " << m.got;
}

TEST(Cel, AnErrorYieldsToASideThatDecides) {
  const json none = json::object();
  EXPECT_EQ(evaluate("1 / 0 == 1 || true", none), true);
  EXPECT_EQ(evaluate("1 / 0 == 1 && false", none), false);
  EXPECT_EQ(evaluate("1 / 0 == 1 && true", none), nullptr);
  EXPECT_EQ(evaluate("[1, 0].exists(x, 1 / x == 1)", none), true);
  EXPECT_EQ(evaluate("[0, 1].exists(x, 1 / x == 1)", none), true);
  EXPECT_EQ(evaluate("[0, 2].exists(x, 1 / x == 1)", none), nullptr);
  EXPECT_EQ(evaluate("[0, 2].all(x, 2 / x == 2)", none), false);
}

TEST(Cel, WhatCannotBeHeldIsAnError) {
  const json none = json::object();
  for (const char* text : {"9223372036854775807 + 1", "-9223372036854775807 - 2", "9223372036854775807 * 2", "1 / 0",
                           "1 % 0", "-9223372036854775808 / -1", "-9223372036854775808 % -1", "[1][1]", "[1][-1]",
                           "1 / 0 == 1 ? 1 : 2", "[1 / 0]", "[[1 / 0]].size()"}) {
    EXPECT_EQ(evaluate(text, none), nullptr) << text;
  }
  EXPECT_EQ(evaluate("false ? 1 / 0 : 2", none), 2);
  EXPECT_EQ(evaluate("true ? 1 : 1 / 0", none), 1);
}

TEST(Cel, ListsAndTextsThatOutgrowTheMachineFail) {
  const json hundred = {{"x", std::vector<int>(100, 7)}, {"t", std::string(600, 'a')}};
  EXPECT_EQ(evaluate("size(x + x)", hundred), 200);
  EXPECT_EQ(evaluate("size(x + x + x)", hundred), nullptr);
  EXPECT_EQ(evaluate("size(t + 'b')", hundred), 601);
  EXPECT_EQ(evaluate("size(t + t)", hundred), nullptr);
  // What one element of a loop makes is given back before the next.
  EXPECT_EQ(evaluate("x.all(e, size([e, e, e, e]) == 4)", hundred), true);
  EXPECT_EQ(evaluate("size(x.filter(e, [e, 8].exists(f, f == 8)))", hundred), 100);
}

TEST(Cel, MacrosNestAndHide) {
  const json none = json::object();
  EXPECT_EQ(evaluate("[[1, 2], [3]].filter(x, x.exists(x, x == 3))", none), json::parse("[[3]]"));
  EXPECT_EQ(evaluate("[1, 2, 3].filter(a, [2, 3].filter(b, b > a).size() == 1)", none), json::parse("[2]"));
  EXPECT_EQ(evaluate("[1, 2].all(a, true ? [a].exists_one(b, b == a) : false) && [3].exists(c, c == 3)", none), true);
}

TEST(Cel, AMachineWithoutStepsStops) {
  policy::Constants constants;
  const NoFacts none;
  const Expression e = compile_expression("[1, 2, 3].all(x, [1, 2, 3].all(y, x + y > 0))", {}, constants);
  ASSERT_TRUE(e.faults.empty());
  policy::Machine machine(constants, {}, {}, none, 20);
  EXPECT_TRUE(machine.evaluate(e.code).is_error());
  EXPECT_TRUE(machine.exhausted());
}

/// Comparing lists that share their parts takes time exponential in the text; the steps bound it.
TEST(Cel, ComparingSharedListsIsBounded) {
  std::string text = "[1].filter(a, true)";
  for (int i = 0; i < 20; ++i) text = "[" + text + "].filter(x, [[x, x]] == [[x, x]])";
  policy::Constants constants;
  const NoFacts none;
  const Expression e = compile_expression(text, {}, constants);
  ASSERT_TRUE(e.faults.empty());
  policy::Machine machine(constants, {}, {}, none, 100'000);
  const policy::Value v = machine.evaluate(e.code);
  EXPECT_TRUE(machine.exhausted() ? v.is_error() : v.kind == policy::Value::Kind::list);
}

TEST(Cel, AFileOfCasesThatIsNoneIsRefusedWithAllFaults) {
  const std::string file = testing::TempDir() + "/cases.json";
  const auto faults = [&](const std::string& text) {
    std::ofstream(file) << text;
    try {
      cli::conformance(file);
    } catch (const base::PolicyError& e) {
      std::string all;
      for (const base::Fault& f : e.faults)
        all += f.message + (f.line > 0 ? " @" + std::to_string(f.line) : "") + "|";
      return all;
    }
    return std::string("none");
  };
  EXPECT_EQ(faults(R"({"cases": []})"), "none");
  EXPECT_EQ(faults(""), "no JSON from here on @1|");
  EXPECT_EQ(faults("{\n  \"cases\": [,]}"), "no JSON from here on @2|");
  EXPECT_EQ(
      faults(R"({"cases": [{"expr": "1", "value": )" + std::string(100'000, '[') + std::string(100'000, ']') + "}]}"),
      "cases[0].value: a truth value, a whole number, a text or a list of these is expected, found lists nested "
      "deeper than 100|");
  EXPECT_EQ(faults("[]"), "no cases; write {\"cases\": [{\"expr\": \"1 + 1\", \"value\": 2}]}|");
  EXPECT_EQ(
      faults(R"({"cases": [1, {"expr": 2, "valeu": 1}, {"expr": "x", "value": 1.5, "bindings": {"x": null}}]})"),
      "cases[0] is no object|cases[1] has an unknown key 'valeu'|cases[1].expr is no text|cases[1] needs either "
      "'value' or 'error': true|cases[2].value: a truth value, a whole number, a text or a list of these is "
      "expected, found a number with a fraction|cases[2].bindings.x: a truth value, a whole number, a text or a "
      "list of these is expected, found null|");
}

TEST(Cel, AMissSaysWhatCameOut) {
  const std::string file = testing::TempDir() + "/missed.json";
  std::ofstream(file) << R"({"cases": [{"name": "sum", "expr": "1 + 1", "value": 3}, {"expr": "1 + 1", "error": true},
                             {"expr": "1 / 0", "value": 1}, {"expr": "1 +", "error": true}]})";
  const cli::Conformance found = cli::conformance(file);
  EXPECT_EQ(found.passed, 1u);
  ASSERT_EQ(found.missed.size(), 3u);
  EXPECT_EQ(found.missed[0].name + found.missed[0].expected + found.missed[0].got, "sum32");
  EXPECT_EQ(found.missed[1].name + found.missed[1].expected + found.missed[1].got, "cases[1]an error2");
  EXPECT_EQ(found.missed[2].got, "an error: it fails when it runs");
}

}  // namespace
}  // namespace supplytwin::bundle
