#include "host/outbox.hpp"

#include <deque>
#include <set>

#include "../edge/small_world.hpp"
#include "host/state_file.hpp"

namespace supplytwin::host {
namespace {

using policy::Outcome;

/// An ERP that carries out whatever it is sent, without looking whether it did before, and answers as it is told to.
class NaiveErp final : public Channel {
 public:
  enum class Mood : std::uint8_t { answers, is_deaf, answers_never, refuses, babbles, answers_twice, is_away };

  bool open() const override { return up; }
  bool send(std::uint64_t call, const edge::Command& command) override {
    const Mood now = moods.empty() ? Mood::answers : moods.front();
    if (!moods.empty()) moods.pop_front();
    ++sent;
    if (now == Mood::is_away) return say(call, "", true);
    if (now == Mood::is_deaf) return true;
    if (now == Mood::refuses) return say(call, R"({"outcome":"refused"})");
    ++done[command.key];
    if (now == Mood::babbles) return say(call, "well, yes");
    if (now == Mood::answers_never) return true;
    if (now == Mood::answers_twice) say(call, R"({"outcome":"accepted"})");
    return say(call, R"({"outcome":"accepted"})");
  }
  bool ask(std::uint64_t call, std::string_view key) override {
    ++asked;
    return say(call, done.contains(std::string(key)) ? R"({"outcome":"found"})" : R"({"outcome":"absent"})");
  }
  std::optional<Answer> answer() override {
    if (answers.empty()) return std::nullopt;
    Answer a = answers.front();
    answers.pop_front();
    return a;
  }
  bool say(std::uint64_t call, const std::string& text, bool nobody = false) {
    answers.push_back({call, text, nobody});
    return true;
  }

  bool up = true;
  std::deque<Mood> moods;
  std::deque<Answer> answers;
  std::map<std::string, int> done;
  int sent = 0, asked = 0;
};
using Mood = NaiveErp::Mood;

class Sending : public testing::Test {
 protected:
  Sending() { fresh(); }
  void fresh() {
    outbox = std::make_unique<Outbox>(file.database(), erp, metrics, [this] { return now; });
  }
  void add(const std::string& key, base::Duration age = base::Duration{0}) {
    Transaction t(file.database());
    outbox->add({key, "transfer.request", "{}", now - age}, 1, config);
    t.commit();
  }
  void work(int rounds = 60, base::Duration step = base::kSecond * 10) {
    for (int i = 0; i < rounds; ++i, now += step) outbox->work(config);
  }
  std::string step(const std::string& key) {
    Statement s = file.database().prepare("SELECT step FROM command WHERE key = ?");
    return s.with(key).next() ? std::string(s.text(0)) : "";
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
  ASSERT_EQ(parked_commands(file.database()).size(), 1U);
  EXPECT_EQ(erp.done.count("k"), 0U);
  EXPECT_FALSE(redrive_command(file.database(), "other", now));
  EXPECT_TRUE(redrive_command(file.database(), "k", now));
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
  EXPECT_EQ(parked_commands(file.database())[0].note, "decided too long ago to be sent");
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

}  // namespace
}  // namespace supplytwin::host
