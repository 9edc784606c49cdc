#include <gtest/gtest.h>
#include <unistd.h>

#include <sstream>

#include "../outcome/made_up.hpp"
#include "report/captions.hpp"
#include "report/json.hpp"
#include "report/number.hpp"
#include "report/table.hpp"
#include "store/writer.hpp"

namespace supplytwin::report {
namespace {

namespace fs = std::filesystem;

store::Header header_of(std::vector<std::string> policies, std::int64_t planned) {
  store::Header h;
  h.provenance.scenario = "made-up";
  h.provenance.question = "Which one?";
  h.provenance.policy_sha256.assign(policies.size(), "0");
  h.provenance.baseline = policies.front();
  h.provenance.seed = 42;
  h.provenance.replications_planned = planned;
  h.provenance.period_end = 5 * 86'400'000;
  h.provenance.time_zone_starts = {0};
  h.provenance.time_zone_offsets = {0};
  h.axes = {
      std::move(policies), {"H01", "H02"}, {"gloves", "masks", "wound care"}, {"vital", "essential", "desirable"}, 5,
      "2024-10-01"};
  return h;
}

class ReportTest : public testing::Test {
 protected:
  ReportTest() : file_(fs::path(testing::TempDir()) / ("supplytwin_report_" + std::to_string(getpid()) + ".h5")) {}
  ~ReportTest() override { fs::remove(file_); }

  /// Made-up results; policy 1 has 100 incidents a cell fewer than policy 0, and no orders.
  Comparison compared(std::vector<std::string> policies, std::int64_t replications, outcome::By by,
                      const std::vector<std::string>& kpis, std::int64_t planned = 3) {
    std::vector<std::int64_t> numbers;
    for (std::int64_t r = 0; r < replications; ++r) numbers.push_back(r);
    store::Writer writer(file_, header_of(policies, planned), numbers);
    for (std::size_t r = 0; r < numbers.size(); ++r)
      for (std::size_t p = 0; p < policies.size(); ++p) {
        outcome::Record record = made_up::record(0, r);
        for (auto& m : record.measures)
          m.stockouts -= static_cast<std::int64_t>(p) * (100 + static_cast<std::int64_t>(r));
        if (p == 1) record.latency[static_cast<std::size_t>(outcome::Stage::order_cycle)] = {};
        writer.put(p, r, record);
      }
    writer.finish();
    std::vector<const outcome::Kpi*> chosen;
    for (const auto& name : kpis) chosen.push_back(outcome::find_kpi(name));
    return compare_results(store::Reader(file_), chosen, by);
  }

  fs::path file_;
};

TEST_F(ReportTest, JsonIsExactlyOfItsForm) {
  const std::string text =
      json(compared({"nightly", "swift"}, 3, outcome::By::network, {"stockout_incidents", "order_cycle_p95"}));
  std::ostringstream shape;  // digits and signs blotted out
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool number = text[i] == '-' || (std::isdigit(static_cast<unsigned char>(text[i])) && text[i - 1] == ' ');
    if (!number) {
      if (text[i] != ' ' && text[i] != '\n') shape << text[i];
      continue;
    }
    shape << '#';
    while (i + 1 < text.size() && (std::isdigit(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '.')) ++i;
  }
  EXPECT_EQ(
      shape.str(),
      R"({"baseline":"nightly","policies":{)"
      R"("nightly":{"kpi":{"stockout_incidents":{"mean":#,"lo":#,"hi":#,"unit":"incidents"},"order_cycle_p95":{"mean":#,"lo":#,"hi":#,"unit":"h"}}},)"
      R"("swift":{"kpi":{"stockout_incidents":{"mean":#,"lo":#,"hi":#,"unit":"incidents"},"order_cycle_p95":{"mean":null,"lo":null,"hi":null,"unit":"h"}}}},)"
      R"("paired":{"swift":{"stockout_incidents":{"diff":#,"lo":#,"hi":#,"correlation":#},"order_cycle_p95":{"diff":null,"lo":null,"hi":null,"correlation":null}}}})");
}

TEST_F(ReportTest, OneReplicationHasNullBoundsAndSaysSo) {
  const auto c = compared({"nightly", "swift"}, 1, outcome::By::network, {"stockout_incidents"}, 1);
  EXPECT_NE(json(c).find("\"lo\": null"), std::string::npos);
  EXPECT_NE(json(c).find("\"correlation\": null"), std::string::npos);
  const std::string text = table(c, {});
  EXPECT_NE(text.find("1 replication, seed 42.\nOne replication: there are no intervals, so nothing can be called "
                      "better or worse."),
            std::string::npos);
  EXPECT_EQ(text.find("±"), std::string::npos);
  EXPECT_EQ(text.find("better\n"), std::string::npos);
  EXPECT_EQ(text.find("excludes zero"), std::string::npos) << "a legend explains what is there";
  EXPECT_EQ(table(compared({"nightly", "swift"}, 1, outcome::By::network, {"fill_rate"}, 1), {}).find("fill_rate"),
            std::string::npos)
      << "nobody is ranked";
}

// 18 cells, 100, 101 and 102 fewer in each: 1818 on average, in the thousands of the figures above.
TEST_F(ReportTest, TableMarksWhatIsResolved) {
  const std::string text =
      table(compared({"nightly", "swift"}, 3, outcome::By::network, {"stockout_incidents", "units_lost"}), {});
  EXPECT_NE(text.find("-1.818 ± 0.045 better"), std::string::npos) << text;
  EXPECT_NE(text.find("Paired difference from nightly (*)"), std::string::npos);
  EXPECT_EQ(text.find(" worse\n"), std::string::npos);
  EXPECT_NE(text.find("better, worse: the 95 % interval of the difference excludes zero."), std::string::npos);
  EXPECT_EQ(text.find("\033"), std::string::npos) << "no colours unless asked for";
  EXPECT_EQ(text.find("PARTIAL"), std::string::npos);
}

TEST_F(ReportTest, HeadingTellsThePeriod) {
  auto c = compared({"nightly", "swift"}, 3, outcome::By::network, {"units_lost"});
  auto& from = c.header.provenance;
  const auto period = [&](std::int64_t days, std::int64_t warm_up) {
    from.period_start = 1'727'755'200'000;  // 2024-10-01T04:00Z, midnight in Indiana
    from.period_end = from.period_start + days * 86'400'000;
    from.warm_up = warm_up * 86'400'000;
    const std::string text = heading(c);
    return text.substr(text.find("2024"), text.find(';') - text.find("2024"));
  };
  from.time_zone_offsets = {-4 * 3'600'000};
  EXPECT_EQ(period(14, 28), "2024-10-01 to 2024-10-14 (2 weeks), after 4 weeks of warm-up");
  EXPECT_EQ(period(5, 0), "2024-10-01 to 2024-10-05 (5 days)");
  EXPECT_EQ(period(1, 1), "2024-10-01 (1 day), after 1 day of warm-up");
  // The clock goes back on 3 November: 35 local days are an hour longer.
  from.time_zone_starts = {0, 1'730'613'600'000};
  from.time_zone_offsets = {-4 * 3'600'000, -5 * 3'600'000};
  from.period_end = from.period_start + (35 * 24 + 1) * std::int64_t{3'600'000};
  EXPECT_NE(heading(c).find("2024-10-01 to 2024-11-04 (5 weeks)"), std::string::npos) << heading(c);
}

TEST_F(ReportTest, TheBaselineComesFirstThenTheOthersByName) {
  auto c = compared({"alpha", "middle", "omega"}, 3, outcome::By::network, {"stockout_incidents"});
  c.baseline = 1;
  const std::string text = table(c, {});
  EXPECT_NE(text.find("middle *"), std::string::npos);
  EXPECT_LT(text.find("middle *"), text.find("alpha "));
  EXPECT_LT(text.find("alpha "), text.find("omega"));
  // 18 cells, a hundred fewer by policy: the baseline's own figure stands first.
  std::istringstream lines(text);
  std::string row;
  while (std::getline(lines, row) && !row.starts_with("Stockouts [")) {
  }
  std::istringstream cells(row.substr(row.find(']') + 1));
  double baseline = 0, alpha = 0;
  std::string plus_minus, half;
  cells >> baseline >> plus_minus >> half >> alpha;
  EXPECT_NEAR(alpha - baseline, 1.818, 0.02) << row;
}

TEST_F(ReportTest, WhoIsBestStandsFirstAndLast) {
  const std::string text = table(compared({"nightly", "swift"}, 3, outcome::By::network, {"fill_rate"}), {});
  const std::string best = "Fill rate: no policy is told apart from the best";
  EXPECT_LT(text.find(best), text.find("Fill rate [%]"));
  EXPECT_GT(text.rfind(best), text.find("better, worse:"));
}

TEST_F(ReportTest, FewReplicationsAreCalledRough) {
  const std::string rough = "Intervals from so few replications are rough";
  for (const std::int64_t n : {2, 4})
    EXPECT_NE(heading(compared({"a", "b"}, n, outcome::By::network, {"units_lost"}, n)).find(rough),
              std::string::npos);
  for (const std::int64_t n : {1, 5})
    EXPECT_EQ(heading(compared({"a", "b"}, n, outcome::By::network, {"units_lost"}, n)).find(rough),
              std::string::npos);
}

TEST_F(ReportTest, FiguresOfVitalItemsTellNothingOfTheOthers) {
  const auto c = compared({"nightly", "swift"}, 3, outcome::By::criticality, {"critical_stockout_hours"});
  const std::string text = table(c, {});
  for (const char* part : {"  essential", "  desirable"}) {
    const auto at = text.find(part);
    EXPECT_NE(text.substr(at, text.find('\n', at) - at).find("none"), std::string::npos) << text;
    EXPECT_EQ(text.substr(at, text.find('\n', at) - at).find("±"), std::string::npos) << text;
  }
  const auto vital = text.find("  vital");
  EXPECT_NE(text.substr(vital, text.find('\n', vital) - vital).find("±"), std::string::npos) << text;
  EXPECT_NE(json(c).find("\"mean\": null"), std::string::npos);
}

TEST_F(ReportTest, NamesBreakWhereThatMakesRoom) {
  const std::vector<std::string> names{"criticality-tiered", "forecast-led-ordering", "nightly-batch",
                                       "standard-par"};
  const auto c = compared(names, 3, outcome::By::network, {"stockout_incidents"});
  EXPECT_NE(table(c, {false, 118}).find("criticality-tiered *"), std::string::npos);
  EXPECT_NE(table(c, {false, 118}).find("\nSERVICE\n"), std::string::npos);
  EXPECT_EQ(table(c, {false, 40}).find("\nSERVICE\n"), std::string::npos) << "no heading in each of several blocks";
  EXPECT_NE(table(c, {false, 40}).find("criticality-tiered *"), std::string::npos) << "no break that makes no room";
  const std::string narrow = table(c, {false, 80});
  EXPECT_NE(narrow.find("criticality-     forecast-    nightly-   standard-\n"), std::string::npos) << narrow;
  EXPECT_NE(narrow.find("    tiered *  led-ordering       batch         par\n"), std::string::npos) << narrow;
}

TEST_F(ReportTest, PartialResultsSaySo) {
  const std::string text = table(compared({"nightly", "swift"}, 2, outcome::By::network, {"units_lost"}), {});
  EXPECT_NE(text.find("PARTIAL: 2 of 3 replications."), std::string::npos);
}

TEST_F(ReportTest, NeedsLeftToAPersonAreCountedByPolicy) {
  const auto c = compared({"nightly", "swift"}, 3, outcome::By::network, {"units_lost"});
  std::int64_t left = 0;  // both policies have the same records but for stockouts
  for (std::uint64_t r = 0; r < 3; ++r)
    for (const auto& m : made_up::record(0, r).measures) left += m.needs_dead_lettered;
  ASSERT_GT(left, 0);
  const std::string n = std::to_string(left);
  EXPECT_TRUE(parked(c).starts_with("LEFT TO A PERSON: " + n + " needs under nightly, " + n +
                                    " needs under swift, over 3 replications."))
      << parked(c);
  auto none = c;
  none.parked = {0, 0};
  EXPECT_EQ(parked(none), "");
  none.parked = {0, 1};
  EXPECT_TRUE(parked(none).starts_with("LEFT TO A PERSON: 1 need under swift, over 3 replications.")) << parked(none);
}

TEST_F(ReportTest, ABaselineFarBelowTheOthersIsNoZero) {
  auto c = compared({"nightly", "swift"}, 3, outcome::By::network, {"order_lines"});
  auto& policies = c.figures[0][0].policies;
  policies[0] = compare::Estimate{0.3, compare::Interval{0.1, 0.5}, 3, false};
  policies[1] = compare::Estimate{900, compare::Interval{840, 960}, 3, false};
  EXPECT_NE(table(c, {}).find("0.30 ± 0.20  900 ± 60\n"), std::string::npos) << table(c, {});
}

TEST_F(ReportTest, LinesFitTheWidth) {
  const std::vector<std::string> many{"alpha-policy-of-length", "beta-policy-of-length", "gamma-policy-of-length",
                                      "omega-policy-of-length"};
  for (const std::size_t width : {80u, 118u}) {
    std::istringstream lines(
        table(compared(many, 3, outcome::By::network, {"stockout_incidents", "total_spend", "order_cycle_p95"}),
              {false, width}));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns(line), width) << line;
    }
  }
}

TEST_F(ReportTest, PartsOfTheNetwork) {
  const auto c = compared({"nightly", "swift"}, 3, outcome::By::site, {"stockout_incidents"});
  const std::string text = table(c, {});
  EXPECT_NE(text.find("  H01 "), std::string::npos);
  EXPECT_NE(text.find("  H02 "), std::string::npos);
  EXPECT_EQ(
      json(c).rfind("{\n  \"by\": \"site\",\n  \"parts\": {\n    \"H01\": {\n      \"baseline\": \"nightly\"", 0), 0u)
      << json(c);
}

TEST_F(ReportTest, OnePolicyHasNoPairs) {
  const auto c = compared({"alone"}, 2, outcome::By::network, {"stockout_incidents"}, 2);
  EXPECT_EQ(table(c, {}).find("Paired"), std::string::npos);
  EXPECT_NE(json(c).find("\"paired\": {}"), std::string::npos);
}

TEST(KpiList, OneLineAFigure) {
  std::istringstream lines(kpi_list());
  std::size_t n = 0;
  for (std::string line; std::getline(lines, line); ++n)
    EXPECT_TRUE(line.starts_with(outcome::kpis()[n].name)) << line;
  EXPECT_EQ(n, outcome::kpis().size());
}

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

TEST(Number, SignsAndZeros) {
  const Scale s{1, "", 1};
  EXPECT_EQ(shown(2.34, s, true), "+2.3");
  EXPECT_EQ(shown(-2.34, s, true), "-2.3");
  EXPECT_EQ(shown(-0.01, s, true), "0.0");
  EXPECT_EQ(shown(0, s, true), "0.0");
}

}  // namespace
}  // namespace supplytwin::report
