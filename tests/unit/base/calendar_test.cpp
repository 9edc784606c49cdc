#include "base/calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "indianapolis.hpp"

namespace supplytwin::base {
namespace {

Hours office() {  // mon-fri 08:00-17:00
  std::vector<Hours::Window> windows;
  for (int day = 0; day < 5; ++day) windows.push_back({day * kDay + 8 * kHour, day * kDay + 17 * kHour});
  return Hours(windows);
}

Hours daily(Duration from, Duration to) {
  std::vector<Hours::Window> windows;
  for (int day = 0; day < 7; ++day) windows.push_back({day * kDay + from, day * kDay + to});
  return Hours(windows);
}

Schedule daily_at(const std::vector<Duration>& times) {
  std::vector<Duration> departures;
  for (int day = 0; day < 7; ++day) {
    for (const Duration t : times) departures.push_back(day * kDay + t);
  }
  return Schedule(departures);
}

TEST(Hours, WindowsAreSortedMergedAndWrapped) {
  const Hours hours({{6 * kDay + 22 * kHour, 7 * kDay + 6 * kHour}, {5 * kHour, 8 * kHour}, {kDay, 2 * kDay}});
  const std::vector<Hours::Window> expected{
      {Duration{0}, 8 * kHour}, {kDay, 2 * kDay}, {6 * kDay + 22 * kHour, kWeek}};
  EXPECT_EQ(hours.windows(), expected);
  EXPECT_FALSE(hours.always());
  EXPECT_TRUE(daily(Duration{0}, kDay).always());
  EXPECT_EQ(daily(Duration{0}, kDay), Hours());
}

TEST(Hours, RefusesWindowsOutsideTheWeek) {
  EXPECT_THROW(Hours({{kWeek, kWeek + kHour}}), std::invalid_argument);
  EXPECT_THROW(Hours({{kHour, kHour}}), std::invalid_argument);
  EXPECT_THROW(Hours({{kHour, kWeek + 2 * kHour}}), std::invalid_argument);
}

TEST(Hours, AlwaysAndNever) {
  const TimeZone zone = indianapolis();
  const Time t = utc(2025, 2, 8, 2);
  EXPECT_TRUE(Hours().open(t, zone));
  EXPECT_EQ(Hours().next_open(t, zone), t);
  EXPECT_EQ(Hours().next_close(t, zone), kNever);
  EXPECT_EQ(Hours().after(t, kHour, zone), t + kHour);
  const Hours never{std::vector<Hours::Window>{}};
  EXPECT_FALSE(never.open(t, zone));
  EXPECT_EQ(never.next_open(t, zone), kNever);
  EXPECT_EQ(never.next_close(t, zone), t);
  EXPECT_EQ(never.after(t, kHour, zone), kNever);
}

TEST(Hours, OfficeHoursOfAnOrdinaryWeek) {
  const TimeZone zone = indianapolis();
  const Hours hours = office();
  const Time friday_noon = utc(2025, 2, 7, 17);
  EXPECT_TRUE(hours.open(friday_noon, zone));
  EXPECT_EQ(hours.next_open(friday_noon, zone), friday_noon);
  EXPECT_EQ(hours.next_close(friday_noon, zone), utc(2025, 2, 7, 22));
  EXPECT_FALSE(hours.open(utc(2025, 2, 7, 22), zone));
  EXPECT_EQ(hours.next_open(utc(2025, 2, 7, 22), zone), utc(2025, 2, 10, 13));
}

TEST(Hours, WorkGoesOnTheNextWorkingDay) {
  const TimeZone zone = indianapolis();
  const Hours hours = office();
  EXPECT_EQ(hours.after(utc(2025, 2, 7, 17), 5 * kHour, zone), utc(2025, 2, 7, 22));
  EXPECT_EQ(hours.after(utc(2025, 2, 7, 17), 6 * kHour, zone), utc(2025, 2, 10, 14));
  EXPECT_EQ(hours.after(utc(2025, 2, 8, 3), Duration{0}, zone), utc(2025, 2, 10, 13));
  EXPECT_EQ(hours.after(utc(2025, 2, 10, 13), 45 * kHour, zone), utc(2025, 2, 14, 22));
  EXPECT_EQ(hours.after(utc(2025, 2, 7, 17), kForever, zone), kNever);
}

TEST(Hours, TheWeekendOfEachClockChangeShiftsTheOpening) {
  const TimeZone zone = indianapolis();
  EXPECT_EQ(office().next_open(utc(2024, 11, 1, 22), zone), utc(2024, 11, 4, 13));  // EDT to EST
  EXPECT_EQ(office().next_open(utc(2025, 3, 7, 23), zone), utc(2025, 3, 10, 12));   // EST to EDT
}

TEST(Hours, ANightWindowIsAnHourShorterInSpringAndLongerInAutumn) {
  const TimeZone zone = indianapolis();
  const Hours night = daily(kHour, 6 * kHour);  // 01:00-06:00
  EXPECT_EQ(night.next_close(utc(2025, 3, 8, 6), zone) - utc(2025, 3, 8, 6), 5 * kHour);
  EXPECT_EQ(night.next_close(utc(2025, 3, 9, 6), zone) - utc(2025, 3, 9, 6), 4 * kHour);
  EXPECT_EQ(night.next_close(utc(2024, 11, 3, 5), zone) - utc(2024, 11, 3, 5), 6 * kHour);
}

TEST(Hours, AWindowInsideTheGapDoesNotOpenThatDay) {
  const TimeZone zone = indianapolis();
  const Hours window = daily(2 * kHour + 15 * kMinute, 2 * kHour + 45 * kMinute);
  EXPECT_EQ(window.next_open(utc(2025, 3, 9, 0), zone), utc(2025, 3, 10, 6, 15));
}

TEST(Hours, AWindowPastTheEndOfTheWeekCloses) {
  const TimeZone zone;
  const Hours sunday_night({{6 * kDay + 22 * kHour, 7 * kDay + 6 * kHour}});
  EXPECT_EQ(sunday_night.next_close(utc(2025, 2, 9, 23), zone), utc(2025, 2, 10, 6));
  EXPECT_EQ(sunday_night.after(utc(2025, 2, 9, 12), 7 * kHour, zone), utc(2025, 2, 10, 5));
}

/// Walks minute by minute over a clock change with nothing but the wall clock that never goes back.
void agrees_with_a_walk(const Hours& hours, Time from, Time to) {
  const TimeZone zone = indianapolis();
  LocalTime clock = zone.local(from);
  const LocalTime monday = wall(2024, 1, 1);
  std::vector<bool> open;
  for (Time t = from; t < to; t += kMinute) {
    clock = std::max(clock, zone.local(t));
    // Through the repeated hour the clock is held at its last minute.
    const Duration into = (clock - monday) % kWeek;
    open.push_back(std::any_of(hours.windows().begin(), hours.windows().end(),
                               [into](const Hours::Window& w) { return w.from <= into && into < w.to; }));
  }
  const auto at = [&](Time t) { return static_cast<std::size_t>((t - from) / kMinute); };
  for (Time t = from; t < to - kDay; t += kMinute) {
    ASSERT_EQ(hours.open(t, zone), open[at(t)]) << milliseconds(t);
    Time next = t;
    while (next < to && !open[at(next)]) next += kMinute;
    if (next < to) {
      ASSERT_EQ(hours.next_open(t, zone), next) << milliseconds(t);
    }
    Time close = t;
    while (close < to && open[at(close)]) close += kMinute;
    if (close < to) {
      ASSERT_EQ(hours.next_close(t, zone), close) << milliseconds(t);
    }
    Time done = t;
    for (int left = 90; done < to && left > 0; done += kMinute) left -= open[at(done)] ? 1 : 0;
    if (done < to) {
      ASSERT_EQ(hours.after(t, 90 * kMinute, zone), done) << milliseconds(t);
    }
  }
}

TEST(Hours, AgreeWithAWalkOverBothClockChanges) {
  for (const Hours& hours : {office(), daily(kHour, 6 * kHour), daily(22 * kHour, 25 * kHour + 30 * kMinute),
                             daily(kHour + 30 * kMinute, 3 * kHour + 15 * kMinute)}) {
    agrees_with_a_walk(hours, utc(2024, 11, 2, 4), utc(2024, 11, 5, 12));
    agrees_with_a_walk(hours, utc(2025, 3, 8, 5), utc(2025, 3, 11, 12));
  }
}

TEST(Schedule, ContinuousIsNow) {
  EXPECT_EQ(Schedule().next(utc(2025, 2, 8, 2), indianapolis()), utc(2025, 2, 8, 2));
  EXPECT_EQ(Schedule().mean_wait(), Duration{0});
}

TEST(Schedule, NextIsTheFirstDepartureAtOrAfter) {
  const TimeZone zone = indianapolis();
  const Schedule schedule = daily_at({14 * kHour, 6 * kHour, 6 * kHour});
  EXPECT_EQ(schedule.departures().size(), 14u);
  EXPECT_EQ(schedule.next(utc(2025, 2, 8, 11), zone), utc(2025, 2, 8, 11));
  EXPECT_EQ(schedule.next(utc(2025, 2, 8, 11) + Duration{1}, zone), utc(2025, 2, 8, 19));
  EXPECT_EQ(schedule.next(utc(2025, 2, 9, 19, 1), zone), utc(2025, 2, 10, 11));  // over the end of the week
}

TEST(Schedule, ADepartureInTheGapLeavesAtItsEndAndARepeatedOneLeavesOnce) {
  const TimeZone zone = indianapolis();
  const Schedule at_half_past_two = daily_at({2 * kHour + 30 * kMinute});
  EXPECT_EQ(at_half_past_two.next(utc(2025, 3, 9, 6), zone), utc(2025, 3, 9, 7));
  EXPECT_EQ(at_half_past_two.next(utc(2025, 3, 9, 7), zone), utc(2025, 3, 9, 7));
  EXPECT_EQ(at_half_past_two.next(utc(2025, 3, 9, 7) + Duration{1}, zone), utc(2025, 3, 10, 6, 30));
  const Schedule at_half_past_one = daily_at({kHour + 30 * kMinute});
  EXPECT_EQ(at_half_past_one.next(utc(2024, 11, 3, 5), zone), utc(2024, 11, 3, 5, 30));
  EXPECT_EQ(at_half_past_one.next(utc(2024, 11, 3, 5, 31), zone), utc(2024, 11, 4, 6, 30));
}

TEST(Schedule, MeanWaitIsHalfTheSquaredGaps) {
  EXPECT_EQ(daily_at({6 * kHour}).mean_wait(), 12 * kHour);
  EXPECT_EQ(daily_at({Duration{0}, 6 * kHour}).mean_wait(), Duration{27'000'000});  // (6^2 + 18^2) / 48 = 7.5 h
  EXPECT_EQ(Schedule({3 * kDay}).mean_wait(), kWeek / 2);
}

TEST(Schedule, RefusesDeparturesOutsideTheWeek) {
  EXPECT_THROW(Schedule({kWeek}), std::invalid_argument);
  EXPECT_THROW(Schedule({Duration{-1}}), std::invalid_argument);
}

}  // namespace
}  // namespace supplytwin::base
