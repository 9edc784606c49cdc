#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

#include "made_up_study.hpp"
#include "store/differences.hpp"
#include "store/reader.hpp"
#include "study/carry_out.hpp"
#include "study/folder.hpp"
#include "study/merge.hpp"

namespace supplytwin::study {
namespace {

namespace fs = std::filesystem;

class StudyTest : public testing::Test {
 protected:
  StudyTest() : base_(fs::path(testing::TempDir()) / ("supplytwin_study_" + std::to_string(getpid()))) {
    fs::remove_all(base_);
    fs::create_directories(base_);
  }
  ~StudyTest() override { fs::remove_all(base_); }

  Summary go(const std::string& name, unsigned jobs = 1, const Plan& plan = made_up_plan(),
             const std::function<experiment::Simulation()>& simulate = made_up_simulation) {
    stop_ = false;
    Progress progress;
    const Summary summary = carry_out(plan, simulate, base_ / name, {.jobs = jobs, .check = false}, stop_, progress);
    if (!summary.interrupted) {
      EXPECT_EQ(progress.total, progress.simulated);
    }
    return summary;
  }

  template <class Kind>
  static std::string refusal_of(const std::function<void()>& step) {
    try {
      step();
    } catch (const Kind& e) {
      return e.what();
    }
    return "";
  }

  void expect_same_results(const std::string& a, const std::string& b) {
    EXPECT_EQ(store::differences(base_ / a / "results.h5", base_ / b / "results.h5"), std::vector<std::string>{});
  }

  fs::path base_;
  std::atomic<bool> stop_{false};
};

TEST_F(StudyTest, WhatPassedBeforeASnapshotIsNotCountedAsSimulated) {
  const Summary whole = go("a");
  const Summary rest = go("b", 1, made_up_plan(), [] {
    experiment::Simulation simulation = made_up_simulation();
    simulation.passed = base::Duration{32'000'000};
    simulation.picks_before = 3;
    simulation.replicate = [inner = simulation.replicate](std::uint64_t r, const std::atomic<bool>& stop,
                                                          std::atomic<std::int64_t>& progress) {
      std::atomic<std::int64_t> all{0};
      progress += 2 * 400'000'000;
      return inner(r, stop, all);
    };
    return simulation;
  });
  EXPECT_EQ(rest.picks, whole.picks - 3 * 11 * 2);
}

TEST_F(StudyTest, StraightRunMakesShardsAndResults) {
  const Summary s = go("a");
  EXPECT_EQ(s.replications, 11);
  EXPECT_FALSE(s.interrupted);
  EXPECT_GT(s.picks, 22'000'000);
  EXPECT_EQ(Folder(base_ / "a").shards().size(), 6u);
  const store::Reader results(s.results);
  EXPECT_EQ(results.replications().size(), 11u);
  EXPECT_EQ(results.record(1, 10), made_up::record(1, 10));
  EXPECT_EQ(results.header().axes.criticalities, (std::vector<std::string>{"vital", "essential", "desirable"}));
}

TEST_F(StudyTest, JobsDoNotShow) {
  go("a", 1);
  go("b", 4);
  expect_same_results("a", "b");
}

TEST_F(StudyTest, HalfTheShardsDeletedIsMadeGoodDatasetByDataset) {
  go("a");
  go("b");
  const auto shards = Folder(base_ / "b").shards();
  for (std::size_t i = 0; i < shards.size(); i += 2) fs::remove(shards[i]);
  fs::remove(base_ / "b" / "results.h5");
  const Summary s = go("b", 2);
  EXPECT_EQ(s.replications, 11);
  EXPECT_LT(s.picks, 2 * 7 * 1'001'000) << "whole shards are not made again";
  expect_same_results("a", "b");
}

TEST_F(StudyTest, TornShardsAreDiscardedAndSaid) {
  go("a");
  go("b");
  const auto shards = Folder(base_ / "b").shards();
  fs::resize_file(shards[1], fs::file_size(shards[1]) / 2);
  std::ofstream(shards[2], std::ios::trunc) << "not HDF5";
  std::ofstream(base_ / "b" / "shards" / "000005.h5.partial") << "half";
  fs::remove(base_ / "b" / "results.h5");
  const Summary s = go("b");
  EXPECT_EQ(std::count_if(s.notes.begin(), s.notes.end(), [](const auto& n) { return n.starts_with("discarded"); }),
            2);
  EXPECT_FALSE(fs::exists(base_ / "b" / "shards" / "000005.h5.partial"));
  expect_same_results("a", "b");
}

TEST_F(StudyTest, AShardThatCannotBeReadStopsTheWorkAndStays) {
  go("a");
  const auto shard = Folder(base_ / "a").shards()[1];
  fs::remove(shard);
  fs::create_directories(shard);
  std::ofstream(shard / "kept") << "mine";
  fs::remove(base_ / "a" / "results.h5");
  const std::string message = refusal_of<store::Unusable>([&] { go("a"); });
  EXPECT_NE(message.find("000001.h5: a folder stands where"), std::string::npos) << message;
  EXPECT_TRUE(fs::exists(shard / "kept"));
}

TEST_F(StudyTest, AShardOfAnotherStudyIsRefusedAndLeftAlone) {
  Plan other = made_up_plan();
  other.provenance.seed = 2;
  go("a");
  go("b", 1, other);
  const auto shard = Folder(base_ / "a").shards()[2];
  fs::copy_file(Folder(base_ / "b").shards()[2], shard, fs::copy_options::overwrite_existing);
  fs::remove(base_ / "a" / "results.h5");
  const std::string message = refusal_of<Refused>([&] { go("a"); });
  EXPECT_NE(message.find("000002.h5: comes from another study: seed differs; it is left as it is"), std::string::npos)
      << message;
  EXPECT_EQ(store::Reader(shard).header().provenance.seed, 2u);
}

TEST_F(StudyTest, AShardUnderAnothersNameIsRefused) {
  go("a");
  const auto shards = Folder(base_ / "a").shards();
  fs::rename(shards[3], shards[4]);
  fs::remove(base_ / "a" / "results.h5");
  EXPECT_NE(refusal_of<Refused>([&] { go("a"); }).find("000004.h5: holds other replications than its name says"),
            std::string::npos);
  EXPECT_TRUE(fs::exists(shards[4]));
}

TEST_F(StudyTest, ResultsOfAnotherStudyAreNotOverwritten) {
  Plan other = made_up_plan();
  other.provenance.seed = 2;
  go("a");
  go("b", 1, other);
  fs::copy_file(base_ / "b" / "results.h5", base_ / "a" / "results.h5", fs::copy_options::overwrite_existing);
  EXPECT_NE(refusal_of<Refused>([&] { go("a"); }).find("results.h5: comes from another study: seed differs"),
            std::string::npos);
  EXPECT_EQ(store::Reader(base_ / "a" / "results.h5").header().provenance.seed, 2u);
}

TEST_F(StudyTest, DamagedResultsAreMergedAgain) {
  go("a");
  go("b");
  fs::resize_file(base_ / "b" / "results.h5", 1000);
  EXPECT_EQ(go("b").picks, 0);
  expect_same_results("a", "b");
}

TEST_F(StudyTest, StoppedKeepsWholeShardsAndGoesOn) {
  go("a");
  const auto stopping = [&] {
    auto simulation = made_up_simulation();
    simulation.replicate = [&, inner = simulation.replicate](std::uint64_t r, const std::atomic<bool>& stop,
                                                             std::atomic<std::int64_t>& p) {
      if (r == 5) stop_ = true;
      return inner(r, stop, p);
    };
    return simulation;
  };
  const Summary s = go("b", 1, made_up_plan(), stopping);
  EXPECT_TRUE(s.interrupted);
  EXPECT_EQ(s.replications, 4);
  EXPECT_TRUE(s.results.empty());
  EXPECT_FALSE(fs::exists(base_ / "b" / "results.h5"));
  EXPECT_EQ(go("b").replications, 11);
  expect_same_results("a", "b");
}

TEST_F(StudyTest, KilledAnywhereGoesOnToTheSameResults) {
  go("a");
  for (int milliseconds = 0; milliseconds < 60; milliseconds += 6) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      go("b");
      _exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  EXPECT_EQ(go("b").replications, 11);
  expect_same_results("a", "b");
}

TEST_F(StudyTest, ACompleteStudyIsLeftAlone) {
  go("a");
  const auto before = fs::last_write_time(base_ / "a" / "results.h5");
  const Summary s =
      go("a", 1, made_up_plan(), []() -> experiment::Simulation { throw std::logic_error("nothing is missing"); });
  EXPECT_EQ(s.replications, 11);
  ASSERT_EQ(s.notes.size(), 1u);
  EXPECT_NE(s.notes[0].find("already complete"), std::string::npos);
  EXPECT_EQ(fs::last_write_time(base_ / "a" / "results.h5"), before);
}

TEST_F(StudyTest, AnotherStudyIsRefusedNamingWhatDiffers) {
  go("a");
  Plan other = made_up_plan();
  other.provenance.seed = 2;
  other.provenance.policy_sha256[1] = std::string(64, 'e');
  const std::string message = refusal_of<Refused>([&] { go("a", 1, other); });
  EXPECT_NE(message.find("holds another study; choose another folder"), std::string::npos) << message;
  EXPECT_NE(message.find("seed: here 1, now 2"), std::string::npos);
  EXPECT_NE(message.find("policy_sha256 swift: here dddddddddddd..., now eeeeeeeeeeee..."), std::string::npos);
  EXPECT_EQ(message.find("model"), std::string::npos) << "what is equal is not named";
}

TEST_F(StudyTest, AFolderThatIsNoStudyIsRefused) {
  fs::create_directories(base_ / "mine");
  std::ofstream(base_ / "mine" / "thesis.txt") << "years of work";
  EXPECT_NE(refusal_of<Refused>([&] { go("mine"); }).find("is not a study"), std::string::npos);
  EXPECT_FALSE(fs::exists(base_ / "mine" / "shards"));
  fs::create_directories(base_ / "empty");
  EXPECT_EQ(go("empty").replications, 11);
}

TEST_F(StudyTest, TwoProcessesDoNotWriteOneStudy) {
  fs::create_directories(base_ / "a");
  const Lock held(base_ / "a");
  EXPECT_NE(refusal_of<Refused>([&] { go("a"); }).find("another process is writing this study"), std::string::npos);
}

TEST_F(StudyTest, PartsOfAStudyJoinToTheSameResults) {
  go("whole");
  const auto part = [](std::uint32_t number) {
    Plan plan = made_up_plan();
    plan.overrides.part = Part{number, 2};
    return plan;
  };
  const Summary first = go("a", 1, part(1));
  EXPECT_EQ(first.replications, 6);  // tasks 0, 2, 4 of two replications each
  EXPECT_EQ(first.planned, 11);
  EXPECT_TRUE(first.results.empty());
  EXPECT_FALSE(first.interrupted);
  EXPECT_FALSE(fs::exists(base_ / "a" / "results.h5"));
  EXPECT_EQ(go("b", 1, part(2)).replications, 5);
  EXPECT_EQ(Folder(base_ / "b").origin().second.part, (Part{2, 2}));
  fs::remove(Folder(base_ / "b").shards()[1]);
  EXPECT_EQ(go("b", 1, part(2)).replications, 5) << "goes on with its part, and no more";
  EXPECT_EQ(merge({base_ / "a", base_ / "b"}, base_ / "joined").replications, 11);
  expect_same_results("whole", "joined");
  EXPECT_NE(refusal_of<Refused>([&] { go("a", 1, part(2)); }).find("part: here 1/2, now 2/2"), std::string::npos);
  EXPECT_NE(refusal_of<Refused>([&] { go("a"); }).find("part: here 1/2, now all"), std::string::npos);
}

TEST_F(StudyTest, ShardsThatAreInTwoFoldersCountOnceWhenTheyAreEqual) {
  go("a");
  go("b");
  EXPECT_EQ(merge({base_ / "a", base_ / "b"}, base_ / "joined").replications, 11);
  expect_same_results("a", "joined");
  auto other = made_up_simulation();
  other.replicate = [](std::uint64_t r, const std::atomic<bool>&, std::atomic<std::int64_t>& progress) {
    progress += 2 * 432'000'000;
    return std::vector{made_up::record(1, r), made_up::record(0, r)};
  };
  go("c", 1, made_up_plan(), [&] { return other; });
  const std::string said = refusal_of<store::Unusable>([&] { merge({base_ / "a", base_ / "c"}, base_ / "never"); });
  EXPECT_NE(said.find("a/shards/000000.h5"), std::string::npos) << said;
  EXPECT_NE(said.find("c/shards/000000.h5"), std::string::npos) << said;
  EXPECT_NE(said.find("with other figures"), std::string::npos) << said;
}

TEST_F(StudyTest, AnEditedDescriptionIsToldAsSuch) {
  go("a");
  const auto file = base_ / "a" / "study.txt";
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string edited = text;
    edited.replace(edited.find(from), from.size(), to);
    std::ofstream(file, std::ios::trunc) << edited;
    return refusal_of<Refused>([&] { go("a"); });
  };
  for (const auto& [from, to] :
       std::initializer_list<std::pair<std::string, std::string>>{{"\nseed: 1", "\nseed: 2"},
                                                                  {"\nsum: ", "\nsum: 0"},
                                                                  {"\nseed: 1\n", "\nseed\n"},
                                                                  {text.substr(text.find("sum: ")), ""}})
    EXPECT_NE(with(from, to).find("study.txt: was edited or cut since it was written"), std::string::npos) << from;
  EXPECT_NE(with("format: 2", "format: 1").find("study.txt: was edited"), std::string::npos);
  std::ofstream(file, std::ios::trunc) << "# A study\nformat: 1\nseed: 1\n";
  EXPECT_NE(refusal_of<Refused>([&] { go("a"); }).find("not of a format that this version reads"), std::string::npos);
  std::ofstream(file, std::ios::trunc) << text;
  EXPECT_EQ(go("a").replications, 11);
}

TEST_F(StudyTest, WhatTheSystemDoesNotLetBeReadIsRefused) {
  fs::create_symlink("loop", base_ / "loop");
  const std::string reason = "cannot be read: Too many levels of symbolic links; see to its path and its permissions";
  for (const char* name : {"loop", "loop/x"}) {
    EXPECT_EQ(refusal_of<Refused>([&] { go(name); }), (base_ / name).string() + ": " + reason);
    EXPECT_EQ(refusal_of<Refused>([&] { Folder(base_ / name).origin(); }),
              (base_ / name / "study.txt").string() + ": " + reason);
    EXPECT_EQ(refusal_of<Refused>([&] { merge({base_ / name}, base_ / "m"); }),
              (base_ / name / "study.txt").string() + ": " + reason);
  }
  EXPECT_NE(refusal_of<Refused>([&] { go(std::string(300, 'n')); }).find(": cannot be read: File name too long"),
            std::string::npos);
}

TEST_F(StudyTest, OriginComesBack) {
  go("a");
  const auto [file, overrides] = Folder(base_ / "a").origin();
  EXPECT_EQ(file, made_up_plan().file);
  EXPECT_EQ(overrides, made_up_plan().overrides);
  EXPECT_NE(refusal_of<Refused>([&] { Folder(base_ / "nowhere").origin(); }).find("no study here"),
            std::string::npos);
}

TEST_F(StudyTest, MergeOfPartsOfOneStudyInTwoFolders) {
  go("a");
  go("b");
  go("c");
  for (const auto& [name, keep] : {std::pair{"b", 0u}, std::pair{"c", 1u}}) {
    const auto shards = Folder(base_ / name).shards();
    for (std::size_t i = 0; i < shards.size(); ++i)
      if (i % 2 != keep) fs::remove(shards[i]);
    fs::remove(base_ / name / "results.h5");
  }
  const Summary partial = merge({base_ / "b"}, base_ / "b" / "results.h5");
  EXPECT_EQ(partial.replications, 6);
  EXPECT_EQ(partial.planned, 11);
  const Summary whole = merge({base_ / "c", base_ / "b"}, base_ / "joined" / "results.h5");
  EXPECT_EQ(whole.replications, 11);
  expect_same_results("a", "joined");
  EXPECT_EQ(go("b").replications, 11) << "a partial merge does not pass for a complete study";
  expect_same_results("a", "b");
}

TEST_F(StudyTest, MergeOverwritesOnlyResultsOfTheSameStudy) {
  Plan other = made_up_plan();
  other.provenance.seed = 2;
  go("a");
  go("b", 1, other);
  fs::create_directories(base_ / "mine");
  std::ofstream(base_ / "mine" / "thesis.txt") << "years of work";
  std::ofstream(base_ / "mine" / "raw.h5") << "measured";
  const auto said = [&](const fs::path& out) {
    return refusal_of<Refused>([&] { merge({base_ / "a"}, base_ / out); });
  };
  EXPECT_NE(said("mine").find("mine: is there already and is not a study; choose another folder"), std::string::npos);
  EXPECT_NE(said("mine/thesis.txt").find("thesis.txt: is a file"), std::string::npos);
  EXPECT_NE(said("mine/raw.h5").find("raw.h5: is there already and holds no results"), std::string::npos);
  EXPECT_NE(said("b").find("b: is a study that is not among those to be joined"), std::string::npos);
  EXPECT_NE(said("a/shards/all.h5").find("shards: keeps the shards of a study"), std::string::npos);
  fs::copy_file(base_ / "b" / "results.h5", base_ / "mine" / "b.h5");
  EXPECT_NE(said("mine/b.h5").find("b.h5: comes from another study: seed differs"), std::string::npos);
  EXPECT_EQ(std::distance(fs::directory_iterator(base_ / "mine"), fs::directory_iterator()), 3) << "nothing is added";

  EXPECT_EQ(merge({base_ / "a"}, base_ / "mine" / "a.h5").replications, 11) << "a new file may be named anywhere";
  EXPECT_EQ(merge({base_ / "a"}, base_ / "mine" / "a.h5").replications, 11) << "and made again";
  EXPECT_EQ(merge({base_ / "a"}, base_ / "a").replications, 11);
}

}  // namespace
}  // namespace supplytwin::study
