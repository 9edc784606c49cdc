#include "supply/supplier.hpp"

#include <gtest/gtest.h>

#include "supply/lane.hpp"

namespace supplytwin::supply {
namespace {

using base::Duration;
using base::kDay;
using base::kDollar;
using base::kHour;
using base::Time;
using kernel::Law;

constexpr Time kMonday{Duration{1'738'540'800'000}};  // 2025-02-03T00:00Z, a Monday
const base::TimeZone kUtc;

kernel::Draw some_draw() { return kernel::Random(1, 1).draw(1, kernel::Purpose::lead_time, 1); }
Law hours(double h) { return Law::constant(h * static_cast<double>(kHour.count())); }

SupplierConfig config() {
  SupplierConfig c;
  c.id = "D1";
  c.hours = base::Hours({{kHour * 8, kHour * 17}});
  c.acknowledge = hours(2);
  c.lead_time = hours(24);
  c.expedite_lead_time = hours(3);
  c.expedite_price = {1'250'000};
  c.fill = Law::constant(900'000);
  c.minimum_order = kDollar * 350;
  c.small_order_fee = kDollar * 15;
  return c;
}

TEST(Supplier, AcknowledgesInItsHoursAndShipsAfterItsLeadTime) {
  const SupplierConfig c = config();
  const Supplier supplier(c, {}, kUtc);
  EXPECT_EQ(supplier.acknowledged(kMonday, some_draw()), kMonday + kHour * 10);
  EXPECT_EQ(supplier.shipped(kMonday, false, some_draw()), kMonday + kDay);
  EXPECT_EQ(supplier.shipped(kMonday, true, some_draw()), kMonday + kHour * 3);
}

TEST(Supplier, ShipsByItsFillLaw) {
  const SupplierConfig c = config();
  EXPECT_EQ(Supplier(c, {}, kUtc).filled(1000, some_draw()), 900);
}

TEST(Supplier, AllocationCapsByOrdinaryUseAWeekInAdvance) {
  const SupplierConfig c = config();
  const base::CategoryId wound{1u}, gloves{2u};
  const Supplier supplier(c, {{wound, kMonday, kMonday + kDay * 14, {600'000}}}, kUtc);
  EXPECT_EQ(supplier.allocation(wound, kMonday).ppm, 600'000);
  EXPECT_EQ(supplier.allocation(gloves, kMonday), base::kOne);
  EXPECT_EQ(supplier.allocation(wound, kMonday + kDay * 14), base::kOne);
  const Supplier::Allocation& a = supplier.allocation_in_force(wound, kMonday)->front();
  EXPECT_EQ(a.quota(10'000, kMonday), 42);  // 60 % of 10 a day for 7 days
  EXPECT_EQ(a.quota(10'000, kMonday + kDay * 7), 84);
}

TEST(Supplier, AllAllocationsInForceAreKnownByCategory) {
  const SupplierConfig c = config();
  const base::CategoryId wound{1u}, gloves{2u};
  const Supplier supplier(c,
                          {{wound, kMonday + kDay * 2, kMonday + kDay * 3, {100'000}},
                           {{}, kMonday, kMonday + kDay * 14, {500'000}},
                           {wound, kMonday + kDay * 3, kMonday + kDay * 20, {700'000}}},
                          kUtc);
  const auto starts = [&](base::CategoryId category, int day) {
    std::vector<int> days;
    if (const auto* in_force = supplier.allocation_in_force(category, kMonday + kDay * day))
      for (const Supplier::Allocation& a : *in_force) days.push_back(static_cast<int>((a.start - kMonday) / kDay));
    return days;
  };
  using Days = std::vector<int>;
  EXPECT_EQ(starts(wound, -1), Days{});
  EXPECT_EQ(starts(wound, 0), Days{0});
  EXPECT_EQ(starts(wound, 2), (Days{0, 2}));
  EXPECT_EQ(starts(wound, 3), (Days{0, 3}));
  EXPECT_EQ(starts(wound, 14), Days{3});
  EXPECT_EQ(starts(gloves, 3), Days{0});
  EXPECT_EQ(starts(gloves, 14), Days{});
  EXPECT_EQ(supplier.allocation(wound, kMonday + kDay * 2).ppm, 100'000);
  EXPECT_EQ(supplier.allocation(wound, kMonday + kDay * 3).ppm, 500'000);
  EXPECT_EQ(supplier.allocation(wound, kMonday + kDay * 14).ppm, 700'000);
}

TEST(Supplier, ChargesSmallOrdersAndExpediting) {
  const SupplierConfig c = config();
  const Supplier supplier(c, {}, kUtc);
  EXPECT_EQ(supplier.small_order_fee(kDollar * 349), kDollar * 15);
  EXPECT_EQ(supplier.small_order_fee(kDollar * 350), base::Money{});
  EXPECT_EQ(supplier.price(kDollar * 4, true), kDollar * 5);
  EXPECT_EQ(supplier.price(kDollar * 4, false), kDollar * 4);
}

TEST(Lane, LeavesOnItsScheduleUnlessExpedited) {
  LaneConfig c;
  c.transit = hours(5);
  c.schedule = base::Schedule({kHour * 4, kDay * 2 + kHour * 4});
  c.cost = kDollar * 80;
  c.expedite_transit = hours(2);
  c.expedite_cost = kDollar * 200;
  const Lane lane(c, kUtc);
  const Time late = kMonday + kHour * 5;
  EXPECT_EQ(lane.departure(late, false), kMonday + kDay * 2 + kHour * 4);
  EXPECT_EQ(lane.arrival(lane.departure(late, false), false, some_draw()), kMonday + kDay * 2 + kHour * 9);
  EXPECT_EQ(lane.arrival(lane.departure(late, true), true, some_draw()), late + kHour * 2);
  EXPECT_EQ(lane.cost(true), kDollar * 200);
}

}  // namespace
}  // namespace supplytwin::supply
