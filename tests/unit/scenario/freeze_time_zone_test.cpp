#include "scenario/freeze_time_zone.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/format.hpp"

namespace supplytwin::scenario {
namespace {

using base::kDay;
using base::kHour;

TEST(FreezeTimeZone, HoldsAYearEachSide) {
  const base::Time from{base::Duration{1'727'740'800'000}};  // 2024-10-01
  const base::TimeZone zone = freeze_time_zone("America/Indiana/Indianapolis", from, from + kDay * 182);
  EXPECT_EQ(zone.name(), "America/Indiana/Indianapolis");
  std::vector<std::string> starts;
  for (const auto& t : zone.transitions()) starts.push_back(base::iso(t.start));
  EXPECT_EQ(starts, (std::vector<std::string>{"2023-10-01T00:00:00Z", "2023-11-05T06:00:00Z", "2024-03-10T07:00:00Z",
                                              "2024-11-03T06:00:00Z", "2025-03-09T07:00:00Z", "2025-11-02T06:00:00Z",
                                              "2026-03-08T07:00:00Z"}));
  EXPECT_EQ(zone.transitions()[1].offset, -kHour * 5);
  EXPECT_EQ(zone.transitions()[2].offset, -kHour * 4);
}

TEST(FreezeTimeZone, OfAZoneWithoutSummerTime) {
  EXPECT_EQ(freeze_time_zone("UTC", base::Time{}, base::Time{}).transitions().size(), 1u);
  const base::Time from{base::Duration{1'727'740'800'000}};
  EXPECT_EQ(freeze_time_zone("America/Phoenix", from, from + kDay).transitions().size(), 1u);
}

TEST(FreezeTimeZone, RefusesOthers) {
  for (const std::string name : {"", "Mars/Olympus", "../../etc/passwd", "america/chicago"}) {
    EXPECT_THROW(freeze_time_zone(name, base::Time{}, base::Time{}), base::Error) << name;
  }
}

}  // namespace
}  // namespace supplytwin::scenario
