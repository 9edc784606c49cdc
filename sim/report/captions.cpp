#include "report/captions.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "base/format.hpp"
#include "base/time_zone.hpp"
#include "report/number.hpp"

namespace supplytwin::report {
namespace {

constexpr std::size_t kFew = 5;    // replications
constexpr std::size_t kMany = 20;  // comparisons, of which one bears a word by chance

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

/// How many of many differences bear a word by chance; nothing for a few.
std::string by_chance(const Comparison& c) {
  std::size_t told = 0;
  for (const auto& part : c.figures)
    for (const compare::Figure& figure : part)
      for (const auto& difference : figure.paired) told += difference && difference->interval;
  if (told <= kMany) return "";
  return fmt::format(
      " Of {} differences about {:.0f} would bear a word by chance alone, were no two policies different.", told,
      static_cast<double>(told) * (1 - compare::kConfidence));
}

/// What parked the needs that were left.
std::string why(const Parked& left) {
  std::string out;
  const auto add = [&](std::int64_t needs, const char* words) {
    if (needs == 0) return;
    out +=
        fmt::format("{}{} {}", out.empty() ? "" : ", ", needs == left.needs ? "all" : std::to_string(needs), words);
  };
  add(left.by_error, "held by an error in a rule");
  add(left.without_rule, "because no rule applied");
  add(left.needs - left.by_error - left.without_rule, "held by a rule");
  return out;
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
         "neither more nor less is better. No word: it includes zero, the two are not told apart." +
         by_chance(c) + "\n\n";
}

std::string parked(const Comparison& c) {
  std::string who;
  Parked all;
  for (std::size_t p = 0; p < c.policies().size(); ++p) {
    const Parked& left = c.parked[p];
    if (left.needs == 0) continue;
    who += fmt::format("{}{} under {} ({})", who.empty() ? "" : "; ", base::counted(left.needs, "need"),
                       c.policies()[p], why(left));
    all.by_error += left.by_error;
    all.without_rule += left.without_rule;
  }
  if (who.empty()) return "";
  return fmt::format(
      "LEFT TO A PERSON in {}: {}. {}{}`supplytwin compare FOLDER --kpis "
      "needs_dead_lettered,needs_held_by_error,needs_without_rule --by site` tells where; `--by category` of what.",
      base::counted(static_cast<std::int64_t>(c.replications), "replication"), who,
      all.by_error > 0 ? "An expression of a rule failed, as a division by zero does: mend the policy. " : "",
      all.without_rule > 0 ? "No rule applies, for one, where the quantity of a rule comes to zero or less. " : "");
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
