#include "policy/breaker.hpp"

#include <gtest/gtest.h>

namespace supplytwin::policy {
namespace {

using May = Admission::May;
constexpr base::Time kFirst{base::kDay * 20'000};

/// Three failures within a minute open it for two minutes; an answer is waited for half a minute.
ExecutorConfig breaking() {
  ExecutorConfig c;
  c.timeout = base::kSecond * 30;
  c.breaker_failures = 3;
  c.breaker_window = base::kMinute;
  c.breaker_cooling = base::kMinute * 2;
  return c;
}

base::Time at(std::int64_t seconds) { return kFirst + base::kSecond * seconds; }

Breaker after(Breaker b, Outcome outcome, std::initializer_list<std::int64_t> seconds) {
  for (const std::int64_t s : seconds) b = heard(breaking(), b, outcome, at(s));
  return b;
}

TEST(Breaker, ClosedLetsEverythingPass) {
  const Admission a = admit(breaking(), {}, at(0));
  EXPECT_EQ(a.may, May::call);
  EXPECT_EQ(a.at, at(0));
  EXPECT_EQ(a.breaker, Breaker{});
}

TEST(Breaker, FailuresWithinTheWindowOpenIt) {
  EXPECT_EQ(after({}, Outcome::failed, {0, 30}).circuit, Circuit::closed);
  for (const Outcome o : {Outcome::failed, Outcome::timed_out}) {
    const Breaker open = after({}, o, {0, 30, 59});
    EXPECT_EQ(open.circuit, Circuit::open);
    EXPECT_EQ(open.until, at(59 + 120));
    EXPECT_EQ(open.failures, 0u);
  }
  // The window slides: a failure a whole minute old no longer counts, and two more do not make three.
  EXPECT_EQ(after({}, Outcome::failed, {0, 30, 60}).circuit, Circuit::closed);
  EXPECT_EQ(after({}, Outcome::failed, {0, 30, 60, 89}).circuit, Circuit::open);
  EXPECT_EQ(after({}, Outcome::failed, {0, 40, 80, 120, 160}).circuit, Circuit::closed);
}

TEST(Breaker, AnswersInBetweenDoNotWipeFailuresOut) {
  Breaker b = after({}, Outcome::failed, {0, 10});
  b = after(b, Outcome::accepted, {20, 21, 22});
  EXPECT_EQ(b.circuit, Circuit::closed);
  EXPECT_EQ(after(b, Outcome::failed, {30}).circuit, Circuit::open);
}

TEST(Breaker, OpenHoldsUntilItHasCooled) {
  const Breaker open = after({}, Outcome::failed, {0, 0, 0});
  const Admission early = admit(breaking(), open, at(119));
  EXPECT_EQ(early.may, May::hold);
  EXPECT_EQ(early.at, at(120));
  EXPECT_EQ(early.breaker, open);
  // Calls that were under way when it opened come back in between.
  EXPECT_EQ(after(open, Outcome::failed, {5}), open);
  EXPECT_EQ(after(open, Outcome::accepted, {6}), open);
}

TEST(Breaker, OneProbeDecides) {
  const Breaker open = after({}, Outcome::failed, {0, 0, 0});
  const Admission probe = admit(breaking(), open, at(120));
  EXPECT_EQ(probe.may, May::probe);
  EXPECT_EQ(probe.breaker.circuit, Circuit::half_open);
  const Admission second = admit(breaking(), probe.breaker, at(121));
  EXPECT_EQ(second.may, May::hold);
  EXPECT_EQ(second.at, at(150));
  for (const Outcome o : {Outcome::accepted, Outcome::refused, Outcome::found, Outcome::absent})
    EXPECT_EQ(heard(breaking(), probe.breaker, o, at(130)), Breaker{});
  for (const Outcome o : {Outcome::failed, Outcome::timed_out}) {
    const Breaker again = heard(breaking(), probe.breaker, o, at(130));
    EXPECT_EQ(again.circuit, Circuit::open);
    EXPECT_EQ(again.until, at(250));
  }
}

/// Whoever probed may have been killed; the trial ends with its timeout.
TEST(Breaker, AProbeThatNeverComesBackIsFollowedByAnother) {
  const Admission probe = admit(breaking(), after({}, Outcome::failed, {0, 0, 0}), at(120));
  const Admission other = admit(breaking(), probe.breaker, at(150));
  EXPECT_EQ(other.may, May::probe);
  EXPECT_EQ(other.breaker.until, at(180));
}

TEST(Breaker, NoneOfZero) {
  ExecutorConfig c = breaking();
  c.breaker_failures = 0;
  Breaker b;
  for (int i = 0; i < 1000; ++i) b = heard(c, b, Outcome::failed, at(0));
  EXPECT_EQ(b, Breaker{});
}

/// Against counting all failures of the window anew, in any mix of outcomes.
TEST(Breaker, OpensExactlyWhenTheWindowHoldsEnough) {
  std::uint64_t state = 5;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  std::size_t opened = 0;
  for (int run = 0; run < 500; ++run) {
    ExecutorConfig c = breaking();
    c.breaker_failures = 1 + static_cast<std::int64_t>(draw(kBreakerFailures));
    std::vector<base::Time> failures;
    Breaker b;
    base::Time now = kFirst;
    for (int i = 0; i < 200 && b.circuit == Circuit::closed; ++i) {
      now += base::Duration{static_cast<std::int64_t>(draw(4'000))};
      const bool failed = draw(3) > 0;
      if (failed) failures.push_back(now);
      const auto in_window =
          std::count_if(failures.begin(), failures.end(), [&](base::Time t) { return now - t < c.breaker_window; });
      b = heard(c, b, failed ? Outcome::failed : Outcome::accepted, now);
      EXPECT_EQ(b.circuit == Circuit::open, failed && in_window >= c.breaker_failures);
      opened += b.circuit == Circuit::open;
    }
  }
  EXPECT_GT(opened, 100u);
  EXPECT_LT(opened, 500u);
}

}  // namespace
}  // namespace supplytwin::policy
