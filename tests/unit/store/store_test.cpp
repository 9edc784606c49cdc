#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>

#include "../outcome/made_up.hpp"
#include "base/error.hpp"
#include "store/differences.hpp"
#include "store/merge.hpp"
#include "store/reader.hpp"
#include "store/writer.hpp"

namespace supplytwin::store {
namespace {

namespace fs = std::filesystem;

Header made_up_header() {
  Header h;
  h.provenance = {.scenario = "made-up",
                  .question = "Does a file come back as it was written?",
                  .scenario_text = std::string(100'000, 'x') + "\nünïcode\n",
                  .scenario_sha256 = std::string(64, 'a'),
                  .model_sha256 = std::string(64, 'b'),
                  .snapshot_sha256 = {},
                  .policy_sha256 = {std::string(64, 'c'), std::string(64, 'd')},
                  .baseline = "nightly",
                  .seed = 18'446'744'073'709'551'615u,
                  .replications_planned = 4,
                  .generator = "Philox4x32-10",
                  .version = "0.1.0",
                  .git_commit = "unknown",
                  .period_start = 1'727'755'200'000,
                  .period_end = 1'728'187'200'000,
                  .warm_up = 604'800'000,
                  .time_zone = "UTC",
                  .time_zone_starts = {-5},
                  .time_zone_offsets = {0}};
  h.axes = {
      {"nightly", "swift"}, {"H01", "H02"}, {"gloves", "masks", "wound care"}, {"vital", "essential", "desirable"}, 5,
      "2024-10-01"};
  return h;
}

class StoreTest : public testing::Test {
 protected:
  StoreTest() : folder_(fs::path(testing::TempDir()) / ("supplytwin_store_" + std::to_string(getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~StoreTest() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, std::vector<std::int64_t> replications,
                 const Header& header = made_up_header()) {
    Writer writer(folder_ / name, header, replications);
    for (std::size_t r = 0; r < replications.size(); ++r)
      for (std::size_t p = 0; p < 2; ++p)
        writer.put(p, r, made_up::record(p, static_cast<std::uint64_t>(replications[r])));
    writer.finish();
    return folder_ / name;
  }

  static std::string message_of(const std::function<void()>& step) {
    try {
      step();
    } catch (const base::StoreError& e) {
      return e.what();
    }
    return "";
  }

  static std::string bytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  static void put_bytes(const fs::path& file, const std::string& content) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
  }

  fs::path folder_;
};

TEST_F(StoreTest, RoundTripIsEqual) {
  const Reader reader(write("a.h5", {2, 3}));
  EXPECT_EQ(reader.header(), made_up_header());
  EXPECT_EQ(reader.replications(), (std::vector<std::int64_t>{2, 3}));
  for (std::size_t p = 0; p < 2; ++p)
    for (std::size_t r = 0; r < 2; ++r) EXPECT_EQ(reader.record(p, r), made_up::record(p, r + 2));
}

TEST_F(StoreTest, EqualInputsMakeEqualBytes) {
  EXPECT_EQ(bytes(write("a.h5", {0, 1})), bytes(write("b.h5", {0, 1})));
}

TEST_F(StoreTest, MergeDoesNotDependOnShardsOrTheirOrder) {
  const auto whole = write("whole.h5", {0, 1, 2, 3});
  const auto a = write("s0.h5", {0, 1}), b = write("s1.h5", {2}), c = write("s2.h5", {3});
  EXPECT_EQ(merge({c, a, b}, folder_ / "m.h5"), 4);
  EXPECT_EQ(merge({a, b, c}, folder_ / "n.h5"), 4);
  EXPECT_EQ(differences(whole, folder_ / "m.h5"), std::vector<std::string>{});
  EXPECT_EQ(bytes(folder_ / "m.h5"), bytes(folder_ / "n.h5"));
  EXPECT_EQ(bytes(folder_ / "m.h5"), bytes(whole));
}

TEST_F(StoreTest, DifferencesAreFound) {
  Header other = made_up_header();
  other.provenance.seed = 7;
  const auto found = differences(write("a.h5", {0, 1}), write("b.h5", {0, 2}, other));
  EXPECT_NE(std::find(found.begin(), found.end(), "attribute /@seed: values differ"), found.end());
  EXPECT_NE(std::find(found.begin(), found.end(), "dataset filled: values differ"), found.end());
  EXPECT_NE(std::find(found.begin(), found.end(), "dataset replication: values differ"), found.end());
  EXPECT_EQ(std::find(found.begin(), found.end(), "dataset site: values differ"), found.end());
}

TEST_F(StoreTest, NothingStandsUnderTheNameBeforeTheEnd) {
  {
    Writer writer(folder_ / "a.h5", made_up_header(), {0});
    writer.put(0, 0, made_up::record(0, 0));
    EXPECT_FALSE(fs::exists(folder_ / "a.h5"));
    EXPECT_TRUE(fs::exists(folder_ / "a.h5.partial"));
    EXPECT_NE(message_of([&] { writer.finish(); }).find("before every record"), std::string::npos);
    EXPECT_NE(message_of([&] { writer.put(0, 0, made_up::record(0, 0)); }).find("stored twice"), std::string::npos);
  }
  EXPECT_TRUE(fs::is_empty(folder_)) << "an unfinished file is removed";
}

TEST_F(StoreTest, TruncatedFilesAreRefusedByName) {
  const auto file = write("a.h5", {0});
  const std::string whole = bytes(file);
  for (const std::size_t keep : {std::size_t{5'000}, whole.size() / 2, whole.size() - 1}) {
    put_bytes(file, whole.substr(0, keep));
    EXPECT_THROW(Reader{file}, Damaged);
    const std::string message = message_of([&] { Reader{file}; });
    EXPECT_NE(message.find("a.h5: damaged or incomplete"), std::string::npos) << keep << ": " << message;
    EXPECT_NE(message.find("supplytwin resume"), std::string::npos);
  }
}

TEST_F(StoreTest, AFlippedBitAnywhereIsFound) {
  const auto file = write("a.h5", {0, 1});
  const std::string whole = bytes(file);
  for (std::size_t at = 0; at < whole.size(); at += 997) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    put_bytes(file, damaged);
    EXPECT_THROW(Reader{file}, Damaged) << "byte " << at;
  }
  put_bytes(file, whole);
  EXPECT_EQ(message_of([&] { Reader{file}; }), "");
}

TEST_F(StoreTest, ShardsOfDifferentStudiesDoNotMerge) {
  Header other = made_up_header();
  other.provenance.seed = 7;
  const auto a = write("a.h5", {0}), b = write("b.h5", {1}, other);
  const std::string message = message_of([&] { merge({a, b}, folder_ / "m.h5"); });
  EXPECT_NE(message.find("b.h5"), std::string::npos);
  EXPECT_NE(message.find("different studies: seed differs"), std::string::npos) << message;
  EXPECT_FALSE(fs::exists(folder_ / "m.h5"));
}

TEST_F(StoreTest, AReplicationMergesOnce) {
  const auto a = write("a.h5", {0, 1}), b = write("b.h5", {1, 2});
  EXPECT_NE(message_of([&] { merge({a, b}, folder_ / "m.h5"); }).find("replication 1 is in "), std::string::npos);
  EXPECT_NE(message_of([&] { merge({}, folder_ / "m.h5"); }).find("nothing to merge"), std::string::npos);
}

TEST_F(StoreTest, WhatIsNoResultsFileIsCalledWhatItIs) {
  const auto said = [&](const std::string& name) { return message_of([&] { Reader{folder_ / name}; }); };
  const std::string expected = "; expected is the folder of a study or its results.h5, which `supplytwin run` makes";
  const auto where = (folder_ / "x").parent_path().string() + "/";
  put_bytes(folder_ / "empty.h5", "");
  put_bytes(folder_ / "notes.txt", "shopping list\n");
  put_bytes(folder_ / "foreign.h5", bytes(write("a.h5", {0})).substr(0, 8) + std::string(4'000, 'x'));
  fs::create_directories(folder_ / "folder.h5");
  EXPECT_EQ(said("empty.h5"), where + "empty.h5: not a results file: it is empty" + expected);
  EXPECT_EQ(said("notes.txt"), where + "notes.txt: not a results file: it is not in HDF5" + expected);
  EXPECT_EQ(said("foreign.h5"),
            where + "foreign.h5: not a results file: it is HDF5 that another program wrote" + expected);
  EXPECT_EQ(said("none.h5"), where + "none.h5: no such file" + expected);
  EXPECT_EQ(said("folder.h5"), where + "folder.h5: a folder stands where a results file is expected");
}

TEST_F(StoreTest, WhatCannotBeReadIsNotCalledDamaged) {
  fs::create_directories(folder_ / "folder.h5");
  for (const char* name : {"folder.h5", "none.h5"}) try {
      Reader{folder_ / name};
      ADD_FAILURE() << name;
    } catch (const Damaged& e) {
      ADD_FAILURE() << e.what();
    } catch (const Unusable&) {
    }
}

TEST_F(StoreTest, AFullDiskIsAnErrorWithItsReason) {
  // A limit on the size of files stands in for a full disk. In a process of its own, which must end well.
  const auto end_well = [&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{20'000, 20'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const std::string message = message_of([&] { write("a.h5", {0, 1}); });
    const bool told = message.find("a.h5: cannot be written: File too large; free space") != std::string::npos;
    std::exit(told && fs::is_empty(folder_) ? 0 : 3);
  };
  EXPECT_EXIT(end_well(), testing::ExitedWithCode(0), "");
}

TEST_F(StoreTest, AFileThatCannotBeBegunLeavesNothing) {
  Header header = made_up_header();
  header.axes.sites.clear();  // HDF5 takes no dataset with a chunk of no length
  EXPECT_NE(message_of([&] { Writer(folder_ / "a.h5", header, {0}); }).find("a.h5: cannot be written"),
            std::string::npos);
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(StoreTest, AFolderThatIsNotThereIsNamed) {
  EXPECT_NE(
      message_of([&] { Writer(folder_ / "no" / "a.h5", made_up_header(), {0}); }).find("a.h5: cannot be written"),
      std::string::npos);
}

}  // namespace
}  // namespace supplytwin::store
