// What bad input gets, word for word: file, line, column, what is wrong, what was expected, a suggestion.
#include <gtest/gtest.h>

#include "scenario/fault_list.hpp"
#include "scenario/parse_text.hpp"
#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

TEST(Messages, UnknownKey) {
  const Scratch s;
  s.replace("scenario.yaml", "warm_up:", "warmup:");
  EXPECT_EQ(s.told(),
            "scenario.yaml:6:1: unknown key 'warmup'; did you mean 'warm_up'?\n"
            "   6 | warmup: 2 weeks\n"
            "     | ^~~~~~\n");
}

TEST(Messages, UnknownKeyInsideAList) {
  const Scratch s;
  s.replace("mini/network.yaml", "role: manager,", "rôle: manager,");
  EXPECT_EQ(s.told(),
            "mini/network.yaml:23:9: missing key 'role' in integration.erp.approvals[1]\n"
            "  23 |       - { up_to: 5000 USD, rôle: manager, steps: 1, time: 1 h }\n"
            "     |         ^\n"
            "mini/network.yaml:23:28: unknown key 'rôle' in integration.erp.approvals[1]; "
            "expected role, steps, up_to or time\n"
            "  23 |       - { up_to: 5000 USD, rôle: manager, steps: 1, time: 1 h }\n"
            "     |                            ^~~~\n");
}

TEST(Messages, DuplicateKey) {
  const Scratch s;
  s.replace("scenario.yaml", "block: 4", "block: 4\nblock: 5");
  EXPECT_EQ(s.told(),
            "scenario.yaml:17:1: duplicate key 'block'; it already stands in line 16\n"
            "  17 | block: 5\n"
            "     | ^~~~~\n");
}

TEST(Messages, MissingKey) {
  const Scratch s;
  s.replace("scenario.yaml", "baseline: alone\n", "");
  EXPECT_EQ(s.told(),
            "scenario.yaml:2:1: missing key 'baseline'\n"
            "   2 | scenario: mini-winter\n"
            "     | ^~~~~~~~\n");
}

TEST(Messages, WrongUnit) {
  const Scratch s;
  s.replace("mini/suppliers.csv", "DC,crossing,,0 h,2 h,", "DC,crossing,,0 h,3 kg,");
  s.replace("mini/network.yaml", "bus: 2 s", "bus: 2 USD");
  s.replace("scenario.yaml", "share: 60 %", "share: 60 h");
  EXPECT_EQ(
      s.told(),
      "scenario.yaml:9:98: share: '60 h' is not a ratio; expected a ratio, such as '60 %' or '0.6'\n"
      "   9 |   - allocation: { supplier: dist, category: wound, start: 2025-02-01, length: 10 days, share: 60 h }\n"
      "     |                                                                                                  ^\n"
      "mini/suppliers.csv:4:34: lead_time: unknown unit of time 'kg'; expected ms, s, min, h, days or weeks, such as "
      "'4 h'\n"
      "   4 | own,,internal,DC,crossing,,0 h,3 kg,,,,,\n"
      "     |                                  ^~\n"
      "mini/network.yaml:10:10: bus: unknown unit of time 'USD'; expected ms, s, min, h, days or weeks, such as '4 "
      "h'\n"
      "  10 |   bus: 2 USD\n"
      "     |          ^~~\n");
}

TEST(Messages, NegativeLeadTime) {
  const Scratch s;
  s.replace("mini/suppliers.csv", "DC,crossing,,0 h,2 h,", "DC,crossing,,0 h,-2 h,");
  EXPECT_EQ(s.told(),
            "mini/suppliers.csv:4:32: lead_time must not be negative\n"
            "   4 | own,,internal,DC,crossing,,0 h,-2 h,,,,,\n"
            "     |                                ^~~~\n");
}

TEST(Messages, NegativeValueOfALaw) {
  const Scratch s;
  s.replace("mini/suppliers.csv", "uniform(4 h, 12 h)", "uniform(-4 h, 12 h)");
  EXPECT_EQ(s.told(),
            "mini/suppliers.csv:2:68: lead_time must not be negative\n"
            "   2 | dist,Distributor,distributor,,crossing,mon-fri 07:00-19:00,30 min,\"uniform(-4 h, 12 h)\",98 %,1 "
            "h,1.5,100 USD,25 USD\n"
            "     |                                                                    ^~~~~~~~~~~~~~~~~~~\n");
}

TEST(Messages, TooLongForAnyBound) {
  const Scratch s;
  s.replace("scenario.yaml", "length: 8 weeks", "length: 9999999999 weeks");
  EXPECT_EQ(s.faults().at(0).message, "length must be at most 3660 d");
}

TEST(Messages, AnOptionalTableMisspelt) {
  const Scratch s;
  std::filesystem::rename(s.folder() / "mini/substitutes.csv", s.folder() / "mini/substitute.csv");
  s.write("mini/evidence.csv", "what,ever\n");
  s.write("mini/open_order.csv", "what,ever\n");
  EXPECT_EQ(s.told(),
            "mini/open_order.csv: no table of a network has this name; did you mean 'open_orders.csv'?\n"
            "mini/substitute.csv: no table of a network has this name; did you mean 'substitutes.csv'?\n");
}

TEST(Messages, OfManyKnownNamesSomeAreTold) {
  std::vector<std::string> known{"X1"};
  for (int i = 1; i <= 20; ++i) known.push_back("D" + std::to_string(i));
  EXPECT_EQ(unknown("supplier", "D999", known),
            "unknown supplier 'D999'; expected one of 21, such as D9, D1, D2, D3 or D4");
  EXPECT_EQ(unknown("supplier", "D", {}), "unknown supplier 'D'");
}

TEST(Messages, WhatTheSystemDoesNotLetBeRead) {
  const Scratch s;
  s.remove("mini");
  std::filesystem::create_symlink("mini", s.folder() / "mini");
  s.remove("surges/flu.yaml");
  std::filesystem::create_symlink("flu.yaml", s.folder() / "surges/flu.yaml");
  s.remove("policies/alone.yaml");
  std::filesystem::create_symlink("alone.yaml", s.folder() / "policies/alone.yaml");
  std::vector<std::string> told;
  for (const auto& f : s.faults()) told.push_back(f.file + ": " + f.message);
  const std::string loop = "cannot be read: Too many levels of symbolic links";
  EXPECT_EQ(told,
            (std::vector<std::string>{"scenario.yaml: 'mini' " + loop,
                                      "surges/flu.yaml: " + loop + "; see to its path and its permissions",
                                      "policies/alone.yaml: " + loop + "; see to its path and its permissions"}));
}

TEST(Messages, UnknownLaw) {
  const Scratch s;
  s.replace("mini/suppliers.csv", "lognormal(median", "lognromal(median");
  EXPECT_EQ(s.told(),
            "mini/suppliers.csv:3:40: lead_time: unknown law 'lognromal'; did you mean 'lognormal'? write "
            "lognormal(median 4 h, p95 10 "
            "h) or lognormal(median 4 h, sigma 0.6)\n"
            "   3 | maker,Maker,direct,,sequential,,1 day,\"lognromal(median 4 days, p95 10 days)\",\"mixture(0.95: "
            "1, 0.05: uniform(50 %, 90 %))\",,,,\n"
            "     |                                        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n");
}

TEST(Messages, OutOfBoundsInTheUnitOfTheField) {
  const Scratch s;
  s.replace("mini/locations.csv", "0.65", "165 %");
  s.replace("mini/network.yaml", "count_interval: 14 days", "count_interval: 20 min");
  s.replace("mini/contracts.csv", "c-own,own,hospitals", "c-own,own,hospital");
  EXPECT_EQ(
      s.told(),
      "mini/locations.csv:4:39: occupancy must be at most 100 %\n"
      "   4 | H02,hospital,,Southside,39.6,-86.2,80,165 %,,onprem\n"
      "     |                                       ^~~~~\n"
      "mini/contracts.csv:4:11: ships_to: expected hospitals or dc, found 'hospital'; did you mean 'hospitals'?\n"
      "   4 | c-own,own,hospital\n"
      "     |           ^~~~~~~~\n"
      "mini/network.yaml:33:19: count_interval must be at least 1 h\n"
      "  33 |   count_interval: 20 min\n"
      "     |                   ^~~~~~\n");
}

TEST(Messages, PolicyNamesAFactThatDoesNotExist) {
  const Scratch s;
  s.replace("policies/order.yaml", "when: contract.active", "when: contract.activ");
  EXPECT_EQ(s.told(),
            "policies/order.yaml:7:38: rules[0]: choose: when: unknown fact 'contract.activ'; did you mean "
            "'contract.active'?\n"
            "   7 |     choose: { from: contracts, when: contract.activ, prefer: [contract.time_to_receive, "
            "contract.price] }\n"
            "     |                                      ^~~~~~~~~~~~~~\n");
}

TEST(Messages, MissingFiles) {
  const Scratch s;
  s.replace("scenario.yaml", "policies/alone.yaml", "policies/gone.yaml");
  s.replace("scenario.yaml", "surges/flu.yaml", "surges/cold.yaml");
  s.remove("mini/lanes.csv");
  EXPECT_EQ(s.told(),
            "scenario.yaml:8:12: no such file 'surges/cold.yaml'\n"
            "   8 |   - surge: surges/cold.yaml\n"
            "     |            ^~~~~~~~~~~~~~~~\n"
            "scenario.yaml:13:5: no such file 'policies/gone.yaml'\n"
            "  13 |   - policies/gone.yaml\n"
            "     |     ^~~~~~~~~~~~~~~~~~\n"
            "mini/lanes.csv: no such file\n");
}

TEST(Messages, NoScenarioFile) {
  const Scratch s;
  s.remove("scenario.yaml");
  EXPECT_EQ(s.told(), "scenario.yaml: no such file\n");
}

TEST(Messages, NoModelFolder) {
  const Scratch s;
  s.replace("scenario.yaml", "model: mini", "model: ../maxi");
  const auto faults = s.faults();
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].line, 4);
  EXPECT_TRUE(faults[0].message.starts_with("no such folder '")) << faults[0].message;
}

TEST(Messages, NumbersAreStrict) {
  const Scratch s;
  s.replace("scenario.yaml", "replications: 20", "replications: 010");
  s.replace("scenario.yaml", "block: 4", "block: \"4\"");
  s.replace("scenario.yaml", "seed: 20241001", "seed: 0x10");
  s.replace("mini/usage_rates.csv", "3.25", "3,25");
  s.replace("mini/par_levels.csv", "H02,foam,20,60", "H02,foam,20.5,060");
  EXPECT_EQ(s.told(),
            "scenario.yaml:15:15: replications: '010' starts with a zero; write it without\n"
            "  15 | replications: 010\n"
            "     |               ^~~\n"
            "scenario.yaml:16:8: block: expected a whole number, found the text '4'\n"
            "  16 | block: \"4\"\n"
            "     |        ^~~\n"
            "scenario.yaml:17:8: seed: '0x10' is not a whole number\n"
            "  17 | seed: 0x10\n"
            "     |        ^~~\n"
            "mini/par_levels.csv:5:10: reorder_point: '20.5' is not a whole number\n"
            "   5 | H02,foam,20.5,060\n"
            "     |          ^~~~\n"
            "mini/par_levels.csv:5:15: par: '060' starts with a zero; write it without\n"
            "   5 | H02,foam,20.5,060\n"
            "     |               ^~~\n"
            "mini/usage_rates.csv:2:1: this row has 4 cells, the header has 3 columns\n"
            "   2 | H01-ICU,foam,3,25\n"
            "     | ^~~~~~~~~~~~~~~~~\n");
}

TEST(Messages, YesIsNoBool) {
  const FieldFacts field{"expedite", Dimension::number, true, 0, 0};
  const auto parsed = parse_text("yes", field, static_cast<bool*>(nullptr));
  EXPECT_FALSE(parsed);
  EXPECT_EQ(parsed.error, "expedite: expected true or false, found 'yes'");
}

TEST(Messages, WhatTheScenarioNamesMustExist) {
  const Scratch s;
  s.replace("scenario.yaml", "supplier: dist, category: wound", "supplier: distr, category: wounds");
  s.replace("scenario.yaml", "system: erp, start: 2025-02-08 02:00", "system: epr, start: 2026-02-08 02:00");
  s.replace("scenario.yaml", "baseline: alone", "baseline: order-now");
  s.replace("surges/flu.yaml", "category: wound", "category: wond");
  s.replace("mini/locations.csv", "20,,icu,", "20,,iuc,");
  s.replace("mini/locations.csv", "80,0.65,,onprem", "80,0.65,,on-prem");
  EXPECT_EQ(s.told(),
            "scenario.yaml:9:29: unknown supplier 'distr'; did you mean 'dist'?\n"
            "   9 |   - allocation: { supplier: distr, category: wounds, start: 2025-02-01, length: 10 days, share: "
            "60 % }\n"
            "     |                             ^~~~~\n"
            "scenario.yaml:9:46: unknown category 'wounds'; did you mean 'wound'?\n"
            "   9 |   - allocation: { supplier: distr, category: wounds, start: 2025-02-01, length: 10 days, share: "
            "60 % }\n"
            "     |                                              ^~~~~~\n"
            "scenario.yaml:10:23: unknown system 'epr'; did you mean 'erp'?\n"
            "  10 |   - outage: { system: epr, start: 2026-02-08 02:00, length: 9 h }\n"
            "     |                       ^~~\n"
            "scenario.yaml:10:35: this lies outside the simulated time, from 2025-01-06 to 2025-03-16 with its "
            "warm-up and follow-up, so "
            "nothing would happen\n"
            "  10 |   - outage: { system: epr, start: 2026-02-08 02:00, length: 9 h }\n"
            "     |                                   ^~~~~~~~~~~~~~~~\n"
            "scenario.yaml:14:11: unknown policy 'order-now'; expected alone or order\n"
            "  14 | baseline: order-now\n"
            "     |           ^~~~~~~~~\n"
            "mini/locations.csv:4:45: unknown platform 'on-prem'; did you mean 'onprem'?\n"
            "   4 | H02,hospital,,Southside,39.6,-86.2,80,0.65,,on-prem\n"
            "     |                                             ^~~~~~~\n"
            "mini/locations.csv:7:25: unknown unit_type 'iuc'; did you mean 'icu'?\n"
            "   7 | H01-ICU,unit,H01,,,,20,,iuc,\n"
            "     |                         ^~~\n"
            "surges/flu.yaml:7:17: unknown category 'wond'; did you mean 'wound'?\n"
            "   7 |   - { category: wond, factor: 1.5 }\n"
            "     |                 ^~~~\n");
}

TEST(Messages, ApprovalsAscend) {
  const Scratch s;
  s.replace("mini/network.yaml", "up_to: 5000 USD, role: manager, steps: 1, time: 1 h",
            "up_to: 400 USD, role: manager, steps: 1");
  s.replace("mini/network.yaml", "{ role: director", "{ up_to: 9000 USD, role: director");
  EXPECT_EQ(s.told(),
            "mini/network.yaml:23:9: approval band 'manager' has steps but no time\n"
            "  23 |       - { up_to: 400 USD, role: manager, steps: 1 }\n"
            "     |         ^\n"
            "mini/network.yaml:23:18: approval bands must ascend; up_to must be above $500.00\n"
            "  23 |       - { up_to: 400 USD, role: manager, steps: 1 }\n"
            "     |                  ^~~~~~~\n"
            "mini/network.yaml:24:18: the last approval band has no up_to: nothing would approve what is above it\n"
            "  24 |       - { up_to: 9000 USD, role: director, steps: 2, time: 3 h }\n"
            "     |                  ^~~~~~~~\n");
}

TEST(Messages, TimeZone) {
  const Scratch s;
  s.replace("mini/network.yaml", "America/Indiana/Indianapolis", "America/Indianpolis");
  s.replace("scenario.yaml", "length: 8 weeks }", "length: 8 weeks, time_zone: Mars }");
  EXPECT_EQ(
      s.told(),
      "scenario.yaml:5:58: unknown time zone 'Mars'; expected an IANA name, such as 'America/Indiana/Indianapolis'\n"
      "   5 | period: { start: 2025-01-20, length: 8 weeks, time_zone: Mars }\n"
      "     |                                                          ^~~~\n"
      "mini/network.yaml:3:12: unknown time zone 'America/Indianpolis'; did you mean 'America/Indianapolis'?\n"
      "   3 | time_zone: America/Indianpolis\n"
      "     |            ^~~~~~~~~~~~~~~~~~~\n");
}

TEST(Messages, DuplicatePolicy) {
  const Scratch s;
  s.replace("policies/order.yaml", "policy: order", "policy: alone");
  EXPECT_EQ(s.told(),
            "scenario.yaml:13:5: duplicate policy 'alone'; 'policies/order.yaml' has that name too\n"
            "  13 |   - policies/alone.yaml\n"
            "     |     ^~~~~~~~~~~~~~~~~~~\n");
}

TEST(Messages, SurgeWeeks) {
  const Scratch s;
  s.write("surges/flu.csv", "week_ending,admissions\n2025-01-25,100\n2025-02-02,7\n2025-02-15,8\n2025-2-22,9\n");
  EXPECT_EQ(s.told(),
            "surges/flu.csv:3:1: week_ending: '2025-02-02' is no Saturday\n"
            "   3 | 2025-02-02,7\n"
            "     | ^~~~~~~~~~\n"
            "surges/flu.csv:4:1: week_ending: '2025-02-15' is not a week after the row above\n"
            "   4 | 2025-02-15,8\n"
            "     | ^~~~~~~~~~\n"
            "surges/flu.csv:5:1: week_ending: '2025-2-22' is no day; expected a Saturday, such as '2025-02-08'\n"
            "   5 | 2025-2-22,9\n"
            "     | ^~~~~~~~~\n");
}

TEST(Messages, LocalTime) {
  const Scratch s;
  s.replace("scenario.yaml", "start: 2025-01-20", "start: 2025-02-30");
  s.replace("scenario.yaml", "start: 2025-02-08 02:00", "start: 2025-02-08 2:00");
  EXPECT_EQ(s.told(),
            "scenario.yaml:5:23: start: '2025-02-30' is no day of the calendar; expected a local time, such as "
            "'2025-02-08 02:00' or '2025-02-08'\n"
            "   5 | period: { start: 2025-02-30, length: 8 weeks }\n"
            "     |                       ^~~~~\n"
            "scenario.yaml:10:35: start: '2025-02-08 2:00' is not a local time; expected a local time, such as "
            "'2025-02-08 02:00' or '2025-02-08'\n"
            "  10 |   - outage: { system: erp, start: 2025-02-08 2:00, length: 9 h }\n"
            "     |                                   ^~~~~~~~~~~~~~~\n");
}

TEST(Messages, TenFaultsOfFiveFilesAtOnce) {
  const Scratch s;
  s.replace("scenario.yaml", "question:", "qestion:");
  s.replace("scenario.yaml", "block: 4", "block: 0");
  s.replace("scenario.yaml", "seed: 20241001", "seed: many");
  s.replace("mini/items.csv", "vital", "mortal");
  s.replace("mini/items.csv", "0.08 USD", "0.08 EUR");
  s.replace("mini/lanes.csv", "to,transit", "to,transti");
  s.replace("mini/network.yaml", "holding_rate: 20 %", "holding_rate: -20 %");
  s.replace("mini/network.yaml", "dock: mon-sat", "dock: mon-sun-sat");
  s.replace("policies/alone.yaml", "then: order", "then: odrer");
  const auto faults = s.faults();
  std::string told;
  for (const auto& f : faults)
    told += f.file + ":" + std::to_string(f.line) + ":" + std::to_string(f.column) + ": " + f.message + "\n";
  EXPECT_EQ(told,
            "scenario.yaml:3:1: unknown key 'qestion'; did you mean 'question'?\n"
            "scenario.yaml:16:8: block must be at least 1\n"
            "scenario.yaml:17:7: seed: 'many' is not a whole number\n"
            "mini/items.csv:2:26: criticality: expected vital, essential or desirable, found 'mortal'\n"
            "mini/items.csv:4:39: standard_cost: '0.08 EUR' is not an amount of money; expected an amount of money, "
            "such as '12.50 USD' or '$12.50'\n"
            "mini/lanes.csv:1:1: missing column 'transit'\n"
            "mini/lanes.csv:1:9: unknown column 'transti'; did you mean 'transit'?\n"
            "mini/network.yaml:31:16: dock: 'mon-sun-sat 06:00-18:00' are not opening hours: expected a time of day "
            "from 00:00 to 23:59; write 'always', 'never' or 'mon-fri 08:00-17:00, sat 09:00-12:00'\n"
            "mini/network.yaml:34:17: holding_rate must not be negative\n"
            "policies/alone.yaml:8:11: rules[0]: then: expected transfer, order, expedite, substitute, query, hold, "
            "defer or nothing, found 'odrer'; did you mean 'order'?\n");
  EXPECT_EQ(faults.size(), 10u);
}

}  // namespace
}  // namespace supplytwin::scenario
