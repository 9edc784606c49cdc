#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace supplytwin::base {
namespace {

TEST(Utf8, CountsCharactersAndNotBytes) {
  EXPECT_EQ(characters(""), 0u);
  EXPECT_EQ(characters("gauze"), 5u);
  EXPECT_EQ(characters("Stra\xC3\x9F"
                       "e \xF0\x9F\x90\xB1"),
            8u);
}

TEST(Utf8, FindsTheFirstBadByte) {
  const std::size_t none = std::string_view::npos;
  EXPECT_EQ(first_bad_byte("a\tb\r\n\xC3\x9F \xE2\x82\xAC \xF0\x9F\x90\xB1"), none);
  EXPECT_EQ(first_bad_byte("ab\x1B["), 2u);  // a control character
  EXPECT_EQ(first_bad_byte(std::string("a\0b", 3)), 1u);
  EXPECT_EQ(first_bad_byte("a\rb"), 1u);  // a line feed is missing
  EXPECT_EQ(first_bad_byte("a\xFF"), 1u);
  EXPECT_EQ(first_bad_byte("a\xC3"), 1u);     // cut off
  EXPECT_EQ(first_bad_byte("\xC0\xAF"), 0u);  // overlong in two, three and four bytes
  EXPECT_EQ(first_bad_byte("\xE0\x80\xAF"), 0u);
  EXPECT_EQ(first_bad_byte("\xF0\x80\x80\xAF"), 0u);
  EXPECT_EQ(first_bad_byte("\xED\xA0\x80"), 0u);      // a surrogate
  EXPECT_EQ(first_bad_byte("\xF4\x90\x80\x80"), 0u);  // past the last character
}

}  // namespace
}  // namespace supplytwin::base
