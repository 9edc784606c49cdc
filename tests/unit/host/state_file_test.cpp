#include "host/state_file.hpp"

#include "../edge/small_world.hpp"
#include "host/state.hpp"

namespace supplytwin::host {
namespace {

using Use = StateFile::Use;

std::string refused(const std::filesystem::path& file, Use use) {
  try {
    StateFile(file, use);
  } catch (const Refused& e) {
    return e.what();
  }
  return "";
}

TEST(StateFiles, OneProcessWorksWithItAndOthersMayLook) {
  edge::Scratch scratch;
  const auto at = scratch.path / "state.db";
  EXPECT_NE(refused(at, Use::go_on).find("no such state"), std::string::npos);
  EXPECT_NE(refused(at, Use::look).find("no such state"), std::string::npos);
  StateFile one(at, Use::begin);
  EXPECT_NE(refused(at, Use::begin).find("another process is at work with it"), std::string::npos);
  EXPECT_NE(refused(at, Use::go_on).find("another process is at work with it"), std::string::npos);
  StateFile look(at, Use::look);
  EXPECT_EQ(State(look).id(), State(one).id());
  EXPECT_EQ(State(one).id().size(), 16U);
  EXPECT_EQ(one.database().number("PRAGMA synchronous"), 2);
}

TEST(StateFiles, WhatIsReadTogetherIsOfOneInstant) {
  edge::Scratch scratch;
  const auto at = scratch.path / "state.db";
  StateFile one(at, Use::begin);
  StateFile look(at, Use::look);
  State writes(one), reads(look);
  const auto write = [&](std::int64_t value) {
    Transaction t(one.database());
    writes.set_fact("a", value);
    writes.set_fact("b", value);
    t.commit();
  };
  write(1);
  {
    const Reading reading(look.database());
    EXPECT_EQ(reads.fact("a", 0), 1);
    write(2);
    EXPECT_EQ(reads.fact("b", 0), 1);
  }
  EXPECT_EQ(reads.fact("b", 0), 2);
}

TEST(StateFiles, AnotherKindOrLayoutIsRefused) {
  edge::Scratch scratch;
  edge::write_lines(
      scratch.path / "text",
      {"something that somebody wrote, longer than the head of a database is long", std::string(200, 'x')});
  EXPECT_NE(refused(scratch.path / "text", Use::begin).find("is no state of a host"), std::string::npos);
  EXPECT_NE(refused(scratch.path, Use::begin).find("is no file"), std::string::npos);
  Database(scratch.path / "other.db", Database::Mode::make).run("CREATE TABLE mine (a)");
  EXPECT_NE(refused(scratch.path / "other.db", Use::begin).find("is no state of a host"), std::string::npos);
  {
    StateFile(scratch.path / "state.db", Use::begin);
  }
  for (const char* layout : {"1", "7"}) {
    Database(scratch.path / "state.db", Database::Mode::change).run(std::string("PRAGMA user_version = ") + layout);
    EXPECT_NE(refused(scratch.path / "state.db", Use::begin)
                  .find(std::string("has layout ") + layout + ", and this program knows 2"),
              std::string::npos);
  }
}

TEST(StateFiles, ATransactionThatIsNotCommittedLeavesNothing) {
  edge::Scratch scratch;
  StateFile file(scratch.path / "state.db", Use::begin);
  State state(file);
  {
    Transaction t(file.database());
    state.set_fact("a", 1);
    t.commit();
  }
  {
    Transaction t(file.database());
    state.set_fact("a", 2);
  }
  EXPECT_EQ(state.fact("a", 0), 1);
}

}  // namespace
}  // namespace supplytwin::host
