#include "bundle/compile.hpp"

#include <gtest/gtest.h>

#include "faulty.hpp"

namespace supplytwin::bundle {
namespace {

TEST(Compile, ReadsWhatItShould) {
  EXPECT_EQ(faults_of(kHead + kRules), "");
  EXPECT_EQ(when("need.cover < t && need.quantity > 5 || need.value > m && need.forecast > f"), "");
  EXPECT_EQ(when("need.category in l || need.site.startsWith('H')"), "");
  EXPECT_EQ(when("need.cover * f < t / 2 && need.quantity * f > q && need.value / need.quantity > m"), "");
  EXPECT_EQ(when("need.cover / need.time_to_receive < f && need.daily_use * 2 > 10"), "");
}

TEST(Compile, AllFaultsAtOnceInTheirPlaces) {
  EXPECT_EQ(
      faults_of(
          "policy: Test\nversion: 1\ncontract: 1\nsummary: s\nrulez: []\nparameters:\n  floor: {value: 5 dayz}\n"
          "rules:\n  - rule: r\n    when: need.covr < need.time_to_receive\n    then: transfer\n"),
      "p.yaml:1:9: policy: a name of lower-case letters, digits and hyphens was expected, found 'Test'\n"
      "   1 | policy: Test\n"
      "     |         ^~~~\n"
      "p.yaml:5:1: unknown key 'rulez'; did you mean 'rules'?\n"
      "   5 | rulez: []\n"
      "     | ^~~~~\n"
      "p.yaml:7:20: parameter 'floor': unknown unit of time 'dayz'; expected ms, s, min, h, days or weeks\n"
      "   7 |   floor: {value: 5 dayz}\n"
      "     |                    ^\n"
      "p.yaml:10:11: rules[0]: when: unknown fact 'need.covr'; did you mean 'need.cover'?\n"
      "  10 |     when: need.covr < need.time_to_receive\n"
      "     |           ^~~~~~~~~\n"
      "p.yaml:11:11: rules[0]: 'transfer' needs a choice from donors\n"
      "  11 |     then: transfer\n"
      "     |           ^~~~~~~~\n");
}

TEST(Compile, Head) {
  EXPECT_EQ(messages("policy: test\n"),
            "missing key 'version'\nmissing key 'contract'\nmissing key 'summary'\nmissing key 'rules'");
  EXPECT_EQ(messages(""), "expected a map with policy, version, contract, summary and rules, found nothing");
  EXPECT_EQ(messages("policy: test\nversion: 01\ncontract: 2\nsummary: s\n" + kRules),
            "version: '01' starts with a zero; write it without\n"
            "contract: facts and actions of contract 2 are not known; expected 1");
  EXPECT_EQ(messages(kHead + "version: 2\n" + kRules), "duplicate key 'version'; it already stands in line 2");
  EXPECT_EQ(messages(kHead + "sees: own-site\n" + kRules),
            "sees: expected network or own_site, found 'own-site'; did you mean 'own_site'?");
  EXPECT_EQ(messages(kHead + "reviews: [census.updated]\n" + kRules),
            "reviews: expected forecast.published, found 'census.updated'");
  EXPECT_EQ(messages(kHead + "decides: nightly\n" + kRules),
            "decides: 'nightly' is not a schedule: unknown day 'nightly'; expected daily, mon, tue, wed, thu, fri, "
            "sat or sun; "
            "write 'daily 06:00, 14:00', 'mon-fri 05:00; sat 08:00', 'every 15 minutes' or 'continuous'");
  EXPECT_EQ(messages(kHead + "rules: []\n"), "rules: expected a list of rules, found none");
  EXPECT_EQ(messages(kHead + "budget: 0\n" + kRules), "budget: 0 is outside 1 to 1000000000");
}

TEST(Compile, WordsOfClosedSets) {
  EXPECT_EQ(faults_of(kHead + "rules:\n  - rule: r\n    when: need.criticality == \"vitl\"\n    then: hold\n"),
            "p.yaml:7:31: rules[0]: when: need.criticality is never 'vitl'; did you mean 'vital'?\n"
            "   7 |     when: need.criticality == \"vitl\"\n"
            "     |                               ^~~~~~\n");
  EXPECT_EQ(when("'\"store\" == need.kind || need.kind != \"warehouse\"'"),
            "rules[0]: when: need.kind is never 'store'; expected unit, storeroom or dc\n"
            "rules[0]: when: need.kind is never 'warehouse'; expected unit, storeroom or dc");
  EXPECT_EQ(when("need.criticality in [\"vital\", \"esential\"]"),
            "rules[0]: when: need.criticality is never 'esential'; did you mean 'essential'?");
  EXPECT_EQ(when("need.trigger == \"stock.par_breach\""),
            "rules[0]: when: need.trigger is never 'stock.par_breach'; did you mean 'stock.par_breached'?");
  EXPECT_EQ(when("need.criticality in l"),
            "rules[0]: when: need.criticality is never 'a'; expected vital, essential or desirable\n"
            "rules[0]: when: need.criticality is never 'b'; expected vital, essential or desirable");
  EXPECT_EQ(when("'need.criticality == (need.quantity > 5 ? \"vital\" : \"minor\")'"),
            "rules[0]: when: need.criticality is never 'minor'; expected vital, essential or desirable");
  EXPECT_EQ(messages(kHead + "variables: {tier: need.criticality}\nrules:\n  - rule: r\n    when: tier == \"vitl\"\n"
                             "    then: hold\n"),
            "rules[0]: when: need.criticality is never 'vitl'; did you mean 'vital'?");
  EXPECT_EQ(
      messages(kHead + "rules:\n  - rule: r\n    choose: {from: contracts, when: contract.channel == \"direkt\"}\n"
                       "    then: order\n"),
      "rules[0]: choose: when: contract.channel is never 'direkt'; did you mean 'direct'?");
  EXPECT_EQ(when("need.category == \"anything\" && need.site == \"H1\""), "");
}

TEST(Compile, WordsThatANetworkKnows) {
  const std::string text = kHead + "rules:\n  - rule: r\n    when: need.category == \"pp\"\n    then: hold\n";
  EXPECT_NO_THROW(compile(text, "p.yaml"));
  try {
    compile(text, "p.yaml", {{"need.category", {"ppe", "iv"}}});
    FAIL();
  } catch (const base::PolicyError& e) {
    EXPECT_EQ(e.faults.at(0).message, "rules[0]: when: need.category is never 'pp'; did you mean 'ppe'?");
  }
}

TEST(Compile, DivisionByZero) {
  EXPECT_EQ(faults_of(kHead + "rules:\n  - rule: r\n    when: need.quantity / 0 > 3\n    then: hold\n"),
            "p.yaml:7:27: rules[0]: when: division by zero\n"
            "   7 |     when: need.quantity / 0 > 3\n"
            "     |                           ^\n");
  EXPECT_EQ(when("need.attempts % 0 == 1"), "rules[0]: when: division by zero");
  EXPECT_EQ(messages(kHead + "parameters: {z: {value: 0}}\nvariables: {v: need.attempts / z}\n" + kRules),
            "variable 'v': division by zero: parameter 'z' is 0");
}

TEST(Compile, AQuantityThatOrdersNothing) {
  EXPECT_EQ(
      messages(kHead + "rules:\n  - rule: r\n    choose: { from: contracts }\n    quantity: -5\n    then: order\n"),
      "rules[0]: quantity: -5 orders nothing; expected more than zero");
  EXPECT_EQ(
      messages(kHead + "rules:\n  - rule: r\n    choose: { from: contracts }\n    quantity: 0\n    then: order\n"),
      "rules[0]: quantity: 0 orders nothing; expected more than zero");
  EXPECT_EQ(
      messages(kHead + "rules:\n  - rule: r\n    choose: { from: contracts }\n    quantity: 5\n    then: order\n"),
      "");
}

TEST(Compile, Parameters) {
  EXPECT_EQ(parameter("{value: 5 days, min: 1 day, max: 1 week, doc: why}"), "");
  EXPECT_EQ(parameter("5 days"), "expected a map in parameter 'x' with value, found '5 days'");
  EXPECT_EQ(parameter("{value: 5 days, mni: 1 day}"), "unknown key 'mni' in parameter 'x'; did you mean 'min'?");
  EXPECT_EQ(parameter("{min: 1 day}"), "missing key 'value' in parameter 'x'");
  EXPECT_EQ(parameter("{value: 5 days, min: 1}"), "parameter 'x': min is a plain number but the value is a duration");
  EXPECT_EQ(parameter("{value: 5 days, max: $5}"),
            "parameter 'x': max is an amount of money but the value is a duration");
  EXPECT_EQ(parameter("{value: 5 days, max: 100 h}"), "parameter 'x': 5 days is above its max 100 h");
  EXPECT_EQ(parameter("{value: -5 days, min: 0 h}"), "parameter 'x': -5 days is below its min 0 h");
  EXPECT_EQ(parameter("{value: 010}"), "parameter 'x': '010' starts with a zero; write it without");
  EXPECT_EQ(parameter("{value: [a, 3]}"), "parameter 'x': a list holds one kind of value");
  EXPECT_EQ(parameter("{value: [5 days]}"), "parameter 'x': a list holds text or plain numbers, found '5 days'");
  EXPECT_EQ(parameter("{value: []}"), "parameter 'x': a list holds 1 to 64 values");
  EXPECT_EQ(parameter("{value: ~}"), "parameter 'x': expected a value, found nothing");
  EXPECT_EQ(messages(kHead + "parameters: {need: {value: 1}, aB: {value: 1}}\nvariables: {v: need.par, v2: \"1\"}\n" +
                     kRules),
            "'need' has a meaning of its own and cannot be a name\n"
            "'aB' cannot be a name; expected lower-case letters, digits and '_'");
  EXPECT_EQ(messages(kHead + "parameters: {x: {value: 1}}\nvariables: {x: need.par}\n" + kRules),
            "'x' is a parameter already");
}

TEST(Compile, Units) {
  EXPECT_EQ(
      when("need.cover > 5"),
      "rules[0]: when: cannot compare a duration with a plain number; name the number as a parameter with its unit");
  EXPECT_EQ(when("need.cover > m"), "rules[0]: when: cannot compare a duration with an amount of money");
  EXPECT_EQ(when("need.cover + need.quantity > t"), "rules[0]: when: cannot add a duration and a quantity");
  EXPECT_EQ(when("need.cover - m > t"), "rules[0]: when: cannot subtract an amount of money from a duration");
  EXPECT_EQ(when("need.cover * need.quantity > t"), "rules[0]: when: cannot multiply a duration by a quantity");
  EXPECT_EQ(when("need.quantity / need.cover > f"), "rules[0]: when: cannot divide a quantity by a duration");
  EXPECT_EQ(
      when("need.quantity > need.attempts"),
      "rules[0]: when: cannot compare a quantity with a plain number; name the number as a parameter with its unit");
  EXPECT_EQ(when("need.site == 3"), "rules[0]: when: cannot compare text with a plain number");
  EXPECT_EQ(when("need.site in need.item"), "rules[0]: when: 'in' needs a list, found text");
  EXPECT_EQ(when("need.quantity in [1, 2]"), "rules[0]: when: a quantity cannot be in a list of plain numbers");
  EXPECT_EQ(when("\"[need.cover, m].size() > 0\""),
            "rules[0]: when: a list holds one kind of value: a duration stands beside an amount of money");
  EXPECT_EQ(when("\"(need.on_hand > 3 ? need.cover : need.value) > t\""),
            "rules[0]: when: the two sides of ':' differ: a duration and an amount of money");
  EXPECT_EQ(when("need.quantity"), "rules[0]: when: expected a truth value, found a quantity");
  EXPECT_EQ(when("need.quantity && true"), "rules[0]: when: '&&' needs truth values, found a quantity");
  EXPECT_EQ(when("\"!need.quantity\""), "rules[0]: when: '!' needs a truth value, found a quantity");
}

TEST(Compile, Expressions) {
  EXPECT_EQ(when("need.cover < 2.5"),
            "rules[0]: when: '2.5' is not a whole number; name it as a parameter with its unit");
  EXPECT_EQ(when("need.cover < 2h"),
            "rules[0]: when: 'h' cannot follow a number; name it as a parameter with its unit");
  EXPECT_EQ(when("need.cover = t"), "rules[0]: when: '=' has no meaning in an expression; did you mean '=='?");
  EXPECT_EQ(when("need.par > 1 & true"), "rules[0]: when: '&' has no meaning in an expression; did you mean '&&'?");
  EXPECT_EQ(when("need.site == 'H1"), "rules[0]: when: a text without its closing quote");
  EXPECT_EQ(when("need.site == '\\q'"), "rules[0]: when: an escape that no text has; write '\\\\' for a backslash");
  EXPECT_EQ(when("need.par >"), "rules[0]: when: expected a value, but the expression ends");
  EXPECT_EQ(when("(need.par > 1"), "rules[0]: when: expected ')', but the expression ends");
  EXPECT_EQ(when("need.par > 1 need.par"), "rules[0]: when: expected an operator or the end, but found 'need'");
  EXPECT_EQ(when("needs > 1"), "rules[0]: when: unknown name 'needs'");
  EXPECT_EQ(when("need.site.startwith('H')"),
            "rules[0]: when: unknown function 'startwith'; did you mean 'startsWith'?");
  EXPECT_EQ(when("need.site.contains()"), "rules[0]: when: 'contains' takes one text, as text.contains(text)");
  EXPECT_EQ(when("size(1) > 1"), "rules[0]: when: 'size' needs a list or a text, found a plain number");
  EXPECT_EQ(when("need.par.all(x, true)"), "rules[0]: when: 'all' needs a list, found a quantity");
  EXPECT_EQ(when("l.all(x, 3)"), "rules[0]: when: 'all' needs a truth value for each element, found a plain number");
  EXPECT_EQ(when("l['a'] == 'a'"), "rules[0]: when: the place in a list is a plain number, found text");
  EXPECT_EQ(when("need.site[0] == 'a'"), "rules[0]: when: only a list has elements, found text");
  EXPECT_EQ(when("null == 1"), "rules[0]: when: 'null' is reserved and no value");
  EXPECT_EQ(when("l[0].size == 1"), "rules[0]: when: only a fact has parts; 'size' stands after a value");
  EXPECT_EQ(when("9223372036854775808 > 1"), "rules[0]: when: '9223372036854775808' is too large");
  EXPECT_EQ(when("b'a' == b'a'"), "rules[0]: when: bytes are not used here");
  EXPECT_EQ(when("-need.site == 'a'"), "rules[0]: when: '-' needs a number, found text");
  EXPECT_EQ(when(std::string(120, '(') + "true" + std::string(120, ')')),
            "rules[0]: when: nested deeper than 100 levels");
  EXPECT_EQ(when("true" + std::string(9000, ' ') + "&& true"),
            "rules[0]: when: an expression longer than 8192 bytes");
  EXPECT_EQ(when("donor.cover > t"), "rules[0]: when: 'donor.cover' is known only where a rule chooses from donors");
}

TEST(Compile, Rules) {
  EXPECT_EQ(rule("then: ordr"),
            "rules[0]: then: expected transfer, order, expedite, substitute, query, hold, defer or nothing, found "
            "'ordr'; did "
            "you mean 'order'?");
  EXPECT_EQ(rule("choose: {from: donors}\n    then: order"), "rules[0]: 'order' needs a choice from contracts");
  EXPECT_EQ(
      rule("choose: {from: donor}\n    then: transfer"),
      "rules[0]: choose: from: expected donors, contracts or substitutes, found 'donor'; did you mean 'donors'?");
  EXPECT_EQ(rule("choose: {from: donors}\n    then: query"),
            "rules[0]: 'query' needs a choice from contracts, or none");
  EXPECT_EQ(rule("choose: {from: contracts, prefer: [contract.id]}\n    then: order"),
            "rules[0]: choose: prefer: candidates are put in order by numbers or truth values, found text");
  EXPECT_EQ(rule("choose: {from: contracts, prefer: contract.cost}\n    then: order"),
            "rules[0]: choose: prefer: expected a list, found 'contract.cost'");
  EXPECT_EQ(rule("choose: {from: contracts}\n    keep: t\n    then: order"),
            "rules[0]: 'keep' is what a donor keeps; only a transfer has one");
  EXPECT_EQ(rule("choose: {from: donors}\n    keep: q\n    then: transfer"),
            "rules[0]: keep: expected a duration, found a quantity");
  EXPECT_EQ(rule("quantity: need.cover\n    then: hold"),
            "rules[0]: quantity: expected a quantity, found a duration");
  EXPECT_EQ(rule("quantity: donor.available\n    then: hold"),
            "rules[0]: quantity: 'donor.available' is known only where a rule chooses from donors");
  EXPECT_EQ(rule("then: defer"), "rules[0]: 'defer' needs its time, as defer: {for: 4 h}");
  EXPECT_EQ(rule("then: hold\n    defer: {for: 4 h}"), "rules[0]: 'defer' stands only beside then: defer");
  EXPECT_EQ(rule("then: defer\n    defer: {for: 0 h}"),
            "rules[0]: defer: for: 0 h is too short to wait for; expected at least 1 min");
  EXPECT_EQ(rule("then: defer\n    defer: {for: 1 ms}"),
            "rules[0]: defer: for: 1 ms is too short to wait for; expected at least 1 min");
  EXPECT_EQ(rule("then: defer\n    defer: {for: 1 min}"), "");
  EXPECT_EQ(rule("then: defer\n    defer: {for: 4}"),
            "rules[0]: defer: for: '4' has no unit of time; expected a number with a unit of time, such as '4 h' or "
            "'1 day 12 h'");
  EXPECT_EQ(messages(kHead + "sees: own_site\nrules:\n  - rule: r\n    choose: {from: donors}\n    then: transfer\n"),
            "rules[0]: choose: from: a policy that sees its own site has no donors");
  EXPECT_EQ(messages(kHead + "variables: {both: \"donor.available > contract.minimum\"}\n" + kRules),
            "variable 'both': unknown fact 'contract.minimum'");
  EXPECT_EQ(messages(kHead + "variables: {both: donor.cost > contract.cost}\n" + kRules),
            "variable 'both': it looks at two kinds of candidates at once");
  EXPECT_EQ(
      messages(kHead +
               "variables: {near: donor.cost > need.value}\nrules:\n  - rule: r\n    when: near\n    then: hold\n"),
      "rules[0]: when: 'near' is known only where a rule chooses from donors");
  EXPECT_EQ(messages(kHead + "variables: {a: b, b: need.par}\n" + kRules),
            "variable 'a': 'b' is defined further down; a variable may use those above it");
  EXPECT_EQ(messages(kHead + "variables: {a: a > 1}\n" + kRules), "variable 'a': a variable cannot use itself");
}

TEST(Compile, RuleNamesDiffer) {
  EXPECT_EQ(messages(kHead + "rules:\n  - rule: r\n    then: hold\n  - rule: r\n    then: nothing\n"),
            "rules[1]: rules[0] is called 'r' too; decisions name the rule that made them");
}

TEST(Compile, AValueWithoutItsUnitIsBlamedOnce) {
  const std::string used = kHead +
                           "parameters:\n  x: {value: 5, min: 2 days, max: 9 days}\n"
                           "rules:\n  - rule: r\n    when: need.cover < x\n    then: hold\n"
                           "  - rule: s\n    when: need.cover > x\n    then: hold\n";
  EXPECT_EQ(messages(used), "parameter 'x': 5 has no unit, but its min is 2 days; write '5 days'");
  EXPECT_EQ(parameter("{value: 5, max: $250}"), "parameter 'x': 5 has no unit, but its max is $250; write '$5'");
  EXPECT_EQ(parameter("{value: 5, max: 80 %}"), "parameter 'x': 5 has no unit, but its max is 80 %; write '5 %'");
  EXPECT_EQ(parameter("{value: 5 days, min: 2}"), "parameter 'x': min is a plain number but the value is a duration");
}

TEST(Compile, NothingFollowsFromAParameterOrVariableThatCannotBeRead) {
  const std::string rules =
      "rules:\n  - rule: r\n    when: need.cover < x && need.category in x && need.par / x > 2\n    then: hold\n";
  EXPECT_EQ(messages(kHead + "parameters: {x: {value: 5 dayz}}\n" + rules),
            "parameter 'x': unknown unit of time 'dayz'; expected ms, s, min, h, days or weeks");
  EXPECT_EQ(messages(kHead + "parameters: {x: {valeu: 5 days}}\n" + rules),
            "missing key 'value' in parameter 'x'\nunknown key 'valeu' in parameter 'x'; did you mean 'value'?");
  EXPECT_EQ(messages(kHead + "parameters: {x: 5 days}\n" + rules),
            "expected a map in parameter 'x' with value, found '5 days'");
  EXPECT_EQ(messages(kHead + "variables: {x: [need.par]}\n" + rules), "variable 'x': expected text, found a list");
  EXPECT_EQ(messages(kHead + "variables: {x: need.pra}\n" + rules),
            "variable 'x': unknown fact 'need.pra'; did you mean 'need.par'?");
}

// A table given for a policy is one plain text of YAML, however long.
TEST(Compile, WhatIsQuotedIsCut) {
  std::string table = "id,name\n";
  for (int i = 0; i < 3000; ++i) table += "IM0001,gloves\n";
  const std::string said = messages(table);
  EXPECT_TRUE(said.starts_with("expected a map with policy, version, contract, summary and rules, found 'id,name IM"))
      << said.substr(0, 200);
  EXPECT_TRUE(said.ends_with("…'")) << said.size();
  EXPECT_LT(said.size(), 200u);
}

TEST(Compile, Executor) {
  EXPECT_EQ(
      messages(kHead + "executor: {retries: 3, backoff: 10 s, backoff_factor: 2.0, dead_letter_after: 2 days}\n" +
               kRules),
      "");
  EXPECT_EQ(messages(kHead + "executor: {retrys: 3}\n" + kRules),
            "unknown key 'retrys' in executor; did you mean 'retries'?");
  EXPECT_EQ(messages(kHead + "executor: {retries: 1000}\n" + kRules), "executor: retries: 1000 is outside 0 to 100");
  EXPECT_EQ(messages(kHead + "executor: {backoff: 10}\n" + kRules),
            "executor: backoff: '10' has no unit of time; expected a number with a unit of time, such as '4 h' or '1 "
            "day 12 h'");
  EXPECT_EQ(messages(kHead + "executor: {breaker_failures: 0, breaker_cooling: 5 min, supersede_after: 90 min, " +
                     "fallback_vital: decide_again, fallback_desirable: phone}\n" + kRules),
            "");
  EXPECT_EQ(messages(kHead + "executor: {fallback_vital: phon}\n" + kRules),
            "executor: fallback_vital: expected wait, decide_again or phone, found 'phon'; did you mean 'phone'?");
  EXPECT_EQ(messages(kHead + "executor: {breaker_failures: 33}\n" + kRules),
            "executor: breaker_failures: 33 is outside 0 to 32");
}

TEST(Compile, Approvals) {
  EXPECT_EQ(messages(kHead +
                     "approvals: [{role: buyer, up_to: $500}, {role: manager, up_to: 2000 USD}, {role: director}]\n" +
                     kRules),
            "");
  EXPECT_EQ(messages(kHead + "approvals: [{role: anyone}]\n" + kRules), "");
  EXPECT_EQ(messages(kHead + "approvals: []\n" + kRules), "approvals: expected a list of roles, found none");
  EXPECT_EQ(messages(kHead + "approvals: [{role: buyer}, {role: director}]\n" + kRules),
            "approvals[0]: up_to is missing; only the last has no limit");
  EXPECT_EQ(messages(kHead + "approvals: [{role: buyer, up_to: $500}]\n" + kRules),
            "approvals[0]: the last has no up_to, so that somebody may release whatever is left");
  EXPECT_EQ(messages(kHead + "approvals: [{role: a, up_to: $500}, {role: b, up_to: $500}, {role: c}]\n" + kRules),
            "approvals[1]: up_to: $500 is not more than that of the role before");
  EXPECT_EQ(
      messages(kHead + "approvals: [{role: a, up_to: -$1}, {role: c}]\n" + kRules).find("approvals[0]: up_to: "), 0u);
}

}  // namespace
}  // namespace supplytwin::bundle
