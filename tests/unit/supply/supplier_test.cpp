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

kernel::Draw any() { return kernel::Random(1, 1).draw(1, kernel::Purpose::lead_time, 1); }
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
  EXPECT_EQ(supplier.acknowledged(kMonday, any()), kMonday + kHour * 10);
  EXPECT_EQ(supplier.shipped(kMonday, false, any()), kMonday + kDay);
  EXPECT_EQ(supplier.shipped(kMonday, true, any()), kMonday + kHour * 3);
}

TEST(Supplier, ShipsByItsFillLaw) {
  const SupplierConfig c = config();
  EXPECT_EQ(Supplier(c, {}, kUtc).filled(1000, any()), 900);
}

TEST(Supplier, AllocationCapsByOrdinaryUseAWeekInAdvance) {
  const SupplierConfig c = config();
  const base::CategoryId wound{1u}, gloves{2u};
  const Supplier supplier(c, {{wound, kMonday, kMonday + kDay * 14, {600'000}}}, kUtc);
  EXPECT_EQ(supplier.allocation(wound, kMonday).ppm, 600'000);
  EXPECT_EQ(supplier.allocation(gloves, kMonday), base::kOne);
  EXPECT_EQ(supplier.allocation(wound, kMonday + kDay * 14), base::kOne);
  const Supplier::Allocation& a = *supplier.allocation_in_force(wound, kMonday);
  EXPECT_EQ(a.quota(10'000, kMonday), 42);  // 60 % of 10 a day for 7 days
  EXPECT_EQ(a.quota(10'000, kMonday + kDay * 7), 84);
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
  EXPECT_EQ(lane.arrival(lane.departure(late, false), false, any()), kMonday + kDay * 2 + kHour * 9);
  EXPECT_EQ(lane.arrival(lane.departure(late, true), true, any()), late + kHour * 2);
  EXPECT_EQ(lane.cost(true), kDollar * 200);
}

}  // namespace
}  // namespace supplytwin::supply
