#include "report/table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "report/captions.hpp"
#include "report/number.hpp"

namespace supplytwin::report {
namespace {

using compare::Difference;
using compare::Estimate;
using compare::Figure;
using compare::Verdict;

constexpr const char* kBold = "\033[1m";
constexpr const char* kGreen = "\033[32m";
constexpr const char* kRed = "\033[31m";
constexpr const char* kPlain = "\033[0m";

struct Cell {
  std::string text;
  const char* colour = nullptr;
};
/// A line of a table: a heading when it has no cells.
struct Row {
  std::string label;
  std::vector<Cell> cells;
};

double half_width(const compare::Interval& interval) { return (interval.hi - interval.lo) / 2; }

std::string with_interval(double value, const std::optional<compare::Interval>& interval, const Scale& scale,
                          bool signs) {
  std::string text = shown(value, scale, signs);
  if (interval) text += " ± " + shown(half_width(*interval), scale);
  return text;
}

/// What decides the scale of a row or of several.
struct Numbers {
  std::vector<double> values, halves;
};

/// Adds the entries that are there; `value` is the number in one.
template <class Entry>
void add(Numbers& numbers, const std::vector<std::optional<Entry>>& entries, double Entry::* value) {
  for (const auto& entry : entries)
    if (entry) {
      numbers.values.push_back((*entry).*value);
      if (entry->interval) numbers.halves.push_back(half_width(*entry->interval));
    }
}

/// Figures and their differences in one unit, each with its own decimals.
struct Scales {
  Scale figures, differences;
};

/// Of figure number `k` of all `parts` together.
Scales scales_of(const std::vector<std::vector<Figure>>& parts, std::size_t k) {
  Numbers means, differences;
  for (const auto& part : parts) {
    add(means, part[k].policies, &Estimate::mean);
    add(differences, part[k].paired, &Difference::diff);
  }
  const outcome::Kpi& kpi = *parts.front()[k].kpi;
  const Scale scale = scale_for(kpi, means.values, means.halves);
  return {scale, scale_for_differences(scale, kpi, differences.values, differences.halves)};
}

Cell estimate_cell(const std::optional<Estimate>& e, const Scale& scale) {
  if (!e) return {"none", nullptr};
  return {(e->at_least ? "≥ " : "") + with_interval(e->mean, e->interval, scale, false), nullptr};
}

Cell difference_cell(const std::optional<Difference>& d, const Scale& scale, outcome::Direction direction) {
  if (!d) return {"none", nullptr};
  const std::string text = with_interval(d->diff, d->interval, scale, true);
  switch (compare::verdict(*d, direction)) {
    case Verdict::better:
      return {text + " better", kGreen};
    case Verdict::worse:
      return {text + " worse ", kRed};
    case Verdict::different:
      return {text + " moved ", nullptr};
    case Verdict::unresolved:
      break;
  }
  return {text + "       ", nullptr};
}

std::string label_of(const outcome::Kpi& kpi, const Scale& scale) {
  return fmt::format("{} [{}]", kpi.title, scale.unit);
}

/// Prints rows with a column a policy, in as many blocks as the width asks for.
std::string print(const std::vector<Row>& rows, const std::vector<std::string>& heads, const Style& style) {
  std::size_t label_width = 0;
  std::vector<std::size_t> widths;
  for (const auto& head : heads) widths.push_back(columns(head));
  for (const auto& row : rows) {
    label_width = std::max(label_width, columns(row.label));
    for (std::size_t c = 0; c < row.cells.size(); ++c) widths[c] = std::max(widths[c], columns(row.cells[c].text));
  }
  std::string out;
  for (std::size_t first = 0; first < heads.size();) {
    std::size_t last = first, used = label_width;
    while (last < heads.size() && (last == first || used + 2 + widths[last] <= style.width))
      used += 2 + widths[last++];
    std::string line = pad_right("", label_width);
    for (std::size_t c = first; c < last; ++c) line += "  " + pad_left(heads[c], widths[c]);
    out += (style.colour ? kBold + line + kPlain : line) + "\n";
    for (const auto& row : rows) {
      line = pad_right(row.label, row.cells.empty() ? 0 : label_width);
      for (std::size_t c = first; c < last && !row.cells.empty(); ++c) {
        const std::string cell = pad_left(row.cells[c].text, widths[c]);
        line += "  " + (style.colour && row.cells[c].colour ? row.cells[c].colour + cell + kPlain : cell);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
    out += "\n";
    first = last;
  }
  return out;
}

std::vector<std::string> heads(const Comparison& c, bool with_baseline) {
  std::vector<std::string> names;
  for (std::size_t p = 0; p < c.policies().size(); ++p)
    if (with_baseline || p != c.baseline) names.push_back(c.policies()[p] + (p == c.baseline ? " *" : ""));
  return names;
}

/// `rows` as figures, then as differences, with a heading each.
std::string both_tables(const Comparison& c, const std::vector<Row>& figures, const std::vector<Row>& differences,
                        const Style& style) {
  std::string out = print(figures, heads(c, true), style);
  if (c.policies().size() < 2) return out;
  out += fmt::format("Paired difference from {} (*), the same replications:\n\n", c.baseline_name());
  return out + print(differences, heads(c, false), style);
}

Row estimate_row(std::string label, const Figure& figure, const Scale& scale) {
  Row row{std::move(label), {}};
  for (const auto& e : figure.policies) row.cells.push_back(estimate_cell(e, scale));
  return row;
}

Row difference_row(std::string label, const Figure& figure, const Scale& scale, std::size_t baseline) {
  Row row{std::move(label), {}};
  for (std::size_t p = 0; p < figure.paired.size(); ++p)
    if (p != baseline) row.cells.push_back(difference_cell(figure.paired[p], scale, figure.kpi->direction));
  return row;
}

std::string network_tables(const Comparison& c, const Style& style) {
  std::vector<Row> figures, differences;
  const outcome::Kpi* before = nullptr;
  for (std::size_t k = 0; k < c.figures[0].size(); ++k) {
    const Figure& figure = c.figures[0][k];
    const outcome::Kpi& kpi = *figure.kpi;
    if (!before || before->group != kpi.group) {
      figures.push_back({std::string(base::name_of(kpi.group)), {}});
      differences.push_back(figures.back());
    }
    before = &kpi;
    const Scales scales = scales_of(c.figures, k);
    const std::string label = "  " + label_of(kpi, scales.figures);
    figures.push_back(estimate_row(label, figure, scales.figures));
    differences.push_back(difference_row(label, figure, scales.differences, c.baseline));
  }
  return both_tables(c, figures, differences, style);
}

/// One pair of tables a figure, a row a part.
std::string part_tables(const Comparison& c, const Style& style) {
  std::string out;
  for (std::size_t k = 0; k < c.samples.kpis().size(); ++k) {
    const Scales scales = scales_of(c.figures, k);
    std::vector<Row> figures{{label_of(*c.samples.kpis()[k], scales.figures), {}}}, differences = figures;
    for (std::size_t part = 0; part < c.parts.size(); ++part) {
      figures.push_back(estimate_row("  " + c.parts[part], c.figures[part][k], scales.figures));
      differences.push_back(difference_row("  " + c.parts[part], c.figures[part][k], scales.differences, c.baseline));
    }
    out += both_tables(c, figures, differences, style);
  }
  return out;
}

}  // namespace

std::string table(const Comparison& c, const Style& style) {
  const bool network = c.by == outcome::By::network;
  return wrapped(heading(c), style.width) + (network ? network_tables(c, style) : part_tables(c, style)) +
         wrapped(legend(c) + (network ? ranking(c) : ""), style.width);
}

}  // namespace supplytwin::report
