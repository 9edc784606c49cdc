#include "policy/executor.hpp"

#include <gtest/gtest.h>

namespace supplytwin::policy {
namespace {

constexpr std::uint64_t kLeast = 0, kMiddle = 1ull << 63, kMost = ~0ull;
constexpr base::Time kStart{base::kDay * 20'000};

/// Waits of 10 s, 20 s, 40 s, at most 60 s; four retries.
ExecutorConfig config() {
  ExecutorConfig c;
  c.retries = 4;
  c.backoff = base::kSecond * 10;
  c.backoff_factor = base::Ratio{2'000'000};
  c.backoff_limit = base::kMinute;
  return c;
}

Call after(Call call, Outcome outcome, base::Duration age = base::kSecond, std::uint64_t entropy = kMost) {
  return advance(config(), call, outcome, kStart + age, entropy);
}

TEST(Executor, AnAnswerEndsIt) {
  const Call call = begin(kStart);
  EXPECT_EQ(call.step, Step::send);
  EXPECT_EQ(call.due, kStart);
  EXPECT_EQ(after(call, Outcome::accepted).step, Step::done);
  const Call refused = after(call, Outcome::refused);
  EXPECT_EQ(refused.step, Step::dead_letter);
  EXPECT_FALSE(refused.unknown);
}

TEST(Executor, TheLongestWaitGrowsToItsLimit) {
  std::vector<std::int64_t> seconds;
  for (std::uint32_t failures = 1; failures <= 5; ++failures)
    seconds.push_back(longest_wait(config(), failures) / base::kSecond);
  EXPECT_EQ(seconds, (std::vector<std::int64_t>{10, 20, 40, 60, 60}));
  ExecutorConfig c = config();
  c.backoff_factor = base::Ratio{10'000'000};
  c.backoff_limit = base::kDay * 366;
  EXPECT_EQ(longest_wait(c, 0xffffffffu), base::kDay * 366);
  c.backoff_factor = base::kOne;
  EXPECT_EQ(longest_wait(c, 0xffffffffu), base::kSecond * 10);
  c.backoff = {};
  EXPECT_EQ(longest_wait(c, 3), base::Duration{0});
}

TEST(Executor, WhatASystemThatIsDownHoldsBackIsPhonedInWhenItIsOld) {
  ExecutorConfig c = config();
  c.fallback_essential = Fallback::decide_again;
  const base::Time old = kStart + c.dead_letter_after;
  const Call call = begin(kStart);
  EXPECT_EQ(hold(c, call, Criticality::vital, 1, old - base::Duration{1}), call);
  EXPECT_EQ(hold(c, call, Criticality::vital, 1, old).step, Step::dead_letter);
  EXPECT_EQ(hold(c, call, Criticality::essential, 1, old), call);
  EXPECT_EQ(hold(c, call, Criticality::desirable, 1, old), call);
  Call unknown = call;
  unknown.unknown = true;  // it is not decided again, so nobody else would see to it
  EXPECT_EQ(hold(c, unknown, Criticality::essential, 1, old).step, Step::dead_letter);
  const auto often = static_cast<std::uint32_t>(c.retries) + 1;
  EXPECT_EQ(hold(c, call, Criticality::essential, often, old).step, Step::dead_letter);
  const Call done = advance(c, call, Outcome::accepted, kStart, 0);
  EXPECT_EQ(hold(c, done, Criticality::vital, 1, old), done);
}

TEST(Executor, JitterIsFull) {
  const auto wait = [](std::uint64_t entropy) {
    return after(begin(kStart), Outcome::failed, {}, entropy).due - kStart;
  };
  EXPECT_EQ(wait(kLeast), base::Duration{0});
  EXPECT_EQ(wait(kMiddle), base::kSecond * 5);
  EXPECT_EQ(wait(kMost), base::kSecond * 10);
}

TEST(Executor, WhatFailedIsSentAgainUntilItsRetriesAreSpent) {
  Call call = begin(kStart);
  for (std::uint32_t n = 1; n <= 4; ++n) {
    call = after(call, Outcome::failed, base::kMinute * n);
    EXPECT_EQ(call.step, Step::send);
    EXPECT_EQ(call.failures, n);
    EXPECT_EQ(call.due, kStart + base::kMinute * n + longest_wait(config(), n));
  }
  call = after(call, Outcome::failed, base::kMinute * 5);
  EXPECT_EQ(call.step, Step::dead_letter);
  EXPECT_FALSE(call.unknown);
}

TEST(Executor, ATimeoutIsAskedAboutBeforeAnythingIsSentAgain) {
  Call call = after(begin(kStart), Outcome::timed_out);
  EXPECT_EQ(call.step, Step::query);
  EXPECT_TRUE(call.unknown);
  EXPECT_EQ(after(call, Outcome::found).step, Step::done);
  // A query that fails is asked again: what was sent is still unknown.
  for (const Outcome o : {Outcome::failed, Outcome::timed_out}) {
    const Call again = after(call, o);
    EXPECT_EQ(again.step, Step::query);
    EXPECT_TRUE(again.unknown);
    EXPECT_EQ(again.failures, 2u);
  }
  call = after(call, Outcome::absent, base::kSecond * 30);
  EXPECT_EQ(call.step, Step::send);
  EXPECT_FALSE(call.unknown);
  EXPECT_EQ(call.due, kStart + base::kSecond * 30);
  EXPECT_EQ(call.failures, 1u);
}

TEST(Executor, ATimeoutWithoutRetriesIsParkedAsUnknown) {
  ExecutorConfig c = config();
  c.retries = 0;
  const Call parked = advance(c, begin(kStart), Outcome::timed_out, kStart + base::kSecond, kMost);
  EXPECT_EQ(parked.step, Step::dead_letter);
  EXPECT_TRUE(parked.unknown);
  // A late answer settles it; whoever learns that it never arrived still decides what to do.
  EXPECT_EQ(advance(c, parked, Outcome::accepted, kStart + base::kMinute, kMost).step, Step::done);
  const Call absent = advance(c, parked, Outcome::absent, kStart + base::kMinute, kMost);
  EXPECT_EQ(absent.step, Step::dead_letter);
  EXPECT_FALSE(absent.unknown);
  EXPECT_EQ(advance(c, absent, Outcome::refused, kStart + base::kMinute, kMost), absent);
  EXPECT_EQ(advance(c, absent, Outcome::accepted, kStart + base::kMinute, kMost).step, Step::done);
  EXPECT_EQ(advance(c, parked, Outcome::failed, kStart + base::kMinute, kMost), parked);
}

TEST(Executor, WhatIsDoneStaysDone) {
  const Call done = after(begin(kStart), Outcome::accepted);
  for (const Outcome o : {Outcome::accepted, Outcome::refused, Outcome::failed, Outcome::timed_out, Outcome::absent})
    EXPECT_EQ(after(done, o, base::kHour), done);
}

TEST(Executor, WhatIsTooOldIsParkedAfterALastTry) {
  ExecutorConfig c = config();
  c.dead_letter_after = base::kMinute;
  const Call last = advance(c, begin(kStart), Outcome::failed, kStart + base::kSecond * 55, kMost);
  EXPECT_EQ(last.step, Step::send);
  EXPECT_EQ(last.due, kStart + base::kMinute);  // and not 5 s later
  EXPECT_EQ(advance(c, last, Outcome::failed, last.due, kMost).step, Step::dead_letter);
}

/// Once the other side may have forgotten the key, "absent" proves nothing: sending again could order twice.
TEST(Executor, AForgottenKeyIsNotSentAgain) {
  ExecutorConfig c = config();
  c.idempotency_retention = base::kHour;
  const Call asked = advance(c, begin(kStart), Outcome::timed_out, kStart + base::kSecond, kMost);
  const Call late = advance(c, asked, Outcome::absent, kStart + base::kHour, kMost);
  EXPECT_EQ(late.step, Step::dead_letter);
  EXPECT_TRUE(late.unknown);
  const Call in_time = advance(c, asked, Outcome::absent, kStart + base::kHour - base::Duration{1}, kMost);
  EXPECT_EQ(in_time.step, Step::send);
}

TEST(Executor, WhatAnOutageHeldBackIsSpreadWhenItIsYoung) {
  ExecutorConfig c = config();
  c.supersede_after = base::kHour;
  const base::Time answers = kStart + base::kHour - base::Duration{1};
  const Call young = drain(c, begin(kStart), answers, kMiddle);
  EXPECT_EQ(young.step, Step::send);
  EXPECT_FALSE(young.stale);
  EXPECT_EQ(young.due, answers + base::kSecond * 5);  // half of the first wait
  EXPECT_EQ(drain(c, begin(kStart), answers, kMost).due, answers + base::kSecond * 10);
  EXPECT_EQ(young.failures, 0u);  // to be held is no failure
}

TEST(Executor, WhatAnOutageMadeStaleIsSuperseded) {
  ExecutorConfig c = config();
  c.supersede_after = base::kHour;
  const base::Time answers = kStart + base::kHour;
  const Call old = drain(c, begin(kStart), answers, kMost);
  EXPECT_EQ(old.step, Step::superseded);
  EXPECT_EQ(old.due, answers);
  EXPECT_EQ(advance(c, old, Outcome::accepted, answers, kMost), old);
  EXPECT_EQ(drain(c, old, answers + base::kDay, kMost), old);
  c.supersede_after = {};
  EXPECT_EQ(drain(c, begin(kStart), kStart, kMost).step, Step::superseded);
}

/// What may have been carried out is not ordered a second time by deciding its need again.
TEST(Executor, WhatIsStaleAndUnknownIsAskedAboutFirst) {
  ExecutorConfig c = config();
  c.supersede_after = base::kHour;
  c.dead_letter_after = base::kHour * 2;
  const Call unknown = advance(c, begin(kStart), Outcome::timed_out, kStart + base::kSecond, kMost);
  const base::Time answers = kStart + base::kHour * 3;
  const Call asked = drain(c, unknown, answers, kLeast);
  EXPECT_EQ(asked.step, Step::query);
  EXPECT_TRUE(asked.stale);
  EXPECT_EQ(advance(c, asked, Outcome::found, answers, kMost).step, Step::done);
  const Call absent = advance(c, asked, Outcome::absent, answers, kMost);
  EXPECT_EQ(absent.step, Step::superseded);
  EXPECT_FALSE(absent.unknown);
  const Call still = advance(c, asked, Outcome::timed_out, answers, kMost);
  EXPECT_EQ(still.step, Step::dead_letter);
  EXPECT_TRUE(still.unknown);
}

TEST(Executor, DrainLeavesWhatHasEnded) {
  for (const Outcome o : {Outcome::accepted, Outcome::refused}) {
    const Call ended = after(begin(kStart), o);
    EXPECT_EQ(drain(config(), ended, kStart + base::kDay * 9, kMost), ended);
  }
}

TEST(Executor, TheFallbackIsThatOfItsCriticality) {
  ExecutorConfig c = config();
  c.fallback_vital = Fallback::phone;
  c.fallback_essential = Fallback::decide_again;
  const Call parked = advance(c, begin(kStart), Outcome::refused, kStart, kMost);
  EXPECT_EQ(fallback(c, parked, Criticality::vital, 1), Fallback::phone);
  EXPECT_EQ(fallback(c, parked, Criticality::essential, 1), Fallback::decide_again);
  EXPECT_EQ(fallback(c, parked, Criticality::desirable, 1), Fallback::wait);
  // A need is not decided for ever: four retries, then a person.
  EXPECT_EQ(fallback(c, parked, Criticality::essential, 4), Fallback::decide_again);
  EXPECT_EQ(fallback(c, parked, Criticality::essential, 5), Fallback::phone);
  c.retries = 0;
  const Call unknown = advance(c, begin(kStart), Outcome::timed_out, kStart, kMost);
  ASSERT_EQ(unknown.step, Step::dead_letter);
  c.retries = 4;
  EXPECT_EQ(fallback(c, unknown, Criticality::essential, 1), Fallback::phone);
  for (const Call& call : {begin(kStart), after(begin(kStart), Outcome::accepted)})
    EXPECT_EQ(fallback(c, call, Criticality::vital, 1), Fallback::wait);
}

/// Whatever comes, it ends after so many calls, and nothing is sent while it is unknown.
TEST(Executor, EverySequenceOfOutcomesEnds) {
  std::uint64_t state = 11;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  for (int run = 0; run < 5'000; ++run) {
    Call call = begin(kStart);
    int calls = 0;
    while (call.step == Step::send || call.step == Step::query) {
      EXPECT_EQ(call.step == Step::query, call.unknown);
      const Outcome answers[2][3] = {{Outcome::failed, Outcome::timed_out, Outcome::timed_out},
                                     {Outcome::failed, Outcome::timed_out, Outcome::absent}};
      const base::Time now = call.due;
      call = advance(config(), call, answers[call.step == Step::query][draw(3)], now, state);
      EXPECT_GE(call.due, now);
      ASSERT_LE(++calls, 10);
    }
  }
}

}  // namespace
}  // namespace supplytwin::policy
