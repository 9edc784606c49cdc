// Spoiled input ends in faults or in a scenario, never in anything else.
#include <gtest/gtest.h>

#include <algorithm>

#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

const std::vector<std::string>& files() {
  static const std::vector<std::string> all{"scenario.yaml",           "mini/network.yaml",    "mini/locations.csv",
                                            "mini/items.csv",          "mini/suppliers.csv",   "mini/contracts.csv",
                                            "mini/contract_items.csv", "mini/lanes.csv",       "mini/par_levels.csv",
                                            "mini/usage_rates.csv",    "mini/substitutes.csv", "surges/flu.yaml",
                                            "surges/flu.csv",          "policies/order.yaml"};
  return all;
}

/// Reads it; what comes out is a scenario or placed faults.
void survive(const Scratch& s, const std::string& what) {
  try {
    s.read();
  } catch (const base::ScenarioError& e) {
    ASSERT_FALSE(e.faults.empty()) << what;
    for (const base::Fault& f : e.faults) {
      ASSERT_FALSE(f.message.empty()) << what;
      ASSERT_FALSE(f.file.empty()) << what;
      ASSERT_GE(f.length, 1) << what;
    }
  } catch (const std::exception& e) {
    FAIL() << what << ": " << e.what();
  }
}

TEST(Robustness, TruncatedFiles) {
  const Scratch s;
  for (const std::string& file : files()) {
    const std::string whole = s.text(file);
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 24);
    for (std::size_t length = 0; length < whole.size(); length += step) {
      s.write(file, whole.substr(0, length));
      survive(s, file + " cut at " + std::to_string(length));
    }
    s.write(file, whole);
  }
}

TEST(Robustness, MutatedFiles) {
  const Scratch s;
  std::mt19937 random(20241001);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  const std::vector<std::string> pieces{",",  "\"", ":",   "-",    "\n",   "{",    "[", "]",
                                        "}",  "#",  "&a ", "*a ",  "!x ",  "|",    "0", "9999999999999999999",
                                        "-1", " ",  "\t",  "\r",   "\xff", "\xC3", "é", std::string(1, '\0'),
                                        "%",  "(",  ")",   "true", "~",    "<<: "};
  for (int round = 0; round < 600; ++round) {
    const std::string& file = files()[below(files().size())];
    const std::string whole = s.text(file);
    std::string spoiled = whole;
    const std::size_t edits = 1 + below(4);
    for (std::size_t i = 0; i < edits && !spoiled.empty(); ++i) {
      const std::size_t at = below(spoiled.size());
      switch (below(4)) {
        case 0:
          spoiled.erase(at, 1 + below(12));
          break;
        case 1:
          spoiled.insert(at, pieces[below(pieces.size())]);
          break;
        case 2:
          spoiled[at] = static_cast<char>(below(256));
          break;
        default:
          spoiled.insert(at, spoiled.substr(below(spoiled.size()), below(40)));
      }
    }
    s.write(file, spoiled);
    survive(s, "round " + std::to_string(round) + " in " + file);
    s.write(file, whole);
  }
}

TEST(Robustness, ManyFaultsAreCounted) {
  const Scratch s;
  std::string text = "location,item,rate\n";
  for (int i = 0; i < 3'000; ++i) text += "nowhere-" + std::to_string(i) + ",foam,1\n";
  s.write("mini/usage_rates.csv", text);
  const auto faults = s.faults();
  ASSERT_EQ(faults.size(), 1'001u);
  EXPECT_EQ(faults.back().message, "2000 more faults in this file");
}

}  // namespace
}  // namespace supplytwin::scenario
