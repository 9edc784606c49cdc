#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>

#include "bundle/expression.hpp"
#include "policy/machine.hpp"

namespace supplytwin::bundle {
namespace {

using nlohmann::json;
using policy::Value;

/// The bindings of a case, as facts.
class Bindings final : public policy::FactSource {
 public:
  explicit Bindings(const json& all) {
    for (const auto& [name, value] : all.items()) {
      scope.names[name] = {policy::Op::load_fact, static_cast<std::uint32_t>(values_.size()), type_of(value)};
      values_.push_back(value_of(value));
    }
  }
  Value fact(std::uint32_t index) const override { return values_[index]; }
  std::size_t size() const { return values_.size(); }

  Scope scope;

 private:
  static Type type_of(const json& v) {
    if (v.is_boolean()) return {Type::Unit::boolean};
    if (v.is_number()) return {Type::Unit::number};
    if (v.is_string()) return {Type::Unit::text};
    Type element = v.empty() ? Type{} : type_of(v[0]);
    ++element.lists;
    return element;
  }
  Value value_of(const json& v) {
    if (v.is_boolean()) return Value::of(v.get<bool>());
    if (v.is_number()) return Value::of(v.get<std::int64_t>());
    if (v.is_string()) return Value::of(std::string_view(texts_.emplace_back(v.get<std::string>())));
    std::vector<Value> elements;
    for (const json& e : v) elements.push_back(value_of(e));
    return Value::of(std::span<const Value>(lists_.emplace_back(std::move(elements))));
  }

  std::deque<std::string> texts_;
  std::deque<std::vector<Value>> lists_;
  std::vector<Value> values_;
};

json to_json(const Value& v) {
  switch (v.kind) {
    case Value::Kind::error:
      return nullptr;
    case Value::Kind::boolean:
      return v.is_true();
    case Value::Kind::number:
      return v.number;
    case Value::Kind::text:
      return std::string(v.text());
    case Value::Kind::list:
      break;
  }
  json out = json::array();
  for (const Value& e : v.list()) out.push_back(to_json(e));
  return out;
}

/// What an expression comes to; null when it does not compile or fails.
json evaluate(const std::string& text, const json& bindings) {
  const Bindings known(bindings);
  policy::Constants constants;
  const Expression e = compile_expression(text, known.scope, constants);
  if (!e.faults.empty()) return nullptr;
  const policy::CodeCheck found =
      check(e.code, {known.size(), 0, constants.numbers.size(), constants.texts.size(), {}, {}});
  EXPECT_EQ(found.error, "") << text;
  policy::Machine machine(constants, {}, {}, known, 1'000'000);
  return to_json(machine.evaluate(e.code));
}

TEST(Cel, AgreesWithItsOwnConformanceCases) {
  std::ifstream in(SOURCE_DIR "/tests/unit/bundle/cel_conformance.json");
  const json all = json::parse(in);
  ASSERT_GT(all["cases"].size(), 150u);
  for (const json& c : all["cases"]) {
    const json expected = c.contains("value") ? c["value"] : json(nullptr);
    EXPECT_EQ(evaluate(c["expr"], c.value("bindings", json::object())), expected) << c.dump();
  }
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
  const Bindings none(json::object());
  const Expression e = compile_expression("[1, 2, 3].all(x, [1, 2, 3].all(y, x + y > 0))", none.scope, constants);
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
  const Bindings none(json::object());
  const Expression e = compile_expression(text, none.scope, constants);
  ASSERT_TRUE(e.faults.empty());
  policy::Machine machine(constants, {}, {}, none, 100'000);
  const Value v = machine.evaluate(e.code);
  EXPECT_TRUE(machine.exhausted() ? v.is_error() : v.kind == Value::Kind::list);
}

}  // namespace
}  // namespace supplytwin::bundle
