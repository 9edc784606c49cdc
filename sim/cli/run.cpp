#include <fmt/core.h>

#include <memory>

#include "base/format.hpp"
#include "base/quote.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/meter.hpp"
#include "cli/work.hpp"
#include "study/record.hpp"
#include "world/run.hpp"

namespace supplytwin::cli {
namespace {

struct RunArguments {
  std::string scenario, out, record;
  bool facts = false;
  study::Overrides overrides;
  WorkOptions work;
};

/// Records before it runs, so that what cannot be recorded is told at once.
void record(const RunArguments& a) {
  std::atomic<bool> stop{false};
  study::Progress progress;
  study::Recorded recorded;
  {
    const Interrupt interrupt(stop);
    const Meter meter(progress, a.work.quiet);
    try {
      recorded = study::record(a.scenario, a.overrides, a.record, a.facts, stop, progress);
    } catch (const world::Interrupted&) {
      throw Interrupted("interrupted; nothing of the record is kept");
    }
  }
  if (!a.work.quiet)
    fmt::print(stderr, "supplytwin: {} and {} recorded in {}\n", base::counted(recorded.events, "event"),
               base::counted(recorded.decisions, "decision"), a.record);
}

int run(const RunArguments& a) {
  if (!a.record.empty()) record(a);
  return work(a.work, [&](const study::Options& options, std::atomic<bool>& stop, study::Progress& progress) {
    const auto folder = a.out.empty() ? std::nullopt : std::optional<std::filesystem::path>(a.out);
    return study::start(a.scenario, a.overrides, folder, this_build(), options, stop, progress);
  });
}

}  // namespace

Command add_run(CLI::App& app) {
  auto a = std::make_shared<RunArguments>();
  CLI::App* parser = app.add_subcommand("run", "Simulate a scenario under its policies and compare them");
  parser->add_option("scenario", a->scenario, "scenario file")->required()->check(some_path());
  parser->add_option("--out", a->out, "folder of the study (default: results/<name of the scenario>)")
      ->check(some_path());
  add_overrides(*parser, a->overrides);
  parser
      ->add_option_function<std::string>(
          "--part",
          [a](const std::string& text) {
            a->overrides.part = study::part_of(text);
            if (!a->overrides.part)
              throw CLI::ValidationError("--part", base::in_quotes(text) + " is no part; expected K/N, such as 2/3");
          },
          "only part K of N, to share the work among machines: every N-th task, beginning with the K-th; "
          "`supplytwin merge` joins the folders of all parts")
      ->type_name("K/N");
  parser->add_option("--from", a->overrides.from, "go on from this snapshot, in every replication");
  CLI::Option* const recording =
      parser
          ->add_option("--record", a->record,
                       "write what the orchestrator is told and decides into this folder, as events.jsonl and "
                       "decisions.jsonl; of one policy and one replication")
          ->check(some_path());
  parser
      ->add_flag("--record-facts", a->facts,
                 "with --record: also facts.jsonl, what each decision was taken from, for `replay --facts`")
      ->needs(recording);
  add_work_options(*parser, a->work);
  return {parser, [a] { return run(*a); }};
}

}  // namespace supplytwin::cli
