#include "study/plan.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/format.hpp"
#include "base/quote.hpp"
#include "scenario/parse_text.hpp"
#include "study/folder.hpp"
#include "study/snapshot.hpp"

namespace supplytwin::study {
namespace {

std::string date_of(base::LocalTime t) {
  const std::chrono::year_month_day d{std::chrono::local_days{std::chrono::floor<std::chrono::days>(t)}};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(d.year()), unsigned(d.month()), unsigned(d.day()));
  return text;
}

void choose(const std::vector<std::string>& chosen, scenario::Scenario& scenario, std::vector<std::string>& wrong) {
  std::vector<std::string> known;
  for (const auto& c : scenario.policies) known.push_back(c.name);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::string& name = chosen[i];
    const auto here = chosen.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(known.begin(), known.end(), name) == known.end())
      wrong.push_back("policies: " + base::in_quotes(name) + " does not compete here" + base::hint(name, known));
    else if (std::find(chosen.begin(), here, name) != here)
      wrong.push_back("policies: " + base::in_quotes(name) + " is named twice");
  }
  std::erase_if(scenario.policies, [&](const scenario::Competitor& c) {
    return std::find(chosen.begin(), chosen.end(), c.name) == chosen.end();
  });
}

/// What is wrong with a number of replications, by the bounds that the field of a scenario has.
std::string outside(std::int64_t replications) {
  std::string wrong;
  base::for_each_field<scenario::ScenarioFile>([&](const auto& f) {
    if (f.name == "replications") wrong = scenario::outside_bounds(scenario::facts_of(f), replications);
  });
  return wrong;
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && text[0] != '0';
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string words(const Part& part) { return std::to_string(part.number) + "/" + std::to_string(part.count); }

std::optional<Part> part_of(std::string_view text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto number = number_of(text.substr(0, slash));
  const auto count = number_of(text.substr(std::min(slash + 1, text.size())));
  if (!number || !count || *number > *count) return std::nullopt;
  return Part{*number, *count};
}

scenario::Scenario apply(const Overrides& overrides, scenario::Scenario scenario, std::vector<std::string>& notes) {
  std::vector<std::string> wrong;
  if (overrides.seed) scenario.seed = *overrides.seed;
  if (overrides.replications) {
    scenario.replications = *overrides.replications;
    if (std::string why = outside(scenario.replications); !why.empty()) wrong.push_back(std::move(why));
  }
  if (!overrides.policies.empty()) choose(overrides.policies, scenario, wrong);
  const auto tasks = (std::uint64_t{scenario.replications} + scenario.block - 1) / scenario.block;
  if (overrides.part && overrides.part->count > tasks && wrong.empty())
    wrong.push_back("part " + words(*overrides.part) + ": " + base::counted(scenario.replications, "replication") +
                    " in blocks of " + std::to_string(scenario.block) + " make " +
                    base::counted(static_cast<std::int64_t>(tasks), "task") +
                    ", so that there are at most as many parts");
  if (!wrong.empty()) {
    std::vector<base::Fault> faults;
    for (std::string& message : wrong) faults.push_back({scenario.file.string(), 0, 0, std::move(message), {}, 1});
    throw base::ScenarioError(std::move(faults));
  }
  if (!overrides.from.empty()) {
    go_on_from(overrides.from, scenario);
    if (world::is_over(*scenario.from))
      throw Refused(overrides.from.string() +
                    ": taken when the period was over, so that every policy and replication would come to the same; "
                    "take a snapshot within the period");
  }
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
  if (!p.overrides.from.empty()) p.overrides.from = std::filesystem::absolute(overrides.from).lexically_normal();
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
  if (scenario.from) from.snapshot_sha256 = base::hex(scenario.from_digest);
  from.baseline = scenario.baseline;
  from.seed = scenario.seed;
  from.replications_planned = scenario.replications;
  from.generator = kGenerator;
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
