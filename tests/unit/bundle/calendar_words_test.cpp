#include <gtest/gtest.h>

#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

TEST(CalendarWords, ScheduleReadsBackAsItself) {
  for (const char* text : {"continuous", "daily 06:00, 14:00", "mon-fri 05:00; sat 08:00", "every 15 min",
                           "every 90 s", "mon, wed-thu 05:00, 17:30", "daily 00:00", "sun 23:59"}) {
    const auto schedule = *parse_schedule(text);
    EXPECT_EQ(*parse_schedule(text_of(schedule)), schedule) << text;
    EXPECT_EQ(text_of(schedule), text == std::string("every 90 s") ? "every 1 min 30 s" : text);
  }
}

TEST(CalendarWords, HoursReadBackAsThemselves) {
  for (const char* text : {"always", "never", "mon-fri 08:00-17:00", "daily 02:00-06:00", "mon-fri 22:00-06:00",
                           "sun 20:00-04:00", "mon-fri 00:00-24:00", "mon-fri 08:00-12:00, mon-sat 13:00-17:00"}) {
    const auto hours = *parse_hours(text);
    EXPECT_EQ(*parse_hours(text_of(hours)), hours) << text << " became " << text_of(hours);
  }
}

}  // namespace
}  // namespace supplytwin::bundle
