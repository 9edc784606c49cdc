#include "study/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/error.hpp"

namespace supplytwin::study {
namespace {

std::string date_of(base::LocalTime t) {
  const std::chrono::year_month_day d{std::chrono::local_days{std::chrono::floor<std::chrono::days>(t)}};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(d.year()), unsigned(d.month()), unsigned(d.day()));
  return text;
}

void choose(const std::vector<std::string>& chosen, scenario::Scenario& scenario) {
  std::vector<std::string> known;
  for (const auto& c : scenario.policies) known.push_back(c.name);
  std::vector<base::Fault> faults;
  for (const auto& name : chosen) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string message = "--policies names '" + name + "', which does not compete here";
    if (const auto near = base::suggestion(name, known); !near.empty()) message += "; did you mean '" + near + "'?";
    base::Fault fault;
    fault.file = scenario.file.string();
    fault.message = std::move(message);
    faults.push_back(std::move(fault));
  }
  if (!faults.empty()) throw base::ScenarioError(std::move(faults));
  std::erase_if(scenario.policies, [&](const scenario::Competitor& c) {
    return std::find(chosen.begin(), chosen.end(), c.name) == chosen.end();
  });
}

}  // namespace

scenario::Scenario apply(const Overrides& overrides, scenario::Scenario scenario, std::vector<std::string>& notes) {
  if (overrides.seed) scenario.seed = *overrides.seed;
  if (overrides.replications) scenario.replications = *overrides.replications;
  if (!overrides.policies.empty()) choose(overrides.policies, scenario);
  std::sort(scenario.policies.begin(), scenario.policies.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  const bool has_baseline = std::any_of(scenario.policies.begin(), scenario.policies.end(),
                                        [&](const auto& c) { return c.name == scenario.baseline; });
  if (!has_baseline) {
    notes.push_back("the baseline " + scenario.baseline + " is not among the chosen policies; compared with " +
                    scenario.policies.front().name + " instead");
    scenario.baseline = scenario.policies.front().name;
  }
  return scenario;
}

Plan plan(const scenario::Scenario& scenario, const Overrides& overrides, const Build& build) {
  Plan p;
  p.file = std::filesystem::absolute(scenario.file).lexically_normal();
  p.overrides = overrides;
  p.block = scenario.block;
  p.first_day = date_of(scenario.model.zone.local(scenario.model.start));
  store::Provenance& from = p.provenance;
  for (const auto& competitor : scenario.policies) {
    p.policies.push_back(competitor.name);
    from.policy_sha256.push_back(base::hex(competitor.bundle.digest()));
  }
  from.scenario = scenario.name;
  from.question = scenario.question;
  from.scenario_text = scenario.text;
  from.scenario_sha256 = base::hex(scenario.digest);
  from.model_sha256 = base::hex(scenario.model_digest);
  from.baseline = scenario.baseline;
  from.seed = scenario.seed;
  from.replications_planned = scenario.replications;
  from.generator = "Philox4x32-10";
  from.version = build.version;
  from.git_commit = build.commit;
  from.period_start = base::milliseconds(scenario.model.start);
  from.period_end = base::milliseconds(scenario.model.end);
  from.warm_up = base::milliseconds(scenario.model.warm_up);
  from.time_zone = scenario.model.zone.name();
  for (const auto& t : scenario.model.zone.transitions()) {
    from.time_zone_starts.push_back(base::milliseconds(t.start));
    from.time_zone_offsets.push_back(base::milliseconds(t.offset));
  }
  return p;
}

}  // namespace supplytwin::study
