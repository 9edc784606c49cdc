#include "base/format.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "indianapolis.hpp"

namespace supplytwin::base {
namespace {

TEST(Iso, Utc) {
  EXPECT_EQ(iso(utc(2025, 2, 8, 2)), "2025-02-08T02:00:00Z");
  EXPECT_EQ(iso(utc(2024, 2, 29, 23, 59) + Duration{59'007}), "2024-02-29T23:59:59.007Z");
  EXPECT_EQ(iso(utc(1969, 12, 31, 23) + Duration{1}), "1969-12-31T23:00:00.001Z");
}

TEST(Iso, WithAZone) {
  EXPECT_EQ(iso(utc(2025, 2, 8, 2), indianapolis()), "2025-02-07T21:00:00-05:00");
  EXPECT_EQ(iso(utc(2025, 7, 8, 2), indianapolis()), "2025-07-07T22:00:00-04:00");
  EXPECT_EQ(iso(utc(2025, 7, 8, 2), TimeZone()), "2025-07-08T02:00:00+00:00");
  const TimeZone india("Asia/Kolkata", {{utc(2000, 1, 1), 5 * kHour + 30 * kMinute}});
  EXPECT_EQ(iso(utc(2025, 7, 8, 2), india), "2025-07-08T07:30:00+05:30");
}

TEST(Iso, NeverAndTimesOutsideTheCalendar) {
  EXPECT_EQ(iso(kNever), "never");
  EXPECT_EQ(iso(kNever, indianapolis()), "never");
  EXPECT_EQ(iso(Time{Duration{-900'000'000'000'000}}), "-900000000000000 ms since 1970-01-01T00:00Z");
}

TEST(Words, NameEveryUnitThatIsThere) {
  EXPECT_EQ(words(3 * kDay + 4 * kHour), "3 d 4 h");
  EXPECT_EQ(words(90 * kMinute), "1 h 30 min");
  EXPECT_EQ(words(kMinute + Duration{2'005}), "1 min 2 s 5 ms");
  EXPECT_EQ(words(Duration{0}), "0 s");
  EXPECT_EQ(words(-kDay - kHour), "-1 d 1 h");
  EXPECT_EQ(words(kForever), "forever");
}

TEST(Dollars, TwoDecimalsOrAsManyAsItTakes) {
  EXPECT_EQ(dollars(kDollar * 12 + Money{500'000}), "$12.50");
  EXPECT_EQ(dollars(Money{0}), "$0.00");
  EXPECT_EQ(dollars(Money{3'500}), "$0.0035");
  EXPECT_EQ(dollars(Money{-1'000'001}), "-$1.000001");
  EXPECT_EQ(dollars(Money{std::numeric_limits<std::int64_t>::min()}), "-$9223372036854.775808");
}

}  // namespace
}  // namespace supplytwin::base
