#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "experiment/run.hpp"
#include "experiment/simulation.hpp"
#include "outcome/kpi.hpp"
#include "scenarios.hpp"

namespace supplytwin::bench {
namespace {

/// The records of one round, by replication and policy.
using Records = std::vector<std::vector<outcome::Record>>;

Records run(const experiment::Simulation& simulation, std::uint64_t first, std::uint32_t replications,
            unsigned jobs) {
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> progress{0};
  Records records(replications);
  std::vector<experiment::Task> tasks = experiment::tasks(replications, 1);
  for (experiment::Task& task : tasks) task.first += static_cast<std::uint32_t>(first);
  experiment::run(
      tasks, jobs, simulation.replicate,
      [&](const experiment::Task& task, const Records& of) { records[task.index] = of.front(); }, stop, progress);
  return records;
}

Result totals(const Records& records, double seconds) {
  Result result{.seconds = seconds, .work = static_cast<double>(records.size())};
  double events = 0, picks = 0;
  for (const auto& replication : records)
    for (const outcome::Record& record : replication) {
      events += static_cast<double>(record.events);
      picks += static_cast<double>(record.picks);
    }
  result.more = {{"events", {events}}, {"picks", {picks}}};
  return result;
}

/// The figure at each site, replication after replication, of the first policy.
std::vector<double> by_site(const std::string& figure, const scenario::Scenario& scenario, const Records& records) {
  const outcome::Kpi* kpi = outcome::find_kpi(figure);
  if (kpi == nullptr) throw std::invalid_argument("no figure " + figure);
  std::vector<double> values;
  for (const auto& replication : records)
    for (const outcome::Totals& site : outcome::totals(replication.front(), outcome::By::site)) {
      const auto seen = observe(*kpi, replication.front(), site, scenario.model.end - scenario.model.start);
      values.push_back(seen.denominator != 0 ? seen.numerator / seen.denominator : -1);
    }
  return values;
}

}  // namespace

scenario::Scenario read(const std::string& file, const std::string& policies) {
  scenario::Scenario scenario = scenario::read(file);
  if (policies != "all")
    std::erase_if(scenario.policies, [&](const scenario::Competitor& competitor) {
      return ("," + policies + ",").find("," + competitor.name + ",") == std::string::npos;
    });
  if (scenario.policies.empty()) throw std::invalid_argument(file + " has no policy " + policies);
  return scenario;
}

int serve_replications(const scenario::Scenario& scenario, std::uint32_t replications, unsigned jobs,
                       const std::vector<std::string>& figures) {
  const experiment::Simulation simulation = experiment::simulate(scenario, false);
  return serve([&](std::uint64_t round) {
    Records records;
    const double spent = seconds([&] { records = run(simulation, round * replications, replications, jobs); });
    Result result = totals(records, spent);
    for (const std::string& figure : figures) result.more.emplace_back(figure, by_site(figure, scenario, records));
    return result;
  });
}

int serve_apart(const scenario::Scenario& scenario, std::uint32_t replications) {
  std::vector<experiment::Simulation> simulations;
  for (const scenario::Competitor& competitor : scenario.policies) {
    scenario::Scenario alone = scenario;
    alone.policies = {competitor};
    simulations.push_back(experiment::simulate(alone, false));
  }
  return serve([&](std::uint64_t round) {
    Records all(replications);
    const double spent = seconds([&] {
      for (const experiment::Simulation& simulation : simulations) {
        const Records records = run(simulation, round * replications, replications, 1);
        for (std::size_t r = 0; r < records.size(); ++r) all[r].push_back(records[r].front());
      }
    });
    return totals(all, spent);
  });
}

}  // namespace supplytwin::bench
