#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <thread>

#include "base/format.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/json.hpp"
#include "cli/meter.hpp"
#include "cli/work.hpp"
#include "experiment/warm_up.hpp"
#include "report/number.hpp"
#include "world/run.hpp"

namespace supplytwin::cli {
namespace {

struct Arguments {
  std::string scenario;
  study::Overrides overrides;
  double tolerance = 5;
  unsigned jobs = 0;
  bool json = false, quiet = false;
};

std::string_view words(experiment::Memory memory) {
  switch (memory) {
    case experiment::Memory::forgotten:
      return "forgotten";
    case experiment::Memory::remembered:
      return "REMEMBERED";
    default:
      return "open";
  }
}

double half_width(const compare::Difference& d) { return d.interval ? (d.interval->hi - d.interval->lo) / 2 : 0; }

std::string row(const experiment::WarmUp& w) {
  if (!w.usual || !w.difference)
    return fmt::format("  {:<34} {:>14} {:>22} {:>8}  {}", w.figure->title + " [" + w.figure->unit + "]", "none",
                       "none", "", words(w.memory));
  const double figures[] = {w.usual->mean}, differences[] = {w.difference->diff},
               halves[] = {half_width(*w.difference)};
  const report::Scale scale = report::scale_for(*w.figure, figures, {});
  const report::Scale finer = report::scale_for_differences(scale, *w.figure, differences, halves);
  const double share = w.usual->mean != 0 ? 100 * w.difference->diff / std::abs(w.usual->mean) : 0;
  return fmt::format("  {:<34} {:>14} {:>22} {:>+7.1f}%  {}", w.figure->title + " [" + scale.unit + "]",
                     report::shown(w.usual->mean, scale),
                     report::shown(w.difference->diff, finer, true) +
                         (w.difference->interval ? " ± " + report::shown(halves[0], finer) : ""),
                     share, words(w.memory));
}

std::size_t count(const experiment::WarmUpTest& test, experiment::Memory memory) {
  return static_cast<std::size_t>(std::ranges::count(test.figures, memory, &experiment::WarmUp::memory));
}

/// How much longer a warm-up that is too short should be.
std::string advice(const experiment::WarmUpTest& test) {
  if (!test.days) return "a longer warm_up lets it fade; a period of ten days or more tells by how much";
  if (!test.days->settled) return "half of the period does not let it fade; a much longer warm_up is needed";
  return fmt::format("order lines of the two starts run alike after {} days of the period (MSER-5): that much longer",
                     test.days->values);
}

void print(const scenario::Scenario& scenario, const std::vector<experiment::WarmUpTest>& all, double tolerance) {
  fmt::print(
      "{}: does the recorded period still tell where stock began?\n"
      "Two starts face the same picks: every position in the upper half of the range from reorder point to par, or\n"
      "in the lower. Their difference, {}, 95 % intervals; forgotten: within {:g} % of the figure.\n",
      scenario.name, base::counted(scenario.replications, "replication"), tolerance);
  for (const experiment::WarmUpTest& test : all) {
    fmt::print("\n{:<36} {:>14} {:>22} {:>8}  {}\n", test.policy, "figure", "upper less lower", "share", "start");
    for (const experiment::WarmUp& w : test.figures) fmt::print("{}\n", row(w));
    if (count(test, experiment::Memory::remembered) > 0) fmt::print("  {}\n", advice(test));
  }
}

nlohmann::ordered_json json_of(const std::string& policy, const experiment::WarmUp& w) {
  nlohmann::ordered_json j{{"policy", policy},       {"figure", w.figure->name},
                           {"unit", w.figure->unit}, {"mean", nullptr},
                           {"diff", nullptr},        {"lo", nullptr},
                           {"hi", nullptr},          {"verdict", base::name_of(w.memory)}};
  if (w.usual) j["mean"] = w.usual->mean;
  if (w.difference) j["diff"] = w.difference->diff;
  if (w.difference && w.difference->interval)
    j["lo"] = w.difference->interval->lo, j["hi"] = w.difference->interval->hi;
  return j;
}

int warm_up(const Arguments& a) {
  std::vector<std::string> notes;
  const scenario::Scenario scenario = study::apply(a.overrides, scenario::read(a.scenario), notes);
  const unsigned jobs = a.jobs ? a.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::atomic<bool> stop{false};
  study::Progress progress;
  std::vector<experiment::WarmUpTest> all;
  {
    const Interrupt interrupt(stop);
    const Meter meter(progress, a.quiet);
    progress.total = experiment::warm_up_span(scenario);
    try {
      all = experiment::test_warm_up(scenario, a.tolerance / 100, jobs, stop, progress.simulated);
    } catch (const world::Interrupted&) {
      throw Interrupted("interrupted; nothing is kept");
    }
  }
  for (const auto& note : notes)
    if (!a.quiet) fmt::print(stderr, "supplytwin: {}\n", note);
  std::size_t forgotten = 0, remembered = 0, open = 0;
  for (const experiment::WarmUpTest& test : all) {
    forgotten += count(test, experiment::Memory::forgotten);
    remembered += count(test, experiment::Memory::remembered);
    open += count(test, experiment::Memory::open);
  }
  if (a.json) {
    auto lines = nlohmann::ordered_json::array();
    auto days = nlohmann::ordered_json::object();
    for (const experiment::WarmUpTest& test : all) {
      for (const experiment::WarmUp& w : test.figures) lines.push_back(json_of(test.policy, w));
      const bool told = test.days && test.days->settled;
      days[test.policy] = told ? nlohmann::ordered_json(test.days->values) : nlohmann::ordered_json();
    }
    print_json({{"remembered", remembered}, {"open", open}, {"days", days}, {"lines", lines}});
  } else {
    print(scenario, all, a.tolerance);
    fmt::print("\n{} forgotten, {} remembered, {} open{}{}\n", forgotten, remembered, open,
               remembered ? "; a longer warm_up lets it fade" : "", open ? "; more --replications tell more" : "");
  }
  if (remembered > 0) return kFailed;
  return open > 0 ? kPartial : kDone;
}

}  // namespace

Command add_warm_up(CLI::App& app) {
  auto a = std::make_shared<Arguments>();
  CLI::App* parser = app.add_subcommand(
      "warm-up",
      "Test whether a scenario's warm-up is long enough: run it from more and from less stock and compare");
  parser->add_option("scenario", a->scenario, "scenario file")->required()->check(some_path());
  parser->add_option("--tolerance", a->tolerance, "largest difference that does not matter, of a figure (default: 5)")
      ->check(number_between(0, 100))
      ->type_name("PERCENT");
  add_overrides(*parser, a->overrides);
  parser->add_option("--jobs", a->jobs, "threads (default: as many as the machine has)")
      ->check(whole_number(1, 4096))
      ->type_name("NUMBER");
  parser->add_flag("--json", a->json, "the test as JSON");
  parser->add_flag("--quiet", a->quiet, "no progress and no notes");
  parser->footer(
      "Exit codes: 0 every figure has forgotten the start, 1 one remembers it, 3 none does but some are open: more\n"
      "--replications tell more (or a longer follow_up, where only a lower bound is known). 2 also where the whole\n"
      "start is given: there is nothing to forget then. Where it is given for some stocking points alone, theirs is\n"
      "the same in every run, and the test is of the others.");
  return {parser, [a] { return warm_up(*a); }};
}

}  // namespace supplytwin::cli
