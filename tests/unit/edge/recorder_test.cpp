#include "edge/recorder.hpp"

#include "edge/decision_diff.hpp"
#include "edge/event_message.hpp"
#include "edge/replay.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

using policy::Event;
using policy::EventType;

class Recording : public testing::Test {
 protected:
  Event counted(base::Quantity quantity, int minutes) const {
    Event e = world.event(EventType::stock_counted, SmallWorld::h1);
    e.from = {};
    e.quantity = quantity;
    e.occurred = e.recorded = world.now + base::kMinute * minutes;
    return e;
  }
  std::vector<std::string> names_there() const {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(scratch.path))
      all.push_back(entry.path().filename().string());
    std::ranges::sort(all);
    return all;
  }
  Replayed again(const policy::Bundle& with, const char* out) {
    std::atomic<std::int64_t> progress{0};
    return replay(scratch.path / "events.jsonl", with, scratch.path / out, stop, progress);
  }
  std::string refused_again() {
    return refusal([&] { again(bundle, "again.jsonl"); });
  }

  SmallWorld world;
  Scratch scratch;
  policy::Bundle bundle = bundle::one_rule(bundle::kOrder);
  std::atomic<bool> stop{false};
};

TEST_F(Recording, WhatIsToldLateStandsWhereItWasRecorded) {
  Recorder recorder(scratch.path, bundle);
  recorder.opened(world.m, world.v, world.now);
  recorder.told(counted(30, 30));
  recorder.told(counted(10, 10));
  recorder.passed(world.now + base::kMinute * 20);
  recorder.told(counted(25, 25));
  recorder.told(counted(31, 30));
  recorder.told(counted(20, 20));
  recorder.close();
  EXPECT_EQ(recorder.events(), 5U);
  EXPECT_EQ(recorder.decisions(), 0U);
  std::vector<int> order;
  std::uint64_t sequence = 0;
  for (const std::string& line : lines_of(scratch.path / "events.jsonl")) {
    const Message message = read_message(line);
    EXPECT_EQ(message.sequence, sequence++);
    if (message.type != kMasterSnapshot) order.push_back(message.data["quantity"].get<int>());
  }
  EXPECT_EQ(order, (std::vector<int>{10, 20, 25, 30, 31}));  // of one instant: as they were told
}

TEST_F(Recording, DroppedItLeavesNothingBehind) {
  {
    Recorder recorder(scratch.path, bundle);
    recorder.opened(world.m, world.v, world.now);
    recorder.told(counted(30, 30));
    EXPECT_EQ(names_there(), (std::vector<std::string>{"decisions.jsonl.partial", "events.jsonl.partial"}));
  }
  EXPECT_EQ(names_there(), std::vector<std::string>{});
}

TEST_F(Recording, OneThatCannotTakeItsNameLeavesNothingBehind) {
  {
    LineFile file(scratch.path / "events.jsonl");
    file.write("a line");
    std::filesystem::create_directory(scratch.path / "events.jsonl");
    EXPECT_THROW(file.close(), base::Error);
  }
  EXPECT_EQ(names_there(), std::vector<std::string>{"events.jsonl"});  // the folder
}

TEST_F(Recording, DoesNotWriteOverWhatIsThere) {
  write_lines(scratch.path / "decisions.jsonl", {"mine"});
  EXPECT_NE(refusal([&] { Recorder(scratch.path, bundle); }), "");
  EXPECT_EQ(names_there(), std::vector<std::string>{"decisions.jsonl"});
  EXPECT_EQ(lines_of(scratch.path / "decisions.jsonl"), std::vector<std::string>{"mine"});
}

TEST_F(Recording, DecidedAgainFromEventsAloneItIsTheSameLog) {
  Recorder recorder(scratch.path, bundle);
  world.set(SmallWorld::h1, 10);
  recorder.opened(world.m, world.v, world.now);
  for (int i = 1; i < 5; ++i) {
    Event e = world.event(EventType::stock_par_breached, i % 2 ? SmallWorld::h1 : SmallWorld::h3,
                          static_cast<std::uint32_t>(i));
    e.occurred = e.recorded = world.now + base::kMinute * i;
    policy::tell(world.v, e, &recorder);
    policy::take(bundle, world.m, world.v, *policy::asks(e), e.recorded, &recorder);
    policy::tell(world.v, counted(20 - i, i), &recorder);
  }
  recorder.close();
  EXPECT_EQ(recorder.decisions(), 4U);
  EXPECT_EQ(again(bundle, "again.jsonl"), (Replayed{8, 4}));
  EXPECT_EQ(lines_of(scratch.path / "again.jsonl"), lines_of(scratch.path / "decisions.jsonl"));
}

TEST_F(Recording, ALogThatIsNoneIsRefusedWithItsLine) {
  Recorder recorder(scratch.path, bundle);
  recorder.opened(world.m, world.v, world.now);
  recorder.told(counted(10, 10));
  recorder.told(counted(20, 20));
  recorder.close();
  const std::vector<std::string> whole = lines_of(scratch.path / "events.jsonl");
  const auto said = [&](const std::vector<std::string>& lines) {
    write_lines(scratch.path / "events.jsonl", lines);
    const std::string why = refused_again();
    EXPECT_FALSE(std::filesystem::exists(scratch.path / "again.jsonl"));
    EXPECT_FALSE(std::filesystem::exists(scratch.path / "again.jsonl.partial"));
    return why.substr(why.find("events.jsonl"));
  };
  EXPECT_EQ(said({whole[1], whole[2]}), "events.jsonl:1: a log of events opens with a master.snapshot");
  EXPECT_EQ(said({whole[0], whole[0]}), "events.jsonl:2: a second master.snapshot");
  EXPECT_EQ(said({whole[0], whole[2], whole[1]}),
            "events.jsonl:3: recorded before the line above; a log is in the order of its recorded times");
  EXPECT_EQ(
      said({whole[0], whole[1], whole[1]}),
      "events.jsonl:3: not behind the line above, which was recorded at the same instant; there the order is that "
      "of `sequence`, then of `source`");
  EXPECT_EQ(said({whole[0], whole[1], "{"}), "events.jsonl:3: not JSON");
  EXPECT_EQ(said({}), "events.jsonl: is empty; a log of events opens with a master.snapshot");
  std::filesystem::remove(scratch.path / "events.jsonl");
  EXPECT_NE(refused_again().find("events.jsonl: cannot be read: No such file"), std::string::npos);
  std::filesystem::create_directory(scratch.path / "events.jsonl");
  EXPECT_NE(refused_again().find("events.jsonl: cannot be read: Is a directory"), std::string::npos);
}

TEST_F(Recording, StoppedItWritesNothing) {
  Recorder recorder(scratch.path, bundle);
  recorder.opened(world.m, world.v, world.now);
  recorder.close();
  stop = true;
  EXPECT_THROW(again(bundle, "again.jsonl"), Stopped);
  EXPECT_EQ(names_there(), (std::vector<std::string>{"decisions.jsonl", "events.jsonl"}));
}

}  // namespace
}  // namespace supplytwin::edge
