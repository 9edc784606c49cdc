#include <memory>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/work.hpp"

namespace supplytwin::cli {
namespace {

struct ResumeArguments {
  std::string folder;
  WorkOptions work;
};

int resume(const ResumeArguments& a) {
  return work(a.work, [&](const study::Options& options, std::atomic<bool>& stop, study::Progress& progress) {
    return study::resume(a.folder, this_build(), options, stop, progress);
  });
}

}  // namespace

Command add_resume(CLI::App& app) {
  auto a = std::make_shared<ResumeArguments>();
  CLI::App* parser = app.add_subcommand("resume", "Go on with a study that was interrupted");
  parser->add_option("folder", a->folder, "folder of the study")->required()->check(some_path());
  add_work_options(*parser, a->work);
  return {parser, [a] { return resume(*a); }};
}

}  // namespace supplytwin::cli
