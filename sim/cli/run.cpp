#include <memory>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/work.hpp"

namespace supplytwin::cli {
namespace {

struct Arguments {
  std::string scenario, out;
  study::Overrides overrides;
  WorkOptions work;
};

int run(const Arguments& a) {
  return work(a.work, [&](const study::Options& options, std::atomic<bool>& stop, study::Progress& progress) {
    const auto folder = a.out.empty() ? std::nullopt : std::optional<std::filesystem::path>(a.out);
    return study::start(a.scenario, a.overrides, folder, this_build(), options, stop, progress);
  });
}

}  // namespace

Command add_run(CLI::App& app) {
  auto a = std::make_shared<Arguments>();
  CLI::App* parser = app.add_subcommand("run", "Simulate a scenario under its policies and compare them");
  parser->add_option("scenario", a->scenario, "scenario file")->required();
  parser->add_option("--out", a->out, "folder of the study (default: results/<name of the scenario>)");
  parser->add_option("--seed", a->overrides.seed, "seed instead of the scenario's")
      ->check(whole_number(0))
      ->type_name("NUMBER");
  parser->add_option("--replications", a->overrides.replications, "replications instead of the scenario's")
      ->check(whole_number(1, 1'000'000))
      ->type_name("NUMBER");
  parser->add_option("--policies", a->overrides.policies, "only these policies, as a,b in any order")
      ->delimiter(',')
      ->allow_extra_args(false);
  add_work_options(*parser, a->work);
  return {parser, [a] { return run(*a); }};
}

}  // namespace supplytwin::cli
