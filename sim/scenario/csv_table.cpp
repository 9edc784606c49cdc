#include "scenario/csv_table.hpp"

#include <algorithm>

namespace supplytwin::scenario {

std::size_t CsvTable::read_cell(std::size_t at, std::vector<Cell>& into, std::vector<base::Fault>& faults) {
  const std::string_view text = source_.text();
  const std::size_t begin = at;
  if (at < text.size() && text[at] == '"') {
    std::size_t quote = text.find_first_of("\"\n", at + 1);
    while (quote != std::string_view::npos && text[quote] == '"' && quote + 1 < text.size() &&
           text[quote + 1] == '"') {
      quote = text.find_first_of("\"\n", quote + 2);  // a doubled quote belongs to the text
    }
    if (quote == std::string_view::npos || text[quote] == '\n') {
      const std::size_t stop = std::min(quote, text.size());
      faults.push_back(source_.fault(begin, 1, "this quote is not closed in its line"));
      into.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(stop)});
      return stop;
    }
    at = quote + 1;
    const std::size_t stop = std::min(text.find_first_of(",\n", at), text.size());
    if (text.substr(at, stop - at).find_first_not_of('\r') != std::string_view::npos) {
      faults.push_back(
          source_.fault(at, stop - at, "text after a closing quote; double a quote that belongs to the text"));
    }
    into.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    return stop;
  }
  const std::size_t stop = std::min(text.find_first_of(",\n", at), text.size());
  std::size_t end = stop;
  if (end > begin && text[end - 1] == '\r' && (stop == text.size() || text[stop] == '\n')) --end;
  const std::size_t quote = text.substr(begin, end - begin).find('"');
  if (quote != std::string_view::npos) {
    faults.push_back(
        source_.fault(begin + quote, 1, "a quote inside a cell; put the whole cell in quotes and double this one"));
  }
  into.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  return stop;
}

void CsvTable::read_header(const std::vector<Cell>& cells, std::vector<base::Fault>& faults) {
  header_ = cells;
  std::string buffer;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string name(unquote(raw(cells[i]), buffer));
    if (name.empty()) {
      faults.push_back(header_fault(i, "a column without a name"));
    } else if (column(name) != kNone) {
      faults.push_back(header_fault(i, "duplicate column '" + name + "'"));
    }
    columns_.push_back(std::move(name));
  }
}

CsvTable CsvTable::parse(std::string text, std::string file, std::vector<base::Fault>& faults,
                         const CsvLimits& limits) {
  CsvTable t(TextFile(std::move(text), std::move(file)));
  const std::string& all = t.source_.text();
  if (all.size() > std::min<std::size_t>(limits.bytes, 0xffffffffu)) {
    faults.push_back(
        {t.file(), 0, 0, "the table holds more than " + std::to_string(limits.bytes >> 20) + " MiB", {}, 1});
    return t;
  }
  if (auto flaw = t.source_.flaw(limits.line)) {
    faults.push_back(std::move(*flaw));
    return t;
  }
  std::size_t at = 0;
  while (at < all.size() && all[at] == '#') at = std::min(all.find('\n', at), all.size() - 1) + 1;

  std::vector<Cell> row;
  const auto read_row = [&] {
    row.clear();
    at = t.read_cell(at, row, faults);
    while (at < all.size() && all[at] == ',') at = t.read_cell(at + 1, row, faults);
    if (at < all.size()) ++at;  // the line feed
  };
  if (at < all.size()) read_row();
  if (row.empty() || (row.size() == 1 && t.raw(row[0]).empty())) {
    faults.push_back(
        t.source_.fault(at, 1, "the table is empty; expected a header line with the names of its columns"));
    return t;
  }
  if (row.size() > limits.columns) {
    faults.push_back(
        t.source_.fault(row[limits.columns].begin, 1, "more than " + std::to_string(limits.columns) + " columns"));
    return t;
  }
  if (const std::string_view only = t.raw(row[0]);
      row.size() == 1 && only.find_first_of(";\t") != std::string::npos) {
    faults.push_back(t.source_.fault(row[0].begin + only.find_first_of(";\t"), 1, "expected commas between columns"));
    return t;
  }
  t.read_header(row, faults);

  t.row_begin_.push_back(0);
  while (at < all.size()) {
    const std::size_t begin = at, told = faults.size();
    read_row();
    if (row.size() == 1 && t.raw(row[0]).empty() && t.columns_.size() > 1) {
      const bool rest_is_empty = all.find_first_not_of("\r\n", begin) == std::string::npos;
      if (rest_is_empty) break;
      faults.push_back(t.source_.fault(begin, 1, "an empty line"));
      continue;
    }
    if (t.rows() == limits.rows) {
      faults.push_back(t.source_.fault(begin, 1, "more than " + std::to_string(limits.rows) + " rows"));
      break;
    }
    if (row.size() != t.columns_.size() && faults.size() == told) {
      faults.push_back(t.source_.fault(begin, row.back().end - begin,
                                       "this row has " + std::to_string(row.size()) +
                                           (row.size() == 1 ? " cell" : " cells") + ", the header has " +
                                           std::to_string(t.columns_.size()) + " columns"));
    }
    t.cells_.insert(t.cells_.end(), row.begin(), row.end());
    t.row_begin_.push_back(t.cells_.size());
  }
  return t;
}

std::size_t CsvTable::column(std::string_view name) const {
  const auto found = std::ranges::find(columns_, name);
  return found == columns_.end() ? kNone : static_cast<std::size_t>(found - columns_.begin());
}

std::string_view CsvTable::unquote(std::string_view raw, std::string& into) {
  if (raw.empty() || raw.front() != '"') return raw;
  raw.remove_prefix(1);
  if (raw.ends_with('"')) raw.remove_suffix(1);
  if (raw.find('"') == std::string_view::npos) return raw;
  into.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    into += raw[i];
    if (raw[i] == '"') ++i;
  }
  return into;
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column, std::string& unquoted) const {
  const std::size_t index = row_begin_[row] + column;
  return index < row_begin_[row + 1] ? unquote(raw(cells_[index]), unquoted) : std::string_view{};
}

base::Fault CsvTable::fault(std::size_t row, std::size_t column, std::string message) const {
  std::size_t index = row_begin_[row] + column;
  if (column == kNone || index >= row_begin_[row + 1]) index = row_begin_[row];
  const Cell& c = cells_[index];
  return source_.fault(c.begin, c.end - c.begin, std::move(message));
}

base::Fault CsvTable::fault_inside(std::size_t row, std::size_t column, std::size_t offset,
                                   std::string message) const {
  const std::size_t index = row_begin_[row] + column;
  if (index >= row_begin_[row + 1]) return fault(row, column, std::move(message));
  const Cell& c = cells_[index];
  const bool quoted = raw(c).starts_with('"');
  const std::size_t begin = std::min<std::size_t>(c.begin + (quoted ? 1 : 0) + offset, c.end);
  const std::size_t end = std::max<std::size_t>(begin, c.end - (quoted ? 1 : 0));
  return source_.fault(begin, end - begin, std::move(message));
}

base::Fault CsvTable::header_fault(std::size_t column, std::string message) const {
  const Cell& c = header_[column == kNone ? 0 : column];
  return source_.fault(c.begin, c.end - c.begin, std::move(message));
}

}  // namespace supplytwin::scenario
