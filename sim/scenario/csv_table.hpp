#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "scenario/text_file.hpp"

namespace supplytwin::scenario {

/// How much a table may hold; more is a fault.
struct CsvLimits {
  std::size_t bytes = std::size_t{256} << 20;
  std::size_t columns = 200;
  std::size_t rows = 5'000'000;
  std::size_t line = std::size_t{1} << 16;  ///< [bytes]
};

/// A CSV table (RFC 4180) in UTF-8: lines that start with `#` may stand before the header, lines end with LF or CRLF,
/// cells may be quoted, each within its line. Text is kept as written; cells point into it.
class CsvTable {
 public:
  /// Appends what is wrong to `faults`. A row with too few or too many cells is a fault and stays as it is.
  static CsvTable parse(std::string text, std::string file, std::vector<base::Fault>& faults,
                        const CsvLimits& limits = {});

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// Whether there is a header to read rows by.
  bool readable() const { return !columns_.empty(); }
  const std::vector<std::string>& columns() const { return columns_; }
  /// The index of a column, or kNone.
  std::size_t column(std::string_view name) const;
  std::size_t rows() const { return row_begin_.empty() ? 0 : row_begin_.size() - 1; }
  /// Whether a row has as many cells as the header.
  bool whole(std::size_t row) const { return row_begin_[row + 1] - row_begin_[row] == columns_.size(); }
  /// The text of a cell without its quotes; empty when the row is too short.
  std::string_view cell(std::size_t row, std::size_t column, std::string& unquoted) const;

  /// A fault at a cell; at the row's start when it has no such cell.
  base::Fault fault(std::size_t row, std::size_t column, std::string message) const;
  /// A fault from the byte `offset` of a cell's text to its end.
  base::Fault fault_inside(std::size_t row, std::size_t column, std::size_t offset, std::string message) const;
  /// A fault at the header.
  base::Fault header_fault(std::size_t column, std::string message) const;
  const std::string& file() const { return source_.name(); }

 private:
  struct Cell {
    std::uint32_t begin = 0, end = 0;  // quotes included
  };

  explicit CsvTable(TextFile source) : source_(std::move(source)) {}
  std::size_t read_cell(std::size_t at, std::vector<Cell>& into, std::vector<base::Fault>& faults);
  void read_header(const std::vector<Cell>& cells, std::vector<base::Fault>& faults);
  static std::string_view unquote(std::string_view raw, std::string& into);
  std::string_view raw(const Cell& c) const {
    return std::string_view(source_.text()).substr(c.begin, c.end - c.begin);
  }

  TextFile source_;
  std::vector<std::string> columns_;
  std::vector<Cell> header_;
  std::vector<Cell> cells_;
  std::vector<std::size_t> row_begin_;  // index into cells_, and one past the last
};

}  // namespace supplytwin::scenario
