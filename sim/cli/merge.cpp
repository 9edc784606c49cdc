#include <fmt/core.h>

#include <memory>

#include "base/format.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "study/merge.hpp"

namespace supplytwin::cli {
namespace {

struct MergeArguments {
  std::vector<std::string> folders;
  std::string out;
  bool json = false;
};

int merge(const MergeArguments& a) {
  if (a.out.empty() && a.folders.size() > 1) throw CLI::RequiredError("--out, for several folders,");
  const auto summary = study::merge({a.folders.begin(), a.folders.end()}, a.out.empty() ? a.folders.front() : a.out);
  const bool partial = summary.replications < summary.planned;
  if (a.json)
    print_json({{"results", summary.results.string()},
                {"replications", summary.replications},
                {"planned", summary.planned}});
  else
    fmt::print("{}: {} of {}\n", summary.results.string(), summary.replications,
               base::counted(summary.planned, "replication"));
  return partial ? kPartial : kDone;
}

}  // namespace

Command add_merge(CLI::App& app) {
  auto a = std::make_shared<MergeArguments>();
  CLI::App* parser =
      app.add_subcommand("merge", "Join the shards of one study: of one folder, or of the folders of its parts");
  parser->add_option("folders", a->folders, "folders of the study")->required()->check(some_path());
  parser->add_option("--out", a->out, "folder or .h5 file for the results (default: the folder itself)")
      ->check(some_path());
  parser->add_flag("--json", a->json, "say what was made as JSON");
  return {parser, [a] { return merge(*a); }};
}

}  // namespace supplytwin::cli
