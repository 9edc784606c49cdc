// What input gets that reads well and means nothing good: absurd amounts, systems that never answer, gaps.
#include <gtest/gtest.h>

#include "scratch.hpp"
#include "world/run.hpp"

namespace supplytwin::scenario {
namespace {

/// Line, column and message of each fault.
std::string messages(const Scratch& s) {
  std::string told;
  for (const base::Fault& f : s.faults()) {
    told += f.file + ":" + std::to_string(f.line) + ":" + std::to_string(f.column) + ": " + f.message + "\n";
  }
  return told;
}

TEST(Messages, ASurgeCoversTheSimulatedTimeOrSaysThatItIsComplete) {
  const Scratch s;
  s.replace("surges/flu.yaml", "complete: true\n", "");
  EXPECT_EQ(messages(s),
            "scenario.yaml:8:12: 'surges/flu.yaml' tells admissions from 2025-01-19 to 2025-02-08, but the simulated "
            "time, from 2025-01-06 to 2025-03-16 with its warm-up and follow-up, needs them from 2024-12-31 to "
            "2025-03-20 (half a week "
            "and half a stay around it); choose another period, or write 'complete: true' in the surge if nobody is "
            "admitted outside its weeks\n");
  std::string table = "week_ending,admissions\n";
  for (const char* day : {"2025-01-04", "2025-01-11", "2025-01-18", "2025-01-25", "2025-02-01", "2025-02-08",
                          "2025-02-15", "2025-02-22", "2025-03-01", "2025-03-08", "2025-03-15", "2025-03-22"}) {
    table += std::string(day) + ",100\n";
  }
  s.write("surges/flu.csv", table);
  EXPECT_EQ(messages(s), "");
  s.write("surges/flu.csv", "week_ending,admissions\n2024-11-23,5\n2024-11-30,9\n");
  s.write("surges/flu.yaml", s.text("surges/flu.yaml") + "complete: true\n");
  EXPECT_EQ(messages(s),
            "scenario.yaml:8:12: this lies outside the simulated time, from 2025-01-06 to 2025-03-16 with its "
            "warm-up and follow-up, so "
            "nothing would happen\n");
}

TEST(Messages, MoneyHasAnUpperBound) {
  const Scratch s;
  s.replace("mini/items.csv", "4.20 USD", "2000000000000 USD");
  s.replace("mini/lanes.csv", "30 USD", "900000000000 USD");
  s.replace("mini/network.yaml", "up_to: 5000 USD", "up_to: 2000000000000 USD");
  EXPECT_EQ(
      messages(s),
      "mini/items.csv:2:32: standard_cost: '2000000000000 USD' is too large; expected at most 10^12 USD, such as "
      "'12.50 USD'\n"
      "mini/lanes.csv:2:41: cost must be at most $1000000.00\n"
      "mini/network.yaml:23:18: up_to: '2000000000000 USD' is too large; expected at most 10^12 USD, such as '12.50 "
      "USD'\n");
}

TEST(Messages, SumsOfMoneyFit) {
  const Scratch s;
  s.replace("mini/items.csv", "4.20 USD", "1000000 USD");
  s.replace("mini/par_levels.csv", "H01,foam,40,100", "H01,foam,40,10000000");
  s.replace("mini/usage_rates.csv", "3.25", "1000000");
  s.replace("mini/contract_items.csv", "4.50 USD,10,20", "4.50 USD,10,1000000");
  EXPECT_EQ(
      messages(s),
      "mini/contract_items.csv:2:25: an order of every line of contract_items.csv would be worth more than "
      "10000000000 USD, most of it here\n"
      "mini/par_levels.csv:2:13: the stock of all par levels would be worth more than 10000000000 USD, most of it "
      "here\n"
      "mini/usage_rates.csv:2:14: a year's use at all rates would be worth more than 100000000000 USD, most of it "
      "here\n");
}

TEST(Messages, WhoNeverAnswers) {
  const Scratch s;
  s.replace("mini/network.yaml", "office: mon-fri 08:00-17:00", "office: never");
  s.replace("mini/network.yaml", "maintenance: sun 02:00-04:00", "maintenance: daily 00:00-24:00");
  s.replace("mini/network.yaml", "dock: mon-sat 06:00-18:00", "dock: never");
  s.replace("mini/network.yaml", "bus: 2 s", "bus: lognormal(median 4 h, sigma 5)");
  s.replace("mini/suppliers.csv", "mon-fri 07:00-19:00", "never");
  s.replace("mini/suppliers.csv", "0 h,2 h", "0 h,400 days");
  s.replace("mini/suppliers.csv", "98 %", "\"uniform(90 %, 110 %)\"");
  EXPECT_EQ(
      messages(s),
      "mini/suppliers.csv:2:40: hours must leave some time open: whoever waits for it would wait for ever\n"
      "mini/suppliers.csv:2:75: fill must be at most 100 %\n"
      "mini/suppliers.csv:4:32: lead_time must be at most 365 d on average\n"
      "mini/network.yaml:10:8: bus must be at most 365 d on average\n"
      "mini/network.yaml:18:13: office must leave some time open: whoever waits for it would wait for ever\n"
      "mini/network.yaml:19:18: maintenance must leave some time free: whoever waits for its end would wait for "
      "ever\n"
      "mini/network.yaml:31:9: dock must leave some time open: whoever waits for it would wait for ever\n");
}

TEST(Messages, TablesWithoutRows) {
  const Scratch s;
  s.write("mini/usage_rates.csv", "location,item,rate\n");
  s.write("mini/contracts.csv", "id;supplier;ships_to\n");
  EXPECT_EQ(messages(s),
            "mini/contracts.csv:1:3: expected commas between columns\n"
            "mini/usage_rates.csv:1:1: the table has no rows; expected at least one\n");
}

TEST(Messages, CategoriesThatPoliciesName) {
  const Scratch s;
  s.replace("policies/order.yaml", "    then: order", "    when: need.category == \"wond\"\n    then: order");
  EXPECT_EQ(messages(s),
            "policies/order.yaml:8:28: rules[0]: when: need.category is never 'wond'; did you mean 'wound'?\n");
}

TEST(Messages, AFolderWhereAPolicyShouldBe) {
  const Scratch s;
  s.replace("scenario.yaml", "policies/alone.yaml", "policies");
  EXPECT_EQ(messages(s), "scenario.yaml:13:5: 'policies' is a folder; expected a policy file\n");
}

TEST(Messages, AKeyWithoutValue) {
  const Scratch s;
  s.replace("scenario.yaml", "model: mini", "model:");
  EXPECT_EQ(messages(s), "scenario.yaml:4:1: model: expected text, found nothing\n");
  s.write("scenario.yaml", "");
  EXPECT_EQ(
      messages(s),
      "scenario.yaml:1:1: expected a map with scenario, model, period, policies, baseline and replications, found "
      "nothing\n");
}

/// Nothing that a scenario may say keeps a run from its end.
TEST(Endings, TheLargestStockThatIsAcceptedAddsUp) {
  const Scratch s;
  s.replace("scenario.yaml", "length: 8 weeks", "length: 2 weeks");
  s.replace("scenario.yaml",
            "  - allocation: { supplier: dist, category: wound, start: 2025-02-01, length: 10 days, share: 60 % }\n",
            "");
  s.replace("scenario.yaml", "  - outage: { system: erp, start: 2025-02-08 02:00, length: 9 h }\n", "");
  s.replace("mini/items.csv", "4.20 USD", "900 USD");
  s.replace("mini/par_levels.csv", "H01,foam,40,100", "H01,foam,9999999,10000000");
  const Scenario scenario = s.read();
  const world::Model model = world::Model::build(scenario.model);
  const outcome::Record record =
      world::run(model, world::Exogenous(model, 1, 0), scenario.policies.front().bundle, {.check = true});
  outcome::Measures all;
  for (const outcome::Measures& m : record.measures) all += m;
  EXPECT_GT(all.stock_value_time, 0);
  EXPECT_GT(all.holding, 0);
}

TEST(Endings, AnOutageLongerThanThePeriodEnds) {
  const Scratch s;
  s.replace("scenario.yaml", "length: 8 weeks", "length: 2 weeks");
  s.replace("scenario.yaml", "start: 2025-02-08 02:00, length: 9 h", "start: 2025-01-01, length: 10000 days");
  s.replace("mini/network.yaml", "maintenance: sun 02:00-04:00", "maintenance: daily 00:01-24:00");
  const Scenario scenario = s.read();
  const world::Model model = world::Model::build(scenario.model);
  const world::Exogenous exogenous(model, 1, 0);
  for (const Competitor& policy : scenario.policies) {
    const outcome::Record record = world::run(model, exogenous, policy.bundle, {.check = true});
    EXPECT_GT(record.events, 0);
    EXPECT_GT(record.picks, 0);
  }
}

}  // namespace
}  // namespace supplytwin::scenario
