#include "study/plan.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace supplytwin::study {
namespace {

scenario::Scenario three_policies() {
  scenario::Scenario s;
  s.name = "winter";
  s.file = "winter.yaml";
  s.baseline = "nightly-batch";
  for (const char* name : {"forecast-led", "nightly-batch", "transfer-first"}) s.policies.push_back({name, "", {}});
  return s;
}

std::vector<std::string> names(const scenario::Scenario& s) {
  std::vector<std::string> out;
  for (const auto& c : s.policies) out.push_back(c.name);
  return out;
}

TEST(Overrides, ChangeSeedAndReplications) {
  std::vector<std::string> notes;
  const auto s =
      apply({.seed = 9, .replications = 4, .policies = {}, .part = {}, .from = {}}, three_policies(), notes);
  EXPECT_EQ(s.seed, 9u);
  EXPECT_EQ(s.replications, 4u);
  EXPECT_EQ(names(s).size(), 3u);
  EXPECT_TRUE(notes.empty());
}

TEST(Overrides, OrderOfPoliciesDoesNotMatter) {
  std::vector<std::string> notes;
  const auto a = apply({{}, {}, {"transfer-first", "nightly-batch"}, {}, {}}, three_policies(), notes);
  const auto b = apply({{}, {}, {"nightly-batch", "transfer-first"}, {}, {}}, three_policies(), notes);
  EXPECT_EQ(names(a), (std::vector<std::string>{"nightly-batch", "transfer-first"}));
  EXPECT_EQ(names(a), names(b));
  EXPECT_EQ(a.baseline, "nightly-batch");
  EXPECT_TRUE(notes.empty());
}

TEST(Overrides, WithoutTheBaselineTheFirstByNameTakesItsPlaceAndThisIsSaid) {
  std::vector<std::string> notes;
  const auto s = apply({{}, {}, {"transfer-first", "forecast-led"}, {}, {}}, three_policies(), notes);
  EXPECT_EQ(s.baseline, "forecast-led");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0],
            "the baseline nightly-batch is not among the chosen policies; compared with forecast-led instead");
}

TEST(Overrides, WhatCannotBeIsToldAtOnce) {
  const auto told = [](const Overrides& overrides) {
    std::vector<std::string> notes;
    std::string messages;
    try {
      apply(overrides, three_policies(), notes);
    } catch (const base::ScenarioError& e) {
      for (const auto& f : e.faults) messages += f.text() + "\n";
    }
    return messages;
  };
  EXPECT_EQ(told({{}, 0, {"nightly-batch", "nightly-batch"}, {}, {}}),
            "winter.yaml: replications must be at least 1\n"
            "winter.yaml: policies: 'nightly-batch' is named twice\n");
  EXPECT_EQ(told({{}, 1'000'001, {}, {}, {}}), "winter.yaml: replications must be at most 1000000\n");
  EXPECT_EQ(told({{}, {}, {"a\nb"}, {}, {}}),
            "winter.yaml: policies: 'a\\nb' does not compete here; expected forecast-led, nightly-batch or "
            "transfer-first\n");
  EXPECT_EQ(told({{}, 2, {}, Part{1, 3}, {}}),
            "winter.yaml: part 1/3: 2 replications in blocks of 1 make 2 tasks, so that there are at most as many "
            "parts\n");
  EXPECT_EQ(told({{}, 3, {}, Part{3, 3}, {}}), "");
}

TEST(Part, IsReadAndWritten) {
  EXPECT_EQ(part_of("2/3"), (Part{2, 3}));
  EXPECT_EQ(words({2, 3}), "2/3");
  for (const char* text :
       {"", "2", "/", "2/", "/3", "0/3", "4/3", "02/3", "2/3/4", " 2/3", "-1/3", "2/x", "1/99999999999"})
    EXPECT_FALSE(part_of(text)) << text;
}

TEST(Part, PartsShareTheTasksAmongThem) {
  for (std::uint32_t task = 0; task < 12; ++task) {
    int owners = 0;
    for (std::uint32_t k = 1; k <= 5; ++k) owners += Part{k, 5}.has(task);
    EXPECT_EQ(owners, 1) << task;
  }
  EXPECT_TRUE((Part{1, 5}.has(0)));
}

TEST(Overrides, UnknownPoliciesAreAllNamed) {
  std::vector<std::string> notes;
  try {
    apply({{}, {}, {"transfer-frist", "nightly-batch", "xyzzy"}, {}, {}}, three_policies(), notes);
    FAIL();
  } catch (const base::ScenarioError& e) {
    ASSERT_EQ(e.faults.size(), 2u);
    EXPECT_NE(e.faults[0].message.find("did you mean 'transfer-first'?"), std::string::npos);
    EXPECT_NE(e.faults[1].message.find("'xyzzy'"), std::string::npos);
  }
}

}  // namespace
}  // namespace supplytwin::study
