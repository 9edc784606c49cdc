#include "kernel/law.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "goodness.hpp"

namespace supplytwin::kernel {
namespace {

constexpr std::uint64_t kLawDraws = 100'000;

std::vector<double> sample(const Law& law) {
  const Random random(77, 1);
  std::vector<double> values;
  for (std::uint64_t i = 0; i < kLawDraws; ++i) {
    Draw draw = random.draw(base::hash_name("law"), Purpose::lead_time, i);
    values.push_back(law.sample(draw));
  }
  return values;
}

struct Named {
  const char* name;
  Law law;
  double mean;
  double lowest;
};

/// Laws without atoms, with their means by hand.
std::vector<Named> continuous() {
  const Law empirical = Law::empirical({{0, 1}, {0.5, 4}, {1, 20}});
  return {{"uniform", Law::uniform(1, 3), 2, 1},
          {"triangular", Law::triangular(0.5, 1, 2.5), 4.0 / 3, 0.5},
          {"triangular, mode at an end", Law::triangular(0, 0, 3), 1, 0},
          {"exponential", Law::exponential(2), 2, 0},
          {"lognormal", Law::lognormal(1, 0.6), std::exp(1.18), 0},
          {"gamma", Law::gamma(4, 0.75), 3, 0},
          {"gamma below 1", Law::gamma(0.4, 5), 2, 0},
          {"normal, far from 0", Law::normal(50, 8), 50, 0},
          {"empirical", empirical, 0.5 * 2.5 + 0.5 * 12, 1},
          {"mixture", Law::mixture({3, 1}, {Law::uniform(0, 1), Law::exponential(10)}), 0.75 * 0.5 + 2.5, 0},
          {"mixture of mixtures",
           Law::mixture({0.5, 0.5}, {Law::mixture({1, 1}, {Law::uniform(0, 1), Law::uniform(4, 5)}), empirical}),
           0.5 * 2.5 + 0.5 * 7.25, 0}};
}

TEST(Law, PoissonCountsThings) {
  const Law law = Law::poisson(2.5);
  const std::vector<double> values = sample(law);
  for (int k = 0; k < 8; ++k) {
    double share = 0, term = std::exp(-2.5);
    for (int j = 0; j <= k; term *= 2.5 / ++j) share += term;
    EXPECT_NEAR(law.share_below(k), share, 1e-12);
    EXPECT_NEAR(law.share_below(k + 0.5), share, 1e-12);
    const auto below = static_cast<double>(std::ranges::count_if(values, [k](double v) { return v <= k; }));
    EXPECT_NEAR(below / kLawDraws, share, 4 * std::sqrt(share * (1 - share) / kLawDraws) + 1e-9);
    EXPECT_EQ(law.quantile(share - 1e-6), k);
  }
}

TEST(Law, ANormalDrawBelowNothingIsNothing) {
  const Law law = Law::normal(1, 2);
  const std::vector<double> values = sample(law);
  EXPECT_EQ(*std::ranges::min_element(values), 0);
  const auto zeros = static_cast<double>(std::ranges::count(values, 0.0));
  EXPECT_NEAR(zeros / kLawDraws, law.share_below(0), 0.01);
  EXPECT_EQ(law.quantile(0.1), 0);
}

TEST(Law, SamplesFollowTheirOwnDistribution) {
  for (const Named& each : continuous()) {
    SCOPED_TRACE(each.name);
    const std::vector<double> values = sample(each.law);
    const Moments moments(values);
    EXPECT_NEAR(moments.mean, each.mean, 4 * std::sqrt(moments.variance / kLawDraws));
    EXPECT_NEAR(each.law.mean(), each.mean, 1e-12 * each.mean);
    EXPECT_EQ(each.law.lowest(), each.lowest);
    EXPECT_GE(*std::min_element(values.begin(), values.end()), each.lowest);
    EXPECT_LT(kolmogorov(values, [&each](double x) { return each.law.share_below(x); }), kKolmogorovLimit);
  }
}

TEST(Law, QuantileInvertsTheDistribution) {
  for (const Named& each : continuous()) {
    SCOPED_TRACE(each.name);
    double previous = each.lowest;
    for (double p = 0.005; p < 1; p += 0.005) {
      const double q = each.law.quantile(p);
      ASSERT_GE(q, previous);
      ASSERT_NEAR(each.law.share_below(q), p, 1e-12) << p;
      previous = q;
    }
  }
}

TEST(Law, QuantilesByHand) {
  EXPECT_EQ(Law::uniform(1, 3).quantile(0.25), 1.5);
  EXPECT_DOUBLE_EQ(Law::triangular(0, 1, 2).quantile(0.125), 0.5);
  EXPECT_DOUBLE_EQ(Law::exponential(2).quantile(0.5), 2 * std::log(2.0));
  EXPECT_DOUBLE_EQ(Law::lognormal(std::log(4.0), 0.6).quantile(0.5), 4);
  EXPECT_NEAR(Law::lognormal(std::log(4.0), 0.6).quantile(0.95), 4 * std::exp(0.6 * 1.6448536269514722), 1e-12);
  EXPECT_NEAR(Law::gamma(1, 2).quantile(0.9), 2 * std::log(10.0), 1e-12);
  EXPECT_EQ(Law::empirical({{0, 1}, {0.5, 4}, {1, 20}}).quantile(0.75), 12);
}

TEST(Law, AtomsAreQuantilesOfAWholeRange) {
  const Law law = Law::mixture({0.95, 0.05}, {Law::constant(1), Law::uniform(2, 4)});
  EXPECT_EQ(law.quantile(0.01), 1);
  EXPECT_EQ(law.quantile(0.94), 1);
  EXPECT_NEAR(law.quantile(0.975), 3, 1e-12);
  const std::vector<double> values = sample(law);
  const auto ones = std::count(values.begin(), values.end(), 1.0);
  EXPECT_NEAR(static_cast<double>(ones), 0.95 * kLawDraws, 4 * std::sqrt(kLawDraws * 0.95 * 0.05));
  EXPECT_DOUBLE_EQ(law.mean(), 1.1);
  // An empirical law may stand still: half of these take no time.
  const Law flat = Law::empirical({{0, 0}, {0.5, 0}, {1, 2}});
  EXPECT_EQ(flat.quantile(0.3), 0);
  EXPECT_EQ(flat.share_below(0), 0.5);
  EXPECT_EQ(flat.quantile(0.75), 1);
}

TEST(Law, ConstantAndDegenerateLaws) {
  Draw draw = Random(1, 0).draw(1, Purpose::choice, 0);
  EXPECT_EQ(Law().sample(draw), 0);
  EXPECT_EQ(Law::constant(5).sample(draw), 5);
  EXPECT_EQ(Law::constant(5).quantile(0.9), 5);
  EXPECT_EQ(Law::constant(5).lowest(), 5);
  EXPECT_EQ(Law::uniform(2, 2).sample(draw), 2);
  EXPECT_EQ(Law::uniform(2, 2).share_below(2), 1);
  EXPECT_EQ(Law::triangular(2, 2, 2).sample(draw), 2);
  EXPECT_DOUBLE_EQ(Law::lognormal(std::log(3.0), 0).sample(draw), 3);
  EXPECT_DOUBLE_EQ(Law::lognormal(std::log(3.0), 0).lowest(), 3);
}

TEST(Law, DurationsAreRoundedToMilliseconds) {
  Draw draw = Random(1, 0).draw(1, Purpose::choice, 0);
  EXPECT_EQ(Law::constant(2.4).sample_duration(draw), base::Duration{2});
  EXPECT_EQ(Law::constant(2.5).sample_duration(draw), base::Duration{3});
  EXPECT_EQ(Law::constant(-2.5).sample_duration(draw), base::Duration{-3});
  EXPECT_EQ(Law::constant(1e30).sample_duration(draw), base::kForever);
}

TEST(Law, AShareLiesBetweenNothingAndTheWhole) {
  Draw draw = Random(1, 0).draw(1, Purpose::fill, 0);
  EXPECT_EQ(Law::constant(250'000).sample_share(draw), base::Ratio{250'000});
  EXPECT_EQ(Law::constant(1'200'000).sample_share(draw), base::kOne);
  EXPECT_EQ(Law::constant(-1).sample_share(draw), base::Ratio{});
}

TEST(Law, EqualityIsByKindAndParameters) {
  EXPECT_EQ(Law::uniform(1, 2), Law::uniform(1, 2));
  EXPECT_NE(Law::uniform(1, 2), Law::uniform(1, 3));
  EXPECT_NE(Law::gamma(1, 2), Law::lognormal(1, 2));
  EXPECT_EQ(Law::mixture({1, 3}, {Law(), Law::constant(1)}), Law::mixture({2, 6}, {Law(), Law::constant(1)}));
  EXPECT_NE(Law::mixture({1, 3}, {Law(), Law::constant(1)}), Law::mixture({1, 3}, {Law(), Law::constant(2)}));
}

TEST(Law, RefusesParametersOutOfRange) {
  EXPECT_THROW(Law::uniform(3, 1), std::invalid_argument);
  EXPECT_THROW(Law::triangular(0, 3, 2), std::invalid_argument);
  EXPECT_THROW(Law::exponential(0), std::invalid_argument);
  EXPECT_THROW(Law::lognormal(0, -1), std::invalid_argument);
  EXPECT_THROW(Law::gamma(0, 1), std::invalid_argument);
  EXPECT_THROW(Law::empirical({{0, 1}}), std::invalid_argument);
  EXPECT_THROW(Law::empirical({{0, 1}, {0.9, 2}}), std::invalid_argument);
  EXPECT_THROW(Law::empirical({{0, 2}, {1, 1}}), std::invalid_argument);
  EXPECT_THROW(Law::mixture({}, {}), std::invalid_argument);
  EXPECT_THROW(Law::mixture({1, 0}, {Law(), Law()}), std::invalid_argument);
}

}  // namespace
}  // namespace supplytwin::kernel
