#include <gtest/gtest.h>
#include <unistd.h>

#include <functional>
#include <sstream>

#include "../outcome/made_up.hpp"
#include "report/captions.hpp"
#include "report/json.hpp"
#include "report/number.hpp"
#include "report/ranking.hpp"
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
        if (change_) change_(p, r, record);
        if (p == 1) record.latency[static_cast<std::size_t>(outcome::Stage::order_cycle)] = {};
        writer.put(p, r, record);
      }
    writer.finish();
    std::vector<const outcome::Kpi*> chosen;
    for (const auto& name : kpis) chosen.push_back(outcome::find_kpi(name));
    return compare_results(store::Reader(file_), chosen, by);
  }

  std::function<void(std::size_t policy, std::size_t replication, outcome::Record&)> change_;
  fs::path file_;
};

std::size_t times(const std::string& text, const std::string& words) {
  std::size_t n = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++n;
  return n;
}

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
  EXPECT_NEAR(alpha - baseline, 1.818, 0.1) << row;
}

TEST_F(ReportTest, WhoIsBestStandsOnceBelowTheTables) {
  const std::string text = table(compared({"nightly", "swift"}, 3, outcome::By::network, {"fill_rate"}), {});
  const std::string best = "Fill rate: no policy is told apart from the best";
  EXPECT_EQ(times(text, best), 1u) << text;
  EXPECT_GT(text.find(best), text.find("better, worse:"));
}

TEST_F(ReportTest, EveryBlockOfATableRepeatsItsHeadings) {
  const auto c = compared({"alpha-policy", "beta-policy", "gamma-policy"}, 3, outcome::By::network,
                          {"stockout_incidents", "total_spend"});
  const std::string text = table(c, {false, 45});
  for (const std::string heading : {"\nSERVICE\n", "\nSPEND\n"}) EXPECT_EQ(times(text, heading), 5u) << text;
  EXPECT_EQ(times(table(c, {false, 160}), "\nSPEND\n"), 2u);
}

/// The third policy orders nothing: it spends little and serves a third.
TEST_F(ReportTest, WhoSpendsLeastByServingLessIsNotBest) {
  const auto cells = [](std::int64_t filled, std::int64_t spent) {
    return [=](std::size_t p, std::size_t r, outcome::Record& record) {
      const auto luck = static_cast<std::int64_t>(r);
      for (auto& m : record.measures) {
        m = {};
        m.demanded = 1000, m.filled = (p == 2 ? filled : 990) + luck;
        m.purchases = ((p == 2 ? spent : 900 + static_cast<std::int64_t>(p)) + luck) * 1'000'000;
      }
    };
  };
  const auto said = [&](std::int64_t filled, std::int64_t spent, std::size_t baseline,
                        std::vector<std::string> kpis = {"net_spend"}) {
    change_ = cells(filled, spent);
    auto c = compared({"alpha", "beta", "idle"}, 3, outcome::By::network, kpis);
    c.baseline = baseline;
    c.figures[0] = compare::compare(c.samples, 0, baseline);
    return ranking(c);
  };
  EXPECT_EQ(said(291, 400, 0),
            "Spend net of stock: idle is lowest, but its fill rate is 29.20 %, worse than 99.10 % of alpha\n");
  EXPECT_EQ(said(291, 400, 2),
            "Spend net of stock: idle is lowest, but its fill rate is 29.20 %, worse than 99.10 % of alpha\n")
      << "as a baseline too";
  EXPECT_EQ(said(990, 400, 0), "Spend net of stock: idle is best\n") << "it serves as well";
  EXPECT_EQ(said(291, 1400, 0), "Spend net of stock: alpha is best\n") << "and who spends more is no matter";
  const std::string both = said(291, 400, 0, {"fill_rate", "net_spend"});
  EXPECT_EQ(times(both, "its fill rate"), 1u) << both;
}

TEST_F(ReportTest, ManyDifferencesAreCountedBecauseOfChance) {
  const std::vector<std::string> kpis{"needs", "restocks", "transfers", "order_lines", "dc_lines"};
  const std::vector<std::string> names{"a", "b", "c", "d", "e"};
  EXPECT_EQ(legend(compared(names, 3, outcome::By::network, kpis)).find("by chance"), std::string::npos);
  EXPECT_NE(legend(compared(names, 3, outcome::By::site, kpis))
                .find("Of 40 differences about 2 would bear a word by chance alone, were no two policies different."),
            std::string::npos);
}

TEST_F(ReportTest, NoNumberLosesItsDigitsBesideALargeOne) {
  auto c = compared({"nightly", "swift"}, 3, outcome::By::network, {"order_lines"});
  auto& policies = c.figures[0][0].policies;
  policies[0] = compare::Estimate{1481, compare::Interval{1337, 1625}, 3, false};
  policies[1] = compare::Estimate{1.25, compare::Interval{0.85, 1.65}, 3, false};
  c.figures[0][0].paired[1] = compare::Difference{0.4, compare::Interval{-0.1, 0.9}, {}, 3};
  const std::string text = table(c, {});
  EXPECT_NE(text.find("1481 ± 144  1.25 ± 0.40\n"), std::string::npos) << text;
  EXPECT_NE(text.find("+0.40 ± 0.50\n"), std::string::npos) << text;
  policies[1] = compare::Estimate{1.25, std::nullopt, 1, false};
  EXPECT_NE(table(c, {}).find("1481 ± 144    1.2\n"), std::string::npos) << table(c, {});
  policies[1] = compare::Estimate{3, compare::Interval{3, 3}, 3, false};
  EXPECT_NE(table(c, {}).find("1481 ± 144  3 ± 0\n"), std::string::npos) << "what is exact keeps its form";
  policies[1] = compare::Estimate{3, compare::Interval{3 - 1e-12, 3 + 1e-12}, 3, false};
  EXPECT_NE(table(c, {}).find("1481 ± 144  3 ± 0\n"), std::string::npos) << "rounding of the arithmetic is no width";
}

TEST_F(ReportTest, AShareEndsWhereItMust) {
  change_ = [](std::size_t p, std::size_t r, outcome::Record& record) {
    for (auto& m : record.measures) {
      m.demanded = 1000;
      m.filled = p == 0 ? 970 : 1000 - 12 * static_cast<std::int64_t>(r % 2);
    }
  };
  const auto c = compared({"nightly", "swift"}, 3, outcome::By::network, {"fill_rate"});
  EXPECT_EQ(c.figures[0][0].policies[1]->interval->hi, 1);
  EXPECT_LT(c.figures[0][0].policies[1]->interval->lo, 0.99);
  EXPECT_NE(table(c, {}).find("97.0 ± 0.0  99.6 (97.9..100)\n"), std::string::npos) << table(c, {});
  EXPECT_NE(json(c).find("\"hi\": 1.0"), std::string::npos);
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
  EXPECT_NE(table(c, {false, 40}).find("criticality-tiered *"), std::string::npos) << "no break that makes no room";
  const std::string narrow = table(c, {false, 80});
  EXPECT_NE(narrow.find("criticality-     forecast-    nightly-   standard-\n"), std::string::npos) << narrow;
  EXPECT_NE(narrow.find("    tiered *  led-ordering       batch         par\n"), std::string::npos) << narrow;
}

TEST_F(ReportTest, PartialResultsSaySo) {
  const std::string text = table(compared({"nightly", "swift"}, 2, outcome::By::network, {"units_lost"}), {});
  EXPECT_NE(text.find("PARTIAL: 2 of 3 replications."), std::string::npos);
}

TEST_F(ReportTest, NeedsLeftToAPersonAreCountedByPolicyAndCause) {
  auto c = compared({"nightly", "swift"}, 3, outcome::By::network, {"units_lost"});
  Parked left;  // both policies have the same records but for stockouts
  for (std::uint64_t r = 0; r < 3; ++r)
    for (const auto& m : made_up::record(0, r).measures) {
      left.needs += m.needs_dead_lettered;
      left.by_error += m.needs_held_by_error;
      left.without_rule += m.needs_without_rule;
    }
  ASSERT_GT(left.needs, 0);
  for (const Parked& found : c.parked) {
    EXPECT_EQ(found.needs, left.needs);
    EXPECT_EQ(found.by_error, left.by_error);
    EXPECT_EQ(found.without_rule, left.without_rule);
  }
  c.parked = {{}, {}};
  EXPECT_EQ(parked(c), "");
  c.parked = {{}, {1, 0, 0}};
  EXPECT_TRUE(parked(c).starts_with(
      "LEFT TO A PERSON in 3 replications: 1 need under swift (all held by a rule). `supplytwin compare"))
      << parked(c);
  c.parked = {{2, 0, 2}, {9, 4, 3}};
  const std::string text = parked(c);
  EXPECT_TRUE(text.starts_with(
      "LEFT TO A PERSON in 3 replications: 2 needs under nightly (all because no rule applied); 9 needs under swift "
      "(4 held by an error in a rule, 3 because no rule applied, 2 held by a rule). "))
      << text;
  EXPECT_NE(text.find("An expression of a rule failed, as a division by zero does"), std::string::npos);
  EXPECT_NE(text.find("No rule applies, for one, where the quantity of a rule comes to zero or less."),
            std::string::npos);
  EXPECT_EQ(text.find('\n'), std::string::npos);
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

}  // namespace
}  // namespace supplytwin::report
