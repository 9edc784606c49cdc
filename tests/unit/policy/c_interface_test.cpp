#include "policy/supplytwin_policy.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "../bundle/allocations.hpp"
#include "base/digest.hpp"
#include "base/signature.hpp"
#include "small_host.hpp"

namespace supplytwin::policy {
namespace {

class CInterface : public testing::Test {
 protected:
  void SetUp() override {
    const auto bytes = policy_bytes();
    policy.reset(st_policy_load(bytes.data(), bytes.size(), &error));
    ASSERT_TRUE(policy) << error.text;
    master.reset(st_policy_builder_finish(builder().get(), &error));
    ASSERT_TRUE(master) << error.text;
    view.reset(st_policy_view_new(master.get(), &error));
    ASSERT_TRUE(view) << error.text;
    set(1, 80);
  }

  void set(std::uint32_t point, std::int32_t on_hand) {
    const st_policy_stock stock{on_hand, 0, 0, 0, 0, 0, 0};
    ASSERT_EQ(st_policy_view_open(view.get(), point, &stock, &error), ST_POLICY_OK);
  }
  st_policy_stock stock(std::uint32_t point) {
    st_policy_stock s{};
    EXPECT_EQ(st_policy_view_stock(view.get(), point, &s, &error), ST_POLICY_OK);
    return s;
  }
  st_policy_decision decide(std::uint32_t point) {
    const st_policy_trigger need{ST_POLICY_STOCK_PAR_BREACHED, point, 1, 0, kNow - kHourMs};
    st_policy_decision d{};
    EXPECT_EQ(st_policy_decide(policy.get(), view.get(), &need, kNow, &d, &error), ST_POLICY_OK) << error.text;
    return d;
  }
  std::string explain(const st_policy_decision& d) {
    size_t length = 0;
    EXPECT_EQ(st_policy_explain(policy.get(), view.get(), &d, nullptr, 0, &length, &error), ST_POLICY_OK)
        << error.text;
    std::string words(length + 1, '?');
    st_policy_explain(policy.get(), view.get(), &d, words.data(), words.size(), nullptr, &error);
    EXPECT_EQ(words.back(), '\0');
    words.pop_back();
    return words;
  }

  st_policy_error error{};
  Policy policy;
  MasterHandle master;
  ViewHandle view;
};

TEST_F(CInterface, TellsWhatIsLoaded) {
  EXPECT_EQ(st_policy_abi(), static_cast<std::uint32_t>(ST_POLICY_ABI));
  EXPECT_STREQ(st_policy_name(policy.get()), "by-hand");
  EXPECT_EQ(st_policy_revision(policy.get()), 3u);
  EXPECT_EQ(st_policy_rules(policy.get()), 3u);
  EXPECT_STREQ(st_policy_rule_name(policy.get(), 2), "order");
  EXPECT_EQ(st_policy_rule_name(policy.get(), 3), nullptr);
  std::int64_t instant = 0;
  EXPECT_EQ(st_policy_schedule(policy.get(), &instant, 1), 1u);
  EXPECT_EQ(instant, 2 * kHourMs);
  base::Digest digest{};
  EXPECT_EQ(st_policy_digest(policy.get(), digest.data(), &error), ST_POLICY_OK);
  EXPECT_EQ(digest, base::sha256(policy_bytes()));
  EXPECT_STREQ(st_policy_event_name(ST_POLICY_ENDPOINT_HEALTH), "endpoint.health");
  EXPECT_STREQ(st_policy_action_name(ST_POLICY_REQUISITION_EXPEDITE), "requisition.expedite");
  EXPECT_STREQ(st_policy_reason_name(1), "rule_matched");
  EXPECT_EQ(st_policy_event_name(25), nullptr);
  EXPECT_EQ(st_policy_asks(ST_POLICY_DEMAND_URGENT) + st_policy_asks(ST_POLICY_STOCK_COUNTED) + st_policy_asks(99),
            1);
}

TEST_F(CInterface, DecidesExplainsAndCommits) {
  const st_policy_decision lend = decide(0);
  EXPECT_EQ(lend.action, static_cast<std::uint32_t>(ST_POLICY_TRANSFER_REQUEST));
  EXPECT_EQ(lend.donor, 1u);
  EXPECT_EQ(lend.quantity, 80);
  EXPECT_EQ(lend.estimated_cost, 40'000'000);
  EXPECT_NE(explain(lend).find("80 are asked from H2 at an estimated"), std::string::npos) << explain(lend);
  EXPECT_EQ(stock(0).on_order, 0);
  ASSERT_EQ(st_policy_commit(view.get(), &lend, &error), ST_POLICY_OK);
  EXPECT_EQ(stock(0).on_order, 80);
  EXPECT_EQ(stock(0).attempts, 1u);
  EXPECT_EQ(stock(1).reserved, 80);

  const st_policy_decision order = decide(0);
  EXPECT_EQ(order.action, static_cast<std::uint32_t>(ST_POLICY_REQUISITION_CREATE));
  EXPECT_EQ(order.offer, 0u);
  EXPECT_EQ(order.quantity, 50);
  ASSERT_GE(order.rejected_count, 1u);
  EXPECT_EQ(order.rejected[0].candidate, 1u);  // the donor that has no more
  EXPECT_NE(explain(order).find("ACME under C-ACME"), std::string::npos);

  st_policy_event event = ST_POLICY_EVENT_INIT;
  event.type = ST_POLICY_TRANSFER_RECEIVED;
  event.point = 0;
  event.quantity = 80;
  ASSERT_EQ(st_policy_project(view.get(), &event, &error), ST_POLICY_OK) << error.text;
  EXPECT_EQ(stock(0).on_hand, 80);
  EXPECT_EQ(stock(0).on_order, 0);
}

TEST_F(CInterface, NamesSubstitutesByTheirItem) {
  set(1, 0);
  set(3, 30);
  set(4, 0);
  const st_policy_decision d = decide(2);
  EXPECT_EQ(d.action, static_cast<std::uint32_t>(ST_POLICY_SUBSTITUTION_PROPOSE));
  EXPECT_EQ(d.substitute, 1u);
  ASSERT_EQ(d.rejected_count, 2u);
  EXPECT_EQ(d.rejected[1].candidate, 2u);
  EXPECT_NE(explain(d).find("'stand in', HOOD: "), std::string::npos) << explain(d);
}

TEST_F(CInterface, SavesAndRestores) {
  set(0, 12);
  size_t needed = 0;
  EXPECT_EQ(st_policy_view_save(view.get(), nullptr, 0, &needed, &error), ST_POLICY_TOO_SMALL);
  std::vector<char> bytes(needed);
  ASSERT_EQ(st_policy_view_save(view.get(), bytes.data(), bytes.size(), &needed, &error), ST_POLICY_OK);
  view.reset(st_policy_view_restore(master.get(), bytes.data(), bytes.size(), &error));
  ASSERT_TRUE(view) << error.text;
  EXPECT_EQ(stock(0).on_hand, 12);
  EXPECT_EQ(stock(1).on_hand, 80);
  bytes[40] ^= 1;
  EXPECT_EQ(st_policy_view_restore(master.get(), bytes.data(), bytes.size(), &error), nullptr);
  EXPECT_EQ(error.code, ST_POLICY_BAD_BYTES);
  EXPECT_STREQ(error.text, "the bytes were changed: their checksum differs");
}

TEST_F(CInterface, AViewOutlivesTheHandleOfItsMaster) {
  master.reset();
  EXPECT_EQ(decide(0).donor, 1u);
}

TEST_F(CInterface, AdvancesACall) {
  st_policy_call call{};
  ASSERT_EQ(st_policy_begin(kNow, &call, &error), ST_POLICY_OK);
  EXPECT_EQ(st_policy_timeout(policy.get()), 30'000);
  ASSERT_EQ(st_policy_advance(policy.get(), &call, ST_POLICY_TIMED_OUT, kNow + 30'000, 1ull << 63, &error),
            ST_POLICY_OK);
  EXPECT_EQ(call.step, static_cast<std::uint32_t>(ST_POLICY_QUERY));
  EXPECT_EQ(call.due, kNow + 45'000);
  EXPECT_EQ(call.unknown, 1u);
  EXPECT_EQ(st_policy_advance(policy.get(), &call, 6, kNow, 0, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_STREQ(error.text, "no such outcome");
  EXPECT_EQ(call.due, kNow + 45'000);
}

TEST_F(CInterface, AnOutageFromItsFirstFailureToTheDrain) {
  st_policy_breaker breaker{};
  std::uint32_t may = 9;
  std::int64_t at = 0;
  for (int i = 0; i < 5; ++i)
    ASSERT_EQ(st_policy_heard(policy.get(), &breaker, ST_POLICY_FAILED, kNow + i, &error), ST_POLICY_OK);
  EXPECT_EQ(breaker.circuit, static_cast<std::uint32_t>(ST_POLICY_OPEN));
  ASSERT_EQ(st_policy_admit(policy.get(), &breaker, kNow + 5, &may, &at, &error), ST_POLICY_OK);
  EXPECT_EQ(may, static_cast<std::uint32_t>(ST_POLICY_MAY_HOLD));
  EXPECT_EQ(at, kNow + 4 + 60'000);
  ASSERT_EQ(st_policy_admit(policy.get(), &breaker, at, &may, &at, &error), ST_POLICY_OK);
  EXPECT_EQ(may, static_cast<std::uint32_t>(ST_POLICY_MAY_PROBE));
  ASSERT_EQ(st_policy_heard(policy.get(), &breaker, ST_POLICY_ABSENT, at + 1, &error), ST_POLICY_OK);
  EXPECT_EQ(breaker.circuit, static_cast<std::uint32_t>(ST_POLICY_CLOSED));
  EXPECT_EQ(breaker.failures, 0u);

  st_policy_call call{};
  st_policy_begin(kNow, &call, &error);
  ASSERT_EQ(st_policy_drain(policy.get(), &call, kNow + 4 * kHourMs, 0, &error), ST_POLICY_OK);
  EXPECT_EQ(call.step, static_cast<std::uint32_t>(ST_POLICY_SUPERSEDED));
  st_policy_begin(kNow, &call, &error);
  ASSERT_EQ(st_policy_hold(policy.get(), &call, ST_POLICY_VITAL, 1, kNow + 24 * kHourMs - 1, &error), ST_POLICY_OK);
  EXPECT_EQ(call.step, static_cast<std::uint32_t>(ST_POLICY_SEND));
  ASSERT_EQ(st_policy_hold(policy.get(), &call, ST_POLICY_VITAL, 1, kNow + 24 * kHourMs, &error), ST_POLICY_OK);
  EXPECT_EQ(call.step, static_cast<std::uint32_t>(ST_POLICY_DEAD_LETTER));
  EXPECT_EQ(st_policy_hold(policy.get(), &call, 3, 1, kNow, &error), ST_POLICY_BAD_ARGUMENT);
  std::uint32_t fallback = 9;
  st_policy_begin(kNow, &call, &error);
  ASSERT_EQ(st_policy_advance(policy.get(), &call, ST_POLICY_REFUSED, kNow, 0, &error), ST_POLICY_OK);
  ASSERT_EQ(st_policy_fallback(policy.get(), &call, ST_POLICY_VITAL, 1, &fallback, &error), ST_POLICY_OK);
  EXPECT_EQ(fallback, static_cast<std::uint32_t>(ST_POLICY_FALLBACK_PHONE));

  breaker.failures = 33;
  EXPECT_EQ(st_policy_heard(policy.get(), &breaker, ST_POLICY_FAILED, kNow, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_STREQ(error.text, "more failures than a breaker counts");
  EXPECT_EQ(st_policy_fallback(policy.get(), &call, 3, 1, &fallback, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_admit(policy.get(), nullptr, kNow, &may, &at, &error), ST_POLICY_BAD_ARGUMENT);
}

TEST_F(CInterface, LoadsOnlyWhatWasSigned) {
  auto bytes = policy_bytes();
  const base::SecretKey secret{1, 2, 3};
  const base::PublicKey key = base::public_key_of(secret), stranger = base::public_key_of({9});
  const base::Signature signature = base::sign(bytes, secret);
  const auto load = [&](const base::Signature& with, const base::PublicKey& by) {
    return Policy(st_policy_load_signed(bytes.data(), bytes.size(), with.data(), by.data(), &error));
  };
  EXPECT_TRUE(load(signature, key)) << error.text;
  EXPECT_FALSE(load(signature, stranger));
  EXPECT_EQ(error.code, ST_POLICY_BAD_SIGNATURE);
  for (std::size_t n = 0; n < signature.size(); ++n) {
    base::Signature changed = signature;
    changed[n] ^= 1;
    EXPECT_FALSE(load(changed, key)) << n;
  }
  // Another policy, sound in itself.
  Image other = decode(bytes);
  other.version += 1;
  bytes = encode(other);
  EXPECT_TRUE(Policy(st_policy_load(bytes.data(), bytes.size(), &error)));
  EXPECT_FALSE(load(signature, key));
  EXPECT_EQ(error.code, ST_POLICY_BAD_SIGNATURE);
  EXPECT_EQ(st_policy_load_signed(bytes.data(), bytes.size(), nullptr, key.data(), &error), nullptr);
  EXPECT_EQ(error.code, ST_POLICY_BAD_ARGUMENT);
}

/// Bytes that somebody made by hand, with every checksum right, and not by the compiler.
TEST_F(CInterface, RefusesAPolicyThatMayTakeLongerThanItsBudget) {
  Image dear = decode(policy_bytes());
  Code& when = dear.rules[0].when;
  when = {{Op::push_bool, 1}};
  for (int i = 0; i < 400; ++i) when.insert(when.end(), {{Op::push_bool, 1}, {Op::both, 0}});
  const auto load = [&](std::uint64_t budget) {
    dear.budget = budget;
    const auto bytes = encode(dear);
    return Policy(st_policy_load(bytes.data(), bytes.size(), &error));
  };
  EXPECT_TRUE(load(804)) << error.text;  // and a step for each of three preferences
  EXPECT_FALSE(load(803));
  EXPECT_STREQ(error.text,
               "a decision that looks at one candidate a rule may take 804 steps, more than the budget of 803");
  EXPECT_FALSE(load(800));
  EXPECT_EQ(error.code, ST_POLICY_BAD_BYTES);
  EXPECT_STREQ(error.text, "rule 'lend': it may take 801 steps, more than the budget of 800");
}

TEST_F(CInterface, TellsWhoReleasesADecision) {
  Image with = decode(policy_bytes());
  with.approvals = {{"buyer", base::kDollar * 40}, {"director", kNoLimit}};
  const auto bytes = encode(with);
  policy.reset(st_policy_load(bytes.data(), bytes.size(), &error));
  st_policy_decision d = decide(0);
  EXPECT_EQ(st_policy_approver(policy.get(), &d), nullptr);  // a transfer
  d.action = ST_POLICY_REQUISITION_CREATE;
  EXPECT_STREQ(st_policy_approver(policy.get(), &d), "buyer");
  d.estimated_cost += 1;
  EXPECT_STREQ(st_policy_approver(policy.get(), &d), "director");
  EXPECT_EQ(st_policy_approver(policy.get(), nullptr), nullptr);
}

TEST_F(CInterface, WhatIsCalledAllTheTimeAllocatesNothing) {
  const st_policy_decision lend = decide(0);
  st_policy_event event = ST_POLICY_EVENT_INIT;
  event.type = ST_POLICY_STOCK_COUNTED;
  event.quantity = 5;
  st_policy_call call{};
  st_policy_begin(kNow, &call, &error);
  const std::size_t before = allocations();
  for (std::uint32_t point = 0; point < 5; ++point) {
    event.point = point;
    ASSERT_EQ(st_policy_project(view.get(), &event, &error), ST_POLICY_OK);
    decide(point);
  }
  event.type = ST_POLICY_CONTRACT_PRICE_UPDATED;
  event.offer = 0;
  ASSERT_EQ(st_policy_project(view.get(), &event, &error), ST_POLICY_OK);
  decide(0);
  event.type = ST_POLICY_STOCK_COUNTED;
  st_policy_commit(view.get(), &lend, &error);
  st_policy_advance(policy.get(), &call, ST_POLICY_FAILED, kNow, 5, &error);
  st_policy_breaker breaker{};
  std::uint32_t may = 0;
  std::int64_t at = 0;
  for (int i = 0; i < 9; ++i) st_policy_heard(policy.get(), &breaker, ST_POLICY_FAILED, kNow, &error);
  st_policy_admit(policy.get(), &breaker, kNow, &may, &at, &error);
  st_policy_hold(policy.get(), &call, ST_POLICY_VITAL, 1, kNow + 1, &error);
  st_policy_drain(policy.get(), &call, kNow + 1, 5, &error);
  event.point = 77;  // refused without a word from the heap
  st_policy_project(view.get(), &event, &error);
  EXPECT_EQ(allocations(), before);
  explain(lend);
  EXPECT_GT(allocations(), before);  // the count can rise
}

TEST_F(CInterface, RefusesWhatNamesNothing) {
  const auto refused = [&](auto change) {
    st_policy_event e = ST_POLICY_EVENT_INIT;
    e.type = ST_POLICY_STOCK_CONSUMED;
    e.point = 0;
    change(e);
    EXPECT_EQ(st_policy_project(view.get(), &e, &error), ST_POLICY_BAD_ARGUMENT);
    return std::string(error.text);
  };
  EXPECT_EQ(refused([](auto& e) { e.type = 25; }), "no such type of event");
  EXPECT_EQ(refused([](auto& e) { e.point = 5; }), "no such point");
  EXPECT_EQ(refused([](auto& e) { e.point = ST_POLICY_NONE; }), "this type of event needs a point");
  EXPECT_EQ(refused([](auto& e) { e.other = 99; }), "no such point");
  EXPECT_EQ(refused([](auto& e) { e.quantity = INT64_MIN; }), "the quantity is out of bounds");
  EXPECT_EQ(refused([](auto& e) { e.type = ST_POLICY_TRANSFER_SHIPPED; }),
            "this type of event needs the donor's point");
  EXPECT_EQ(refused([](auto& e) { e.type = ST_POLICY_ENDPOINT_HEALTH; }), "this type of event needs a supplier");
  EXPECT_EQ(refused([](auto& e) { e.type = ST_POLICY_FORECAST_PUBLISHED; }), "this type of event needs a category");
  EXPECT_EQ(refused([](auto& e) {
              e.type = ST_POLICY_SUBSTITUTION_REFUSED;
              e.quantity = 16;
            }),
            "the quantity is out of bounds");
  EXPECT_EQ(refused([](auto& e) { e.opened = INT64_MAX; }), "the instant is out of bounds");
  EXPECT_EQ(refused([](auto& e) { e.type = ST_POLICY_CONTRACT_PRICE_UPDATED; }), "no such offer");
  EXPECT_EQ(refused([](auto& e) {
              e.type = ST_POLICY_CONTRACT_PRICE_UPDATED;
              e.offer = 0;
              e.quantity = -1;
            }),
            "the price is out of bounds");

  const st_policy_trigger nowhere{ST_POLICY_DEMAND_URGENT, 5, 1, 0, kNow};
  const st_policy_trigger here{ST_POLICY_DEMAND_URGENT, 0, 1, 0, kNow};
  st_policy_decision d{};
  EXPECT_EQ(st_policy_decide(policy.get(), view.get(), &nowhere, kNow, &d, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_decide(policy.get(), view.get(), &here, INT64_MAX, &d, &error), ST_POLICY_BAD_ARGUMENT);
}

/// A decision that comes back from a host's store may say anything.
TEST_F(CInterface, ADecisionWithAnyNumbersNeverCrashes) {
  const st_policy_decision sound = decide(0);
  std::size_t accepted = 0;
  for (std::size_t word = 0; word < sizeof(sound) / 4; ++word) {
    for (const std::uint32_t value : {0u, 1u, 2u, 5u, 255u, 0x7fffffffu, 0x80000000u, 0xffffffffu}) {
      st_policy_decision changed = sound;
      std::memcpy(reinterpret_cast<char*>(&changed) + 4 * word, &value, 4);
      char words[4000];
      size_t length = 0;
      const st_policy_code code =
          st_policy_explain(policy.get(), view.get(), &changed, words, sizeof words, &length, &error);
      accepted += code == ST_POLICY_OK;
      EXPECT_TRUE(code == ST_POLICY_OK || code == ST_POLICY_BAD_ARGUMENT) << error.text;
      st_policy_commit(view.get(), &changed, &error);
    }
  }
  EXPECT_GT(accepted, 20u);
}

TEST_F(CInterface, NullIsAnErrorAndNeverACrash) {
  EXPECT_EQ(st_policy_load(nullptr, 5, &error), nullptr);
  EXPECT_EQ(error.code, ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_load("x", 1, nullptr), nullptr);
  EXPECT_EQ(st_policy_load("x", 1, &error), nullptr);
  EXPECT_EQ(error.code, ST_POLICY_BAD_BYTES);
  EXPECT_EQ(st_policy_name(nullptr), nullptr);
  EXPECT_EQ(st_policy_schedule(nullptr, nullptr, 0), 0u);
  EXPECT_EQ(st_policy_view_new(nullptr, &error), nullptr);
  EXPECT_EQ(st_policy_builder_finish(nullptr, &error), nullptr);
  EXPECT_EQ(st_policy_add_item(nullptr, nullptr), ST_POLICY_NONE);
  EXPECT_EQ(st_policy_decide(nullptr, view.get(), nullptr, 0, nullptr, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_decide(policy.get(), view.get(), nullptr, 0, nullptr, nullptr), ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_explain(policy.get(), nullptr, nullptr, nullptr, 0, nullptr, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_project(nullptr, nullptr, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_commit(nullptr, nullptr, &error), ST_POLICY_BAD_ARGUMENT);
  EXPECT_EQ(st_policy_advance(policy.get(), nullptr, 0, 0, 0, &error), ST_POLICY_BAD_ARGUMENT);
  st_policy_free(nullptr);
  st_policy_view_free(nullptr);
  st_policy_master_free(nullptr);
  st_policy_builder_free(nullptr);
}

}  // namespace
}  // namespace supplytwin::policy
