#include "stats/time_weighted.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace supplytwin::stats {
namespace {

using base::kDay;
using base::kHour;
constexpr base::Time kStart{20'000 * kDay};

TEST(TimeWeighted, MeanLevelOverTime) {
  TimeWeighted stock(kStart, 10);
  stock.change(kStart + kHour, -4);                       // 10 for an hour
  stock.set(kStart + 3 * kHour, 0);                       // 6 for two
  const TimeArea area = stock.until(kStart + 4 * kHour);  // 0 for one
  EXPECT_TRUE(area.area == static_cast<base::Int128>((22 * kHour).count()));
  EXPECT_EQ(area.span, 4 * kHour);
  EXPECT_EQ(area.mean(), 5.5);
  EXPECT_EQ(stock.level(), 0);
}

TEST(TimeWeighted, CoversNoTimeAtFirst) {
  EXPECT_EQ(TimeWeighted(kStart, 10).until(kStart), TimeArea{});
  EXPECT_EQ(TimeArea{}.mean(), 0);
}

TEST(TimeWeighted, SpansMergeExactly) {
  TimeWeighted whole(kStart, 3), first(kStart, 3), second(kStart + kDay, 8);
  whole.set(kStart + kDay, 8);
  TimeArea sum = first.until(kStart + kDay);
  sum.merge(second.until(kStart + 3 * kDay));
  EXPECT_EQ(sum, whole.until(kStart + 3 * kDay));
}

TEST(TimeWeighted, HoldsMicroDollarsOverAYear) {
  const std::int64_t ten_million_dollars = 10'000'000'000'000;
  const TimeArea area = TimeWeighted(kStart, ten_million_dollars).until(kStart + 365 * kDay);
  EXPECT_EQ(area.mean(), 1e13);
}

TEST(TimeWeighted, RefusesToGoBack) {
  TimeWeighted stock(kStart, 1);
  stock.set(kStart + kHour, 2);
  EXPECT_THROW(stock.until(kStart), std::invalid_argument);
  EXPECT_THROW(stock.set(kStart, 2), std::invalid_argument);
}

}  // namespace
}  // namespace supplytwin::stats
