#include "demand/forecast.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace supplytwin::demand {
namespace {

using base::kDay;
using base::kHour;
using base::kWeek;
using base::Time;
using Weeks = std::vector<double>;

constexpr Time kFirstEnd{base::Duration{1'736'640'000'000}};  // 2025-01-12T00:00Z
constexpr base::Duration kLag = kDay * 3;

SurgeCurve three_weeks(bool complete) {
  SurgeConfig config;
  config.region_beds = 1000;
  config.length_of_stay = kWeek;
  config.complete = complete;
  config.weeks = {{"2025-01-11", 100}, {"2025-01-18", 400}, {"2025-01-25", 300}};
  return {config, base::TimeZone()};
}

TEST(Published, WeeksAreKnownOnceTheyEndedThatLongAgo) {
  const SurgeCurve surge = three_weeks(false);
  EXPECT_EQ(surge.published(kFirstEnd + kLag - base::Duration{1}, kLag, 2), Weeks{});
  EXPECT_EQ(surge.published(kFirstEnd + kLag, kLag, 2), Weeks{100});
  EXPECT_EQ(surge.published(kFirstEnd + kWeek + kLag, kLag, 2), (Weeks{400, 100}));
  EXPECT_EQ(surge.published(kFirstEnd + kWeek * 2 + kLag, kLag, 3), (Weeks{300, 400, 100}));
}

TEST(Published, AfterTheTableOfACompleteSurgeNobodyIsAdmitted) {
  const SurgeCurve surge = three_weeks(true);
  const Time fourth = kFirstEnd + kWeek * 3 + kLag;
  EXPECT_EQ(surge.published(fourth - base::Duration{1}, kLag, 2), (Weeks{300, 400}));
  EXPECT_EQ(surge.published(fourth, kLag, 2), (Weeks{0, 300}));
  EXPECT_EQ(surge.published(fourth + kWeek, kLag, 2), (Weeks{0, 0}));
  EXPECT_EQ(surge.published(fourth + kWeek, kLag, 4), (Weeks{0, 0, 300, 400}));
  EXPECT_EQ(surge.published(fourth + kWeek * 50, kLag, 2), (Weeks{0, 0}));
  EXPECT_EQ(three_weeks(false).published(fourth, kLag, 2), (Weeks{300, 400}));  // a scenario may not get here
}

/// 300 admissions after 400 make 300 x (3/4)^2 in two weeks, of which the network takes a tenth for a week each.
TEST(Forecast, EndsWithACompleteSurge) {
  const std::vector<SurgeCurve> surges{three_weeks(true)};
  const auto forecast = [&](Time t) { return forecast_surge(surges, t, 100, 50, {}); };
  const Time third = kFirstEnd + kWeek * 2 + kLag;
  EXPECT_EQ(forecast(kFirstEnd), 0);
  EXPECT_DOUBLE_EQ(forecast(third), 300 * 0.75 * 0.75 * 0.1 / 50);
  EXPECT_EQ(forecast(third + kWeek), 0);
  EXPECT_EQ(forecast(third + kWeek * 30), 0);
}

}  // namespace
}  // namespace supplytwin::demand
