#include "host/outbox.hpp"

#include <algorithm>

#include "../edge/small_world.hpp"
#include "host/state_file.hpp"
#include "naive_erp.hpp"

namespace supplytwin::host {
namespace {

using policy::Circuit;
using policy::Criticality;
using policy::Fallback;

constexpr const char* kTransfer = "transfer.request";
constexpr const char* kOrder = "requisition.create";

using Mood = NaiveErp::Mood;

class Sending : public testing::Test {
 protected:
  Sending() { fresh(); }
  void fresh() {
    outbox = std::make_unique<Outbox>(file.database(), erp, metrics, [this] { return now; });
  }
  void add(const std::string& key, base::Duration age = base::Duration{0}, const std::string& verb = kTransfer,
           Criticality criticality = Criticality::essential, std::uint32_t decisions = 1) {
    Transaction t(file.database());
    outbox->add({key, verb, "{}", now - age, decisions}, 1, criticality, config);
    t.commit();
  }
  void work(int rounds = 60, base::Duration step = base::kSecond * 10) {
    for (int i = 0; i < rounds; ++i, now += step) outbox->work(config);
  }
  std::optional<Dispatch> find(const std::string& key) { return Commands(file.database()).find(key); }
  std::string step(const std::string& key) {
    const auto d = find(key);
    return d ? std::string(base::name_of(d->call.step)) : "";
  }
  /// What the state, and not the outbox, has of a system.
  policy::Breaker breaker(const std::string& verb = kTransfer) { return Breakers(file.database()).of(verb); }
  /// Lets one command after the other fail until the breaker opens; the keys of them.
  std::vector<std::string> break_it() {
    erp.down = true;
    std::vector<std::string> keys;
    for (int i = 0; i < config.breaker_failures; ++i) {
      add(keys.emplace_back("lost" + std::to_string(i)));
      outbox->work(config);
    }
    now += config.timeout;
    outbox->work(config);
    return keys;
  }
  /// Waits until the system may be tried, and tries it.
  void try_it() {
    now = std::max(now, breaker().until);
    outbox->work(config);
  }

  edge::Scratch scratch;
  StateFile file{scratch.path / "state.db", StateFile::Use::begin};
  Metrics metrics;
  NaiveErp erp;
  policy::ExecutorConfig config{.retries = 5, .timeout = base::kSecond * 30, .backoff = base::kSecond};
  base::Time now{base::kDay * 20'000};
  std::unique_ptr<Outbox> outbox;
};

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
  outbox->work(config);
  EXPECT_EQ(step(erp.asked_last), "done");
  work();
  for (const std::string& key : lost) EXPECT_EQ(step(key), "done") << key;
  EXPECT_EQ(metrics.value(Metric::superseded), 0);
}

TEST_F(Sending, ALateAnswerFromBeforeTheOutageSettlesItsCommandAndNotTheTrial) {
  const std::vector<std::string> lost = break_it();
  try_it();
  ASSERT_EQ(breaker().circuit, Circuit::half_open);
  erp.say(1, R"({"outcome":"accepted"})");
  outbox->work(config);
  EXPECT_EQ(step(lost[0]), "done");
  EXPECT_EQ(breaker().circuit, Circuit::half_open);
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
  config.retries = 0;
  erp.moods = {Mood::answers_never};
  add("k");
  outbox->work(config);
  now += config.timeout;
  outbox->work(config);
  EXPECT_EQ(step("k"), "dead_letter");
  EXPECT_TRUE(find("k")->call.unknown);
  EXPECT_EQ(find("k")->fallback, Fallback::phone);
}

}  // namespace
}  // namespace supplytwin::host
