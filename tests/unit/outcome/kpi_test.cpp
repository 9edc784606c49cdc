#include "outcome/kpi.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <utility>

#include "made_up.hpp"

namespace supplytwin::outcome {
namespace {

constexpr base::Duration kTenDays{864'000'000};

/// Two sites, one category: site 0 holds vital items, site 1 desirable ones.
Record hand_made() {
  Record r(2, 1, 10);
  Measures& vital = r.at(0, 0, 0);
  vital.demanded = 1000;
  vital.filled = 990;
  vital.lost = 4;
  vital.backordered = 6;
  vital.stockouts = 3;
  vital.stockout_time = 7'200'000;  // 2 h
  vital.stocked_time = 1'000'000;
  vital.empty_time = 50'000;
  vital.purchases = 80'000'000;  // $80
  vital.expedite_premium = 20'000'000;
  vital.emergency_spend = 25'000'000;
  vital.freight = 3'000'000;
  vital.expedite_freight = 2'000'000;
  vital.transfer_cost = 1'000'000;
  vital.holding = 500'000;
  vital.missed_scans = 83;
  vital.needs_dead_lettered = 9;
  vital.needs_held_by_error = 4;
  vital.needs_without_rule = 3;
  Measures& desirable = r.at(1, 0, 2);
  desirable.demanded = 3000;
  desirable.filled = 2900;
  desirable.lost = 100;
  desirable.stockouts = 5;
  desirable.stockout_time = 36'000'000;  // 10 h
  desirable.stocked_time = 3'000'000;
  desirable.empty_time = 150'000;
  desirable.stock_value_time = 864'000 * 500;  // $500 over ten days
  desirable.consumption_value = 250'000'000;   // $250 in ten days
  desirable.order_lines = 9;
  desirable.expedited_lines = 1;
  for (int i = 1; i <= 100; ++i) r.latency[static_cast<std::size_t>(Stage::approval)].add(i * 3'600'000);
  return r;
}

/// The value of a figure for the network, or for a part of it.
double value(const std::string& name, const Record& r, By by = By::network, std::size_t part = 0) {
  const Kpi* kpi = find_kpi(name);
  EXPECT_NE(kpi, nullptr) << name;
  const Observation o = observe(*kpi, r, totals(r, by).at(part), kTenDays);
  EXPECT_TRUE(o.present);
  return o.numerator / o.denominator;
}

TEST(Kpi, ServiceFormulas) {
  const Record r = hand_made();
  EXPECT_DOUBLE_EQ(value("stockout_incidents", r), 8);
  EXPECT_DOUBLE_EQ(value("stockout_hours", r), 12);
  EXPECT_DOUBLE_EQ(value("critical_stockout_hours", r), 2);
  EXPECT_DOUBLE_EQ(value("units_short", r), 110);
  EXPECT_DOUBLE_EQ(value("units_lost", r), 104);
  EXPECT_DOUBLE_EQ(value("fill_rate", r), 3890.0 / 4000);
  EXPECT_DOUBLE_EQ(value("critical_fill_rate", r), 0.99);
  EXPECT_DOUBLE_EQ(value("ready_rate", r), 0.95);
}

TEST(Kpi, SpendFormulas) {
  const Record r = hand_made();
  EXPECT_DOUBLE_EQ(value("total_spend", r), 106);
  EXPECT_DOUBLE_EQ(value("purchases", r), 80);
  EXPECT_DOUBLE_EQ(value("emergency_spend", r), 25);
  EXPECT_DOUBLE_EQ(value("emergency_share", r), 0.25);
  EXPECT_DOUBLE_EQ(value("holding_cost", r), 0.5);
  EXPECT_DOUBLE_EQ(value("stock_value", r), 500);
  EXPECT_DOUBLE_EQ(value("days_on_hand", r), 20);  // $500 at $25 a day
  EXPECT_DOUBLE_EQ(value("turns", r), 365.0 / 20);
}

TEST(Kpi, OperationsAndIntegrityFormulas) {
  const Record r = hand_made();
  EXPECT_DOUBLE_EQ(value("expedited_share", r), 0.1);
  EXPECT_DOUBLE_EQ(value("missed_scan_share", r), 83.0 / 3896);
  EXPECT_DOUBLE_EQ(value("needs_dead_lettered", r), 9);
  EXPECT_DOUBLE_EQ(value("needs_held_by_error", r), 4);
  EXPECT_DOUBLE_EQ(value("needs_without_rule", r), 3);
}

TEST(Kpi, SharesOfAWholeLieBetweenNoneAndAll) {
  const auto bounds = [](const char* name) { return std::pair(find_kpi(name)->least, find_kpi(name)->most); };
  constexpr double kAny = std::numeric_limits<double>::infinity();
  for (const char* share : {"fill_rate", "critical_fill_rate", "ready_rate", "order_cycle_under_way"})
    EXPECT_EQ(bounds(share), std::pair(0.0, 1.0)) << share;
  EXPECT_EQ(bounds("storage_share"), std::pair(0.0, kAny)) << "more may stand there than there is room for";
  for (const char* other : {"net_spend", "turns", "order_cycle_p95"})
    EXPECT_EQ(bounds(other), std::pair(-kAny, kAny)) << other;
}

TEST(Kpi, SubstitutesLeaveStockoutsAsTheyAre) {
  Record r = hand_made();
  r.at(0, 0, 0).substituted = 40;
  r.at(0, 0, 0).covered_time = 5'400'000;  // 1.5 h
  EXPECT_DOUBLE_EQ(value("stockout_hours", r), 12);
  EXPECT_DOUBLE_EQ(value("uncovered_stockout_hours", r), 10.5);
  EXPECT_DOUBLE_EQ(value("critical_uncovered_stockout_hours", r), 0.5);
  EXPECT_DOUBLE_EQ(value("substitute_share", r), 40.0 / 150);
}

TEST(Kpi, RoomIsToldOfWholeSitesAlone) {
  Record r = hand_made();
  r.at(0, 0, 0).storage_limit_time = 864'000 * 1000;
  r.at(0, 0, 2).storage_time = 864'000 * 250;
  EXPECT_DOUBLE_EQ(value("storage_used", r), 0.25);  // 250 l
  EXPECT_DOUBLE_EQ(value("storage_share", r, By::site), 0.25);
  EXPECT_TRUE(find_kpi("storage_share")->told_by(By::site));
  EXPECT_FALSE(find_kpi("storage_share")->told_by(By::category));
  EXPECT_TRUE(find_kpi("storage_used")->told_by(By::category));
}

TEST(Kpi, QuantilesAreHoursWithinAPercent) {
  const Record r = hand_made();
  EXPECT_NEAR(value("approval_p50", r), 50, 0.5);
  EXPECT_NEAR(value("approval_p95", r), 95, 0.95);
  EXPECT_NEAR(value("approval_p99", r), 99, 0.99);
}

TEST(Kpi, AStageThatSawNothingIsAbsentNotZero) {
  const Record r = hand_made();
  EXPECT_FALSE(observe(*find_kpi("order_cycle_p50"), r, totals(r, By::network)[0], kTenDays).present);
}

TEST(Kpi, PartsOfTheNetwork) {
  const Record r = hand_made();
  EXPECT_DOUBLE_EQ(value("stockout_hours", r, By::site, 0), 2);
  EXPECT_DOUBLE_EQ(value("stockout_hours", r, By::site, 1), 10);
  EXPECT_DOUBLE_EQ(value("stockout_hours", r, By::category, 0), 12);
  EXPECT_DOUBLE_EQ(value("stockout_hours", r, By::criticality, 2), 10);
  EXPECT_DOUBLE_EQ(value("critical_stockout_hours", r, By::site, 1), 0);
  EXPECT_EQ(totals(r, By::site).size(), 2u);
  EXPECT_EQ(totals(r, By::criticality).size(), kCriticalities);
}

TEST(Kpi, PartsSumToTheWhole) {
  const Record r = made_up::record(1, 2);
  for (const By by : {By::site, By::category, By::criticality}) {
    Measures sum;
    for (const auto& part : totals(r, by)) sum += part.all;
    EXPECT_EQ(sum, totals(r, By::network)[0].all);
  }
}

TEST(Kpi, NamesAreUniqueAndWordsAreThere) {
  std::set<std::string> names;
  for (const auto& k : kpis()) {
    EXPECT_TRUE(names.insert(k.name).second) << k.name;
    EXPECT_FALSE(k.title.empty() || k.unit.empty() || k.doc.empty()) << k.name;
    EXPECT_EQ(k.doc.find('\n'), std::string::npos) << k.name;
    EXPECT_EQ(k.shape == Shape::ratio, k.denominator != nullptr) << k.name;
    EXPECT_EQ(find_kpi(k.name), &k);
  }
  EXPECT_EQ(find_kpi("no_such_figure"), nullptr);
}

}  // namespace
}  // namespace supplytwin::outcome
