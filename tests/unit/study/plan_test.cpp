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
  const auto s = apply({.seed = 9, .replications = 4, .policies = {}}, three_policies(), notes);
  EXPECT_EQ(s.seed, 9u);
  EXPECT_EQ(s.replications, 4u);
  EXPECT_EQ(names(s).size(), 3u);
  EXPECT_TRUE(notes.empty());
}

TEST(Overrides, OrderOfPoliciesDoesNotMatter) {
  std::vector<std::string> notes;
  const auto a = apply({{}, {}, {"transfer-first", "nightly-batch"}}, three_policies(), notes);
  const auto b = apply({{}, {}, {"nightly-batch", "transfer-first"}}, three_policies(), notes);
  EXPECT_EQ(names(a), (std::vector<std::string>{"nightly-batch", "transfer-first"}));
  EXPECT_EQ(names(a), names(b));
  EXPECT_EQ(a.baseline, "nightly-batch");
  EXPECT_TRUE(notes.empty());
}

TEST(Overrides, WithoutTheBaselineTheFirstByNameTakesItsPlaceAndThisIsSaid) {
  std::vector<std::string> notes;
  const auto s = apply({{}, {}, {"transfer-first", "forecast-led"}}, three_policies(), notes);
  EXPECT_EQ(s.baseline, "forecast-led");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0],
            "the baseline nightly-batch is not among the chosen policies; compared with forecast-led instead");
}

TEST(Overrides, UnknownPoliciesAreAllNamed) {
  std::vector<std::string> notes;
  try {
    apply({{}, {}, {"transfer-frist", "nightly-batch", "xyzzy"}}, three_policies(), notes);
    FAIL();
  } catch (const base::ScenarioError& e) {
    ASSERT_EQ(e.faults.size(), 2u);
    EXPECT_NE(e.faults[0].message.find("did you mean 'transfer-first'?"), std::string::npos);
    EXPECT_NE(e.faults[1].message.find("'xyzzy'"), std::string::npos);
  }
}

}  // namespace
}  // namespace supplytwin::study
