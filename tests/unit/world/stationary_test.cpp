#include "world/stationary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace supplytwin::world {
namespace {

const kernel::Random kRandom(20241001, 0);

policy::Master::Point rule(base::Quantity reorder_point, base::Quantity par, std::int32_t lot = 0) {
  policy::Master::Point p{};
  p.reorder_point = reorder_point;
  p.par = par;
  p.lot = lot;
  return p;
}

policy::Master::Offer packs(base::Quantity multiple) {
  policy::Master::Offer o{};
  o.multiple = multiple;
  return o;
}

/// How often each position is found in 20,000 independent pasts.
std::map<std::int64_t, double> positions(const policy::Master::Point& r, const policy::Master::Offer* offer,
                                         std::int64_t take) {
  constexpr int kDraws = 20'000;
  std::map<std::int64_t, double> found;
  for (int i = 0; i < kDraws; ++i) {
    kernel::Draw draw = kRandom.draw(7, kernel::Purpose::initial_stock, static_cast<std::uint64_t>(i));
    found[play(r, offer, take, 0, draw).position] += 1.0 / kDraws;
  }
  return found;
}

void expect_even(const std::map<std::int64_t, double>& found, std::int64_t first, std::int64_t last) {
  const double each = 1.0 / static_cast<double>(last - first + 1);
  EXPECT_EQ(found.begin()->first, first);
  EXPECT_EQ(found.rbegin()->first, last);
  for (const auto& [position, share] : found) EXPECT_NEAR(share, each, 5 * std::sqrt(each / 20'000)) << position;
}

TEST(Stationary, UnitByUnitPositionsAreEvenBetweenReorderPointAndPar) {
  expect_even(positions(rule(10, 20), nullptr, 1), 11, 20);
}

// An order for ten brings 10 in packs of 4 to 12, so that 22 is the highest.
TEST(Stationary, PacksRaisePositionsAbovePar) {
  const policy::Master::Offer offer = packs(4);
  expect_even(positions(rule(10, 20), &offer, 1), 11, 22);
}

TEST(Stationary, WholeLotsKeepPositionsEvenAboveTheReorderPoint) {
  expect_even(positions(rule(10, 40, 6), nullptr, 1), 11, 16);
}

TEST(Stationary, WhatIsTakenWholeIsOrderedAtOnce) {
  EXPECT_EQ(positions(rule(10, 20), nullptr, 15),
            (std::map<std::int64_t, double>{{20, positions(rule(10, 20), nullptr, 15)[20]}}));
}

// From 44 down to 24, then to 4, which is ordered up by two packs of 20.
TEST(Stationary, ARhythmOfTwoIsFoundAtEitherBeat) {
  const policy::Master::Offer offer = packs(20);
  double above = 0;
  for (const auto& [position, share] : positions(rule(20, 40), &offer, 20)) above += position > 40 ? share : 0;
  EXPECT_NEAR(above, 0.5, 0.03);
}

// In steps of 3 from 20: 17, 14, 11, 8 -> 12 units are ordered, 0 to 12 units ago.
TEST(Stationary, OrdersWentOutWithinACycleOfEachOther) {
  kernel::Draw draw = kRandom.draw(7, kernel::Purpose::initial_stock, 0);
  const Past past = play(rule(10, 20), nullptr, 3, 100, draw);
  ASSERT_GE(past.orders.size(), 8u);
  for (std::size_t k = 0; k + 1 < past.orders.size(); ++k) {
    EXPECT_NEAR(past.orders[k + 1].since - past.orders[k].since, 12, 1e-9);
    EXPECT_EQ(past.orders[k].quantity, 12);
  }
  EXPECT_LE(past.orders[0].since, 12);
  EXPECT_EQ(past.position, 20 - 3 * static_cast<std::int64_t>(past.orders[0].since / 3));
}

}  // namespace
}  // namespace supplytwin::world
