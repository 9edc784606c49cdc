#include "bundle/strict_yaml.hpp"

#include <gtest/gtest.h>

namespace supplytwin::bundle {
namespace {

std::string faults_of(const std::string& text, YamlLimits limits = {}) {
  std::vector<base::Fault> faults;
  Document::parse(text, "a.yaml", faults, limits);
  std::string out;
  for (const base::Fault& f : faults) out += f.text() + "\n";
  return out;
}

/// Line, column and message alone.
std::string messages(const std::string& text) {
  std::vector<base::Fault> faults;
  Document::parse(text, "a.yaml", faults);
  std::string out;
  for (const base::Fault& f : faults)
    out += (out.empty() ? "" : "\n") + std::to_string(f.line) + ":" + std::to_string(f.column) + ": " + f.message;
  return out;
}

Document read(const std::string& text) {
  std::vector<base::Fault> faults;
  Document d = Document::parse(text, "a.yaml", faults);
  EXPECT_TRUE(faults.empty()) << (faults.empty() ? "" : faults[0].text());
  return d;
}

TEST(StrictYaml, KeepsTextAndPlace) {
  const Document d = read("# é\na: {x: 010, é: yes, z: \"q\\\"uo\"}\n");
  const YamlNode& x = *d.root().find("a")->find("x");
  EXPECT_EQ(x.text, "010");
  EXPECT_EQ(d.root().find("a")->find("é")->text, "yes");
  const YamlNode& z = *d.root().find("a")->find("z");
  EXPECT_TRUE(z.quoted);
  EXPECT_EQ(z.text, "q\"uo");
  EXPECT_EQ(std::pair(z.line, z.column), std::pair(2, 24));
  EXPECT_EQ(z.length, 7);
}

TEST(StrictYaml, DuplicateKey) {
  EXPECT_EQ(faults_of("a: 1\nb: 2\na: 3\n"),
            "a.yaml:3:1: duplicate key 'a'; it already stands in line 1\n   3 | a: 3\n     | ^\n");
}

TEST(StrictYaml, Tag) {
  EXPECT_EQ(faults_of("a: !!int 3\n"),
            "a.yaml:1:4: the tag 'tag:yaml.org,2002:int' is not used here; write the value alone\n   1 | a: !!int "
            "3\n     |    ^\n");
}

TEST(StrictYaml, KeyThatIsNoWord) {
  EXPECT_EQ(faults_of("? [a, b]\n: 1\n"),
            "a.yaml:1:3: a key must be a word, found a list\n   1 | ? [a, b]\n     |   ^\n");
}

TEST(StrictYaml, SecondDocument) {
  EXPECT_EQ(faults_of("a: 1\n---\nb: 2\n"),
            "a.yaml:2:1: a second document in the file; expected one\n   2 | ---\n     | ^\n");
}

TEST(StrictYaml, Syntax) {
  EXPECT_EQ(messages("a: b: c\n"), "1:5: a ': ' cannot stand here; put a text that holds one in quotes");
  EXPECT_EQ(messages("a: 1\n b: 2\n"), "2:3: a ': ' cannot stand here; put a text that holds one in quotes");
  EXPECT_EQ(messages("a:\n\t- b\n"), "2:2: a tab before the text; indent with spaces");
  EXPECT_EQ(messages("a: 1\n- b\n"), "2:1: this does not line up with the keys above it");
  EXPECT_EQ(messages("a: *b\n"), "1:4: not readable as YAML: the referenced anchor is not defined");
  EXPECT_EQ(messages("a: 1\rb: 2\r"), "1:5: a carriage return without a line feed; end lines with LF or CRLF");
}

TEST(StrictYaml, QuotesAndBracketsThatStayOpen) {
  EXPECT_EQ(faults_of("a: 1\nb: [1, 2\nc: 3\nd: 4\n"),
            "a.yaml:2:4: this '[' is never closed; noticed in line 3\n   2 | b: [1, 2\n     |    ^\n");
  EXPECT_EQ(messages("a: [1, 2\n"), "1:4: this '[' is never closed; noticed in line 2");
  EXPECT_EQ(messages("a: { b: 1\nc: 2\n"), "1:4: this '{' is never closed; noticed in line 2");
  EXPECT_EQ(messages("a:\n  - { b: 1\n  - { b: 2 }\n"), "2:5: this '{' is never closed; noticed in line 3");
  EXPECT_EQ(messages("a: { b: 1 ]\n"), "1:11: this ']' does not close the '{' of line 1");
  EXPECT_EQ(messages("a: \"x\nb: 2\nc: 3\n"), "1:4: this quote is never closed");
  EXPECT_EQ(messages("a: 'x\nb: 2\n"), "1:4: this quote is never closed");
  EXPECT_EQ(messages("a: \"x\nb: 2\nc: \"y\"\n"), "1:4: this quote is not closed in its line; it runs on to line 3");
  EXPECT_EQ(messages("a: 'it isn't'\n"), "1:12: text after a closing quote; double a quote that belongs to the text");
  EXPECT_EQ(messages("a: >-\n  it's [not\n\n  open\nb: [1\nc: 2\n"),
            "5:4: this '[' is never closed; noticed in line 6");
  EXPECT_EQ(messages("a: x # it's [\nb: need.x in [1\nc: d: e\n"),
            "3:5: a ': ' cannot stand here; put a text that holds one in quotes");
}

TEST(StrictYaml, NothingIsPlacedAtItsKey) {
  const Document d = read("a:\nb: 1\n");
  EXPECT_EQ(d.root().find("a")->line, 1);
}

TEST(StrictYaml, LongLines) {
  EXPECT_EQ(messages("a: " + std::string(70'000, 'x') + "\n"), "1:1: a line of more than 65536 bytes; break it");
}

TEST(StrictYaml, BrokenText) {
  EXPECT_EQ(faults_of("a: \xff\n"), "a.yaml:1:4: a byte that is not UTF-8 text\n   1 | a: \uFFFD\n     |    ^\n");
  EXPECT_NE(faults_of(std::string("a: \0b\n", 6)), "");
  EXPECT_NE(faults_of("a: \xed\xa0\x80\n"), "");  // a lone surrogate
  EXPECT_NE(faults_of("a: \xc0\xaf\n"), "");      // a slash written too long
}

TEST(StrictYaml, Limits) {
  YamlLimits limits;
  limits.bytes = 4;
  EXPECT_EQ(faults_of("a: 12\n", limits), "a.yaml: the file holds more than 4 bytes\n");
  limits = {};
  limits.depth = 2;
  EXPECT_EQ(faults_of("a: [1]\n", limits), "");
  EXPECT_EQ(faults_of("a: [[1]]\n", limits),
            "a.yaml:1:5: nested deeper than 2 levels\n   1 | a: [[1]]\n     |     ^\n");
  limits = {};
  limits.aliases = 1;
  EXPECT_EQ(faults_of("a: &x 1\nb: *x\nc: *x\n", limits),
            "a.yaml:3:4: more than 1 aliases in one file\n   3 | c: *x\n     |    ^\n");
  limits = {};
  limits.keys = 2;
  EXPECT_EQ(faults_of("a: 1\nb: 2\nc: 3\n", limits),
            "a.yaml:3:1: more than 2 keys in one map\n   3 | c: 3\n     | ^\n");
  limits = {};
  limits.nodes = 6;
  EXPECT_EQ(faults_of("a: [1, 2, 3, 4, 5]\n", limits),
            "a.yaml:1:14: more than 6 values in one file\n   1 | a: [1, 2, 3, 4, 5]\n     |              ^\n");
}

/// Ten aliases of ten aliases of ten ...: the expansion is stopped by its size.
TEST(StrictYaml, BillionLaughs) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) text += (k ? ", " : "") + last;
    text += "]\n";
  }
  EXPECT_NE(faults_of(text).find("more than 200000 values in one file"), std::string::npos);
  EXPECT_NE(faults_of("a: &a [*a]\n"), "");
}

TEST(StrictYaml, PointsIntoFoldedQuotedAndBlockText) {
  const Document d =
      read("fold: one two\n  three BAD four\ndq: \"a \\\"b\\\" BAD c\"\nsq: 'it''s BAD'\nblk: |\n  x\n  y BAD z\n");
  const auto at = [&](const char* key) {
    const YamlNode& n = *d.root().find(key);
    const base::Fault f = d.fault_inside(n, n.text.find("BAD"), 3, "");
    return std::tuple(f.line, f.column, f.length);
  };
  EXPECT_EQ(at("fold"), std::tuple(2, 9, 3));
  EXPECT_EQ(at("dq"), std::tuple(3, 14, 3));
  EXPECT_EQ(at("sq"), std::tuple(4, 12, 3));
  EXPECT_EQ(at("blk"), std::tuple(7, 5, 3));
}

TEST(StrictYaml, PlainScalarsAreReadStrictly) {
  const Document d = read("a: yes\nb: 010\nc: \"3\"\nd: 0x1F\ne: ~\nf: true\ng: 7\n");
  std::vector<base::Fault> faults;
  EXPECT_FALSE(read_bool(d, *d.root().find("a"), "a", faults));
  EXPECT_FALSE(read_integer(d, *d.root().find("b"), "b", 0, 99, faults));
  EXPECT_FALSE(read_integer(d, *d.root().find("c"), "c", 0, 99, faults));
  EXPECT_FALSE(read_integer(d, *d.root().find("d"), "d", 0, 99, faults));
  EXPECT_FALSE(read_text(d, *d.root().find("e"), "e", faults));
  EXPECT_EQ(read_bool(d, *d.root().find("f"), "f", faults), true);
  EXPECT_FALSE(read_integer(d, *d.root().find("g"), "g", 0, 6, faults));
  ASSERT_EQ(faults.size(), 6u);
  EXPECT_EQ(faults[0].message, "a: expected true or false, found 'yes'");
  EXPECT_EQ(faults[1].message, "b: '010' starts with a zero; write it without");
  EXPECT_EQ(faults[2].message, "c: expected a whole number, found the text '3'");
  EXPECT_EQ(faults[3].message, "d: '0x1F' is not a whole number");
  EXPECT_EQ(faults[4].message, "e: expected text, found nothing");
  EXPECT_EQ(faults[5].message, "g: 7 is outside 0 to 6");
}

TEST(StrictYaml, KeysOfAMap) {
  const Document d = read("lead_tiem: 3\nzzzzzzzz: 1\n");
  std::vector<base::Fault> faults;
  EXPECT_TRUE(check_keys(d, d.root(), {"name"}, {"lead_time"}, "suppliers[2]", faults));
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_EQ(faults[0].text(),
            "a.yaml:1:1: unknown key 'lead_tiem' in suppliers[2]; did you mean 'lead_time'?\n   1 | lead_tiem: 3\n   "
            "  | ^~~~~~~~~");
  EXPECT_EQ(faults[1].message, "unknown key 'zzzzzzzz' in suppliers[2]; expected name or lead_time");
  EXPECT_EQ(faults[2].message, "missing key 'name' in suppliers[2]");
}

}  // namespace
}  // namespace supplytwin::bundle
