#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <system_error>

#include "base/format.hpp"
#include "bundle/compile.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/json.hpp"
#include "cli/meter.hpp"
#include "edge/replay.hpp"

namespace supplytwin::cli {
namespace {

struct ReplayArguments {
  std::string events, policy, out;
  bool facts = false, json = false, quiet = false;
};

int replay(const ReplayArguments& a) {
  const policy::Bundle bundle = bundle::load_file(a.policy);
  std::atomic<bool> stop{false};
  study::Progress progress;  // of the bytes that are read
  edge::Replayed done;
  {
    const Interrupt interrupt(stop);
    std::error_code untold;
    progress.total = static_cast<std::int64_t>(std::filesystem::file_size(a.events, untold));
    const Meter meter(progress, a.quiet || untold);
    try {
      done = (a.facts ? edge::replay_facts : edge::replay)(a.events, bundle, a.out, stop, progress.simulated);
    } catch (const edge::Stopped& e) {
      throw Interrupted(e.what());
    }
  }
  if (a.json)
    print_json({{"events", done.events}, {"decisions", done.decisions}, {"policy", bundle.name()}, {"out", a.out}});
  else
    fmt::print("{}: {} on {} by {}\n", a.out, base::counted(done.decisions, "decision"),
               base::counted(done.events, a.facts ? "recorded need" : "event"), bundle.name());
  return kDone;
}

}  // namespace

Command add_replay(CLI::App& app) {
  auto a = std::make_shared<ReplayArguments>();
  CLI::App* parser = app.add_subcommand("replay", "Decide again from a log of events alone, or of facts");
  parser->add_option("log", a->events, "events.jsonl, as `run --record` writes it; with --facts its facts.jsonl")
      ->required()
      ->check(some_path());
  parser->add_option("--policy", a->policy, "the policy that decides: YAML, or what `policy compile` wrote")
      ->required()
      ->check(some_path());
  parser->add_option("--out", a->out, "the log of decisions to write")->required()->check(some_path());
  parser->add_flag(
      "--facts", a->facts,
      "decide from the facts of each decision, as `run --record-facts` writes them, and not from events");
  parser->add_flag("--json", a->json, "the counts as JSON");
  parser->add_flag("--quiet", a->quiet, "no progress");
  return {parser, [a] { return replay(*a); }};
}

}  // namespace supplytwin::cli
