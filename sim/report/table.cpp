#include "report/table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

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
constexpr std::array<std::string_view, 3> kRanked{"critical_stockout_hours", "fill_rate", "total_spend"};

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

/// One scale for all entries of `list` that are there; `value_of` takes the number out of one.
template <class Entry>
Scale scale_of(const outcome::Kpi& kpi, const std::vector<std::vector<std::optional<Entry>>>& lists,
               double Entry::* value) {
  std::vector<double> values, halves;
  for (const auto& list : lists)
    for (const auto& entry : list)
      if (entry) {
        values.push_back((*entry).*value);
        if (entry->interval) halves.push_back(half_width(*entry->interval));
      }
  return scale_for(kpi, values, halves);
}

Cell estimate_cell(const std::optional<Estimate>& e, const Scale& scale) {
  return {e ? with_interval(e->mean, e->interval, scale, false) : "none", nullptr};
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
  for (const auto& figure : c.figures[0]) {
    const outcome::Kpi& kpi = *figure.kpi;
    if (!before || before->group != kpi.group) {
      figures.push_back({std::string(base::name_of(kpi.group)), {}});
      differences.push_back(figures.back());
    }
    before = &kpi;
    const Scale of_figures = scale_of<Estimate>(kpi, {figure.policies}, &Estimate::mean);
    const Scale of_differences = scale_of<Difference>(kpi, {figure.paired}, &Difference::diff);
    figures.push_back(estimate_row("  " + label_of(kpi, of_figures), figure, of_figures));
    differences.push_back(difference_row("  " + label_of(kpi, of_differences), figure, of_differences, c.baseline));
  }
  return both_tables(c, figures, differences, style);
}

/// One pair of tables a figure, a row a part.
std::string part_tables(const Comparison& c, const Style& style) {
  std::string out;
  for (std::size_t k = 0; k < c.samples.kpis().size(); ++k) {
    const outcome::Kpi& kpi = *c.samples.kpis()[k];
    std::vector<std::vector<std::optional<Estimate>>> estimates;
    std::vector<std::vector<std::optional<Difference>>> paired;
    for (const auto& part : c.figures) {
      estimates.push_back(part[k].policies);
      paired.push_back(part[k].paired);
    }
    const Scale of_figures = scale_of<Estimate>(kpi, estimates, &Estimate::mean);
    const Scale of_differences = scale_of<Difference>(kpi, paired, &Difference::diff);
    std::vector<Row> figures{{label_of(kpi, of_figures), {}}}, differences{{label_of(kpi, of_differences), {}}};
    for (std::size_t part = 0; part < c.parts.size(); ++part) {
      figures.push_back(estimate_row("  " + c.parts[part], c.figures[part][k], of_figures));
      differences.push_back(difference_row("  " + c.parts[part], c.figures[part][k], of_differences, c.baseline));
    }
    out += both_tables(c, figures, differences, style);
  }
  return out;
}

std::string heading(const Comparison& c) {
  const auto& from = c.header.provenance;
  std::string out = from.scenario + "\n" + (from.question.empty() ? "" : from.question + "\n");
  out += fmt::format("{} days from {}, {} replication{}, seed {}.\n", c.header.axes.days, c.header.axes.first_day,
                     c.replications, c.replications == 1 ? "" : "s", from.seed);
  out +=
      c.replications == 1 ? "One replication has no interval.\n" : "Means with 95 % intervals over replications.\n";
  if (c.partial()) out += fmt::format("PARTIAL: {} of {} replications.\n", c.replications, from.replications_planned);
  return out + "\n";
}

std::string ranking(const Comparison& c) {
  std::string out;
  for (std::size_t k = 0; k < c.samples.kpis().size(); ++k) {
    const outcome::Kpi& kpi = *c.samples.kpis()[k];
    if (std::find(kRanked.begin(), kRanked.end(), kpi.name) == kRanked.end()) continue;
    const auto places = compare::rank(c.samples, k, 0);
    if (places.size() < 2) continue;
    std::string alike;
    std::size_t told_apart = 0;
    for (std::size_t i = 1; i < places.size(); ++i) {
      told_apart += places[i].told_apart;
      if (!places[i].told_apart) alike += (alike.empty() ? "" : ", ") + c.policies()[places[i].policy];
    }
    const std::string& best = c.policies()[places[0].policy];
    if (told_apart == 0)
      out += fmt::format("{}: no policy is told apart from the best, {}\n", kpi.name, best);
    else
      out += fmt::format("{}: {} is best{}\n", kpi.name, best, alike.empty() ? "" : ", not told apart from " + alike);
  }
  return out;
}

}  // namespace

std::string table(const Comparison& c, const Style& style) {
  if (c.by != outcome::By::network) return heading(c) + part_tables(c, style);
  return heading(c) + network_tables(c, style) + ranking(c);
}

}  // namespace supplytwin::report
