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

struct WarmUpArguments {
  std::string scenario;
  study::Overrides overrides;
  double tolerance = 5;
  std::int64_t weeks = 52;
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
  if (!w.older || !w.difference)
    return fmt::format("  {:<34} {:>14} {:>22} {:>8}  {}", w.figure->title + " [" + w.figure->unit + "]", "none",
                       "none", "", words(w.memory));
  const double figures[] = {w.older->mean}, differences[] = {w.difference->diff},
               halves[] = {half_width(*w.difference)};
  const report::Scale scale = report::scale_for(*w.figure, figures, {});
  const report::Scale finer = report::scale_for_differences(scale, *w.figure, differences, halves);
  const double share = w.older->mean != 0 ? 100 * w.difference->diff / std::abs(w.older->mean) : 0;
  return fmt::format("  {:<34} {:>14} {:>22} {:>+7.1f}%  {}", w.figure->title + " [" + scale.unit + "]",
                     report::shown(w.older->mean, scale),
                     report::shown(w.difference->diff, finer, true) +
                         (w.difference->interval ? " ± " + report::shown(halves[0], finer) : ""),
                     share, words(w.memory));
}

std::size_t count(const experiment::WarmUpTest& test, experiment::Memory memory) {
  return static_cast<std::size_t>(std::ranges::count(test.figures, memory, &experiment::WarmUp::memory));
}

void print(const scenario::Scenario& scenario, const std::vector<experiment::WarmUpTest>& all,
           const WarmUpArguments& a) {
  std::size_t comparisons = 0;
  for (const experiment::WarmUpTest& test : all) comparisons += test.figures.size();
  fmt::print(
      "{}: does the recorded period still tell where stock began?\n"
      "As the scenario says, less as if its warm-up were {} longer, facing the same picks; {}, 95 % intervals.\n"
      "Forgotten: within {:g} % of the figure, or of what a share lacks of 100 %. Remembered: not so, and not by "
      "chance\n"
      "either, in {} comparisons. Open: more replications must tell. The picks are others than those of a run, so "
      "that the\n"
      "figures differ from its table by chance.\n",
      scenario.name, base::counted(a.weeks, "week"), base::counted(scenario.replications, "replication"), a.tolerance,
      comparisons);
  for (const experiment::WarmUpTest& test : all) {
    fmt::print("\n{:<36} {:>14} {:>22} {:>8}  {}\n", test.policy, "longer", "as it is, less that", "share", "start");
    for (const experiment::WarmUp& w : test.figures) fmt::print("{}\n", row(w));
  }
}

nlohmann::ordered_json figure_json(const std::string& policy, const experiment::WarmUp& w) {
  nlohmann::ordered_json j{{"policy", policy},       {"figure", w.figure->name},
                           {"unit", w.figure->unit}, {"mean", nullptr},
                           {"diff", nullptr},        {"lo", nullptr},
                           {"hi", nullptr},          {"verdict", base::name_of(w.memory)}};
  if (w.older) j["mean"] = w.older->mean;
  if (w.difference) j["diff"] = w.difference->diff;
  if (w.difference && w.difference->interval)
    j["lo"] = w.difference->interval->lo, j["hi"] = w.difference->interval->hi;
  return j;
}

int warm_up(const WarmUpArguments& a) {
  std::vector<std::string> notes;
  const base::Duration longer = base::kWeek * a.weeks;
  const scenario::Scenario scenario = study::apply(a.overrides, scenario::read(a.scenario, longer), notes);
  const unsigned jobs = a.jobs ? a.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::atomic<bool> stop{false};
  study::Progress progress;
  std::vector<experiment::WarmUpTest> all;
  {
    const Interrupt interrupt(stop);
    const Meter meter(progress, a.quiet);
    progress.total = experiment::warm_up_span(scenario, longer);
    try {
      all = experiment::test_warm_up(scenario, longer, a.tolerance / 100, jobs, stop, progress.simulated);
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
    for (const experiment::WarmUpTest& test : all)
      for (const experiment::WarmUp& w : test.figures) lines.push_back(figure_json(test.policy, w));
    print_json({{"remembered", remembered}, {"open", open}, {"lines", lines}});
  } else {
    print(scenario, all, a);
    fmt::print("\n{} forgotten, {} remembered, {} open{}{}\n", forgotten, remembered, open,
               remembered ? "; a longer warm_up lets it fade" : "", open ? "; more --replications tell more" : "");
  }
  if (remembered > 0) return kFailed;
  return open > 0 ? kPartial : kDone;
}

}  // namespace

Command add_warm_up(CLI::App& app) {
  auto a = std::make_shared<WarmUpArguments>();
  CLI::App* parser = app.add_subcommand(
      "warm-up", "Test whether a scenario's warm-up is long enough: run it with a much longer one and compare");
  parser->add_option("scenario", a->scenario, "scenario file")->required()->check(some_path());
  parser->add_option("--tolerance", a->tolerance, "largest difference that does not matter, of a figure (default: 5)")
      ->check(number_between(0, 100))
      ->type_name("PERCENT");
  parser->add_option("--weeks", a->weeks, "how much longer the other warm-up is (default: 52)")
      ->check(whole_number(1, 520))
      ->type_name("NUMBER");
  add_overrides(*parser, a->overrides);
  parser->add_option("--jobs", a->jobs, "threads (default: as many as the machine has)")
      ->check(whole_number(1, 4096))
      ->type_name("NUMBER");
  parser->add_flag("--json", a->json, "the test as JSON");
  parser->add_flag("--quiet", a->quiet, "no progress and no notes");
  parser->footer(
      "Exit codes: 0 every figure has forgotten the start, 1 one remembers it, 3 none does but some are open: more\n"
      "--replications tell more (or a longer follow_up, where only a lower bound is known). 2 also where the whole\n"
      "start is given: there is nothing to forget then. Where it is given for some stocking points alone, their "
      "stock\n"
      "is as given at both starts.");
  return {parser, [a] { return warm_up(*a); }};
}

}  // namespace supplytwin::cli
