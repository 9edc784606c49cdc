#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "network/tables.hpp"

namespace supplytwin::network {

/// Something wrong in a table, placed so that the reader can point at it.
struct Problem {
  std::string_view table;   ///< name of the file without its ending
  std::size_t row = 0;      ///< from 0
  std::string_view column;  ///< name of the column
  std::string message;      ///< what is wrong, what was expected, a suggestion
};

/// Everything that keeps the tables from being a network: names that nothing bears or that two things bear, lanes and
/// contracts that lead nowhere, items that nothing can bring to where they are stocked, stock rules that cannot work,
/// circles of substitutes. Ordered by table and row.
std::vector<Problem> validate(const Tables& tables);

}  // namespace supplytwin::network
