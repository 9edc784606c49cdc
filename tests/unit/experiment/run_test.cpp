#include "experiment/run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "../outcome/made_up.hpp"
#include "world/run.hpp"

namespace supplytwin::experiment {
namespace {

std::vector<outcome::Record> both_policies(std::uint64_t replication, const std::atomic<bool>&,
                                           std::atomic<std::int64_t>& progress) {
  progress += 10;
  return {made_up::record(0, replication), made_up::record(1, replication)};
}

TEST(Tasks, CoverEveryReplicationOnce) {
  const auto cut = tasks(7, 3);
  EXPECT_EQ(cut, (std::vector<Task>{{0, 0, 3}, {1, 3, 3}, {2, 6, 1}}));
  EXPECT_EQ(tasks(2, 5), (std::vector<Task>{{0, 0, 2}}));
  EXPECT_TRUE(tasks(0, 5).empty());
}

TEST(Run, RecordsDoNotDependOnJobs) {
  const auto cut = tasks(11, 2);
  for (const unsigned jobs : {1u, 2u, 5u, 64u}) {
    std::map<std::uint32_t, std::vector<std::vector<outcome::Record>>> got;
    std::atomic<bool> stop{false};
    std::atomic<std::int64_t> progress{0};
    EXPECT_TRUE(run(
        cut, jobs, both_policies, [&](const Task& t, const auto& records) { got[t.index] = records; }, stop,
        progress));
    EXPECT_EQ(progress, 110);
    ASSERT_EQ(got.size(), cut.size());
    for (const auto& task : cut) {
      ASSERT_EQ(got[task.index].size(), task.count);
      for (std::uint32_t r = 0; r < task.count; ++r)
        EXPECT_EQ(got[task.index][r][1], made_up::record(1, task.first + r));
    }
  }
}

TEST(Run, TheSinkIsNeverEnteredTwiceAtOnce) {
  std::atomic<int> inside{0};
  std::atomic<bool> stop{false}, crowded{false};
  std::atomic<std::int64_t> progress{0};
  run(
      tasks(20, 1), 4, both_policies,
      [&](const Task&, const auto&) {
        if (++inside > 1) crowded = true;
        std::this_thread::yield();
        --inside;
      },
      stop, progress);
  EXPECT_FALSE(crowded);
}

TEST(Run, StopGivesUpWhatIsUnderWayAndKeepsWhatIsDone) {
  std::set<std::uint32_t> done;
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> progress{0};
  const Replicate replicate = [&](std::uint64_t replication, const std::atomic<bool>& asked,
                                  std::atomic<std::int64_t>& p) {
    if (replication == 3) stop = true;
    if (asked) throw world::Interrupted();
    return both_policies(replication, asked, p);
  };
  EXPECT_FALSE(
      run(tasks(10, 1), 1, replicate, [&](const Task& t, const auto&) { done.insert(t.index); }, stop, progress));
  EXPECT_EQ(done, (std::set<std::uint32_t>{0, 1, 2}));
}

TEST(Run, AFailureStopsTheRestAndIsThrown) {
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> progress{0};
  std::atomic<int> begun{0};
  const Replicate replicate = [&](std::uint64_t replication, const std::atomic<bool>& asked,
                                  std::atomic<std::int64_t>& p) {
    ++begun;
    if (replication == 2) throw base::ModelError("two is too many", base::Time{});
    return both_policies(replication, asked, p);
  };
  EXPECT_THROW(run(tasks(1000, 1), 2, replicate, [](const Task&, const auto&) {}, stop, progress), base::ModelError);
  EXPECT_TRUE(stop);
  EXPECT_LT(begun, 1000);
}

TEST(Run, AFailingSinkIsThrown) {
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> progress{0};
  EXPECT_THROW(run(
                   tasks(3, 1), 2, both_policies, [](const Task&, const auto&) { throw base::StoreError("full"); },
                   stop, progress),
               base::StoreError);
}

}  // namespace
}  // namespace supplytwin::experiment
