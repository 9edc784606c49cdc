#include "scenario/parse_law.hpp"

#include <gtest/gtest.h>

#include "kernel/variates.hpp"
#include "scenario/parse_text.hpp"

namespace supplytwin::scenario {
namespace {

using kernel::Law;
constexpr double kHourMs = 3'600'000;

Law law(std::string_view text, Dimension d = Dimension::time) {
  const auto parsed = parse_law(text, d);
  EXPECT_TRUE(parsed) << text << ": " << parsed.error;
  return parsed ? *parsed : Law();
}
std::string fault(std::string_view text, Dimension d = Dimension::time) {
  const auto parsed = parse_law(text, d);
  EXPECT_FALSE(parsed) << text;
  return std::to_string(parsed.offset) + ": " + parsed.error;
}

TEST(ParseLaw, EveryKind) {
  EXPECT_EQ(law("4 days"), Law::constant(96 * kHourMs));
  EXPECT_EQ(law("uniform(1 h, 3 h)"), Law::uniform(kHourMs, 3 * kHourMs));
  EXPECT_EQ(law("triangular(30 min,1 h,2.5 h)"), Law::triangular(kHourMs / 2, kHourMs, 2.5 * kHourMs));
  EXPECT_EQ(law(" exponential( 2 h ) "), Law::exponential(2 * kHourMs));
  EXPECT_EQ(law("lognormal(median 4 h, sigma 0.6)"), Law::lognormal(kernel::log(4 * kHourMs), 0.6));
  EXPECT_EQ(law("gamma(mean 3 h, cv 0.5)"), Law::gamma(4, 0.75 * kHourMs));
  EXPECT_EQ(law("empirical(0: 1 h, 0.5: 4 h, 1: 20 h)"),
            Law::empirical({{0, kHourMs}, {0.5, 4 * kHourMs}, {1, 20 * kHourMs}}));
  EXPECT_EQ(law("mixture(0.95: 24 h, 0.05: uniform(48 h, 96 h))"),
            Law::mixture({0.95, 0.05}, {Law::constant(24 * kHourMs), Law::uniform(48 * kHourMs, 96 * kHourMs)}));
}

TEST(ParseLaw, LognormalByMedianAndP95) {
  const Law l = law("lognormal(median 4 days, p95 10 days)");
  EXPECT_NEAR(l.quantile(0.5) / (96 * kHourMs), 1, 1e-9);
  EXPECT_NEAR(l.quantile(0.95) / (240 * kHourMs), 1, 1e-9);
}

TEST(ParseLaw, Dimensions) {
  EXPECT_EQ(law("95 %", Dimension::ratio), Law::constant(950'000));
  EXPECT_EQ(law("uniform(0.5, 1)", Dimension::ratio), Law::uniform(500'000, 1'000'000));
  EXPECT_EQ(law("12.50 USD", Dimension::money), Law::constant(12'500'000));
  EXPECT_EQ(law("uniform(1, 2.5)", Dimension::number), Law::uniform(1, 2.5));
  EXPECT_EQ(dimension_of("law from a to b [time]"), Dimension::time);
  EXPECT_EQ(dimension_of("share [1]"), Dimension::ratio);
  EXPECT_EQ(dimension_of("value [money]"), Dimension::money);
  EXPECT_EQ(dimension_of("beds [beds]"), Dimension::number);
}

TEST(ParseLaw, Faults) {
  EXPECT_EQ(fault("unifrom(1 h, 2 h)"), "0: unknown law 'unifrom'; did you mean 'uniform'? write uniform(1 h, 3 h)");
  EXPECT_EQ(fault("weibull(1 h, 2 h)"),
            "0: unknown law 'weibull'; expected uniform, triangular, exponential, lognormal, gamma, normal, poisson, "
            "empirical or mixture, "
            "such as 'uniform(1 h, 3 h)'");
  EXPECT_EQ(fault("normal(4 h, 1 h)"), "0: normal takes a mean and an sd; write normal(mean 50 h, sd 8 h)");
  constexpr const char* kLognormal =
      "0: lognormal takes a median and a p95 or a sigma; write lognormal(median 4 h, p95 10 h) or lognormal(median 4 "
      "h, "
      "sigma 0.6)";
  EXPECT_EQ(fault("lognormal(median 4 days)"), kLognormal);
  EXPECT_EQ(fault("lognormal(mean 4 days, sd 2 days)"), kLognormal);
  EXPECT_EQ(fault("lognormal(median 4 h, sigma -1)"),
            "28: the sigma of lognormal must be above 0 and at most 5; write lognormal(median 4 h, p95 10 h) or "
            "lognormal(median 4 h, sigma 0.6)");
  EXPECT_EQ(fault("gamma(mean 3 h, sd 1 h)"), "0: gamma takes a mean and a cv; write gamma(mean 3 h, cv 0.5)");
  EXPECT_EQ(fault("uniform(1 h)"), "0: uniform takes 2 values, found 1; write uniform(1 h, 3 h)");
  EXPECT_EQ(fault("uniform(3 h, 1 h)"), "13: uniform values must ascend; write uniform(1 h, 3 h)");
  EXPECT_EQ(fault("uniform(1 h, 2 kg)"), "15: unknown unit of time 'kg'; expected ms, s, min, h, days or weeks");
  EXPECT_EQ(
      fault("uniform(1 h, 2 h"),
      "0: 'uniform(1 h, 2 h' has no closing bracket; inside { } put the law in quotes; write uniform(1 h, 3 h)");
  EXPECT_EQ(fault("uniform"), "0: uniform needs its numbers; write uniform(1 h, 3 h)");
  EXPECT_EQ(fault("exponential(0 h)"),
            "12: the mean of exponential must be above 0; write exponential(2 h): the mean");
  EXPECT_EQ(
      fault("lognormal(4 h, 9 h)"),
      "0: lognormal takes a median and a p95 or a sigma; write lognormal(median 4 h, p95 10 h) or lognormal(median 4 "
      "h, sigma 0.6)");
  EXPECT_EQ(fault("lognormal(median 4 h, p95 3 h)"),
            "26: the p95 of lognormal must be above its median; write lognormal(median 4 h, p95 10 h) or "
            "lognormal(median 4 h, "
            "sigma 0.6)");
  EXPECT_EQ(fault("poisson(0)", Dimension::number),
            "8: the mean of poisson must be above 0, found '0'; write 0 where there is nothing, otherwise a "
            "mean, as poisson(6)");
  EXPECT_EQ(fault("normal(mean 4 h, sd 0 h)"),
            "20: the sd of normal must be above 0; write normal(mean 50 h, sd 8 h)");
  EXPECT_EQ(fault("gamma(mean 3 h, cv 0)"),
            "19: the cv of gamma must be between 0.01 and 100; write gamma(mean 3 h, cv 0.5)");
  EXPECT_EQ(fault("empirical(0: 1 h, 0.9: 4 h)"),
            "0: the shares of empirical must run from 0 to 1; write empirical(0: 1 h, 0.5: 4 h, 1: 20 h)");
  EXPECT_EQ(fault("empirical(0: 5 h, 1: 4 h)"),
            "21: the quantiles of empirical must not descend; write empirical(0: 1 h, 0.5: 4 h, 1: 20 h)");
  EXPECT_EQ(fault("mixture(0.9: 1 h, 0.05: 2 h)"),
            "0: the shares of mixture must add up to 1; write mixture(0.95: 1 h, 0.05: uniform(2 h, 4 h))");
  EXPECT_EQ(fault("mixture(0.9 1 h)"), "8: '0.9 1 h' has no ':'; write mixture(0.95: 1 h, 0.05: uniform(2 h, 4 h))");
  EXPECT_EQ(fault("uniform(1 h, 2 h))"), "16: a closing bracket too many");
  EXPECT_EQ(fault(""), "0: expected a time or a law, such as '4 h' or 'uniform(1 h, 3 h)'");
}

TEST(ParseLaw, NestingEnds) {
  std::string text = "1 h";
  for (int i = 0; i < 50; ++i) text = "mixture(1: " + text + ")";
  EXPECT_FALSE(parse_law(text, Dimension::time));
}

TEST(ParseNumber, IsStrict) {
  EXPECT_EQ(*parse_number("39.768403"), 39.768403);
  EXPECT_EQ(*parse_number("-0.5"), -0.5);
  EXPECT_EQ(*parse_number("0"), 0);
  for (const std::string_view bad :
       {"", "010", "1e5", "1.", ".5", "+1", "1,5", "nan", "inf", "0x10", "1 2", " 1", "--1"}) {
    EXPECT_FALSE(parse_number(bad)) << bad;
  }
}

TEST(ParseLocalTime, Shapes) {
  const auto at = [](std::string_view text) { return parse_local_time(text); };
  EXPECT_EQ(*at("2025-02-08 02:00"), *at("2025-02-08T02:00:00"));
  EXPECT_EQ(*at("2025-02-08 00:00"), *at("2025-02-08"));
  EXPECT_EQ(*at("1970-01-02 00:00:01") - *at("1970-01-01"), base::kDay + base::kSecond);
  for (const std::string_view bad : {"", "2025-02-29", "2025-13-01", "2025-02-08 24:00", "2025-02-08 02:60",
                                     "25-02-08", "2025/02/08", "2025-02-08 02", "1800-01-01", "2025-02-08 02:00Z"}) {
    EXPECT_FALSE(at(bad)) << bad;
  }
}

}  // namespace
}  // namespace supplytwin::scenario
