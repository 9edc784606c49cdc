#include "stats/running.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"

namespace supplytwin::stats {
namespace {

TEST(Running, MeanVarianceAndRange) {
  Running running;
  for (const std::int64_t x : {2, 4, 4, 4, 5, 5, 7, 9}) running.add(x);
  EXPECT_EQ(running.count(), 8);
  EXPECT_TRUE(running.sum() == 40);
  EXPECT_EQ(running.mean(), 5);
  EXPECT_DOUBLE_EQ(running.variance(), 32.0 / 7);
  EXPECT_EQ(running.lowest(), 2);
  EXPECT_EQ(running.highest(), 9);
}

TEST(Running, NegativeValuesAndUnevenMeans) {
  Running running;
  for (const std::int64_t x : {-3, 1, 0}) running.add(x);
  EXPECT_DOUBLE_EQ(running.mean(), -2.0 / 3);
  EXPECT_DOUBLE_EQ(running.variance(), 13.0 / 3);
}

TEST(Running, KeepsASmallVarianceBesideALargeMean) {
  Running running;
  for (int i = 0; i < 1'000'000; ++i) running.add(1'000'000'000'000 + i % 2);
  EXPECT_DOUBLE_EQ(running.mean(), 1'000'000'000'000.5);
  EXPECT_DOUBLE_EQ(running.variance(), 250'000.0 / 999'999);
}

TEST(Running, EmptyAndSingle) {
  Running running;
  EXPECT_EQ(running.mean(), 0);
  running.add(7);
  EXPECT_EQ(running.mean(), 7);
  EXPECT_EQ(running.variance(), 0);
}

TEST(Running, MergingEqualsAddingInAnyOrder) {
  Running all, parts[3];
  for (int i = 0; i < 3'000; ++i) {
    const auto x = static_cast<std::int64_t>(base::mix(static_cast<std::uint64_t>(i)) >> 12);
    all.add(x);
    parts[i % 3].add(x);
  }
  Running forth, back;
  for (int i = 0; i < 3; ++i) {
    forth.merge(parts[i]);
    back.merge(parts[2 - i]);
  }
  EXPECT_EQ(forth, all);
  EXPECT_EQ(back, all);
}

}  // namespace
}  // namespace supplytwin::stats
