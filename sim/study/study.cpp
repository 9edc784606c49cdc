#include "study/study.hpp"

#include "experiment/simulation.hpp"
#include "scenario/scenario.hpp"
#include "study/folder.hpp"

namespace supplytwin::study {

Summary start(const std::filesystem::path& scenario_file, const Overrides& overrides,
              const std::optional<std::filesystem::path>& folder, const Build& build, const Options& options,
              std::atomic<bool>& stop, Progress& progress) {
  std::vector<std::string> notes;
  const auto scenario = apply(overrides, scenario::read(scenario_file), notes);
  const auto path = folder.value_or(std::filesystem::path("results") / scenario.name);
  Summary summary = carry_out(
      plan(scenario, overrides, build), [&] { return experiment::simulate(scenario, options.check); }, path, options,
      stop, progress);
  summary.notes.insert(summary.notes.begin(), notes.begin(), notes.end());
  return summary;
}

Summary resume(const std::filesystem::path& folder, const Build& build, const Options& options,
               std::atomic<bool>& stop, Progress& progress) {
  const auto [file, overrides] = Folder(folder).origin();
  if (!std::filesystem::exists(file))
    throw Refused(folder.string() + ": its scenario " + file.string() + " is gone; put it back, then resume");
  std::vector<std::string> notes;
  const auto scenario = apply(overrides, scenario::read(file), notes);
  const Plan again = plan(scenario, overrides, build);
  Folder(folder).check_same(again,
                            "what it was made from has changed since; put it back, or run again with another --out");
  return carry_out(
      again, [&] { return experiment::simulate(scenario, options.check); }, folder, options, stop, progress);
}

}  // namespace supplytwin::study
