#include "base/quote.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace supplytwin::base {
namespace {

TEST(Quote, StaysOnItsLine) {
  EXPECT_EQ(in_quotes("two\nlines\tand\x1b[31m red"), "'two\\nlines\\tand\\x1b[31m red'");
  EXPECT_EQ(in_quotes(""), "''");
  const Fault fault{"odd\nname.yaml", 2, 1, "wrong", {}, 1};
  EXPECT_EQ(fault.text(), "odd\\nname.yaml:2:1: wrong");
}

TEST(Quote, CutsWhatIsLongByCharacters) {
  const std::string sixty(60, 'x');
  EXPECT_EQ(in_quotes(sixty), "'" + sixty + "'");
  EXPECT_EQ(in_quotes(sixty + "y"), "'" + sixty + "…'");
  std::string umlauts;
  for (int i = 0; i < 61; ++i) umlauts += "ü";
  EXPECT_EQ(in_quotes(umlauts), "'" + umlauts.substr(0, 120) + "…'");
}

}  // namespace
}  // namespace supplytwin::base
