#include "edge/wire_time.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace supplytwin::edge {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

TEST(WireTime, WritesUtcWithMilliseconds) {
  EXPECT_EQ(wire_time(base::Time{}), "1970-01-01T00:00:00.000Z");
  const base::Time t = base::Time{sys_days(year(2025) / 2 / 8)} + base::kHour * 7 + base::kMinute * 5 +
                       base::kSecond * 9 + base::Duration{42};
  EXPECT_EQ(wire_time(t), "2025-02-08T07:05:09.042Z");
  EXPECT_EQ(wire_time(base::Time{base::Duration{-1}}), "1969-12-31T23:59:59.999Z");
}

TEST(WireTime, ComesBackAsItWas) {
  for (const std::int64_t ms : {0LL, 1LL, 999LL, -1LL, 1'739'171'109'042LL, 951'782'399'999LL, 4'102'444'800'000LL}) {
    const base::Time t{base::Duration{ms}};
    EXPECT_EQ(parse_wire_time(wire_time(t)), t) << ms;
  }
  EXPECT_EQ(parse_wire_time(wire_time(kLastWireTime)), kLastWireTime);
}

TEST(WireTime, ALeapDayIsADayOfLeapYearsAlone) {
  EXPECT_EQ(parse_wire_time("2024-02-29T12:00:00Z"), base::Time{sys_days(year(2024) / 2 / 29)} + base::kHour * 12);
  EXPECT_TRUE(parse_wire_time("2000-02-29T00:00:00Z"));
  EXPECT_FALSE(parse_wire_time("2025-02-29T12:00:00Z"));
  EXPECT_FALSE(parse_wire_time("1900-02-29T00:00:00Z"));
}

TEST(WireTime, TheFractionMayBeLeftOut) {
  EXPECT_EQ(parse_wire_time("2025-02-08T07:00:00Z"), parse_wire_time("2025-02-08T07:00:00.000Z"));
}

TEST(WireTime, RefusesWhatIsOfAnotherForm) {
  for (const char* text : {"",
                           "Z",
                           "2025-02-08",
                           "2025-02-08T07:00:00",
                           "2025-02-08T07:00Z",
                           "2025-02-08 07:00:00Z",
                           "2025-02-08t07:00:00Z",
                           "2025-02-08T07:00:00z",
                           "2025-02-08T07:00:00.0Z",
                           "2025-02-08T07:00:00.0000Z",
                           "2025-02-08T07:00:00,000Z",
                           "2025-02-08T07:00:00+00:00",
                           "2025-02-08T07:00:00.000+00:00",
                           "2025-00-08T07:00:00Z",
                           "2025-13-08T07:00:00Z",
                           "2025-02-00T07:00:00Z",
                           "2025-04-31T07:00:00Z",
                           "2025-02-08T24:00:00Z",
                           "2025-02-08T07:60:00Z",
                           "2025-02-08T07:00:60Z",
                           "+025-02-08T07:00:00Z",
                           "-025-02-08T07:00:00Z",
                           "2025-02-08T07:00:00Z ",
                           " 2025-02-08T07:00:00Z",
                           "2025-02-0xT07:00:00Z",
                           "20250-02-08T07:00:0Z"})
    EXPECT_FALSE(parse_wire_time(text)) << text;
}

TEST(WireTime, WhatHasNoFormIsToldAsTheFirstOrLastThatHas) {
  EXPECT_EQ(wire_time(base::kNever), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(wire_time(base::Time::max()), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(wire_time(kLastWireTime + base::Duration{1}), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(wire_time(base::Time::min()), "0000-01-01T00:00:00.000Z");
}

TEST(WireTime, ThePatternTakesWhatIsWritten) {
  const std::regex pattern{std::string(kWireTimePattern)};
  EXPECT_TRUE(std::regex_match(wire_time(base::Time{}), pattern));
  EXPECT_TRUE(std::regex_match("2025-02-08T07:00:00Z", pattern));
  EXPECT_FALSE(std::regex_match("2025-02-08T07:00:00+00:00", pattern));
}

}  // namespace
}  // namespace supplytwin::edge
