#include "policy/code.hpp"

#include <gtest/gtest.h>

#include "policy/machine.hpp"

namespace supplytwin::policy {
namespace {

CodeLimits limits() { return {2, 1, 3, 1, {5}, {10}}; }

std::string wrong(const Code& code) { return check(code, limits()).error; }

TEST(Code, SoundCodeIsMeasured) {
  const CodeCheck c = check({{Op::push_number, 0}, {Op::push_number, 1}, {Op::add, 0}}, limits());
  EXPECT_EQ(c.error, "");
  EXPECT_EQ(c.depth, 2u);
  EXPECT_EQ(c.cost, 3u);
  EXPECT_EQ(check({{Op::call, 0}}, limits()).depth, 5u);
  EXPECT_EQ(check({{Op::call, 0}}, limits()).cost, 11u);
}

TEST(Code, WhatTheMachineCouldNotRun) {
  EXPECT_EQ(wrong({}), "other than one result at instruction 0");
  EXPECT_EQ(wrong({{Op::add, 0}}), "a value taken from an empty stack at instruction 0");
  EXPECT_EQ(wrong({{Op::push_bool, 1}, {Op::push_bool, 1}}), "other than one result at instruction 2");
  EXPECT_EQ(wrong({{Op::push_bool, 2}}), "an index out of range at instruction 0");
  EXPECT_EQ(wrong({{Op::push_number, 3}}), "an index out of range at instruction 0");
  EXPECT_EQ(wrong({{Op::push_text, 1}}), "an index out of range at instruction 0");
  EXPECT_EQ(wrong({{Op::load_fact, 2}}), "an index out of range at instruction 0");
  EXPECT_EQ(wrong({{Op::load_parameter, 1}}), "an index out of range at instruction 0");
  EXPECT_EQ(wrong({{Op::call, 1}}), "an index out of range at instruction 0");
  EXPECT_EQ(wrong({{Op::load_slot, 0}}), "an index out of range at instruction 0");
  EXPECT_EQ(wrong({{static_cast<Op>(200), 0}}), "an unknown instruction at instruction 0");
  EXPECT_EQ(wrong({{Op::push_bool, 0}, {Op::jump, 0}}), "a jump that does not lead forward at instruction 1");
  EXPECT_EQ(wrong({{Op::push_bool, 0}, {Op::jump, 9}}), "a jump that does not lead forward at instruction 1");
  EXPECT_EQ(wrong({{Op::push_bool, 0}, {Op::jump, 3}, {Op::push_bool, 0}}),
            "an instruction that nothing leads to at instruction 2");
  EXPECT_EQ(wrong({{Op::push_bool, 0}, {Op::branch, 1}}), "a jump that does not lead forward at instruction 1");
  EXPECT_EQ(wrong({{Op::push_bool, 0}, {Op::branch, 3}, {Op::push_bool, 0}, {Op::push_bool, 0}}),
            "a conditional without its other branch at instruction 1");
  EXPECT_EQ(wrong({{Op::push_bool, 0}, {Op::skip_if_true, 3}, {Op::push_bool, 0}}),
            "a jump that does not fit its target at instruction 3");
  EXPECT_EQ(wrong({{Op::loop_next, 1}}), "a loop that was not opened at instruction 0");
  EXPECT_EQ(wrong({{Op::push_bool, 0}, {Op::loop_begin, 0}}), "a loop without its head at instruction 1");
  EXPECT_EQ(wrong({{Op::make_list, 0}, {Op::loop_begin, 4}}), "an index out of range at instruction 1");
}

Code loop() {
  return {{Op::make_list, 0}, {Op::loop_begin, 0}, {Op::loop_next, 5},
          {Op::push_bool, 1}, {Op::loop_step, 2},  {Op::loop_end, 0}};
}

TEST(Code, ALoopIsWhole) {
  EXPECT_EQ(wrong(loop()), "");
  for (std::size_t i = 1; i < loop().size(); ++i) {
    Code c = loop();
    c.erase(c.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_NE(wrong(c), "") << i;
  }
  Code out = loop();
  out[3] = {Op::jump, 6};
  EXPECT_NE(wrong(out), "");
  Code below = loop();
  below.insert(below.begin() + 3, {Op::add, 0});
  below[2].argument = 6;
  EXPECT_EQ(wrong(below), "a value taken from an empty stack at instruction 3");
}

class NoFacts final : public FactSource {
  Value fact(std::uint32_t) const override { return {}; }
};

/// Code that passes the check runs to an end inside the machine, whatever it is.
TEST(Code, WhateverIsSoundEnds) {
  const Constants constants{{0, -1, INT64_MAX}, {"text"}};
  const std::vector<Value> parameters{Value::of(std::int64_t{7})};
  const std::vector<Code> variables{{{Op::push_number, 2}, {Op::push_number, 1}, {Op::add, 0}}};
  const CodeLimits bounds{2, 1, 3, 1, {2}, {3}};
  const NoFacts facts;
  std::uint64_t state = 7;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((state >> 33) % below);
  };
  std::size_t sound = 0;
  for (int i = 0; i < 200'000; ++i) {
    Code code = i % 2 ? loop() : Code{};
    for (std::uint32_t k = 0, n = 1 + draw(6); k < n; ++k) {
      code.insert(code.begin() + draw(code.size() + 1), {static_cast<Op>(draw(kOps)), draw(8)});
    }
    if (!check(code, bounds).error.empty()) continue;
    ++sound;
    Machine machine(constants, parameters, variables, facts, 100'000);
    machine.evaluate(code);
    EXPECT_FALSE(machine.exhausted());
  }
  EXPECT_GT(sound, 200u);
}

}  // namespace
}  // namespace supplytwin::policy
