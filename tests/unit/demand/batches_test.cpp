#include "demand/batches.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/hash.hpp"
#include "demand/picks.hpp"

namespace supplytwin::demand {
namespace {

using base::kDay;
using base::kHour;
using base::kNever;
using base::Time;

constexpr Time kFirstNoon{base::Duration{1'727'755'200'000}};
const kernel::Random kRandom(7, 0);

TEST(Batches, AListIsGoneThroughAgainAndAgain) {
  const std::vector<Time> noons{kFirstNoon, kFirstNoon + kDay, kFirstNoon + kDay * 2, kFirstNoon + kDay * 3};
  const Batches b(noons, {kernel::Law::constant(1), {5, 0, 8}}, kRandom, 1);
  EXPECT_EQ(b.count(kFirstNoon - kHour), 0u);
  EXPECT_EQ(b.count(kFirstNoon), 5u);
  EXPECT_EQ(b.count(kFirstNoon + kDay * 2), 13u);  // nothing was taken on the second day
  EXPECT_EQ(b.count(kFirstNoon + kDay * 9), 18u);
  EXPECT_EQ(b.unit(0), kFirstNoon);
  EXPECT_EQ(b.unit(4), kFirstNoon);
  EXPECT_EQ(b.unit(5), kFirstNoon + kDay * 2);
  EXPECT_EQ(b.unit(18), kNever);
  EXPECT_EQ(b.next(kFirstNoon), kFirstNoon + kDay * 2);
  EXPECT_EQ(b.next(kFirstNoon + kDay * 3), kNever);
}

TEST(Batches, SizesFollowTheirLawAndDependOnThePointAlone) {
  const BatchSize size{kernel::Law::poisson(6), {}};
  double sum = 0, squares = 0;
  constexpr int kPicks = 20'000;
  for (std::uint64_t k = 0; k < kPicks; ++k) {
    const double units = size.of(kRandom, 3, k);
    sum += units;
    squares += units * units;
  }
  const double mean = sum / kPicks;
  EXPECT_NEAR(mean, 6, 4 * std::sqrt(6.0 / kPicks));
  EXPECT_NEAR(squares / kPicks - mean * mean, 6, 0.3);
  EXPECT_EQ(size.of(kRandom, 3, 17), size.of(kRandom, 3, 17));
}

/// A point of rate 4 a day, alone or with picks of 1 to 3 units.
Path path(const std::vector<Point>& points, const std::vector<BatchPoint>& batches, const Shifts& shifts) {
  UnitTypeConfig steady;
  steady.driver = Driver::steady;
  const Census none{std::vector<double>(shifts.count(), 1), std::vector<double>(shifts.count(), 0)};
  std::vector<Activity> units{draw_activity({1, 0, 0}, steady, none, shifts, {}, 1, kRandom)};
  return {points, batches, std::move(units), shifts, kRandom};
}

TEST(Batches, ACompoundPathTakesItsUnitsWhereThePoissonPathHasPicks) {
  Point p;
  p.entity = base::hash_name("unit/item");
  p.rate = 4;
  const std::vector<Point> points{p};
  const Shifts shifts(kFirstNoon, kFirstNoon + kDay * 50, base::TimeZone());
  const Path poisson = path(points, {}, shifts);
  const Path in_batches = path(points, {{0, {kernel::Law::constant(1), {1, 2, 3}}, {}}}, shifts);
  Picks single(poisson), compound(in_batches);
  std::uint32_t units = 0;
  for (std::uint32_t n = 0;; ++n) {
    const Time t = single.pick(0, Mark::scanned, n);
    EXPECT_EQ(compound.pick(0, Mark::scanned, units), t);
    if (t == kNever) break;
    units += n % 3 + 1;
    EXPECT_EQ(compound.counts(0, t), (Counts{units, 0}));
    EXPECT_EQ(compound.nth(0, {units - 1, 0}, 1, t), t);
    EXPECT_EQ(compound.nth(0, {units, 0}, 1, t), kNever);
  }
  EXPECT_GT(units, 300u);
  EXPECT_EQ(compound.batches(0)->next(Time{}), single.pick(0, Mark::scanned, 0));
  EXPECT_EQ(single.batches(0), nullptr);
}

}  // namespace
}  // namespace supplytwin::demand
