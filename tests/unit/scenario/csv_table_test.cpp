#include "scenario/csv_table.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "network/config.hpp"
#include "scenario/read_fields.hpp"

namespace supplytwin::scenario {
namespace {

struct Reading {
  std::vector<base::Fault> faults;
  CsvTable table;
  explicit Reading(const std::string& text, const CsvLimits& limits = {})
      : table(CsvTable::parse(text, "t.csv", faults, limits)) {}
  std::string cell(std::size_t row, std::size_t column) const {
    std::string buffer;
    return std::string(table.cell(row, column, buffer));
  }
  std::string told() const {
    std::string all;
    for (const base::Fault& f : faults) all += f.text() + "\n";
    return all;
  }
};

TEST(CsvTable, ReadsQuotesCommentsAndBothLineEnds) {
  const Reading r("\xEF\xBB\xBF# where it comes from\r\n# licence\r\na,b\r\n1,\"x, \"\"y\"\"\"\r\n,\"\"\r\n\r\n");
  EXPECT_EQ(r.told(), "");
  ASSERT_EQ(r.table.rows(), 2u);
  EXPECT_EQ(r.table.columns(), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(r.cell(0, 0), "1");
  EXPECT_EQ(r.cell(0, 1), "x, \"y\"");
  EXPECT_EQ(r.cell(1, 0), "");
  EXPECT_EQ(r.cell(1, 1), "");
}

TEST(CsvTable, LastLineNeedsNoEnd) {
  const Reading r("a,b\n1,2");
  EXPECT_EQ(r.told(), "");
  EXPECT_EQ(r.cell(0, 1), "2");
}

TEST(CsvTable, RowsOfOtherLengths) {
  const Reading r("a,b\n1\n1,2,3\n\n1,2\n");
  EXPECT_EQ(r.told(),
            "t.csv:2:1: this row has 1 cell, the header has 2 columns\n   2 | 1\n     | ^\n"
            "t.csv:3:1: this row has 3 cells, the header has 2 columns\n   3 | 1,2,3\n     | ^~~~~\n"
            "t.csv:4:1: an empty line\n");
}

TEST(CsvTable, Quotes) {
  EXPECT_EQ(
      Reading("a\nx\"y\n").told(),
      "t.csv:2:2: a quote inside a cell; put the whole cell in quotes and double this one\n   2 | x\"y\n     |  ^\n");
  EXPECT_EQ(
      Reading("a\n\"x\"y\n").told(),
      "t.csv:2:4: text after a closing quote; double a quote that belongs to the text\n   2 | \"x\"y\n     |    ^\n");
  EXPECT_EQ(Reading("a\n\"x\n").told(), "t.csv:2:1: this quote is not closed in its line\n   2 | \"x\n     | ^\n");
}

TEST(CsvTable, AnOpenQuoteSpoilsNoOtherRow) {
  const Reading r("a,b\n1,\"x\n2,\"y\"\n");
  EXPECT_EQ(r.told(), "t.csv:2:3: this quote is not closed in its line\n   2 | 1,\"x\n     |   ^\n");
  EXPECT_EQ(r.cell(1, 1), "y");
}

TEST(CsvTable, OtherSeparatorsAndLineEnds) {
  EXPECT_EQ(Reading("a;b\n1;2\n").told(), "t.csv:1:2: expected commas between columns\n   1 | a;b\n     |  ^\n");
  EXPECT_EQ(Reading("a,b\r1,2\r").faults.at(0).message,
            "a carriage return without a line feed; end lines with LF or CRLF");
}

TEST(CsvTable, LongLines) {
  EXPECT_EQ(Reading("a,b\n1," + std::string(70'000, 'x') + "\n").faults.at(0).message,
            "a line of more than 65536 bytes; break it");
  // Of a long line only what lies around the fault is shown.
  const Reading r("a,b\n1," + std::string(1'000, 'x') + "\"" + std::string(1'000, 'y') + "\n");
  EXPECT_EQ(r.faults.at(0).column, 1'003);
  EXPECT_EQ(r.told(),
            "t.csv:2:1003: a quote inside a cell; put the whole cell in quotes and double this one\n   2 | \u2026" +
                std::string(150, 'x') + "\"" + std::string(149, 'y') + "\u2026\n     | " + std::string(151, ' ') +
                "^\n");
}

TEST(CsvTable, HeaderFaults) {
  EXPECT_EQ(Reading("").told(),
            "t.csv:1:1: the table is empty; expected a header line with the names of its columns\n");
  EXPECT_EQ(Reading("a,b,a\n").told(), "t.csv:1:5: duplicate column 'a'\n   1 | a,b,a\n     |     ^\n");
  EXPECT_EQ(Reading("a,,b\n").faults.at(0).message, "a column without a name");
}

TEST(CsvTable, BadUtf8IsNamedByPlace) {
  const Reading r("a\ngr\xC3\xBC\xDF\n");
  ASSERT_EQ(r.faults.size(), 1u);
  EXPECT_EQ(r.faults[0].line, 2);
  EXPECT_EQ(r.faults[0].column, 4);
  EXPECT_EQ(r.faults[0].message, "a byte that is not UTF-8 text");
  for (const std::string bad :
       {"\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80", "\x01"}) {
    EXPECT_EQ(Reading("a\n" + bad + "\n").faults.size(), 1u);
  }
}

TEST(CsvTable, Limits) {
  EXPECT_EQ(Reading("a\n1\n2\n3\n", {.bytes = 100, .columns = 2, .rows = 2}).faults.at(0).message,
            "more than 2 rows");
  EXPECT_EQ(Reading("a,b,c\n", {.bytes = 100, .columns = 2, .rows = 2}).faults.at(0).message, "more than 2 columns");
  EXPECT_FALSE(Reading("aaaaaaaaaa\n", {.bytes = 5, .columns = 2, .rows = 2}).faults.empty());
}

TEST(CsvTable, PlacesCountCharactersNotBytes) {
  const Reading r("a,b\ngrün,nein\n");
  const base::Fault f = r.table.fault(0, 1, "no");
  EXPECT_EQ(f.column, 6);
  EXPECT_EQ(f.length, 4);
}

TEST(CsvTable, FiftyThousandRowsAreQuick) {
  std::string text = "location,item,reorder_point,par\n";
  for (int i = 0; i < 50'000; ++i) {
    text.append("H").append(std::to_string(i % 200)).append("-U,item-").append(std::to_string(i)).append(",5,20\n");
  }
  std::vector<base::Fault> faults;
  const auto begin = std::chrono::steady_clock::now();
  const CsvTable table = CsvTable::parse(std::move(text), "par_levels.csv", faults);
  const Rows<network::ParLevelConfig> rows = read_rows<network::ParLevelConfig>(table, faults);
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_TRUE(faults.empty());
  ASSERT_EQ(rows.rows.size(), 50'000u);
  EXPECT_EQ(rows.rows[49'999].item, "item-49999");
  RecordProperty("milliseconds",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  EXPECT_LT(took, std::chrono::seconds(30));  // linear, not quadratic, even under a sanitizer
}

}  // namespace
}  // namespace supplytwin::scenario
