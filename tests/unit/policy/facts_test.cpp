#include "policy/facts.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace supplytwin::policy {
namespace {

TEST(Facts, EachIsFoundByItsName) {
  for (const FactInfo& f : facts()) {
    const auto found = find_fact(f.name);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->fact, f.fact);
  }
  EXPECT_FALSE(find_fact("need.covr"));
}

/// The table that people read says what the table that bundles are checked with says.
TEST(Facts, TheReadmeListsThem) {
  std::ifstream in(SOURCE_DIR "/sim/policy/README.md");
  const std::string readme{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  for (const FactInfo& f : facts()) {
    std::string type(base::name_of(f.type));
    if (type.starts_with("a")) type.erase(0, type.find(' ') + 1);
    const std::string row = std::string("| `").append(f.name).append("` | ").append(type).append(" | ").append(f.doc);
    EXPECT_NE(readme.find(row), std::string::npos) << row;
  }
}

}  // namespace
}  // namespace supplytwin::policy
