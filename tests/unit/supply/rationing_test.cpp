#include "supply/rationing.hpp"

#include <gtest/gtest.h>

namespace supplytwin::supply {
namespace {

using base::kDay;
using base::Time;

constexpr Time kStart{base::Duration{1'738'540'800'000}};
constexpr base::SupplierId kSupplier{1u};
const Supplier::Allocation kHalf{{}, kStart, kStart + kDay * 14, {500'000}};

/// A hospital that uses 10 of the 20 that the network uses a day; a centre serves the same network.
constexpr Rationing::Customer kHospital{7, 3, 10'000, 20'000}, kCentre{1, 3, 20'000, 20'000};

TEST(Rationing, CapsAPointAtItsOwnUse) {
  Rationing rationing;
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 20, kStart), 20);
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 20, kStart), 15);  // half of 10 a day for 7 days is 35
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 20, kStart), 0);
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 20, kStart + kDay * 2), 10);
}

TEST(Rationing, CapsTheNetworkWhenCentreAndHospitalsOrderTheSameItem) {
  Rationing rationing;
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kCentre, 60, kStart), 60);
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 35, kStart), 10);  // 70 for the network
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kCentre, 1, kStart), 0);
}

TEST(Rationing, KeepsSuppliersAndItemsApartAndStartsAnewWithTheNextAllocation) {
  Rationing rationing;
  rationing.grant({{kHalf}}, kSupplier, kCentre, 70, kStart);
  EXPECT_EQ(rationing.grant({{kHalf}}, base::SupplierId{2u}, kCentre, 70, kStart), 70);
  Rationing::Customer other = kCentre;
  other.point = 2, other.item = 4;
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, other, 70, kStart), 70);
  const Supplier::Allocation next{{}, kStart + kDay * 30, kStart + kDay * 40, {500'000}};
  EXPECT_EQ(rationing.grant({{next}}, kSupplier, kCentre, 99, next.start), 70);
}

/// By day 4 the outer one alone allows 55, half of 10 a day for 11 days.
TEST(Rationing, AnAllocationInsideAnotherGivesNothingMore) {
  Rationing rationing;
  const Supplier::Allocation tighter{{}, kStart + kDay * 2, kStart + kDay * 3, {100'000}};
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 35, kStart), 35);
  EXPECT_EQ(rationing.grant({{kHalf, tighter}}, kSupplier, kHospital, 99, kStart + kDay * 2), 7);
  EXPECT_EQ(rationing.grant({{kHalf, tighter}}, kSupplier, kHospital, 99, kStart + kDay * 2), 0);
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 99, kStart + kDay * 4), 13);
}

TEST(Rationing, ALooserAllocationInsideATighterOneChangesNothing) {
  Rationing rationing;
  const Supplier::Allocation looser{{}, kStart + kDay * 2, kStart + kDay * 3, {900'000}};
  EXPECT_EQ(rationing.grant({{kHalf}}, kSupplier, kHospital, 35, kStart), 35);
  EXPECT_EQ(rationing.grant({{kHalf, looser}}, kSupplier, kHospital, 99, kStart + kDay * 2), 10);
}

TEST(Rationing, AllocationsThatStartTogetherCountWhatShipsOnce) {
  Rationing rationing;
  const Supplier::Allocation most{{}, kStart, kStart + kDay, {900'000}};
  EXPECT_EQ(rationing.grant({{kHalf, most}}, kSupplier, kHospital, 20, kStart), 20);
  EXPECT_EQ(rationing.grant({{kHalf, most}}, kSupplier, kHospital, 20, kStart), 15);
}

}  // namespace
}  // namespace supplytwin::supply
