#include "study/record.hpp"

#include <string>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "edge/recorder.hpp"
#include "experiment/simulation.hpp"
#include "scenario/scenario.hpp"

namespace supplytwin::study {

Recorded record(const std::filesystem::path& file, const Overrides& overrides, const std::filesystem::path& folder,
                bool facts, std::atomic<bool>& stop, Progress& progress) {
  std::vector<std::string> notes;
  const scenario::Scenario scenario = apply(overrides, scenario::read(file), notes);
  const auto refuse = [&](const std::string& why) {
    throw base::ScenarioError({{scenario.file.string(), 0, 0, why, "", 1}});
  };
  if (scenario.policies.size() != 1 || scenario.replications != 1)
    refuse("a record is of one policy and one replication; choose them with --policies NAME --replications 1");
  if (scenario.from) refuse("a record begins where stock does; leave --from out");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw base::StoreError(folder.string() + ": cannot be made: " + error.message());
  edge::Recorder recorder(folder, scenario.policies.front().bundle, facts);

  progress.total = base::milliseconds(scenario.model.end - scenario.model.start + scenario.model.warm_up);
  experiment::simulate(scenario, false, {base::Duration{}}, &recorder).replicate(0, stop, progress.simulated);
  recorder.close();
  return {recorder.events(), recorder.decisions()};
}

}  // namespace supplytwin::study
