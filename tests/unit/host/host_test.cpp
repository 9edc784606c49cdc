#include "host/host.hpp"

#include "edge/replay.hpp"
#include "host/event_log.hpp"
#include "stream.hpp"

namespace supplytwin::host {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBorrow =
    "    choose: {from: donors, prefer: [donor.time_away]}\n    then: transfer\n  - rule: then order\n    choose: "
    "{from: "
    "contracts, prefer: [contract.price]}\n    then: order\n";

class Hosting : public testing::Test {
 protected:
  HostConfig config(base::Duration hold = base::kMinute * 4) const {
    HostConfig c;
    c.hold = hold;
    c.snapshot_every = 7;
    return c;
  }
  Life live(const HostConfig& c) { return {at, &bundle, c, clock}; }

  edge::Scratch scratch;
  fs::path at = scratch.path / "state.db";
  policy::Bundle bundle = bundle::one_rule(bundle::kOrder), other = bundle::one_rule(kBorrow);
  Stream stream{1};
  base::Time clock = stream.end + base::kDay;
};

TEST_F(Hosting, OutOfOrderWithinTheHoldAndTwiceItDecidesAsAReplayInOrder) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Stream s(seed);
    ListSource source(s.shuffled(config().hold));
    fs::remove(at);
    Life life(at, &bundle, config(), s.end + base::kDay);
    life.drink(source);
    EXPECT_EQ(life.decisions(), s.decided(bundle)) << seed;
    EXPECT_GT(life.decisions().size(), 10U);
    EXPECT_EQ(life.count(Metric::late), 0) << seed;
    EXPECT_GT(life.count(Metric::duplicates), 0) << seed;
    EXPECT_EQ(life.count(Metric::taken), 60) << seed;
    fs::remove(at.string() + "-wal");
  }
}

/// Ends it before each commit and after each, so that every transaction is once lost and once not told to the source.
TEST_F(Hosting, EndedAtEveryBoundaryOfATransactionNothingIsLostOrDoubled) {
  for (unsigned seed = 11; seed <= 13; ++seed) {
    Stream s(seed);
    const std::vector<std::string> messages = s.shuffled(config().hold);
    fs::remove_all(scratch.path);
    fs::create_directories(scratch.path);
    for (std::size_t i = 0; i < messages.size(); ++i) {
      for (const bool keeps : {false, true}) {
        Life life(at, &bundle, config(), s.end + base::kDay);
        ListSource source(messages);
        life.host.read_from(source);
        ASSERT_EQ(life.host.position(), i);
        for (const Arrival& a : source.take(1, {})) life.host.take(a);
        if (keeps) life.host.keep();
      }
    }
    Life life(at, &bundle, config(), s.end + base::kDay);
    ListSource source(messages);
    life.drink(source);
    EXPECT_EQ(life.decisions(), s.decided(bundle)) << seed;
    EXPECT_EQ(life.host.events(), 60) << seed;
  }
}

/// The files as a kill would leave them, in the middle of transactions of several messages.
TEST_F(Hosting, FromACopyOfItsFilesTakenAtAnyMomentItGoesOn) {
  const std::vector<std::string> messages = stream.shuffled(config().hold);
  const std::vector<std::string> wanted = stream.decided(bundle);
  Life life = live(config());
  ListSource source(messages);
  life.host.read_from(source);
  int copies = 0;
  while (!source.ended()) {
    for (const Arrival& a : source.take(5, {})) {
      life.host.take(a);
      const fs::path copy = scratch.path / ("copy" + std::to_string(++copies));
      fs::create_directories(copy);
      for (const char* end : {"", "-wal"}) fs::copy_file(at.string() + end, copy / ("state.db" + std::string(end)));
      Life second(copy / "state.db", nullptr, config(), clock);
      ListSource again(messages);
      second.drink(again);
      ASSERT_EQ(second.decisions(), wanted) << copies;
    }
    life.host.keep();
  }
}

TEST_F(Hosting, TheSourceMayForgetOnlyWhatIsOnTheDisk) {
  Life life = live(config());
  ListSource source(stream.shuffled(config().hold));
  life.host.read_from(source);
  for (const Arrival& a : source.take(20, {})) life.host.take(a);
  StateFile look(at, StateFile::Use::look);
  std::string made;
  EXPECT_EQ(State(look).position("list", &made), std::nullopt);
  life.host.keep();
  EXPECT_EQ(State(look).position("list", &made), 20U);
}

TEST_F(Hosting, ALateEventIsTakenCountedAndNoted) {
  Life life = live(config(base::kMinute));
  std::vector<std::string> messages = stream.ordered;
  const std::string late = messages[2];
  messages.erase(messages.begin() + 2);
  messages.insert(messages.begin(), stream.master);
  messages.push_back(late);
  ListSource source(messages);
  life.drink(source);
  EXPECT_EQ(life.count(Metric::late), 1);
  EXPECT_EQ(life.host.events(), 60);
  const auto notes = Letters(life.state.database()).list(Letters::kLate, false);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_TRUE(notes[0].source.ends_with(" 3"));
  // The log of events as they were decided on leads a replay to the same decisions.
  write_events(life.state, scratch.path / "events.jsonl");
  write_decisions(life.state, scratch.path / "decisions.jsonl");
  std::atomic<std::int64_t> progress{0};
  edge::replay(scratch.path / "events.jsonl", bundle, scratch.path / "again.jsonl", std::atomic<bool>{false},
               progress);
  EXPECT_EQ(edge::lines_of(scratch.path / "again.jsonl"), life.decisions());
}

TEST_F(Hosting, AnotherPolicyDecidesFromTheNextEventOnAlsoAfterARestart) {
  std::vector<std::string> messages = stream.ordered;
  messages.insert(messages.begin(), stream.master);
  ListSource source(messages);
  {
    Life life = live(config(base::Duration{0}));
    life.host.read_from(source);
    for (const Arrival& a : source.take(31, {})) life.host.take(a);
    life.host.flush();
    life.host.keep();
    ASSERT_EQ(life.host.events(), 30);
    life.host.use(other);
    for (const Arrival& a : source.take(3, {})) life.host.take(a);
    life.host.keep();  // ended before the next snapshot: the restart needs both policies
  }
  EXPECT_THROW(live(config()), Refused);
  HostConfig c = config(base::Duration{0});
  c.snapshot_every = 1'000;
  Life life(at, nullptr, c, clock);
  ListSource rest(messages);
  life.drink(rest);
  EXPECT_EQ(life.decisions(), stream.decided(bundle, 30, &other));
  EXPECT_NE(life.decisions(), stream.decided(bundle));
}

TEST_F(Hosting, WhatIsNoMessageIsRefusedWithItsReasonAndTheHostGoesOn) {
  Life life = live(config(base::Duration{0}));
  life.take(stream.master, 1);
  const std::string good = stream.ordered[0];
  const auto with = [&](const std::string& what, const std::string& instead) {
    std::string text = good;
    const std::size_t from = text.find(what);
    EXPECT_NE(from, std::string::npos) << what;
    return text.replace(from, what.size(), instead);
  };
  const std::string deep =
      with("\"data\":{", "\"deep\":" + std::string(40, '[') + std::string(40, ']') + ",\"data\":{");
  const std::string type = edge::read_message(good).type;
  const std::vector<std::pair<std::string, std::string>> bad{
      {"", "not JSON"},
      {"{\"specversion\":", "not JSON"},
      {"[]", "not an object"},
      {"\xff\xfe", "not JSON"},
      {with("\"data\":{", "\"pad\":\"" + std::string(Host::kLongest, 'x') + "\",\"data\":{"), "longer than 1 MiB"},
      {deep, "nested deeper than 16"},
      {with("\"id\":\"1\"", "\"id\":1"), "id: expected a text"},
      {with("\"item\":\"MASK\"", "\"item\":\"MASKS\""), "data.item: unknown name"},
      {with(type, type.substr(0, type.size() - 1) + "2"), "is not known, or not in this version"},
      {with(type, "stock.eaten.v1"), "is not known, or not in this version"},
      {with("\"recordedtime\":\"2", "\"recordedtime\":\"9"), "is still to come"},
      {with("\"recordedtime\":\"2", "\"recordedtime\":\"1"), "recorded before the master.snapshot"},
      {stream.master + " ", ""},  // the one it has, once more
  };
  std::uint64_t place = 1;
  std::size_t refused = 0;
  for (const auto& [text, why] : bad) {
    life.take(text, ++place);
    const auto letters = Letters(life.state.database()).list(Letters::kRefused, false);
    refused += why.empty() ? 0 : 1;
    ASSERT_EQ(letters.size(), refused) << why;
    if (!why.empty()) {
      EXPECT_NE(letters.back().reason.find(why), std::string::npos) << letters.back().reason;
    }
  }
  EXPECT_EQ(life.count(Metric::refused), static_cast<double>(refused));
  for (const std::string& text : stream.ordered) life.take(text, ++place);
  life.host.flush();
  life.host.keep();
  EXPECT_EQ(life.decisions(), stream.decided(bundle));
}

TEST_F(Hosting, ADeadLetterIsTakenAgainAsItIsOrMended) {
  Life life = live(config(base::Duration{0}));
  life.take(stream.master, 1);
  std::string broken = stream.ordered[0];
  broken.replace(broken.find("MASK"), 4, "MASX");
  broken.replace(broken.find("\"item\":\"MASK"), 12, "\"item\":\"MASX");
  life.take(broken, 2);
  EXPECT_FALSE(life.host.redrive(1, std::nullopt).taken);
  EXPECT_EQ(Letters(life.state.database()).open(), 1U);
  EXPECT_TRUE(life.host.redrive(1, stream.ordered[0]).taken);
  EXPECT_EQ(Letters(life.state.database()).open(), 0U);
  EXPECT_THROW(life.host.redrive(1, std::nullopt), Refused);
  EXPECT_THROW(life.host.redrive(7, std::nullopt), Refused);
  for (const std::string& text : stream.ordered) life.take(text, 3);
  life.host.flush();
  life.host.keep();
  EXPECT_EQ(life.decisions(), stream.decided(bundle));
}

TEST_F(Hosting, WhatIsDoneToItAtRestKeepsItsHold) {
  std::size_t waiting = 0;
  {
    Life life = live(config());
    std::vector<std::string> messages{stream.ordered.begin(), stream.ordered.begin() + 30};
    messages.insert(messages.begin(), {stream.master, "no message"});
    ListSource source(messages);
    life.host.read_from(source);
    for (const Arrival& a : source.take(100, {})) life.host.take(a);
    life.host.keep();
    waiting = life.host.waiting();
    ASSERT_GT(waiting, 1U);
  }
  StateFile file(at, StateFile::Use::go_on);
  State state(file);
  Metrics metrics;
  EXPECT_EQ(last_config(state).hold, config().hold);
  Host host(state, nullptr, last_config(state), metrics, [this] { return clock; });
  EXPECT_TRUE(host.redrive(1, stream.ordered[30]).taken);
  EXPECT_GE(host.waiting(), 1U);
  EXPECT_LT(host.events(), 31);
}

TEST_F(Hosting, WhatWasRefusedBeforeTheMasterWasKnownIsRefusedThen) {
  Life life = live(config(base::Duration{0}));
  std::string unknown = stream.ordered[0];
  unknown.replace(unknown.find("\"item\":\"MASK"), 12, "\"item\":\"MASX");
  life.take(unknown, 1);
  life.take(stream.ordered[1], 2);
  EXPECT_EQ(life.host.waiting(), 2U);
  EXPECT_THROW(life.host.flush(), Refused);
  life.take(stream.master, 3);
  life.host.flush();
  life.host.keep();
  const auto letters = Letters(life.state.database()).list(Letters::kRefused, false);
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].message, unknown);
  EXPECT_EQ(life.host.events(), 1);
}

/// It ends when the master has come by hand and nothing of what waited was released.
TEST_F(Hosting, WhatCameBeforeTheMasterIsRefusedAlsoAfterARestartInBetween) {
  const HostConfig c = config(base::Duration{0});
  policy::Event counted = stream.world.event(policy::EventType::stock_counted, edge::SmallWorld::h1, 0);
  counted.from = {};
  counted.occurred = counted.recorded = stream.world.now - base::kHour;
  const std::string before = edge::event_message(counted, edge::Names(stream.world.m), 98);
  counted.occurred = counted.recorded = stream.world.now + base::kMinute;
  std::string unknown = edge::event_message(counted, edge::Names(stream.world.m), 99);
  unknown.replace(unknown.find("\"item\":\"MASK"), 12, "\"item\":\"MASX");
  {
    Life life = live(c);
    life.take(before, 1);
    life.take(unknown, 2);
    life.take(stream.ordered[0], 3);
    life.host.open(stream.master);
    ASSERT_EQ(life.host.waiting(), 3U);
  }
  {
    Life life = live(c);
    ASSERT_EQ(life.host.waiting(), 3U);
    for (const std::string& text : stream.ordered) life.take(text, 4);
    life.host.flush();
    life.host.keep();
    const auto letters = Letters(life.state.database()).list(Letters::kRefused, false);
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_EQ(letters[0].message, before);
    EXPECT_NE(letters[0].reason.find("recorded before the master.snapshot"), std::string::npos);
    EXPECT_EQ(letters[1].message, unknown);
    EXPECT_NE(letters[1].reason.find("data.item: unknown name"), std::string::npos);
    EXPECT_EQ(life.count(Metric::late), 0);
    EXPECT_EQ(life.host.events(), 60);
  }
  Life life = live(c);
  EXPECT_EQ(life.host.waiting(), 0U);
  EXPECT_EQ(life.decisions(), stream.decided(bundle));
}

TEST_F(Hosting, IdsAreForgottenByRecordedTimeAndWhatIsOlderIsRefused) {
  HostConfig c = config(base::Duration{0});
  c.retention = base::kMinute * 20;
  Life life(at, &bundle, c, clock);
  std::vector<std::string> messages = stream.ordered;
  messages.insert(messages.begin(), stream.master);
  ListSource source(messages);
  life.drink(source);
  EXPECT_GT(life.state.first_place(), 1);
  EXPECT_THROW(write_events(life.state, scratch.path / "events.jsonl"), Refused);
  life.take(stream.ordered[0], 900);  // known or not, it is not taken twice
  EXPECT_EQ(life.decisions(), stream.decided(bundle));
  EXPECT_EQ(Letters(life.state.database()).open(), 1U);
  life.take(stream.ordered.back(), 901);
  EXPECT_EQ(life.count(Metric::duplicates), 1);
}

TEST_F(Hosting, AStateThatWasTamperedWithIsRefused) {
  {
    Life life = live(config());
    ListSource source(stream.shuffled(config().hold));
    life.drink(source);
  }
  const auto changed = [&](const std::string& sql) {
    const fs::path copy = scratch.path / "changed.db";
    fs::copy_file(at, copy, fs::copy_options::overwrite_existing);
    Database(copy, Database::Mode::change).run(sql);
    try {
      Life(copy, nullptr, config(), clock);
    } catch (const base::Error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  EXPECT_EQ(changed("SELECT 1"), "");
  EXPECT_NE(changed("DELETE FROM decision WHERE number = (SELECT max(number) FROM decision)"), "");
  EXPECT_NE(changed("DELETE FROM inbox WHERE place = (SELECT max(place) FROM inbox) - 1"), "");
  EXPECT_NE(changed("UPDATE snapshot SET bytes = x'00'"), "");
  EXPECT_NE(changed("UPDATE decision SET line = replace(line, 'order', 'ordex') WHERE number = "
                    "(SELECT max(number) FROM decision)"),
            "");
}

}  // namespace
}  // namespace supplytwin::host
