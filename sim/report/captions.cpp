#include "report/captions.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <vector>

#include "base/format.hpp"
#include "base/time_zone.hpp"
#include "compare/comparison.hpp"
#include "report/number.hpp"

namespace supplytwin::report {
namespace {

constexpr std::array<std::string_view, 3> kRanked{"critical_stockout_hours", "fill_rate", "net_spend"};
constexpr std::size_t kFew = 5;  // replications

/// In weeks or days where it is whole ones.
std::string length(base::Duration d) {
  if (d % base::kWeek == base::Duration{0}) return base::counted(d / base::kWeek, "week");
  if (d % base::kDay == base::Duration{0}) return base::counted(d / base::kDay, "day");
  return base::words(d);
}

base::TimeZone zone_of(const store::Provenance& from) {
  std::vector<base::TimeZone::Transition> transitions;
  for (std::size_t i = 0; i < std::min(from.time_zone_starts.size(), from.time_zone_offsets.size()); ++i)
    transitions.push_back(
        {base::Time{base::Duration{from.time_zone_starts[i]}}, base::Duration{from.time_zone_offsets[i]}});
  return transitions.empty() ? base::TimeZone() : base::TimeZone(from.time_zone, std::move(transitions));
}

/// `2025-01-06 to 2025-03-02 (8 weeks), after 4 weeks of warm-up`, in local days, the last one included.
std::string period(const Comparison& c) {
  const auto& from = c.header.provenance;
  const base::TimeZone zone = zone_of(from);
  const auto local = [&](std::int64_t at) { return zone.local(base::Time{base::Duration{at}}); };
  const auto last = base::iso(base::Time{local(from.period_end - 1).time_since_epoch()}).substr(0, 10);
  const auto warm_up = base::Duration{from.warm_up};
  return fmt::format("{}{} ({}){}", c.header.axes.first_day, last == c.header.axes.first_day ? "" : " to " + last,
                     length(local(from.period_end) - local(from.period_start)),
                     warm_up == base::Duration{0} ? "" : ", after " + length(warm_up) + " of warm-up");
}

}  // namespace

std::string heading(const Comparison& c) {
  const auto& from = c.header.provenance;
  std::string out = from.scenario + "\n" + (from.question.empty() ? "" : from.question + "\n");
  out += fmt::format("{}; {}, seed {}.\n", period(c),
                     base::counted(static_cast<std::int64_t>(c.replications), "replication"), from.seed);
  if (!from.snapshot_sha256.empty())
    out += "All go on from one snapshot (sha256 " + from.snapshot_sha256.substr(0, 12) +
           "): what happened before it is in the figures of every policy alike.\n";
  out += c.replications == 1 ? "One replication: there are no intervals, so nothing can be called better or worse. "
                               "Two or more give both.\n"
                             : "Means with 95 % intervals over replications.\n";
  if (c.replications > 1 && c.replications < kFew)
    out += "Intervals from so few replications are rough: a narrow one, even of no width, may be a coincidence.\n";
  if (c.partial())
    out +=
        fmt::format("PARTIAL: {} of {}.\n", c.replications, base::counted(from.replications_planned, "replication"));
  return out;
}

std::string legend(const Comparison& c) {
  if (c.replications < 2 || c.policies().size() < 2) return "";
  return "better, worse: the 95 % interval of the difference excludes zero. moved: so it does, for a figure of which "
         "neither more nor less is better. No word: it includes zero, the two are not told apart.\n\n";
}

std::string parked(const Comparison& c) {
  std::string who;
  for (std::size_t p = 0; p < c.policies().size(); ++p)
    if (c.parked[p] > 0)
      who +=
          fmt::format("{}{} under {}", who.empty() ? "" : ", ", base::counted(c.parked[p], "need"), c.policies()[p]);
  if (who.empty()) return "";
  return fmt::format(
      "LEFT TO A PERSON: {}, over {}. The policy held them for review, no rule applied (as when the quantity of a "
      "rule comes to zero or less), or an expression failed. `supplytwin compare FOLDER --kpis "
      "needs,needs_dead_lettered --by site` tells where; `--by category` of what.\n\n",
      who, base::counted(static_cast<std::int64_t>(c.replications), "replication"));
}

std::string ranking(const Comparison& c) {
  std::string out;
  if (c.replications < 2) return out;
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
      out += fmt::format("{}: no policy is told apart from the best, {}\n", kpi.title, best);
    else
      out +=
          fmt::format("{}: {} is best{}\n", kpi.title, best, alike.empty() ? "" : ", not told apart from " + alike);
  }
  return out;
}

std::string wrapped(const std::string& text, std::size_t width) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line); out += '\n') {
    std::size_t used = 0;
    std::istringstream words(line);
    for (std::string word; words >> word; used += columns(word)) {
      const bool breaks = used > 0 && used + 1 + columns(word) > width;
      if (used > 0) out += breaks ? '\n' : ' ';
      used = breaks ? 0 : used + (used > 0);
      out += word;
    }
  }
  return out;
}

}  // namespace supplytwin::report
