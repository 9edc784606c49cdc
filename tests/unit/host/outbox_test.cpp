#include "sending.hpp"

namespace supplytwin::host {
namespace {

TEST_F(Sending, WhateverTheOtherSideDoesNoCommandIsCarriedOutTwice) {
  for (const Mood mood :
       {Mood::answers, Mood::is_deaf, Mood::answers_never, Mood::babbles, Mood::answers_twice, Mood::is_away}) {
    erp.moods = {mood};
    const std::string key = "H1/MASK/1/1/" + std::to_string(static_cast<int>(mood));
    add(key);
    work();
    EXPECT_EQ(step(key), "done") << static_cast<int>(mood);
    EXPECT_EQ(erp.done[key], 1) << static_cast<int>(mood);
  }
  EXPECT_EQ(erp.asked, 3);  // deaf, silent and babbling: asked first
  EXPECT_EQ(erp.sent, 8);   // deaf and away: sent again
}

TEST_F(Sending, WhatIsRefusedIsParkedAndGoesAgainByCommand) {
  erp.moods = {Mood::refuses};
  add("k");
  work();
  EXPECT_EQ(step("k"), "dead_letter");
  ASSERT_EQ(Commands(file.database()).parked().size(), 1U);
  EXPECT_EQ(erp.done.count("k"), 0U);
  EXPECT_FALSE(Commands(file.database()).redrive("other", now));
  EXPECT_TRUE(Commands(file.database()).redrive("k", now));
  work();
  EXPECT_EQ(step("k"), "done");
  EXPECT_EQ(erp.done["k"], 1);
}

TEST_F(Sending, UnderWayWhenTheHostEndedItIsAskedAfterBeforeItIsSentAgain) {
  for (const bool carried_out : {true, false}) {
    const std::string key = carried_out ? "done" : "lost";
    erp.moods = {carried_out ? Mood::answers_never : Mood::is_deaf};
    add(key);
    outbox->work(config);
    erp.asked = 0;
    fresh();  // it knows of nothing under way but what the state says
    work();
    EXPECT_EQ(erp.asked, 1) << key;
    EXPECT_EQ(erp.done[key], 1) << key;
    EXPECT_EQ(step(key), "done") << key;
  }
}

TEST_F(Sending, ALateAnswerSettlesAndAStaleOneDoesNot) {
  erp.moods = {Mood::is_deaf};
  add("k");
  outbox->work(config);
  now += config.timeout;
  erp.up = false;  // so that it cannot ask
  outbox->work(config);
  EXPECT_EQ(step("k"), "query");
  erp.say(1, R"({"outcome":"failed"})");
  outbox->work(config);
  EXPECT_EQ(step("k"), "query");
  erp.say(1, R"({"outcome":"accepted"})");
  outbox->work(config);
  EXPECT_EQ(step("k"), "query");  // the first answer to a call is its answer
  erp.up = true;
  work();
  EXPECT_EQ(step("k"), "done");

  erp.moods = {Mood::answers_never};
  add("late");
  outbox->work(config);
  const auto call = static_cast<std::uint64_t>(erp.sent) + static_cast<std::uint64_t>(erp.asked);
  now += config.timeout;
  erp.up = false;
  outbox->work(config);
  erp.say(call, R"({"outcome":"accepted"})");
  outbox->work(config);
  EXPECT_EQ(step("late"), "done");
}

TEST_F(Sending, ALateRefusalOfACallThatWasGivenUpDoesNotEndTheOneBehindIt) {
  erp.moods = {Mood::is_deaf, Mood::is_deaf};
  add("k");
  outbox->work(config);
  now += config.timeout;
  work(3);  // it never arrived, and is sent again
  ASSERT_EQ(erp.sent, 2);
  erp.say(1, R"({"outcome":"refused"})");
  outbox->work(config);
  EXPECT_NE(step("k"), "dead_letter");
}

TEST_F(Sending, ThatItWasCarriedOutSettlesWhatIsParked) {
  erp.moods = {Mood::is_deaf};
  config.retries = 0;
  add("k");
  outbox->work(config);
  now += config.timeout;
  outbox->work(config);
  Dispatch d = *find("k");
  ASSERT_EQ(d.call.step, policy::Step::dead_letter);
  d.call.unknown = false;
  Commands(file.database()).keep(d);
  erp.say(1, R"({"outcome":"accepted"})");
  outbox->work(config);
  EXPECT_EQ(step("k"), "done");
}

TEST_F(Sending, AnAnswerThatCannotBeReadIsNotTheLast) {
  erp.moods = {Mood::is_deaf};
  add("k");
  outbox->work(config);
  erp.say(1, R"({"stream":"ALL","seq":7})");
  outbox->work(config);
  erp.say(1, R"({"outcome":"accepted"})");
  outbox->work(config);
  EXPECT_EQ(step("k"), "done");
  EXPECT_EQ(erp.asked, 0);
}

TEST_F(Sending, WhatAPersonSettledKeepsItsNote) {
  erp.moods = {Mood::refuses};
  add("k");
  outbox->work(config);
  outbox->work(config);
  ASSERT_TRUE(Commands(file.database()).settle("k", "phoned in", now));
  EXPECT_EQ(find("k")->note, "the other side refused it; settled by hand: phoned in");
  erp.say(1, R"({"outcome":"refused"})");
  work(3);
  EXPECT_EQ(find("k")->note, "the other side refused it; settled by hand: phoned in");
}

TEST_F(Sending, ToDriveItAgainDoesNotMakeAForgottenKeyYoung) {
  config.idempotency_retention = base::kDay;
  park_unanswered("k");
  ASSERT_TRUE(find("k")->call.unknown);
  erp.done.clear();  // it has forgotten what it did
  now += config.idempotency_retention;
  EXPECT_TRUE(Commands(file.database()).redrive("k", now));
  work();
  EXPECT_EQ(step("k"), "dead_letter");
  EXPECT_TRUE(find("k")->call.unknown);
  EXPECT_EQ(erp.sent, 1);
}

TEST_F(Sending, WhatWasDecidedTooLongAgoIsParkedUnsent) {
  add("old", config.dead_letter_after);
  work();
  EXPECT_EQ(step("old"), "dead_letter");
  EXPECT_EQ(erp.sent, 0);
  EXPECT_EQ(Commands(file.database()).parked()[0].note, "decided too long ago to be sent");
}

TEST_F(Sending, WhileTheBrokerIsAwayNothingIsSentOrCountedAsFailed) {
  erp.up = false;
  add("k");
  work();
  EXPECT_EQ(step("k"), "send");
  EXPECT_EQ(erp.sent, 0);
  erp.up = true;
  work();
  EXPECT_EQ(erp.done["k"], 1);
}

TEST_F(Sending, WhatIsParkedFallsBackAsThePolicySays) {
  config.fallback_vital = Fallback::phone;
  config.fallback_essential = Fallback::wait;
  config.fallback_desirable = Fallback::decide_again;
  const auto refused = [&](const std::string& key, Criticality criticality, std::uint32_t decisions = 1) {
    erp.moods = {Mood::refuses};
    add(key, {}, kTransfer, criticality, decisions);
    work(3);
  };
  refused("vital", Criticality::vital);
  EXPECT_EQ(step("vital"), "dead_letter");
  EXPECT_EQ(find("vital")->fallback, Fallback::phone);
  refused("essential", Criticality::essential);
  EXPECT_EQ(step("essential"), "dead_letter");
  EXPECT_EQ(find("essential")->fallback, Fallback::wait);
  refused("desirable", Criticality::desirable);
  EXPECT_EQ(step("desirable"), "superseded");
  EXPECT_EQ(find("desirable")->note, "the other side refused it; its need is decided again");
  refused("often", Criticality::desirable, static_cast<std::uint32_t>(config.retries) + 1);
  EXPECT_EQ(step("often"), "dead_letter");
  EXPECT_EQ(find("often")->fallback, Fallback::phone);
  add("old", config.dead_letter_after, kTransfer, Criticality::vital);
  EXPECT_EQ(find("old")->fallback, Fallback::phone);
  now += base::kMinute;
  outbox->work(config);
  EXPECT_EQ(metrics.value(Metric::phone), 3);
  EXPECT_EQ(metrics.value(Metric::to_undo), 1);
  EXPECT_EQ(metrics.value(Metric::outbox, label("step", "superseded")), 1);
  EXPECT_EQ(metrics.value(Metric::superseded), 1);

  EXPECT_FALSE(Commands(file.database()).redrive("desirable", now));
  EXPECT_TRUE(Commands(file.database()).redrive("vital", now));
  EXPECT_EQ(find("vital")->fallback, Fallback::wait);
  work();
  EXPECT_EQ(step("vital"), "done");
  EXPECT_EQ(metrics.value(Metric::phone), 2);
}

TEST_F(Sending, WhatMayHaveBeenDoneIsNeverDecidedAgain) {
  config.fallback_essential = Fallback::decide_again;
  park_unanswered("k");
  EXPECT_EQ(step("k"), "dead_letter");
  EXPECT_TRUE(find("k")->call.unknown);
  EXPECT_EQ(find("k")->fallback, Fallback::phone);
}

}  // namespace
}  // namespace supplytwin::host
