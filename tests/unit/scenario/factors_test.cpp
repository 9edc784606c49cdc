// What a scenario changes by a factor: demand at one place, and the stock of one policy.
#include <gtest/gtest.h>

#include "base/format.hpp"
#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

constexpr const char* kOutage = "  - outage: { system: erp, start: 2025-02-08 02:00, length: 9 h }\n";

void happens(const Scratch& s, const std::string& more) { s.replace("scenario.yaml", kOutage, kOutage + more); }

TEST(DemandSurge, IsRead) {
  const Scratch s;
  happens(s,
          "  - demand_surge: { location: H01, category: wound, vital_only: true, start: 2025-02-01, length: 7 days, "
          "factor: 2.5 }\n");
  const Scenario scenario = s.read();
  ASSERT_EQ(scenario.model.demand_surges.size(), 1u);
  const demand::DemandSurgeConfig& d = scenario.model.demand_surges[0];
  EXPECT_EQ(d.location, "H01");
  EXPECT_EQ(d.category, "wound");
  EXPECT_TRUE(d.vital_only);
  EXPECT_EQ(base::iso(d.start, scenario.model.zone), "2025-02-01T00:00:00-05:00");
  EXPECT_EQ(d.length, base::kWeek);
  EXPECT_EQ(d.factor, 2.5);
}

TEST(DemandSurge, NamesAPlaceAndACategoryThatExist) {
  const Scratch s;
  happens(s, "  - demand_surge: { location: H1, category: wond, start: 2025-02-01, length: 7 days, factor: 2 }\n");
  EXPECT_EQ(
      s.told(),
      "scenario.yaml:11:31: unknown location 'H1'; did you mean 'H01'?\n"
      "  11 |   - demand_surge: { location: H1, category: wond, start: 2025-02-01, length: 7 days, factor: 2 }\n"
      "     |                               ^~\n"
      "scenario.yaml:11:45: unknown category 'wond'; did you mean 'wound'?\n"
      "  11 |   - demand_surge: { location: H1, category: wond, start: 2025-02-01, length: 7 days, factor: 2 }\n"
      "     |                                             ^~~~\n");
}

TEST(DemandSurge, TwoDoNotMeetAtOneItem) {
  const Scratch s;
  happens(s,
          "  - demand_surge: { location: H01-ICU, start: 2025-02-01, length: 7 days, factor: 2 }\n"
          "  - demand_surge: { location: H01, category: wound, start: 2025-02-07, length: 7 days, factor: 2 }\n");
  EXPECT_EQ(
      s.told(),
      "scenario.yaml:12:19: this demand surge and happens[3] concern the same items at the same time; give each its "
      "own "
      "category, place or time\n"
      "  12 |   - demand_surge: { location: H01, category: wound, start: 2025-02-07, length: 7 days, factor: 2 }\n"
      "     |                   ^\n");
}

TEST(Surges, HaveOneFactorForACategory) {
  const Scratch s;
  std::string other = s.text("surges/flu.yaml");
  other.replace(other.find("surge: flu"), 10, "surge: rsv");
  s.write("surges/rsv.yaml", other);
  happens(s, "  - surge: surges/rsv.yaml\n");
  EXPECT_EQ(s.told(), "");
  s.replace("surges/rsv.yaml", "factor: 1.5", "factor: 2");
  EXPECT_EQ(s.told(),
            "scenario.yaml:11:12: surges 'flu' and 'rsv' differ in the factor of category 'wound'; give it the same "
            "in both\n"
            "  11 |   - surge: surges/rsv.yaml\n"
            "     |            ^~~~~~~~~~~~~~~\n");
}

TEST(Stock, GivesAPolicyItsParLevels) {
  const Scratch s;
  s.replace("scenario.yaml", "block: 4", "stock:\n  - { policy: order, par: 110 % }\nblock: 4");
  const Scenario scenario = s.read();
  ASSERT_EQ(scenario.policies.size(), 2u);
  EXPECT_EQ(scenario.policies[0].par, base::kOne);
  EXPECT_EQ(scenario.policies[1].par, base::Ratio{1'100'000});
  EXPECT_EQ(model_of(scenario, scenario.policies[1]).par, base::Ratio{1'100'000});
}

TEST(Stock, NamesPoliciesThatCompeteOnceEach) {
  const Scratch s;
  s.replace("scenario.yaml", "block: 4",
            "stock:\n  - { policy: ordre, par: 110 % }\n  - { policy: alone, par: 90 % }\n"
            "  - { policy: alone, par: 5 % }\nblock: 4");
  EXPECT_EQ(s.told(),
            "scenario.yaml:17:15: unknown policy 'ordre'; did you mean 'order'?\n"
            "  17 |   - { policy: ordre, par: 110 % }\n"
            "     |               ^~~~~\n"
            "scenario.yaml:19:15: duplicate policy 'alone'\n"
            "  19 |   - { policy: alone, par: 5 % }\n"
            "     |               ^~~~~\n"
            "scenario.yaml:19:27: par must be at least 10 %\n"
            "  19 |   - { policy: alone, par: 5 % }\n"
            "     |                           ^~~\n");
}

TEST(Allocation, IsNotOfTheOwnDistributionCentre) {
  const Scratch s;
  s.replace("scenario.yaml", "supplier: dist, category: wound", "supplier: own, category: wound");
  EXPECT_EQ(
      s.told(),
      "scenario.yaml:9:29: 'own' is the own distribution centre, which serves orders as they come and rations "
      "nothing; allocate at the suppliers that it buys from\n"
      "   9 |   - allocation: { supplier: own, category: wound, start: 2025-02-01, length: 10 days, share: 60 % "
      "}\n"
      "     |                             ^~~\n");
}

}  // namespace
}  // namespace supplytwin::scenario
