#include "base/error.hpp"

#include <gtest/gtest.h>

#include "indianapolis.hpp"

namespace supplytwin::base {
namespace {

Fault typo() {
  return {"scenarios/winter.yaml", 14, 5, "unknown key lead_tiem; did you mean lead_time?",
          "    lead_tiem: 3 days", 9};
}

TEST(Fault, ShowsThePlaceTheLineAndACaret) {
  EXPECT_EQ(typo().text(),
            "scenarios/winter.yaml:14:5: unknown key lead_tiem; did you mean lead_time?\n"
            "  14 |     lead_tiem: 3 days\n"
            "     |     ^~~~~~~~~");
}

TEST(Fault, CaretCountsCharactersNotBytes) {
  const Fault fault{"a.yaml", 3, 8, "not a duration", "größe: drei", 4};
  EXPECT_EQ(fault.text(),
            "a.yaml:3:8: not a duration\n"
            "   3 | größe: drei\n"
            "     |        ^~~~");
}

TEST(Fault, TabsKeepTheCaretInItsColumn) {
  const Fault fault{"a.csv", 12345, 2, "bad", "\tx", 1};
  EXPECT_EQ(fault.text(), "a.csv:12345:2: bad\n12345 | \tx\n      | \t^");
}

TEST(Fault, MarksNothingBeyondTheLine) {
  const Fault past{"a.yaml", 1, 99, "missing value", "key:", 20};
  EXPECT_EQ(past.text(), "a.yaml:1:99: missing value\n   1 | key:\n     |     ^");
  const Fault wide{"a.yaml", 1, 1, "bad", "key:", 20};
  EXPECT_EQ(wide.text(), "a.yaml:1:1: bad\n   1 | key:\n     | ^~~~");
}

TEST(Fault, NeedsNoLineColumnExcerptOrFile) {
  EXPECT_EQ((Fault{"models/x", 0, 0, "no such folder", "", 1}.text()), "models/x: no such folder");
  EXPECT_EQ((Fault{"a.yaml", 4, 0, "too deep", "k: v", 1}.text()), "a.yaml:4: too deep\n   4 | k: v");
  EXPECT_EQ((Fault{"", 0, 0, "no policy named", "", 1}.text()), "no policy named");
}

TEST(InputError, ShowsAllFaultsAndCountsThem) {
  const InputError one({typo()});
  EXPECT_EQ(one.what(), typo().text() + "\n1 fault");
  const ScenarioError two({typo(), {"models/x", 0, 0, "no such folder", "", 1}});
  EXPECT_EQ(two.what(), typo().text() + "\nmodels/x: no such folder\n2 faults");
  EXPECT_EQ(two.faults.size(), 2u);
}

TEST(ModelError, NamesTheSimulatedTime) {
  const ModelError error("stock of GLOVES-M at H03 is negative", utc(2025, 2, 8, 2));
  EXPECT_STREQ(error.what(), "2025-02-08T02:00:00Z: stock of GLOVES-M at H03 is negative");
  EXPECT_EQ(error.time, utc(2025, 2, 8, 2));
}

TEST(Suggestion, FindsTheWordThatWasMeant) {
  const std::vector<std::string> known{"lead_time", "load_time", "cost", "capacity"};
  EXPECT_EQ(suggestion("lead_tiem", known), "lead_time");  // a swap is one slip
  EXPECT_EQ(suggestion("leadtime", known), "lead_time");
  EXPECT_EQ(suggestion("capasity", known), "capacity");
  EXPECT_EQ(suggestion("cots", known), "cost");
}

TEST(Suggestion, IsEmptyWhenNothingIsNear) {
  EXPECT_EQ(suggestion("holiday", {"lead_time", "cost"}), "");
  EXPECT_EQ(suggestion("x", {"y"}), "");
  EXPECT_EQ(suggestion("anything", {}), "");
}

TEST(Suggestion, TheFirstOfEquallyNearWordsWins) { EXPECT_EQ(suggestion("cat", {"car", "can"}), "car"); }

}  // namespace
}  // namespace supplytwin::base
