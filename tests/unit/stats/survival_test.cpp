#include "stats/survival.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace supplytwin::stats {
namespace {

LogHistogram of(std::initializer_list<std::int64_t> values) {
  LogHistogram h;
  for (const std::int64_t v : values) h.add(v);
  return h;
}

TEST(SurvivalQuantile, IsThatOfTheEndedWhenNoneIsUnderWay) {
  const LogHistogram ended = of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  for (const double p : {0.05, 0.5, 0.95, 1.0}) {
    const auto q = survival_quantile(ended, {}, p);
    EXPECT_EQ(q.value, ended.quantile(p));
    EXPECT_FALSE(q.at_least);
  }
}

// The remission times of the 6-MP arm of Freireich et al. 1963, as printed in Kalbfleisch and Prentice, table 1.2:
// the share still in remission is 0.857 after 6 weeks, 0.753 after 10, 0.627 after 16, 0.538 after 22 and 0.448
// after 23.
TEST(SurvivalQuantile, IsTheProductLimitOfFreireich) {
  const LogHistogram ended = of({6, 6, 6, 7, 10, 13, 16, 22, 23});
  const LogHistogram under_way = of({6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});
  EXPECT_EQ(survival_quantile(ended, under_way, 1 - 0.858).value, 6);
  EXPECT_EQ(survival_quantile(ended, under_way, 1 - 0.856).value, 7);
  EXPECT_EQ(survival_quantile(ended, under_way, 1 - 0.628).value, 16);
  EXPECT_EQ(survival_quantile(ended, under_way, 1 - 0.626).value, 22);
  EXPECT_EQ(survival_quantile(ended, under_way, 0.5).value, 23);
  EXPECT_FALSE(survival_quantile(ended, under_way, 0.5).at_least);
}

TEST(SurvivalQuantile, SaysWhenTheShareIsNotReached) {
  const auto q = survival_quantile(of({6, 23}), of({30, 35}), 0.95);
  EXPECT_EQ(q.value, 35);
  EXPECT_TRUE(q.at_least);
  EXPECT_TRUE(survival_quantile({}, of({3}), 0.5).at_least);
}

TEST(SurvivalQuantile, RefusesAShareOutsideItsRange) {
  EXPECT_THROW(survival_quantile({}, {}, 0), std::invalid_argument);
  EXPECT_THROW(survival_quantile({}, {}, 1.5), std::invalid_argument);
}

}  // namespace
}  // namespace supplytwin::stats
