#include <optional>

#include "edge/replay.hpp"
#include "edge/wire_time.hpp"
#include "host/event_log.hpp"
#include "naive_erp.hpp"
#include "stream.hpp"

namespace supplytwin::host {
namespace {

namespace fs = std::filesystem;
using policy::EventType;

/// First a transfer, then an order: the need that is decided again goes another way.
constexpr const char* kRules =
    "executor: {retries: 3, timeout: 30 s, backoff: 1 s, breaker_failures: 2, fallback_vital: decide_again}\n"
    "rules:\n"
    "  - {rule: borrow, when: need.attempts == 0, choose: {from: donors, prefer: [donor.time_away]}, then: "
    "transfer}\n"
    "  - {rule: buy, choose: {from: contracts, prefer: [contract.price]}, then: order}\n";

/// A host that emits, on a state file, which can end at any moment and begin again.
struct Emitting {
  Emitting(const fs::path& path, const policy::Bundle& bundle, Channel& channel, const base::Time& now)
      : file(path, StateFile::Use::begin),
        state(file),
        outbox(state.database(), channel, metrics, [&now] { return now; }),
        host(state, &bundle, config(), metrics, [&now] { return now; }, &outbox) {}
  static HostConfig config() {
    HostConfig c;
    c.hold = base::Duration{0};
    c.snapshot_every = 4;
    return c;
  }
  void take(const std::string& text) {
    host.take({text, ++came, text.size()});
    host.flush();
    host.keep();
  }
  std::vector<edge::Json> decisions() {
    std::vector<edge::Json> lines;
    state.each_decision_behind(0, [&](std::string_view line) { lines.push_back(edge::parse(line)); });
    return lines;
  }

  StateFile file;
  State state;
  Metrics metrics;
  Outbox outbox;
  Host host;
  std::uint64_t came = 0;
};

class DecidingAgain : public testing::Test {
 protected:
  std::string event(EventType type, std::uint32_t point, base::Time recorded, base::Quantity quantity = 0,
                    std::uint32_t episode = 1) {
    policy::Event e = world.event(type, point, episode);
    e.occurred = e.recorded = recorded;
    e.quantity = quantity;
    if (type == EventType::stock_counted) e.from = {}, e.episode = 0;
    return edge::event_message(e, names, ++sequence);
  }
  void begin() { life.emplace(at, bundle, erp, now); }
  /// A vital need at the hospital, decided on.
  void need() {
    life->take(edge::master_message(edge::master_data(world.m, world.v), world.now));
    life->take(event(EventType::stock_counted, edge::SmallWorld::h1, world.now + base::kMinute, 10));
    life->take(event(EventType::stock_par_breached, edge::SmallWorld::h1, breached));
  }
  void work(int rounds = 30) {
    for (int i = 0; i < rounds; ++i, now += base::kSecond) life->outbox.work(life->host.bundle().executor());
  }
  /// The first command is refused, and the policy wants such a need decided again.
  void refuse() {
    begin();
    need();
    erp.moods = {NaiveErp::Mood::refuses};
    work();
  }
  /// What a replay makes of the events that the state holds.
  std::vector<std::string> replayed() {
    const fs::path events = scratch.path / "events.jsonl", again = scratch.path / "again.jsonl";
    fs::remove(events);
    fs::remove(again);
    write_events(life->state, events);
    std::atomic<std::int64_t> progress{0};
    edge::replay(events, bundle, again, std::atomic<bool>{false}, progress);
    return edge::lines_of(again);
  }
  std::vector<std::string> lines() {
    std::vector<std::string> all;
    life->state.each_decision_behind(0, [&](std::string_view line) { all.emplace_back(line); });
    return all;
  }
  std::string step(const std::string& key) {
    const auto d = Commands(life->state.database()).find(key);
    return d ? std::string(base::name_of(d->call.step)) : "";
  }

  edge::Scratch scratch;
  fs::path at = scratch.path / "state.db";
  edge::SmallWorld world;
  edge::Names names{world.m};
  policy::Bundle bundle = bundle::load(kRules);
  std::uint64_t sequence = 0;
  base::Time breached = world.now + base::kMinute * 2, now = world.now + base::kMinute * 3;
  NaiveErp erp;
  std::optional<Emitting> life;
};

constexpr const char* kFirst = "H1/MASK/1/1/1";
constexpr const char* kSecond = "H1/MASK/1/2/1";

TEST_F(DecidingAgain, WhatWasRefusedIsUndoneAndItsNeedGoesAnotherWay) {
  refuse();
  ASSERT_EQ(step(kFirst), "superseded");
  EXPECT_EQ(life->host.decide_again(), 1U);
  const auto decided = life->decisions();
  ASSERT_EQ(decided.size(), 2U);
  EXPECT_EQ(decided[0]["action"], "transfer.request");
  EXPECT_EQ(decided[1]["action"], "requisition.create");
  EXPECT_EQ(decided[1]["quantity"], decided[0]["quantity"]);  // nothing of the first is counted on
  EXPECT_EQ(decided[1]["trigger"], decided[0]["trigger"]);
  EXPECT_EQ(decided[1]["opened"], decided[0]["opened"]);
  EXPECT_EQ(decided[1]["as_of"], decided[0]["as_of"]);  // as of what is reached, and not of the clock
  EXPECT_EQ(life->host.decide_again(), 0U);
  EXPECT_EQ(life->metrics.value(Metric::late), 0);
  work();
  EXPECT_EQ(step(kSecond), "done");
  EXPECT_EQ(erp.done[kSecond], 1);
  EXPECT_EQ(erp.done.count(kFirst), 0U);
  EXPECT_EQ(replayed(), lines());
}

TEST_F(DecidingAgain, EventsOfTheInstantThatIsReachedAreNotLateByIt) {
  refuse();
  life->host.decide_again();
  life->take(event(EventType::stock_counted, edge::SmallWorld::h2, breached, 90));
  life->take(event(EventType::stock_par_breached, edge::SmallWorld::h2, breached + base::kMinute));
  EXPECT_EQ(life->metrics.value(Metric::late), 0);
  EXPECT_EQ(life->decisions().size(), 3U);
  EXPECT_EQ(replayed(), lines());
}

TEST_F(DecidingAgain, DoneTwiceItAddsNothing) {
  refuse();
  life->host.decide_again();
  const auto before = lines();
  const std::int64_t events = life->host.events();
  life->state.database().run("UPDATE command SET undone = 0");
  EXPECT_EQ(life->host.decide_again(), 1U);
  EXPECT_EQ(lines(), before);
  EXPECT_EQ(life->host.events(), events);
}

TEST_F(DecidingAgain, AHostThatEndsBeforeOrAfterGoesOn) {
  refuse();
  begin();  // it ended when the command was superseded, and nothing was undone yet
  EXPECT_EQ(life->decisions().size(), 1U);
  EXPECT_EQ(life->host.decide_again(), 1U);
  const auto before = lines();
  begin();  // and again behind it, with the second command unsent
  EXPECT_EQ(lines(), before);
  EXPECT_EQ(life->host.decide_again(), 0U);
  work();
  EXPECT_EQ(step(kSecond), "done");
  EXPECT_EQ(replayed(), lines());
}

TEST_F(DecidingAgain, WhileTheEventsAreTooOldItWaits) {
  now = world.now + base::kDay * 3;
  begin();
  need();  // too old to be sent: parked at once, and to be decided again
  ASSERT_EQ(step(kFirst), "superseded");
  EXPECT_EQ(life->host.decide_again(), 0U);
  EXPECT_EQ(life->decisions().size(), 1U);
  life->take(event(EventType::stock_counted, edge::SmallWorld::h2, now - base::kMinute, 90));
  EXPECT_EQ(life->host.decide_again(), 1U);
  ASSERT_EQ(life->decisions().size(), 2U);
  work();
  EXPECT_EQ(step(kSecond), "done");
  EXPECT_EQ(replayed(), lines());
}

TEST_F(DecidingAgain, WhatAnOutageMadeStaleIsDecidedOnWhatIsKnownNow) {
  begin();
  need();
  life->take(event(EventType::stock_counted, edge::SmallWorld::h3, breached, 10));
  erp.down = true;
  life->take(event(EventType::stock_par_breached, edge::SmallWorld::h3, breached));
  work(1);
  now += base::kMinute;
  work(1);  // both failed, so that the system is left alone
  life->take(event(EventType::stock_counted, edge::SmallWorld::h2, now, 10));
  life->take(event(EventType::stock_par_breached, edge::SmallWorld::h2, now));
  const std::string held = "H2/MASK/1/1/1";
  work(1);
  EXPECT_EQ(step(held), "send");
  now += life->host.bundle().executor().supersede_after;
  const base::Time later = now;
  life->take(event(EventType::stock_counted, edge::SmallWorld::h2, later, 40));  // it fills up meanwhile
  erp.down = false;
  work();
  for (const std::string& key : {std::string(kFirst), std::string("H3/MASK/1/1/1"), held}) {
    EXPECT_EQ(step(key), "superseded") << key;
    EXPECT_EQ(erp.done.count(key), 0U) << key;
  }
  EXPECT_EQ(life->host.decide_again(), 3U);
  const auto decided = life->decisions();
  ASSERT_EQ(decided.size(), 6U);
  for (std::size_t i = 3; i < 6; ++i) {
    EXPECT_EQ(decided[i]["as_of"], edge::wire_time(later));
    EXPECT_EQ(decided[i]["action"], "requisition.create");
  }
  EXPECT_LT(decided[5]["quantity"], decided[2]["quantity"]);
  work();
  for (std::size_t i = 3; i < 6; ++i) EXPECT_EQ(erp.done[decided[i]["commands"][0]["key"].get<std::string>()], 1);
  EXPECT_EQ(replayed(), lines());
  begin();
  EXPECT_EQ(replayed(), lines());
}

}  // namespace
}  // namespace supplytwin::host
