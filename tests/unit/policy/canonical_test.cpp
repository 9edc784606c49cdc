#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "policy/bundle.hpp"
#include "policy/facts.hpp"
#include "policy/image.hpp"

namespace supplytwin::policy {
namespace {

using Bytes = std::vector<std::byte>;

/// A bundle with every kind of clause, made by hand.
Image image() {
  Image i;
  i.name = "by-hand";
  i.summary = "made by hand";
  i.version = 4;
  i.reviews_forecasts = true;
  i.decides = {base::kHour * 2, base::kHour * 26};
  i.executor.retries = 9;
  i.executor.fallback_essential = Fallback::decide_again;
  i.approvals = {{"buyer", base::kDollar * 1'000}, {"director", kNoLimit}};
  i.constants = {{5, -7}, {"vital", "H1"}};
  i.parameters = {{"floor", ValueType::duration, {86'400'000}, {}},
                  {"where", ValueType::text_list, {}, {"H1", "H2"}}};
  i.variables = {
      {"short",
       {{Op::load_fact, static_cast<std::uint32_t>(Fact::need_quantity)}, {Op::push_number, 0}, {Op::greater, 0}}}};
  Image::Rule lend;
  lend.name = "lend";
  lend.when = {
      {Op::call, 0},      {Op::skip_if_false, 10}, {Op::load_parameter, 1}, {Op::loop_begin, 1}, {Op::loop_next, 8},
      {Op::load_slot, 4}, {Op::push_text, 1},      {Op::loop_step, 4},      {Op::loop_end, 0},   {Op::both, 0}};
  lend.when.insert(lend.when.begin() + 7, {Op::equal, 0});
  lend.when[1].argument = 11;
  lend.when[4].argument = 9;
  lend.choice = Choice::donors;
  lend.choose_when = {{Op::load_fact, static_cast<std::uint32_t>(Fact::donor_cover_after)},
                      {Op::load_parameter, 0},
                      {Op::greater_equal, 0}};
  lend.prefer = {{{Op::load_fact, static_cast<std::uint32_t>(Fact::donor_time_away)}},
                 {{Op::load_fact, static_cast<std::uint32_t>(Fact::donor_cost)}, {Op::negate, 0}}};
  lend.then = Then::transfer;
  lend.quantity = {{Op::load_fact, static_cast<std::uint32_t>(Fact::need_quantity)}};
  lend.keep = {{Op::load_parameter, 0}};
  Image::Rule wait;
  wait.name = "wait";
  wait.when = {{Op::push_bool, 1}, {Op::branch, 4}, {Op::push_bool, 0}, {Op::jump, 5}, {Op::push_bool, 1}};
  wait.then = Then::defer;
  wait.wait = base::kHour;
  i.rules = {lend, wait};
  return i;
}

/// Sets the length and checksum of changed bytes right, as somebody with intent would.
Bytes seal(Bytes bytes) {
  const std::size_t head = std::string_view("supplytwin policy\n").size() + 4;
  const auto put = [&](std::size_t at, std::uint64_t n) {
    for (std::size_t k = 0; k < 8; ++k, n >>= 8) bytes[at + k] = static_cast<std::byte>(n & 0xFF);
  };
  put(head, bytes.size() - head - 16);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size() - 8);
  put(bytes.size() - 8, base::hash_name(text));
  return bytes;
}

std::string refusal(const Bytes& bytes) {
  try {
    Bundle::load(bytes);
  } catch (const base::PolicyError& e) {
    return e.faults.at(0).message;
  }
  return "";
}

TEST(Canonical, RoundTrip) {
  const Image i = image();
  EXPECT_EQ(check(i), "");
  const Bytes bytes = encode(i);
  EXPECT_EQ(decode(bytes), i);
  EXPECT_EQ(encode(decode(bytes)), bytes);
  const Bundle b = Bundle::load(bytes);
  EXPECT_EQ(b.digest(), base::sha256(bytes));
  EXPECT_TRUE(std::equal(bytes.begin(), bytes.end(), b.canonical().begin(), b.canonical().end()));
  EXPECT_EQ(b.name(), "by-hand");
  EXPECT_EQ(b.rule_name(1), "wait");
  EXPECT_EQ(b.executor().retries, 9);
}

/// The bytes of a known bundle never change: a digest is a promise.
TEST(Canonical, TheLayoutIsPinned) {
  EXPECT_EQ(base::hex(base::sha256(encode(image()))),
            "d1fcb2c0c4bfcfa9cbb285b70d7b4ccc0ba56bfa3f997f7a2b70626ee0284c7c");
}

TEST(Canonical, WhoReleasesARequisition) {
  const Bundle b = Bundle::load(encode(image()));
  Decision d;
  d.action = Action::requisition_create;
  d.estimated_cost = base::kDollar * 1'000;
  EXPECT_EQ(b.approver(d), "buyer");
  d.estimated_cost.micros += 1;
  EXPECT_EQ(b.approver(d), "director");
  d.action = Action::requisition_expedite;
  EXPECT_EQ(b.approver(d), "director");
  d.action = Action::transfer_request;
  EXPECT_EQ(b.approver(d), "");
  Image none = image();
  none.approvals.clear();
  d.action = Action::requisition_create;
  EXPECT_EQ(Bundle::load(encode(none)).approver(d), "");
}

TEST(Canonical, CutAtEveryLength) {
  const Bytes whole = encode(image());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    EXPECT_NE(refusal(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n))), "") << n;
    if (n > 46) {
      EXPECT_NE(refusal(seal(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n)))), "") << n;
    }
  }
  Bytes longer = whole;
  longer.push_back(std::byte{0});
  EXPECT_EQ(refusal(longer), "the bytes are not as long as they say");
  EXPECT_EQ(refusal(seal(longer)), "bytes are left over after the last rule");
}

TEST(Canonical, EveryChangedByteIsSeen) {
  const Bytes whole = encode(image());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    for (int bit = 0; bit < 8; ++bit) {
      Bytes changed = whole;
      changed[n] ^= static_cast<std::byte>(1 << bit);
      EXPECT_NE(refusal(changed), "") << n;
    }
  }
}

/// With the checksum set right, a changed bundle is refused or decides something; it never leaves its memory.
TEST(Canonical, ChangesWithIntentNeverCrash) {
  Master m;
  m.categories = {"c"};
  m.sites = {{"H1", false}, {"H2", false}};
  m.items = {{"X", base::CategoryId(0), Criticality::vital, base::kDollar, 1}};
  m.points = {{base::LocationId(0), base::ItemId(0), PointKind::storeroom, 10, 4, 1000},
              {base::LocationId(1), base::ItemId(0), PointKind::storeroom, 10, 4, 1000}};
  m.transfer_time.assign(4, base::kHour);
  m.transfer_cost.assign(4, base::kDollar);
  m.index();
  View v(m);
  v.open(base::PointId(1), {10, 0, 0, 0, 0});
  const Bytes whole = encode(image());
  std::size_t accepted = 0;
  std::uint64_t state = 3;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  for (int i = 0; i < 40'000; ++i) {
    Bytes changed = whole;
    for (std::uint64_t k = 0, n = 1 + draw(3); k < n; ++k) {
      changed[30 + draw(changed.size() - 38)] = static_cast<std::byte>(draw(3) ? draw(8) : draw(256));
    }
    changed = seal(changed);
    try {
      const Bundle b = Bundle::load(changed);
      ++accepted;
      const Trigger t{EventType::stock_par_breached, base::PointId(0), 1, {}};
      const Decision d = b.decide(m, v, t, base::Time{base::kDay});
      EXPECT_FALSE(b.explain(m, v, d).empty());
    } catch (const base::PolicyError&) {
    }
  }
  EXPECT_GT(accepted, 1000u);
}

TEST(Canonical, WhatAnImageMayNotSay) {
  const auto wrong = [](auto change) {
    Image i = image();
    change(i);
    return refusal(encode(i));
  };
  EXPECT_EQ(wrong([](Image& i) { i.name.clear(); }), "the policy has no name");
  EXPECT_EQ(wrong([](Image& i) { i.rules.clear(); }), "too few or too many rules");
  EXPECT_EQ(wrong([](Image& i) { i.rules.resize(65, i.rules[1]); }), "too few or too many rules");
  EXPECT_EQ(wrong([](Image& i) { i.decides = {base::kWeek}; }), "a schedule that is not in order");
  EXPECT_EQ(wrong([](Image& i) { i.executor.retries = -1; }), "executor: retries is out of bounds");
  EXPECT_EQ(wrong([](Image& i) { i.executor.fallback_vital = static_cast<Fallback>(3); }),
            "executor: fallback_vital is no fallback");
  EXPECT_EQ(wrong([](Image& i) { i.executor.breaker_failures = 33; }), "executor: breaker_failures is out of bounds");
  const std::string limits = "approvals that do not rise to one without a limit";
  EXPECT_EQ(wrong([](Image& i) { i.approvals[1].up_to = base::kDollar; }), limits);
  EXPECT_EQ(wrong([](Image& i) { i.approvals[0].up_to = kNoLimit; }), limits);
  EXPECT_EQ(wrong([](Image& i) { i.approvals[0].role.clear(); }), limits);
  EXPECT_EQ(wrong([](Image& i) { i.approvals.resize(17); }), "too many approvals");
  EXPECT_EQ(wrong([](Image& i) { i.parameters[0].numbers.clear(); }),
            "parameter 'floor' does not hold what its type says");
  EXPECT_EQ(wrong([](Image& i) { i.parameters[1].type = static_cast<ValueType>(77); }),
            "parameter 'where' does not hold what its type says");
  EXPECT_EQ(wrong([](Image& i) { i.variables[0].code = {{Op::call, 0}}; }),
            "variable 'short': an index out of range at instruction 0");
  EXPECT_EQ(wrong([](Image& i) { i.rules[0].choice = Choice::contracts; }),
            "rule 'lend': its action needs another choice");
  EXPECT_EQ(wrong([](Image& i) { i.rules[1].wait = {}; }), "rule 'wait': a deferral without its time");
  EXPECT_EQ(wrong([](Image& i) { i.rules[0].prefer.resize(9); }), "rule 'lend': too many preferences");
  EXPECT_EQ(wrong([](Image& i) { i.budget = 3; }), "rule 'lend': it may take 1289 steps, more than the budget of 3");
  // No piece is too dear, but all together are.
  EXPECT_EQ(wrong([](Image& i) { i.budget = 1'289; }),
            "a decision that looks at one candidate a rule may take 1302 steps, more than the budget of 1289");
  EXPECT_EQ(wrong([](Image& i) { i.budget = 1'302; }), "");
}

}  // namespace
}  // namespace supplytwin::policy
