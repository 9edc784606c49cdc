#include "edge/wire.hpp"

#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

std::string nested(int levels) { return std::string(levels, '[') + std::string(levels, ']'); }

TEST(Wire, RefusesWhatIsNoJson) {
  for (const char* text :
       {"", " ", "{", "}", "{]", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "nul", "01", "1 2", "\"\xff\"",
        "\"\\ud800\"", "NaN", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":1}x", "// no\n{}"})
    EXPECT_EQ(refusal([&] { parse(text); }), "not JSON") << text;
  EXPECT_EQ(parse(" {\"a\" : 1}\r\n"), (Json{{"a", 1}}));
}

TEST(Wire, RefusesWhatIsNestedTooDeep) {
  EXPECT_EQ(refusal([] { parse(nested(16)); }), "");
  EXPECT_EQ(refusal([] { parse(nested(18)); }), "nested deeper than 16");
  EXPECT_EQ(refusal([] { parse(R"({"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]})"); }), "");
  EXPECT_EQ(refusal([] { parse(R"({"a":1,"b":[{"c":1,"d":{"c":2},"c":3}]})"); }), "member 'c' stands twice");
  EXPECT_EQ(refusal([] { parse(nested(1'000'000)); }), "nested deeper than 16");
  EXPECT_EQ(refusal([] { parse(std::string(1'000'000, '[')); }), "nested deeper than 16");
}

TEST(Wire, RefusesWhatIsTooLong) {
  const std::size_t most = std::size_t{64} << 20;
  EXPECT_EQ(refusal([&] { parse("\"" + std::string(most - 2, ' ') + "\""); }), "");
  EXPECT_EQ(refusal([&] { parse(std::string(most + 1, ' ')); }), "longer than 64 MiB");
}

TEST(Wire, ReadsMembersOfTheTypeAskedFor) {
  const Json json = parse(R"({"t":"x","b":true,"n":-5,"l":[1],"at":"2025-02-08T07:00:00Z","w":"vital","null":null})");
  const Members m(json, "data");
  EXPECT_EQ(m.text("t"), "x");
  EXPECT_TRUE(m.truth("b"));
  EXPECT_EQ(m.number("n"), -5);
  EXPECT_EQ(m.list("l").size(), 1U);
  EXPECT_EQ(base::milliseconds(m.time("at")), 1'738'998'000'000);
  EXPECT_EQ(m.word<policy::Criticality>("w"), policy::Criticality::vital);
  EXPECT_TRUE(m.has("null"));
  EXPECT_FALSE(m.has("other"));
}

TEST(Wire, RefusesAnotherTypeAndNamesTheMember) {
  const Json json = parse(R"({"t":"x","b":true,"n":5,"l":[1],"o":{},"null":null})");
  const Members m(json, "data");
  EXPECT_EQ(refusal([&] { m.text("gone"); }), "data.gone: missing");
  for (const char* key : {"b", "n", "l", "o", "null"})
    EXPECT_EQ(refusal([&] { m.text(key); }), "data." + std::string(key) + ": expected a text");
  for (const char* key : {"t", "n", "l", "o", "null"})
    EXPECT_EQ(refusal([&] { m.truth(key); }), "data." + std::string(key) + ": expected true or false");
  for (const char* key : {"t", "b", "o", "null"})
    EXPECT_EQ(refusal([&] { m.list(key); }), "data." + std::string(key) + ": expected a list");
  for (const char* key : {"t", "b", "l", "o", "null"}) EXPECT_NE(refusal([&] { m.number(key); }), "") << key;
  for (const char* key : {"n", "t"}) EXPECT_NE(refusal([&] { m.time(key); }), "") << key;
  EXPECT_EQ(refusal([&] { m.word<policy::Criticality>("t"); }), "data.t: no such word 'x'");
  EXPECT_EQ(refusal([&] { m.known("t", std::optional<int>{}); }), "data.t: unknown name 'x'");
  EXPECT_EQ(refusal([] { Members(Json::array(), "data"); }), "data is not an object");
  EXPECT_EQ(refusal([] { Members(Json(1), ""); }), "the message is not an object");
}

TEST(Wire, RefusesNumbersThatAreNotWholeOrOutOfRange) {
  for (const char* number : {"1e30", "1e3", "1.0", "0.5", "18446744073709551615", "18446744073709551616",
                             "9223372036854775808", "-9223372036854775809", "1e400"}) {
    const std::string text = std::string("{\"n\":") + number + "}";
    EXPECT_NE(refusal([&] {
                const Json json = parse(text);
                Members(json, "data").number("n");
              }),
              "")
        << number;
  }
  const Json most = parse(R"({"most":9223372036854775807,"least":-9223372036854775808,"eleven":11})");
  const Members m(most, "data");
  EXPECT_EQ(m.number("most"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(m.number("least"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(m.number("eleven", 11, 11), 11);
  EXPECT_EQ(refusal([&] { m.number("eleven", 0, 10); }), "data.eleven: expected a whole number from 0 to 10");
  EXPECT_NE(refusal([&] { m.number("eleven", 12, 20); }), "");
}

}  // namespace
}  // namespace supplytwin::edge
