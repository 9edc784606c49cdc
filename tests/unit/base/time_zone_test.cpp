#include "base/time_zone.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "indianapolis.hpp"

namespace supplytwin::base {
namespace {

TEST(TimeZone, LocalTimeFollowsTheOffsetInForce) {
  const TimeZone zone = indianapolis();
  EXPECT_EQ(zone.local(utc(2024, 1, 15, 12)), wall(2024, 1, 15, 7));
  EXPECT_EQ(zone.local(utc(2024, 7, 15, 12)), wall(2024, 7, 15, 8));
  EXPECT_EQ(zone.local(utc(2024, 3, 10, 7) - Duration{1}), wall(2024, 3, 10, 2) - Duration{1});
  EXPECT_EQ(zone.local(utc(2024, 3, 10, 7)), wall(2024, 3, 10, 3));
  EXPECT_EQ(zone.local(utc(2024, 11, 3, 6)), wall(2024, 11, 3, 1));
}

TEST(TimeZone, TheFirstOffsetCoversEverythingBefore) {
  EXPECT_EQ(indianapolis().local(utc(2020, 7, 1, 12)), wall(2020, 7, 1, 7));
}

TEST(TimeZone, ATimeInTheGapMovesForwardToItsEnd) {
  const TimeZone zone = indianapolis();
  EXPECT_EQ(zone.instant(wall(2025, 3, 9, 1, 59)), utc(2025, 3, 9, 6, 59));
  EXPECT_EQ(zone.instant(wall(2025, 3, 9, 2, 0)), utc(2025, 3, 9, 7));
  EXPECT_EQ(zone.instant(wall(2025, 3, 9, 2, 30)), utc(2025, 3, 9, 7));
  EXPECT_EQ(zone.instant(wall(2025, 3, 9, 3, 0)), utc(2025, 3, 9, 7));
  EXPECT_EQ(zone.instant(wall(2025, 3, 9, 3, 1)), utc(2025, 3, 9, 7, 1));
}

TEST(TimeZone, AnAmbiguousTimeIsTheFirst) {
  const TimeZone zone = indianapolis();
  EXPECT_EQ(zone.instant(wall(2024, 11, 3, 1, 0)), utc(2024, 11, 3, 5));
  EXPECT_EQ(zone.instant(wall(2024, 11, 3, 1, 59)), utc(2024, 11, 3, 5, 59));
  EXPECT_EQ(zone.instant(wall(2024, 11, 3, 2, 0)), utc(2024, 11, 3, 7));
}

TEST(TimeZone, TheReachedClockStandsStillWhereTheClockGoesBack) {
  const TimeZone zone = indianapolis();
  EXPECT_EQ(zone.reached(utc(2024, 11, 3, 5, 30)), wall(2024, 11, 3, 1, 30));
  EXPECT_EQ(zone.reached(utc(2024, 11, 3, 6, 30)), wall(2024, 11, 3, 2) - Duration{1});
  EXPECT_EQ(zone.reached(utc(2024, 11, 3, 7, 30)), wall(2024, 11, 3, 2, 30));
}

TEST(TimeZone, InstantIsTheFirstMomentTheClockHasReachedATime) {
  const TimeZone zone = indianapolis();
  for (const auto& [from, to] : {std::pair{wall(2024, 11, 2, 22), wall(2024, 11, 3, 6)},
                                 std::pair{wall(2025, 3, 8, 22), wall(2025, 3, 9, 6)}}) {
    for (LocalTime t = from; t < to; t += kMinute) {
      const Time at = zone.instant(t);
      EXPECT_GE(zone.reached(at), t);
      EXPECT_LT(zone.reached(at - Duration{1}), t);
    }
  }
}

TEST(TimeZone, UtcIsTheDefault) {
  EXPECT_EQ(TimeZone().name(), "UTC");
  EXPECT_EQ(TimeZone().local(utc(2025, 2, 8, 2)), wall(2025, 2, 8, 2));
  EXPECT_EQ(TimeZone().instant(wall(2025, 2, 8, 2)), utc(2025, 2, 8, 2));
}

TEST(TimeZone, RefusesTransitionsOutOfOrder) {
  EXPECT_THROW(TimeZone("x", {}), std::invalid_argument);
  EXPECT_THROW(TimeZone("x", {{utc(2025, 1, 1), kHour}, {utc(2025, 1, 1), kHour}}), std::invalid_argument);
}

}  // namespace
}  // namespace supplytwin::base
