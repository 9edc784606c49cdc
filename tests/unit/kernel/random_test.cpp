#include "kernel/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <vector>

#include "base/hash.hpp"
#include "goodness.hpp"

namespace supplytwin::kernel {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Draw, ServesThePhiloxBlockFirst) {
  const std::uint64_t key = base::combine(7, 3), entity = base::hash_name("lane/H01");
  const std::uint64_t rest = 5 | std::uint64_t{6} << 48;  // purpose lead_time is 6
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  const Words words = philox4x32({low(entity), high(entity), low(rest), high(rest)}, {low(key), high(key)});
  Draw draw = Random(7, 3).draw(entity, Purpose::lead_time, 5);
  EXPECT_EQ(draw.bits(), words[0] | std::uint64_t{words[1]} << 32);
  EXPECT_EQ(draw.bits(), words[2] | std::uint64_t{words[3]} << 32);
}

/// The number whose mix is `y`.
std::uint64_t unmix(std::uint64_t y) {
  const auto unshift = [](std::uint64_t x, int by) {
    std::uint64_t r = x;
    for (int i = 0; i < 64; i += by) r = x ^ (r >> by);
    return r;
  };
  const auto inverse = [](std::uint64_t odd) {
    std::uint64_t r = odd;
    for (int i = 0; i < 6; ++i) r *= 2 - odd * r;
    return r;
  };
  y = unshift(y, 31) * inverse(0x94d049bb133111ebu);
  y = unshift(y, 27) * inverse(0xbf58476d1ce4e5b9u);
  return unshift(y, 30) - 0x9e3779b97f4a7c15u;
}

// The reference program of Blackman and Vigna, seeded with state {1, 2}.
TEST(Draw, GoesOnAsXoroshiro128PlusPlus) {
  ASSERT_EQ(base::mix(unmix(1)), 1u);
  Draw draw({unmix(1), unmix(2)});
  draw.bits();
  draw.bits();
  for (const std::uint64_t expected : {393217ull, 669327710093319ull, 1732421326133921491ull, 11394790081659126983ull,
                                       9555452776773192676ull, 3586421180005889563ull}) {
    EXPECT_EQ(draw.bits(), expected);
  }
}

TEST(Draw, TheZeroStateDoesNotStick) {
  Draw draw({unmix(0), unmix(0)});
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 100; ++i) seen.insert(draw.bits());
  EXPECT_GT(seen.size(), 95u);
}

TEST(Draw, UniformIsNeverZeroOrOne) {
  constexpr std::uint64_t ones = std::numeric_limits<std::uint64_t>::max();
  Draw draw({0, ones});
  EXPECT_EQ(draw.uniform(), 0x1p-53);
  EXPECT_EQ(draw.uniform(), 1 - 0x1p-53);
}

TEST(Draw, UniformIsUniform) {
  const Random random(1, 0);
  std::vector<double> first, late;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    Draw draw = random.draw(base::hash_name("x"), Purpose::choice, i);
    first.push_back(draw.uniform());
    draw.bits();
    late.push_back(draw.uniform());
  }
  EXPECT_LT(kolmogorov(first, [](double x) { return x; }), kKolmogorovLimit);
  EXPECT_LT(kolmogorov(late, [](double x) { return x; }), kKolmogorovLimit);
}

// The third number comes from another generator than the first two, and must not follow from them.
TEST(Draw, SuccessiveNumbersAreIndependent) {
  constexpr std::size_t kCells = 8;
  const Random random(1, 0);
  std::vector<double> counts(kCells * kCells * kCells);
  constexpr int kTrials = 200'000;
  for (std::uint64_t i = 0; i < kTrials; ++i) {
    Draw draw = random.draw(base::hash_name("x"), Purpose::choice, i);
    std::size_t cell = 0;
    for (int k = 0; k < 3; ++k)
      cell = cell * kCells + static_cast<std::size_t>(draw.uniform() * static_cast<double>(kCells));
    ++counts[cell];
  }
  const std::vector<double> expected(counts.size(), kTrials / static_cast<double>(counts.size()));
  EXPECT_LT(chi_square_excess(counts, expected), kChiSquareLimit);
}

TEST(Random, EverySingleChangeGivesAnotherStream) {
  std::set<std::uint64_t> seen;
  std::size_t asked = 0;
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    for (std::uint64_t replication = 0; replication < 4; ++replication) {
      const Random random(seed, replication);
      for (const char* name : {"H01/ICU/GLOVES", "H01/ICU/GOWNS", "H02/ICU/GLOVES"}) {
        for (int purpose = 1; purpose <= 14; ++purpose) {
          for (const std::uint64_t index : {0ull, 1ull, 2ull, 1ull << 31, 1ull << 32, (1ull << 48) - 1}) {
            seen.insert(random.draw(base::hash_name(name), static_cast<Purpose>(purpose), index).bits());
            ++asked;
          }
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), asked);
}

TEST(Random, NeighbouringStreamsAreUncorrelated) {
  constexpr int kTrials = 100'000;
  const Random random(1, 0), other_replication(1, 1);
  const std::uint64_t entity = base::hash_name("a");
  std::array<double, 4> products{};
  for (std::uint64_t i = 0; i < kTrials; ++i) {
    const double x = random.draw(entity, Purpose::noise, i).uniform() - 0.5;
    products[0] += x * (random.draw(entity, Purpose::noise, i + 1).uniform() - 0.5);
    products[1] += x * (random.draw(entity + 1, Purpose::noise, i).uniform() - 0.5);
    products[2] += x * (random.draw(entity, Purpose::capture, i).uniform() - 0.5);
    products[3] += x * (other_replication.draw(entity, Purpose::noise, i).uniform() - 0.5);
  }
  for (const double sum : products) EXPECT_LT(std::fabs(sum), 4 * std::sqrt(kTrials) / 12);  // 1/12 is a variance
}

TEST(Random, ADrawDoesNotDependOnWhenItIsAsked) {
  const Random random(42, 9);
  constexpr std::size_t kCount = 500;
  std::vector<std::uint64_t> forth(kCount), shuffled(kCount);
  const auto ask = [&](std::size_t i) {
    Draw draw = random.draw(base::hash_name(i % 2 == 0 ? "even" : "odd"), Purpose::transit, i / 2);
    for (std::size_t k = 0; k < i % 5; ++k) draw.bits();
    return draw.bits();
  };
  for (std::size_t i = 0; i < kCount; ++i) forth[i] = ask(i);
  for (std::size_t i = 0; i < kCount; ++i) {
    const std::size_t k = (i * 337 + 11) % kCount;  // 337 shares no factor with 500: each is asked once
    shuffled[k] = ask(k);
  }
  EXPECT_EQ(forth, shuffled);
}

TEST(Random, RefusesAnIndexBeyondItsBits) {
  EXPECT_THROW(Random(1, 0).draw(1, Purpose::block, 1ull << 48), std::out_of_range);
}

}  // namespace
}  // namespace supplytwin::kernel
