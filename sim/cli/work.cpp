#include "cli/work.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <thread>

#include "base/format.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/json.hpp"
#include "cli/meter.hpp"
#include "cli/show.hpp"

namespace supplytwin::cli {

void add_overrides(CLI::App& parser, study::Overrides& overrides) {
  parser.add_option("--seed", overrides.seed, "seed instead of the scenario's")
      ->check(whole_number(0))
      ->type_name("NUMBER");
  parser.add_option("--replications", overrides.replications, "replications instead of the scenario's")
      ->check(whole_number(1, 1'000'000))
      ->type_name("NUMBER");
  add_names(parser, "--policies", overrides.policies, "only these policies, as a,b in any order");
}

void add_work_options(CLI::App& parser, WorkOptions& options) {
  parser.add_option("--jobs", options.jobs, "threads (default: as many as the machine has)")
      ->check(whole_number(1, 4096))
      ->type_name("NUMBER");
  parser.add_flag("--check", options.check, "verify that postings balance at every event and recount each day");
  parser.add_flag("--json", options.json, "print the comparison as JSON");
  parser.add_flag("--quiet", options.quiet, "no progress and no notes");
}

namespace {

/// What a part that is done leaves to be done.
int tell_part(const study::Summary& summary, bool json) {
  const std::string part = study::words(*summary.part), folder = quoted(summary.folder);
  if (json)
    print_json({{"folder", summary.folder.string()},
                {"part", part},
                {"replications", summary.replications},
                {"planned", summary.planned}});
  else
    fmt::print(
        "{}: part {} is done, {} of {}. When the other parts are done, join them all:\n"
        "  supplytwin merge {} <folders of the other parts> --out <folder>\n",
        summary.folder.string(), part, summary.replications, base::counted(summary.planned, "replication"), folder);
  return kDone;
}

/// Asked for more threads than the machine has is no fault, and seldom meant.
void tell_many(unsigned jobs, bool quiet) {
  const unsigned has = std::thread::hardware_concurrency();
  if (!quiet && has > 0 && jobs > has)
    fmt::print(stderr,
               "supplytwin: --jobs {} on a machine of {}: more threads than that take memory and save no time\n",
               jobs, base::counted(has, "processor"));
}

}  // namespace

int work(const WorkOptions& options,
         const std::function<study::Summary(const study::Options&, std::atomic<bool>&, study::Progress&)>& step) {
  std::atomic<bool> stop{false};
  study::Progress progress;
  const unsigned jobs = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  study::Summary summary;
  {
    tell_many(jobs, options.quiet);
    const Interrupt interrupt(stop);
    const Meter meter(progress, options.quiet);
    summary = step({.jobs = jobs, .check = options.check}, stop, progress);
  }
  if (!options.quiet) {
    for (const auto& note : summary.notes) fmt::print(stderr, "supplytwin: {}\n", note);
    if (summary.picks > 0 && summary.seconds > 0)
      fmt::print(stderr, "supplytwin: {:.1f} million picks in {:.1f} s on {}: {:.2f} million picks a second\n",
                 static_cast<double>(summary.picks) / 1e6, summary.seconds, base::counted(summary.threads, "thread"),
                 static_cast<double>(summary.picks) / 1e6 / summary.seconds);
  }
  if (summary.interrupted)
    throw Interrupted(fmt::format("interrupted; {} of {} kept. Go on with:\n  supplytwin resume {}",
                                  summary.replications, base::counted(summary.planned, "replication"),
                                  quoted(summary.folder)));
  if (summary.part && summary.results.empty()) return tell_part(summary, options.json);
  ShowOptions show;
  show.json = options.json;
  show.notes = !options.quiet;
  return show_comparison(summary.results, show);
}

}  // namespace supplytwin::cli
