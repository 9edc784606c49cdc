#include "report/number.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace supplytwin::report {
namespace {

TEST(Number, ScalesForPeople) {
  const auto scale = [](const char* kpi, double value, double half) {
    const std::vector<double> values{value}, halves{half};
    const Scale s = scale_for(*outcome::find_kpi(kpi), values, half > 0 ? halves : std::vector<double>{});
    return shown(value, s) + " " + s.unit;
  };
  EXPECT_EQ(scale("total_spend", 12'345'678, 21'000), "12.35 $ M");
  EXPECT_EQ(scale("total_spend", 45'678, 210), "45.68 $ k");
  EXPECT_EQ(scale("fill_rate", 0.98765, 0.0012), "98.77 %");
  EXPECT_EQ(scale("approval_p95", 4.234, 0.31), "4.23 h");
  EXPECT_EQ(scale("approval_p95", 0.25, 0), "15.00 min");
  EXPECT_EQ(scale("order_cycle_p95", 240, 12), "10.00 d");
  EXPECT_EQ(scale("stockout_incidents", 321, 0), "321 incidents");
  EXPECT_EQ(scale("stockout_hours", 123'456, 3'300), "123.5 k item-h");
}

TEST(Number, NoLatencyIsShownAsZero) {
  const auto& kpi = *outcome::find_kpi("approval_p95");
  const auto row = [&](std::vector<double> hours, double half) {
    const std::vector<double> halves{half};
    const Scale s = scale_for(kpi, hours, halves);
    std::string text;
    for (const double v : hours) text += shown(v, s) + " ";
    return text + s.unit;
  };
  EXPECT_EQ(row({0.0018, 13.8}, 0.12), "0.11 828.00 min");
  EXPECT_EQ(row({0.0018}, 0.0001), "6.48 s");
  EXPECT_EQ(row({0.00001}, 0.000001), "36.0 ms");
  EXPECT_EQ(row({0.0000001, 240}, 10), "0.36 864000000.00 ms");
  EXPECT_EQ(row({0, 50}, 1), "0.0 50.0 h") << "what is zero is";
}

TEST(Number, AUnitIsNoLargerThanTheSmallestOfItsRowBears) {
  const auto unit = [](std::vector<double> dollars) {
    return scale_for(*outcome::find_kpi("emergency_spend"), dollars, {}).unit;
  };
  EXPECT_EQ(unit({20e6, 30e6}), "$ M");
  EXPECT_EQ(unit({20e6, 100e3}), "$ M");
  EXPECT_EQ(unit({20e6, 99e3}), "$ k");
  EXPECT_EQ(unit({20e6, 99}), "$");
  EXPECT_EQ(unit({20e6, 0}), "$ M");
}

TEST(Number, DifferencesAreInTheUnitOfTheirFigures) {
  const auto& kpi = *outcome::find_kpi("order_cycle_p50");
  const std::vector<double> hours{240, 241}, differences{1}, halves{0.4};
  const Scale figures = scale_for(kpi, hours, halves);
  const Scale s = scale_for_differences(figures, kpi, differences, halves);
  EXPECT_EQ(figures.unit, "d");
  EXPECT_EQ(s.unit, "d");
  EXPECT_EQ(shown(1, s, true), "+0.042");
}

TEST(Number, WhatIsToldApartFromZeroDoesNotShowAsZero) {
  const Scale s{60, "min", 1};
  EXPECT_EQ(shown(0.00007, scale_that_shows(s, 0.00007)), "0.0042");
  EXPECT_EQ(shown(-0.00007, scale_that_shows(s, -0.00007), true), "-0.0042");
  EXPECT_EQ(shown(0.5, scale_that_shows(s, 0.5)), "30.0");
  EXPECT_EQ(shown(0, scale_that_shows(s, 0)), "0.0");
}

TEST(Number, TwoDigitsOfAHalfWidthOrOfAValueAreKept) {
  const Scale s{1, "", 0, 1e-6};
  const auto kept = [&](double value, double half) { return shown(value, scale_that_keeps(s, value, half)); };
  EXPECT_EQ(kept(1.234, 0.4), "1.23");
  EXPECT_EQ(kept(1.234, 144), "1");
  EXPECT_EQ(kept(1.234, 0), "1.2");
  EXPECT_EQ(kept(3, 0), "3") << "exact";
  EXPECT_EQ(kept(3, 1e-7), "3") << "rounding";
  EXPECT_EQ(kept(1481.2, 0), "1481");
}

TEST(Number, SignsAndZeros) {
  const Scale s{1, "", 1};
  EXPECT_EQ(shown(2.34, s, true), "+2.3");
  EXPECT_EQ(shown(-2.34, s, true), "-2.3");
  EXPECT_EQ(shown(-0.01, s, true), "0.0");
  EXPECT_EQ(shown(0, s, true), "0.0");
}

}  // namespace
}  // namespace supplytwin::report
