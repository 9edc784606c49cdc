#include "scenario/read_fields.hpp"

#include <algorithm>

#include "base/quote.hpp"

namespace supplytwin::scenario {

std::vector<std::size_t> match_columns(const CsvTable& table, const std::vector<std::string>& names,
                                       const std::vector<bool>& required, std::vector<base::Fault>& faults) {
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    const std::string& column = table.columns()[c];
    if (column.empty() || std::ranges::find(names, column) != names.end()) continue;
    faults.push_back(table.header_fault(c, "unknown column " + base::in_quotes(column) + base::hint(column, names)));
  }
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    columns.push_back(table.column(names[i]));
    if (columns.back() == CsvTable::kNone && required[i]) {
      faults.push_back(table.header_fault(CsvTable::kNone, "missing column '" + names[i] + "'"));
    }
  }
  return columns;
}

}  // namespace supplytwin::scenario
