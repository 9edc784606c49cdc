#include "sending.hpp"

namespace supplytwin::host {
namespace {

TEST_F(Sending, ASystemThatFailsTooOftenIsLeftAloneAndOthersAreNot) {
  break_it();
  EXPECT_EQ(breaker().circuit, Circuit::open);
  EXPECT_EQ(metrics.value(Metric::circuit, label("verb", kTransfer)), 1);
  const int sent = erp.sent, asked = erp.asked;
  for (int i = 0; i < 200; ++i) add("held" + std::to_string(i));
  add("other", {}, kOrder);
  now += config.breaker_cooling - base::kSecond;
  outbox->work(config);
  EXPECT_EQ(erp.sent, sent + 1);  // the other's, and none of those that are due before it
  EXPECT_EQ(erp.asked, asked);
  EXPECT_EQ(find("held0")->call.failures, 0U);
  EXPECT_EQ(step("held0"), "send");
  EXPECT_FALSE(find("held0")->call.unknown);
  EXPECT_EQ(breaker(kOrder).circuit, Circuit::closed);
}

TEST_F(Sending, OneQuestionTriesItAndItsFailureIsNotTheCommands) {
  break_it();
  add("held");
  const int sent = erp.sent;
  const std::uint32_t failures = find("lost0")->call.failures;
  for (int tries = 1; tries <= 3; ++tries) {
    try_it();
    EXPECT_EQ(breaker().circuit, Circuit::half_open);
    EXPECT_EQ(erp.asked, tries);
    outbox->work(config);  // one at a time
    EXPECT_EQ(erp.asked, tries);
    now += config.timeout;
    outbox->work(config);
    EXPECT_EQ(breaker().circuit, Circuit::open);
  }
  EXPECT_EQ(erp.sent, sent);
  EXPECT_EQ(find("held")->call, policy::begin(find("held")->call.issued));
  EXPECT_EQ(find("lost0")->call.failures, failures);
}

TEST_F(Sending, WithNothingDueNothingIsTried) {
  const std::vector<std::string> keys = break_it();
  for (const std::string& key : keys) {
    Dispatch d = *find(key);
    d.call.step = policy::Step::done;
    Commands(file.database()).keep(d);
  }
  now += base::kHour;
  outbox->work(config);
  EXPECT_EQ(erp.asked, 0);
  EXPECT_EQ(breaker().circuit, Circuit::open);
  add("next");
  erp.down = false;
  outbox->work(config);
  EXPECT_EQ(erp.asked_last, "next");
  work();
  EXPECT_EQ(erp.done["next"], 1);
}

TEST_F(Sending, WhenItAnswersAgainTheYoungAreSentAndTheOldSuperseded) {
  const std::vector<std::string> lost = break_it();  // each may have been carried out, and some were
  erp.done = {{lost[0], 1}, {lost[1], 1}};
  add("old");
  now += config.supersede_after;
  add("young");
  const int sent = erp.sent;
  erp.down = false;
  try_it();
  outbox->work(config);
  EXPECT_EQ(breaker().circuit, Circuit::closed);
  EXPECT_EQ(step("old"), "superseded");
  EXPECT_EQ(step("young"), "send");
  EXPECT_LE(find("young")->call.due, now + config.backoff);
  work();
  EXPECT_EQ(step("young"), "done");
  EXPECT_EQ(erp.sent, sent + 1);         // the young one alone
  for (const std::string& key : lost) {  // asked about first
    EXPECT_EQ(step(key), erp.done.contains(key) ? "done" : "superseded") << key;
    EXPECT_LE(erp.done[key], 1) << key;
  }
  EXPECT_EQ(metrics.value(Metric::superseded), 1 + 3);
  EXPECT_FALSE(Commands(file.database()).redrive("old", now));
  EXPECT_TRUE(Commands(file.database()).parked().empty());
  EXPECT_EQ(metrics.value(Metric::circuit, label("verb", kTransfer)), 0);
}

TEST_F(Sending, WhatTheTrialFindsIsDoneAlsoWhenItIsOld) {
  const std::vector<std::string> lost = break_it();
  now += config.supersede_after;
  try_it();
  now += config.timeout;
  outbox->work(config);
  for (const std::string& key : lost) erp.done[key] = 1;
  erp.down = false;
  try_it();
  const std::string tried = erp.asked_last;
  outbox->work(config);
  EXPECT_EQ(step(tried), "done");
  work();
  for (const std::string& key : lost) EXPECT_EQ(step(key), "done") << key;
  EXPECT_EQ(metrics.value(Metric::superseded), 0);
}

TEST_F(Sending, WhatWasHeldForLongerThanCommandsLiveIsSupersededAndNotParked) {
  const std::vector<std::string> lost = break_it();
  now += config.dead_letter_after;
  erp.down = false;
  work();
  for (const std::string& key : lost) EXPECT_EQ(step(key), "superseded") << key;
  EXPECT_TRUE(erp.done.empty());
}

TEST_F(Sending, WhatIsToBePhonedInDoesNotWaitForASystemForEver) {
  break_it();
  add("vital", {}, kTransfer, Criticality::vital);
  add("essential");
  add("elsewhere", {}, kOrder, Criticality::vital);
  const int sent = erp.sent;
  const base::Time issued = now;
  now = issued + config.dead_letter_after - base::kSecond;
  work(1, base::kSecond);
  EXPECT_EQ(step("vital"), "send");
  work(1, base::kSecond);
  EXPECT_EQ(step("vital"), "dead_letter");
  EXPECT_EQ(find("vital")->fallback, Fallback::phone);
  EXPECT_FALSE(find("vital")->call.unknown);
  EXPECT_EQ(step("essential"), "send");
  EXPECT_EQ(erp.sent, sent + 1);
  EXPECT_NE(step("elsewhere"), "dead_letter");  // its system is called
  EXPECT_TRUE(Commands(file.database()).settle("vital", "phoned in", now));
  EXPECT_EQ(step("vital"), "done");
  EXPECT_EQ(find("vital")->note, "its system is down; settled by hand: phoned in");
  EXPECT_FALSE(Commands(file.database()).settle("vital", "again", now));
}

TEST_F(Sending, WhatIsToBePhonedInDoesNotWaitForTheBrokerForEver) {
  erp.up = false;
  add("vital", {}, kTransfer, Criticality::vital);
  add("essential");
  now += config.dead_letter_after;
  work(1);
  EXPECT_EQ(step("vital"), "dead_letter");
  EXPECT_EQ(step("essential"), "send");
  EXPECT_EQ(breaker().circuit, Circuit::closed);
}

TEST_F(Sending, OnlyTheTrialUnderWayTellsWhetherItAnswers) {
  config.breaker_cooling = base::kSecond * 10;
  const std::vector<std::string> lost = break_it();
  ASSERT_EQ(breaker().circuit, Circuit::open);
  try_it();
  ASSERT_EQ(breaker().circuit, Circuit::half_open);
  erp.say(1, R"({"outcome":"accepted"})");  // to a call from before the outage
  outbox->work(config);
  EXPECT_EQ(step(lost[0]), "done");
  EXPECT_EQ(breaker().circuit, Circuit::half_open);
  const auto trial = static_cast<std::uint64_t>(erp.sent + erp.asked);
  now += config.timeout;
  outbox->work(config);
  try_it();  // once more
  erp.say(trial, R"({"outcome":"found"})");
  outbox->work(config);
  EXPECT_EQ(breaker().circuit, Circuit::half_open);
}

TEST_F(Sending, ACallFromBeforeTheOutageThatRunsOutDoesNotEndTheTrial) {
  config.breaker_cooling = base::kSecond * 10;
  add("later");  // sent behind the others, within the same outage
  erp.down = true;
  now -= base::kSecond * 20;
  for (const char* key : {"a", "b", "c", "d", "e"}) add(key);
  outbox->work(config);
  now += base::kSecond * 20;
  outbox->work(config);
  now += base::kSecond * 10;
  outbox->work(config);
  ASSERT_EQ(breaker().circuit, Circuit::open);
  try_it();
  ASSERT_EQ(breaker().circuit, Circuit::half_open);
  now += base::kSecond * 10;
  outbox->work(config);
  EXPECT_TRUE(find("later")->call.unknown);
  EXPECT_EQ(breaker().circuit, Circuit::half_open);
}

TEST_F(Sending, WhatTheTrialFindsIsNotSupersededAlsoWhenItWasNeverSent) {
  break_it();
  for (const char* key : {"lost0", "lost1", "lost2", "lost3", "lost4"}) {
    Dispatch d = *find(key);
    d.call.step = policy::Step::done;
    Commands(file.database()).keep(d);
  }
  add("phoned in");
  now += config.supersede_after;
  erp.done["phoned in"] = 1;
  erp.down = false;
  work();
  EXPECT_EQ(step("phoned in"), "done");
  EXPECT_EQ(metrics.value(Metric::superseded), 0);
}

TEST_F(Sending, WhatIsKnownOfASystemSurvivesTheHost) {
  break_it();
  const policy::Breaker open = breaker();
  metrics.set(Metric::circuit, 0, label("verb", kTransfer));
  fresh();
  add("held");
  const int sent = erp.sent;
  outbox->work(config);
  EXPECT_EQ(breaker(), open);
  EXPECT_EQ(erp.sent, sent);
  EXPECT_EQ(metrics.value(Metric::circuit, label("verb", kTransfer)), 1);
  try_it();
  EXPECT_EQ(breaker().circuit, Circuit::half_open);
  fresh();  // it ended with the question under way
  outbox->work(config);
  EXPECT_EQ(erp.asked, 1);
  EXPECT_FALSE(find("held")->call.unknown);
  erp.down = false;
  now += config.timeout;
  work();
  EXPECT_EQ(breaker(), policy::Breaker{});
  EXPECT_EQ(erp.done["held"], 1);
}

TEST_F(Sending, ADyingHostIsNoFailureOfTheOtherSide) {
  config.breaker_failures = 1;
  erp.moods = {Mood::is_deaf};
  add("k");
  outbox->work(config);
  fresh();
  outbox->work(config);
  EXPECT_EQ(breaker(), policy::Breaker{});
  work();
  EXPECT_EQ(erp.done["k"], 1);
}

TEST_F(Sending, FailuresThatAreNotManyEnoughAreKept) {
  erp.moods = {Mood::is_away, Mood::is_away};
  add("a");
  outbox->work(config);
  outbox->work(config);
  EXPECT_EQ(breaker().failures, 1U);
  EXPECT_EQ(breaker().failed[0], now);
  EXPECT_EQ(breaker().circuit, Circuit::closed);
}

}  // namespace
}  // namespace supplytwin::host
