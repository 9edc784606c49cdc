#include "bundle/units.hpp"

#include <gtest/gtest.h>

namespace supplytwin::bundle {
namespace {

using namespace std::chrono_literals;

TEST(Units, Durations) {
  EXPECT_EQ(*parse_duration("4 h"), base::kHour * 4);
  EXPECT_EQ(*parse_duration("2.5 days"), base::kHour * 60);
  EXPECT_EQ(*parse_duration("1 day 4 h"), base::kHour * 28);
  EXPECT_EQ(*parse_duration("90min"), base::kMinute * 90);
  EXPECT_EQ(*parse_duration("-30 min"), -base::kMinute * 30);
  EXPECT_EQ(*parse_duration("0.00001 h"), base::Duration{36});
  EXPECT_EQ(*parse_duration("26 weeks"), base::kWeek * 26);
  EXPECT_EQ(*parse_duration("0 s"), base::Duration{0});
}

TEST(Units, DurationFaults) {
  const auto error = [](const char* text) { return parse_duration(text).error; };
  EXPECT_EQ(error("5"),
            "'5' has no unit of time; expected a number with a unit of time, such as '4 h' or '1 day 12 h'");
  EXPECT_EQ(error("h"),
            "'h' is not a duration; expected a number with a unit of time, such as '4 h' or '1 day 12 h'");
  EXPECT_EQ(error("3 dayz"), "unknown unit of time 'dayz'; expected ms, s, min, h, days or weeks");
  EXPECT_EQ(error("010 h"), "'010' starts with a zero; write it without");
  EXPECT_EQ(error("0.5 ms"), "'0.5 ms' is finer than a millisecond");
  EXPECT_EQ(error("1. h"), "'1.' has no digits after its point");
  EXPECT_EQ(error("99999999999999999999 h"), "'99999999999999999999' is too large");
  EXPECT_EQ(error("9999999999 weeks"), "'9999999999 weeks' is too long");
  EXPECT_EQ(parse_duration("3 dayz").offset, 2u);
}

TEST(Units, Money) {
  EXPECT_EQ(parse_money("12.50 USD").value->micros, 12'500'000);
  EXPECT_EQ(parse_money("$12.50").value->micros, 12'500'000);
  EXPECT_EQ(parse_money("0.0375 USD").value->micros, 37'500);
  EXPECT_EQ(parse_money("-$3").value->micros, -3'000'000);
  EXPECT_EQ(parse_money("$0.000001").value->micros, 1);
  EXPECT_EQ(parse_money("12.50").error,
            "'12.50' has no currency; expected an amount of money, such as '12.50 USD' or '$12.50'");
  EXPECT_EQ(parse_money("12 EUR").error,
            "'12 EUR' is not an amount of money; expected an amount of money, such as '12.50 USD' or '$12.50'");
  EXPECT_EQ(parse_money("$1,200").error, "'$1,200' has a comma; write the amount without");
  EXPECT_EQ(parse_money("$0.0000001").error, "'$0.0000001' is finer than a millionth of a dollar");
}

TEST(Units, Ratios) {
  EXPECT_EQ(parse_ratio("60 %").value->ppm, 600'000);
  EXPECT_EQ(parse_ratio("0.6").value->ppm, 600'000);
  EXPECT_EQ(parse_ratio("1").value->ppm, 1'000'000);
  EXPECT_EQ(parse_ratio("-2.5%").value->ppm, -25'000);
  EXPECT_EQ(parse_ratio("much").error, "'much' is not a ratio; expected a ratio, such as '60 %' or '0.6'");
  EXPECT_EQ(parse_ratio("60 percent").error,
            "'60 percent' is not a ratio; expected a ratio, such as '60 %' or '0.6'");
  EXPECT_EQ(parse_ratio("0.0000001").error, "'0.0000001' is finer than a part per million");
}

TEST(Units, Integers) {
  EXPECT_EQ(*parse_integer("12"), 12);
  EXPECT_EQ(*parse_integer("-3"), -3);
  EXPECT_EQ(*parse_integer("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(parse_integer("010").error, "'010' starts with a zero; write it without");
  EXPECT_EQ(parse_integer("0x1F").error, "'0x1F' is not a whole number");
  EXPECT_EQ(parse_integer("1_000").error, "'1_000' is not a whole number");
  EXPECT_EQ(parse_integer("2.0").error, "'2.0' is not a whole number");
  EXPECT_EQ(parse_integer("yes").error, "'yes' is not a whole number");
  EXPECT_EQ(parse_integer("9223372036854775808").error, "'9223372036854775808' is too large");
}

TEST(Units, Schedules) {
  EXPECT_TRUE(parse_schedule("continuous").value->continuous());
  EXPECT_EQ(parse_schedule("daily 06:00, 14:00").value->departures().size(), 14u);
  const auto s = parse_schedule("mon-fri 05:00; sat 08:00");
  EXPECT_EQ(s.value->departures().size(), 6u);
  EXPECT_EQ(s.value->departures().back(), base::kDay * 5 + base::kHour * 8);
  EXPECT_EQ(parse_schedule("every 15 minutes").value->departures().size(), 7u * 96);
  EXPECT_EQ(*parse_schedule("mon, wed 08:00"), *parse_schedule("mon wed 08:00"));
  EXPECT_EQ(*parse_schedule("sun-mon 01:00"), *parse_schedule("mon, sun 01:00"));
  constexpr const char* kHint =
      "; write 'daily 06:00, 14:00', 'mon-fri 05:00; sat 08:00', 'every 15 minutes' or 'continuous'";
  EXPECT_EQ(parse_schedule("daily 25:00").error,
            std::string("'daily 25:00' is not a schedule: expected a time of day from 00:00 to 23:59") + kHint);
  EXPECT_EQ(parse_schedule("someday 08:00").error,
            std::string(
                "'someday 08:00' is not a schedule: unknown day 'someday'; expected daily, mon, tue, wed, thu, fri, "
                "sat or sun") +
                kHint);
  EXPECT_EQ(parse_schedule("every 7 h").error,
            "the interval must be at least a minute and divide a day, such as 'every 15 minutes'");
  EXPECT_EQ(parse_schedule("daily 02:00 03:00").error,
            std::string("'daily 02:00 03:00' is not a schedule: expected ',' and a time, or ';' and a day") + kHint);
}

TEST(Units, Hours) {
  EXPECT_TRUE(parse_hours("always").value->always());
  EXPECT_TRUE(parse_hours("daily 00:00-24:00").value->always());
  EXPECT_TRUE(parse_hours("never").value->windows().empty());
  const auto office = parse_hours("mon-fri 08:00-17:00, sat 09:00-12:00");
  EXPECT_EQ(office.value->windows().size(), 6u);
  EXPECT_EQ(*parse_hours("mon 08:00-12:00, 13:00-17:00"), *parse_hours("mon 08:00-12:00, mon 13:00-17:00"));
  EXPECT_EQ(*parse_hours("fri 22:00-06:00"),
            base::Hours({{base::kDay * 4 + base::kHour * 22, base::kDay * 5 + base::kHour * 6}}));
  constexpr const char* kHint = "; write 'always', 'never' or 'mon-fri 08:00-17:00, sat 09:00-12:00'";
  EXPECT_EQ(
      parse_hours("mon 08:00").error,
      std::string("'mon 08:00' are not opening hours: expected '-' and the time at which the window ends") + kHint);
  EXPECT_EQ(parse_hours("mon 08:00-08:00").error,
            std::string("'mon 08:00-08:00' are not opening hours: the window is empty; a whole day is 00:00-24:00") +
                kHint);
  EXPECT_EQ(
      parse_hours("08:00-17:00").error,
      std::string("'08:00-17:00' are not opening hours: expected a day: daily, mon, tue, wed, thu, fri, sat or sun") +
          kHint);
}

}  // namespace
}  // namespace supplytwin::bundle
