#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace supplytwin::base {

/// A named column of integers; its words end with the unit in brackets.
struct Column {
  std::string name, doc;
  std::vector<std::int64_t> values;
  bool operator==(const Column&) const = default;
};

/// Columns of equal length, a row for each thing. The name is a path, as `queue/slots`.
struct Table {
  std::string name, doc;
  std::vector<Column> columns;
  std::size_t rows() const { return columns.empty() ? 0 : columns.front().values.size(); }
  bool operator==(const Table&) const = default;
};

using Tables = std::vector<Table>;

/// Names by index: what a column means by its integers.
struct Names {
  std::string name, doc;
  std::vector<std::string> values;
  bool operator==(const Names&) const = default;
};

}  // namespace supplytwin::base
