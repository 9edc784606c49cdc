// The small scenario, field by field.
#include <gtest/gtest.h>

#include "base/format.hpp"
#include "network/network.hpp"
#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

using base::kDay;
using base::kHour;
using base::kMinute;
using base::kWeek;
using base::Money;
using base::Ratio;
using kernel::Law;

/// A law of times [ms].
Law times(base::Duration d) { return Law::constant(static_cast<double>(d.count())); }
double ms(base::Duration d) { return static_cast<double>(d.count()); }

class Read : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { scenario_ = new Scenario(scenario::read(data() / "scenario.yaml")); }
  static void TearDownTestSuite() { delete scenario_; }
  const Scenario& s = *scenario_;
  const world::NetworkConfig& n = scenario_->model.network;

 private:
  static Scenario* scenario_;
};
Scenario* Read::scenario_ = nullptr;

TEST_F(Read, Scenario) {
  EXPECT_EQ(s.name, "mini-winter");
  EXPECT_EQ(s.question, "Does it read?");
  EXPECT_EQ(s.baseline, "alone");
  EXPECT_EQ(s.replications, 20u);
  EXPECT_EQ(s.block, 4u);
  EXPECT_EQ(s.seed, 20241001u);
  EXPECT_EQ(s.file, data() / "scenario.yaml");
  EXPECT_EQ(s.digest, base::sha256(s.text));
  ASSERT_EQ(s.policies.size(), 2u);
  EXPECT_EQ(s.policies[0].name, "alone");
  EXPECT_EQ(s.policies[1].name, "order");
  EXPECT_EQ(s.policies[1].bundle.name(), "order");
  EXPECT_EQ(s.policies[1].file, data() / "policies/order.yaml");
}

TEST_F(Read, PeriodIsInLocalTime) {
  EXPECT_EQ(s.model.zone.name(), "America/Indiana/Indianapolis");
  EXPECT_EQ(base::iso(s.model.start, s.model.zone), "2025-01-20T00:00:00-05:00");
  // Summer time begins on 9 March: the period still ends at midnight.
  EXPECT_EQ(base::iso(s.model.end, s.model.zone), "2025-03-17T00:00:00-04:00");
  EXPECT_EQ(s.model.end - s.model.start, kWeek * 8 - kHour);
  EXPECT_EQ(s.model.warm_up, kWeek * 2);
}

TEST_F(Read, Happenings) {
  ASSERT_EQ(s.model.surges.size(), 1u);
  const demand::SurgeConfig& surge = s.model.surges[0];
  EXPECT_EQ(surge.surge, "flu");
  EXPECT_EQ(surge.region_beds, 1000);
  EXPECT_EQ(surge.length_of_stay, kHour * 108);
  ASSERT_EQ(surge.factors.size(), 1u);
  EXPECT_EQ(surge.factors[0].category, "wound");
  EXPECT_EQ(surge.factors[0].factor, 1.5);
  ASSERT_EQ(surge.weeks.size(), 3u);
  EXPECT_EQ(surge.weeks[1].week_ending, "2025-02-01");
  EXPECT_EQ(surge.weeks[1].admissions, 250);
  ASSERT_EQ(s.model.allocations.size(), 1u);
  const supply::AllocationConfig& a = s.model.allocations[0];
  EXPECT_EQ(a.supplier, "dist");
  EXPECT_EQ(a.category, "wound");
  EXPECT_EQ(base::iso(a.start, s.model.zone), "2025-02-01T00:00:00-05:00");
  EXPECT_EQ(a.length, kDay * 10);
  EXPECT_EQ(a.share, Ratio{600'000});
  ASSERT_EQ(s.model.outages.size(), 1u);
  EXPECT_EQ(s.model.outages[0].system, "erp");
  EXPECT_EQ(base::iso(s.model.outages[0].start, s.model.zone), "2025-02-08T02:00:00-05:00");
  EXPECT_EQ(s.model.outages[0].length, kHour * 9);
}

TEST_F(Read, NetworkFile) {
  const world::NetworkFile& f = n;
  EXPECT_EQ(f.network, "mini");
  EXPECT_EQ(f.sources, std::vector<std::string>{"made up for the tests"});
  ASSERT_EQ(f.unit_types.size(), 2u);
  EXPECT_EQ(f.unit_types[0].driver, demand::Driver::census);
  EXPECT_EQ(f.unit_types[0].day, 1.2);
  EXPECT_EQ(f.unit_types[0].influenza, 2);
  EXPECT_EQ(f.unit_types[1].driver, demand::Driver::elective);
  EXPECT_EQ(f.unit_types[1].evening, 1);  // not written: the struct's own
  EXPECT_EQ(f.unit_types[1].weekend, 0.2);
  EXPECT_EQ(f.variation.surge_shift, kDay * 3);
  EXPECT_EQ(f.variation.capture_cv, 0.3);
  const integration::IntegrationConfig& i = f.integration;
  EXPECT_EQ(i.bus, times(base::kSecond * 2));
  ASSERT_EQ(i.platforms.size(), 2u);
  EXPECT_TRUE(i.platforms[0].sync.continuous());
  EXPECT_EQ(i.platforms[0].latency, Law::exponential(20'000));
  EXPECT_EQ(i.platforms[1].sync.departures().size(), 14u);
  EXPECT_EQ(i.erp.office.windows().size(), 5u);
  EXPECT_FALSE(i.erp.maintenance.always());
  ASSERT_EQ(i.erp.approvals.size(), 3u);
  EXPECT_EQ(i.erp.approvals[1].up_to, Money{5'000'000'000});
  EXPECT_EQ(i.erp.approvals[2].role, "director");
  EXPECT_EQ(i.erp.approvals[2].steps, 2);
  EXPECT_EQ(i.erp.approvals[2].time, times(kHour * 3));
  EXPECT_EQ(i.erp.receipt_posting, Law::triangular(ms(kMinute * 30), ms(kHour), ms(kMinute * 150)));
  EXPECT_EQ(f.operations.holding_rate, Ratio{200'000});
  EXPECT_EQ(f.operations.count_interval, kDay * 14);
  EXPECT_EQ(f.operations.transfer_handling_cost, Money{15'000'000});
}

TEST_F(Read, Locations) {
  ASSERT_EQ(n.locations.size(), 5u);
  EXPECT_EQ(n.locations[0].kind, network::LocationKind::distribution_centre);
  const network::LocationConfig& h = n.locations[2];
  EXPECT_EQ(h.id, "H01");
  EXPECT_EQ(h.name, "North, \"old\" wing");
  EXPECT_EQ(h.latitude, 39.9);
  EXPECT_EQ(h.longitude, -86.0);
  EXPECT_EQ(h.beds, 200);
  EXPECT_EQ(h.occupancy, Ratio{700'000});
  EXPECT_EQ(h.platform, "cloud");
  EXPECT_EQ(n.locations[1].occupancy, Ratio{650'000});
  EXPECT_EQ(n.locations[3].parent, "H02");
  EXPECT_EQ(n.locations[3].unit_type, "theatre");
}

TEST_F(Read, Items) {
  ASSERT_EQ(n.items.size(), 3u);
  EXPECT_EQ(n.items[0].standard_cost, Money{4'200'000});
  EXPECT_EQ(n.items[0].capture, Ratio{900'000});
  EXPECT_EQ(n.items[0].demand_cv, 0.5);
  EXPECT_EQ(n.items[1].standard_cost, Money{37'500});
  EXPECT_EQ(n.items[1].criticality, network::Criticality::essential);
  EXPECT_EQ(n.items[1].capture, base::kOne);
  EXPECT_EQ(n.items[2].unmet, network::Unmet::backorder);
  EXPECT_EQ(n.items[2].pack, 200);
}

TEST_F(Read, SuppliersAndContracts) {
  ASSERT_EQ(n.suppliers.size(), 3u);
  const supply::SupplierConfig& d = n.suppliers[0];
  EXPECT_EQ(d.channel, supply::Channel::distributor);
  EXPECT_EQ(d.sequence, supply::Sequence::crossing);
  EXPECT_FALSE(d.hours.always());
  EXPECT_EQ(d.acknowledge, times(kMinute * 30));
  EXPECT_EQ(d.lead_time, Law::uniform(ms(kHour * 4), ms(kHour * 12)));
  EXPECT_EQ(d.fill, Law::constant(980'000));
  EXPECT_EQ(d.expedite_price, Ratio{1'500'000});
  EXPECT_EQ(d.small_order_fee, Money{25'000'000});
  const supply::SupplierConfig& m = n.suppliers[1];
  EXPECT_TRUE(m.hours.always());
  EXPECT_NEAR(m.lead_time.quantile(0.5), ms(kDay * 4), 1);
  EXPECT_NEAR(m.lead_time.quantile(0.95), ms(kDay * 10), 1);
  EXPECT_EQ(m.fill, Law::mixture({0.95, 0.05}, {Law::constant(1'000'000), Law::uniform(500'000, 900'000)}));
  EXPECT_EQ(m.expedite_price, Ratio{0});
  EXPECT_EQ(n.suppliers[2].fill, Law::constant(1'000'000));
  EXPECT_EQ(n.suppliers[2].location, "DC");
  ASSERT_EQ(n.contracts.size(), 3u);
  EXPECT_EQ(n.contracts[1].ships_to, network::ShipsTo::dc);
  ASSERT_EQ(n.contract_items.size(), 4u);
  EXPECT_EQ(n.contract_items[2].price, Money{30'000});
  EXPECT_EQ(n.contract_items[2].multiple, 1000);
  EXPECT_EQ(n.contract_items[2].minimum, 2000);
  EXPECT_EQ(n.contract_items[1].minimum, 1);
}

TEST_F(Read, LanesStockAndUse) {
  ASSERT_EQ(n.lanes.size(), 7u);
  EXPECT_EQ(n.lanes[0].transit, times(kHour * 2));
  EXPECT_EQ(n.lanes[0].schedule.departures().size(), 6u);
  EXPECT_EQ(n.lanes[0].expedite_cost, Money{120'000'000});
  EXPECT_TRUE(n.lanes[2].schedule.continuous());
  ASSERT_EQ(n.par_levels.size(), 9u);
  EXPECT_EQ(n.par_levels[5].reorder_point, 1000);
  EXPECT_EQ(n.par_levels[5].par, 4000);
  ASSERT_EQ(n.usage_rates.size(), 3u);
  EXPECT_EQ(n.usage_rates[0].rate, 3.25);
  ASSERT_EQ(n.substitutes.size(), 1u);
  EXPECT_EQ(n.substitutes[0].ratio, Ratio{4'000'000});
}

TEST_F(Read, TheNetworkCanBeBuilt) {
  const network::Network built(network::tables_of(n));
  EXPECT_EQ(built.points().size(), 9u);
  EXPECT_EQ(built.sites(), 3u);
}

TEST(ReadDigest, SaysWhatSha256sumSays) {
  const Scratch s;
  const base::Digest before = s.read().model.network.digest;
  std::string list;
  for (const std::string name :
       {"contract_items.csv", "contracts.csv", "items.csv", "lanes.csv", "locations.csv", "network.yaml",
        "par_levels.csv", "substitutes.csv", "suppliers.csv", "usage_rates.csv"}) {
    list += base::hex(base::sha256(s.text("mini/" + name))) + "  " + name + "\n";
  }
  EXPECT_EQ(before, base::sha256(list));
  s.replace("mini/usage_rates.csv", "3.25", "3.26");
  EXPECT_NE(s.read().model.network.digest, before);
}

TEST(ReadDigest, OfTheModelCoversSurges) {
  const Scratch s;
  const base::Digest before = s.read().model_digest;
  EXPECT_EQ(s.read().model_digest, before);
  s.replace("surges/flu.csv", "250", "251");
  EXPECT_NE(s.read().model_digest, before);
}

TEST(ReadTimes, ALocalTimeThatDoesNotExistMovesForward) {
  const Scratch s;
  s.replace("scenario.yaml", "start: 2025-02-08 02:00", "start: 2025-03-09 02:30");
  const Scenario read = s.read();
  EXPECT_EQ(base::iso(read.model.outages[0].start), "2025-03-09T07:00:00Z");
  EXPECT_EQ(base::iso(read.model.outages[0].start, read.model.zone), "2025-03-09T03:00:00-04:00");
}

TEST(ReadTimes, AnAmbiguousLocalTimeIsTheFirst) {
  const Scratch s;
  s.replace("scenario.yaml", "start: 2025-01-20", "start: 2024-11-03 01:30");
  s.replace("scenario.yaml", "length: 8 weeks", "length: 20 weeks");
  EXPECT_EQ(base::iso(s.read().model.start), "2024-11-03T05:30:00Z");
}

TEST(ReadTimes, TheScenarioMayNameItsOwnZone) {
  const Scratch s;
  s.replace("scenario.yaml", "length: 8 weeks }", "length: 8 weeks, time_zone: Europe/Berlin }");
  const Scenario read = s.read();
  EXPECT_EQ(read.model.zone.name(), "Europe/Berlin");
  EXPECT_EQ(base::iso(read.model.start), "2025-01-19T23:00:00Z");
}

TEST(ReadDefaults, WarmUpIsFourWeeksAndSubstitutesMayBeAbsent) {
  const Scratch s;
  s.replace("scenario.yaml", "warm_up: 2 weeks\n", "");
  s.replace("scenario.yaml", "block: 4\nseed: 20241001\n", "");
  s.remove("mini/substitutes.csv");
  const Scenario read = s.read();
  EXPECT_EQ(read.model.warm_up, kWeek * 4);
  EXPECT_EQ(read.block, 1u);
  EXPECT_EQ(read.seed, 1u);
  EXPECT_TRUE(read.model.network.substitutes.empty());
}

}  // namespace
}  // namespace supplytwin::scenario
