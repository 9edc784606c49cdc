// What the bench's contenders compute is exact: a ratio of two programs that do different things means nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "contenders/hold.hpp"
#include "contenders/mm1.hpp"
#include "contenders/naive_draw.hpp"
#include "contenders/queues.hpp"

namespace supplytwin::bench {
namespace {

TEST(Hold, TheKernelRunsEventsInTheOrderOfTheStandardQueue) {
  for (const std::uint64_t pending : {1u, 10u, 1000u, 100'000u})
    EXPECT_EQ(hold<KernelQueue>(pending, 50'000).check, hold<StandardQueue>(pending, 50'000).check) << pending;
}

TEST(Hold, EventsOfOneInstantComeInTheOrderInWhichTheyWerePut) {
  KernelQueue ours;
  StandardQueue standard;
  for (std::uint32_t event = 0; event < 100; ++event) {
    ours.put(event % 3, event);
    standard.put(event % 3, event);
  }
  for (std::uint32_t i = 0; i < 100; ++i) {
    const auto next = ours.take();
    EXPECT_EQ(next, standard.take());
    EXPECT_EQ(next.first, i < 34 ? 0 : i < 67 ? 1 : 2);
  }
  EXPECT_TRUE(ours.empty() && standard.empty());
}

TEST(Hold, TheTraceTellsOrdersApart) {
  Trace one, other;
  one.add(5, 1);
  one.add(5, 2);
  other.add(5, 2);
  other.add(5, 1);
  EXPECT_NE(one.hash, other.hash);
}

/// Equal on every machine, or contenders in Python would not have the same table.
TEST(Hold, IncrementsArePinned) {
  Increments increments;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < Increments::kCount; ++i) sum += increments.next();
  EXPECT_NEAR(static_cast<double>(sum) / Increments::kCount, 86'400'000, 4 * 86'400'000 / 256.0);
  EXPECT_EQ(increments.next(), Increments().next());  // it begins again
  EXPECT_EQ(hold<StandardQueue>(1000, 10'000).check, "1f321e39b121c201");
}

TEST(Mm1, TheKernelAndTheStandardQueueServeTheSameCustomers) {
  const Result ours = mm1<KernelQueue>(200'000), standard = mm1<StandardQueue>(200'000);
  EXPECT_EQ(ours.check, standard.check);
  EXPECT_EQ(ours.work, 400'000);
  EXPECT_NEAR(ours.more.front().second.front(), 0.8 / (1 - 0.8), 0.25);  // mean number in the system
}

TEST(Draws, TheZigguratIsExponential) {
  Xoshiro bits(7);
  const Ziggurat exponential;
  constexpr int kDrawn = 1'000'000;
  std::vector<double> drawn(kDrawn);
  for (double& x : drawn) x = exponential(bits);
  const double mean = std::accumulate(drawn.begin(), drawn.end(), 0.0) / kDrawn;
  EXPECT_NEAR(mean, 1, 4e-3);
  std::sort(drawn.begin(), drawn.end());
  double furthest = 0;  // Kolmogorov and Smirnov
  for (int i = 0; i < kDrawn; ++i)
    furthest = std::max(furthest, std::abs(1 - std::exp(-drawn[static_cast<std::size_t>(i)]) - (i + 0.5) / kDrawn));
  EXPECT_LT(furthest * std::sqrt(kDrawn), 2.0);
  EXPECT_GT(drawn.back(), 10);  // beyond the tail of the table
}

TEST(Draws, TheAliasTableKeepsTheWeights) {
  const std::vector<double> weights{1, 0, 5, 2, 2};
  const Alias pick(weights);
  Xoshiro bits(3);
  std::vector<int> picked(weights.size());
  constexpr int kDrawn = 1'000'000;
  for (int i = 0; i < kDrawn; ++i) ++picked[pick(bits)];
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = weights[i] / 10;
    EXPECT_NEAR(picked[i], share * kDrawn, 4 * std::sqrt(kDrawn * share * (1 - share))) << i;
  }
}

TEST(NaiveDraw, CountsEveryPickOnce) {
  const std::vector<double> rates{3, 1, 0.25};
  const std::vector<std::int32_t> lots{7, 3, 1};
  const Drawn one = draw_picks(100'000, rates, std::vector<std::int32_t>{1, 1, 1}, 5);
  EXPECT_EQ(one.crossings, 100'000u);  // of single picks
  EXPECT_NEAR(one.time, 100'000, 4 * std::sqrt(100'000));

  const Drawn drawn = draw_picks(100'000, rates, lots, 5);
  EXPECT_EQ(drawn.time, one.time);
  const double expected = 100'000 * (3 / 4.25 / 7 + 1 / 4.25 / 3 + 0.25 / 4.25);
  EXPECT_NEAR(static_cast<double>(drawn.crossings), expected, 400);
  for (std::size_t p = 0; p < lots.size(); ++p) EXPECT_TRUE(drawn.left[p] > 0 && drawn.left[p] <= lots[p]);
}

}  // namespace
}  // namespace supplytwin::bench
