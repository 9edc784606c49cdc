#include "report/table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "report/captions.hpp"
#include "report/number.hpp"
#include "report/ranking.hpp"

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

double half_width(const std::optional<compare::Interval>& interval) { return interval ? half_width(*interval) : 0; }

std::string with_interval(double value, const std::optional<compare::Interval>& interval, const Scale& scale,
                          bool signs) {
  std::string text = shown(value, scale, signs);
  if (interval) text += " ± " + shown(half_width(*interval), scale);
  return text;
}

/// `99.57 (98.92..100)`: an interval that ends where the figure must.
std::string between(double value, const compare::Interval& interval, const outcome::Kpi& kpi, const Scale& scale) {
  Scale whole = scale;
  whole.decimals = 0;
  const auto bound = [&](double at) { return shown(at, at == kpi.least || at == kpi.most ? whole : scale); };
  return fmt::format("{} ({}..{})", shown(value, scale), bound(interval.lo), bound(interval.hi));
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

Cell estimate_cell(const std::optional<Estimate>& e, const Scale& scale, const outcome::Kpi& kpi) {
  if (!e) return {"none", nullptr};
  const double half = half_width(e->interval);
  const Scale own = scale_that_keeps(scale_that_shows(scale, e->mean), e->mean, half);
  if (half > scale.noise && (e->interval->lo == kpi.least || e->interval->hi == kpi.most))
    return {between(e->mean, *e->interval, kpi, own), nullptr};
  return {(e->at_least ? "≥ " : "") + with_interval(e->mean, e->interval, own, false), nullptr};
}

Cell difference_cell(const std::optional<Difference>& d, const Scale& scale, outcome::Direction direction) {
  if (!d) return {"none", nullptr};
  const Verdict verdict = compare::verdict(*d, direction);
  // What is told apart from zero does not show as zero.
  const Scale own = scale_that_keeps(verdict == Verdict::unresolved ? scale : scale_that_shows(scale, d->diff),
                                     d->diff, half_width(d->interval));
  const std::string text = with_interval(d->diff, d->interval, own, true);
  switch (verdict) {
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

/// A head in two lines: broken behind the hyphen or space that makes it narrowest; the first is empty when it has
/// none.
struct Head {
  std::string above, below;
  std::size_t width() const { return std::max(columns(above), columns(below)); }
};

Head broken(const std::string& name) {
  Head best{"", name};
  for (std::size_t at = name.find_first_of("- "); at != std::string::npos; at = name.find_first_of("- ", at + 1)) {
    Head head{name.substr(0, name[at] == ' ' ? at : at + 1), name.substr(at + 1)};
    if (head.width() < best.width()) best = std::move(head);
  }
  return best;
}

/// The columns of each block, from `first` on to the next block's, so that all fit the width.
std::vector<std::size_t> blocks_of(const std::vector<std::size_t>& widths, std::size_t label_width,
                                   std::size_t width) {
  std::vector<std::size_t> starts{0};
  std::size_t used = label_width;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (c > starts.back() && used + 2 + widths[c] > width) {
      starts.push_back(c);
      used = label_width;
    }
    used += 2 + widths[c];
  }
  return starts;
}

/// Prints rows with a column a policy, in as many blocks as the width asks for.
std::string print(const std::vector<Row>& rows, const std::vector<std::string>& names, const Style& style) {
  std::size_t label_width = 0;
  std::vector<std::size_t> cells(names.size());
  for (const auto& row : rows) {
    label_width = std::max(label_width, columns(row.label));
    for (std::size_t c = 0; c < row.cells.size(); ++c) cells[c] = std::max(cells[c], columns(row.cells[c].text));
  }
  std::vector<Head> whole, halves;
  for (const std::string& name : names) {
    whole.push_back({"", name});
    halves.push_back(broken(name));
  }
  const auto widths_under = [&](const std::vector<Head>& heads) {
    std::vector<std::size_t> widths = cells;
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(widths[c], heads[c].width());
    return widths;
  };
  const auto blocks_under = [&](const std::vector<Head>& heads) {
    return blocks_of(widths_under(heads), label_width, style.width);
  };
  const bool saves = blocks_under(halves).size() < blocks_under(whole).size();
  const std::vector<Head>& heads = saves ? halves : whole;
  const std::vector<std::size_t> widths = widths_under(heads), starts = blocks_under(heads);
  std::string out;
  for (std::size_t block = 0; block < starts.size(); ++block) {
    const std::size_t first = starts[block], last = block + 1 < starts.size() ? starts[block + 1] : heads.size();
    std::string line;
    for (const auto part : {&Head::above, &Head::below}) {
      line = pad_right("", label_width);
      for (std::size_t c = first; c < last; ++c) line += "  " + pad_left(heads[c].*part, widths[c]);
      line.erase(line.find_last_not_of(' ') + 1);
      if (!line.empty()) out += (style.colour ? kBold + line + kPlain : line) + "\n";
    }
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
  }
  return out;
}

/// Policies as tables show them: the baseline first, the others by name.
std::vector<std::size_t> order_of(const Comparison& c) {
  std::vector<std::size_t> order{c.baseline};
  for (std::size_t p = 0; p < c.policies().size(); ++p)
    if (p != c.baseline) order.push_back(p);
  return order;
}

std::vector<std::string> heads(const Comparison& c, bool with_baseline) {
  std::vector<std::string> names;
  for (const std::size_t p : order_of(c))
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

Row estimate_row(std::string label, const Comparison& c, const Figure& figure, const Scale& scale) {
  Row row{std::move(label), {}};
  for (const std::size_t p : order_of(c)) row.cells.push_back(estimate_cell(figure.policies[p], scale, *figure.kpi));
  return row;
}

Row difference_row(std::string label, const Comparison& c, const Figure& figure, const Scale& scale) {
  Row row{std::move(label), {}};
  for (const std::size_t p : order_of(c))
    if (p != c.baseline) row.cells.push_back(difference_cell(figure.paired[p], scale, figure.kpi->direction));
  return row;
}

std::string network_tables(const Comparison& c, const Style& style) {
  std::vector<Row> figures, differences;
  const outcome::Kpi* before = nullptr;
  for (std::size_t k = 0; k < c.figures[0].size(); ++k) {
    const Figure& figure = c.figures[0][k];
    const outcome::Kpi& kpi = *figure.kpi;
    if (!before || before->group != kpi.group) {
      std::string group(base::name_of(kpi.group));
      std::ranges::transform(group, group.begin(), [](unsigned char letter) { return std::toupper(letter); });
      figures.push_back({std::move(group), {}});
      differences.push_back(figures.back());
    }
    before = &kpi;
    const Scales scales = scales_of(c.figures, k);
    const std::string label = label_of(kpi, scales.figures);
    figures.push_back(estimate_row(label, c, figure, scales.figures));
    differences.push_back(difference_row(label, c, figure, scales.differences));
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
      const std::string label = "  " + c.parts[part];
      figures.push_back(estimate_row(label, c, c.figures[part][k], scales.figures));
      differences.push_back(difference_row(label, c, c.figures[part][k], scales.differences));
    }
    out += both_tables(c, figures, differences, style);
  }
  return out;
}

}  // namespace

std::string table(const Comparison& c, const Style& style) {
  const bool network = c.by == outcome::By::network;
  const std::string left = parked(c);
  // Who is best stands where a terminal ends.
  return wrapped(heading(c) + "\n", style.width) + (network ? network_tables(c, style) : part_tables(c, style)) +
         wrapped((left.empty() ? "" : left + "\n\n") + legend(c) + (network ? ranking(c) : ""), style.width);
}

}  // namespace supplytwin::report
