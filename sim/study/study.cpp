#include "study/study.hpp"

#include <algorithm>
#include <iterator>

#include "experiment/simulation.hpp"
#include "scenario/remarks.hpp"
#include "scenario/scenario.hpp"
#include "study/folder.hpp"
#include "study/look.hpp"

namespace supplytwin::study {
namespace {

/// results/<name of the scenario>.
std::filesystem::path usual_folder(const scenario::Scenario& scenario) {
  if (std::string why = no_folder(scenario.name); !why.empty())
    throw base::ScenarioError({{scenario.file.string(), 0, 0, std::move(why), "", 1}});
  return std::filesystem::path("results") / scenario.name;
}

/// Overrides as the command line takes them.
std::string in_words(const Overrides& o) {
  std::string out;
  if (o.seed) out += " --seed " + std::to_string(*o.seed);
  if (o.replications) out += " --replications " + std::to_string(*o.replications);
  for (const std::string& name : o.policies) out += (&name == &o.policies.front() ? " --policies " : ",") + name;
  if (o.part) out += " --part " + words(*o.part);
  return out;
}

}  // namespace

std::string no_folder(const std::string& name) {
  const bool plain = !name.empty() && name[0] != '.' && std::none_of(name.begin(), name.end(), [](unsigned char c) {
    return c == '/' || c < 0x20 || c == 0x7f;
  });
  if (plain) return "";
  return "the name of the scenario cannot be that of a folder: it is empty, starts with '.', or has '/' or control "
         "characters; rename it, or choose a folder with --out";
}

Summary start(const std::filesystem::path& scenario_file, const Overrides& overrides,
              const std::optional<std::filesystem::path>& folder, const Build& build, const Options& options,
              std::atomic<bool>& stop, Progress& progress) {
  std::vector<std::string> notes;
  const auto scenario = apply(overrides, scenario::read(scenario_file), notes);
  std::ranges::move(scenario::remarks(scenario), std::back_inserter(notes));
  const auto path = folder ? *folder : usual_folder(scenario);
  Summary summary = carry_out(
      plan(scenario, overrides, build), [&] { return experiment::simulate(scenario, options.check); }, path, options,
      stop, progress);
  summary.notes.insert(summary.notes.begin(), notes.begin(), notes.end());
  return summary;
}

Summary resume(const std::filesystem::path& folder, const Build& build, const Options& options,
               std::atomic<bool>& stop, Progress& progress) {
  const auto [file, overrides] = Folder(folder).origin();
  if (!is_there(file))
    throw Refused(
        path_in_words(folder) + ": its scenario " + path_in_words(file) +
        " is gone; put it back, then resume, or go on from where it stands now:\n  supplytwin run NEWPATH --out " +
        path_in_words(folder) + in_words(overrides));
  std::vector<std::string> notes;
  const auto scenario = apply(overrides, scenario::read(file), notes);
  const Plan again = plan(scenario, overrides, build);
  Folder(folder).check_same(again,
                            "what it was made from has changed since; put it back, or run again into another folder");
  return carry_out(
      again, [&] { return experiment::simulate(scenario, options.check); }, folder, options, stop, progress);
}

}  // namespace supplytwin::study
