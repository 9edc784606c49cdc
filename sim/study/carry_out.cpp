#include "study/carry_out.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/error.hpp"
#include "base/format.hpp"
#include "experiment/run.hpp"
#include "network/config.hpp"
#include "store/merge.hpp"
#include "store/writer.hpp"
#include "study/folder.hpp"
#include "study/kept.hpp"
#include "study/look.hpp"

namespace supplytwin::study {
namespace {

std::vector<std::string> criticalities() {
  const auto& names = base::EnumNames<network::Criticality>::names;
  return {names.begin(), names.end()};
}

store::Header header_of(const Plan& plan, const experiment::Simulation& simulation) {
  return {plan.provenance,
          {plan.policies, simulation.sites, simulation.categories, criticalities(),
           static_cast<std::int64_t>(simulation.days), plan.first_day}};
}

std::vector<std::int64_t> replications_of(const experiment::Task& task) {
  std::vector<std::int64_t> numbers;
  for (std::uint32_t r = 0; r < task.count; ++r) numbers.push_back(task.first + r);
  return numbers;
}

/// Whether results.h5 is there, whole, and of all replications of this study; when torn or partial it is made again
/// from the shards.
bool complete(const Folder& folder, const Plan& plan) {
  std::string torn;
  const auto results = whole(folder.results(), torn);
  if (!results) return false;
  store::Header header = results->header();  // the plan does not know the sites and categories
  header.provenance = plan.provenance;
  header.axes.policies = plan.policies;
  check_same_study(*results, header);
  return results->replications().size() == plan.replications();
}

/// The tasks whose shards are missing; torn shards are removed and made again.
std::vector<experiment::Task> missing_tasks(const Folder& folder, const Plan& plan, const store::Header& header,
                                            Summary& summary) {
  std::vector<experiment::Task> missing;
  for (const auto& task : experiment::tasks(plan.replications(), plan.block)) {
    if (plan.overrides.part && !plan.overrides.part->has(task.index)) continue;
    const auto shard = folder.shard(task);
    std::string torn;
    if (const auto reader = whole(shard, torn)) {
      check_same_study(*reader, header);
      if (reader->replications() != replications_of(task))
        throw Refused(path_in_words(shard) +
                      ": holds other replications than its name says; rename it, or move it away");
      summary.replications += task.count;
      continue;
    }
    if (!torn.empty()) {
      summary.notes.push_back("discarded a shard, to be made again: " + torn);
      std::filesystem::remove(shard);
    }
    missing.push_back(task);
  }
  return missing;
}

void write_shard(const std::filesystem::path& path, const store::Header& header, const experiment::Task& task,
                 const std::vector<std::vector<outcome::Record>>& records) {
  store::Writer writer(path, header, replications_of(task));
  for (std::size_t r = 0; r < records.size(); ++r)
    for (std::size_t p = 0; p < records[r].size(); ++p) writer.put(p, r, records[r][p]);
  writer.finish();
}

}  // namespace

Summary carry_out(const Plan& plan, const std::function<experiment::Simulation()>& simulate,
                  const std::filesystem::path& path, const Options& options, std::atomic<bool>& stop,
                  Progress& progress) {
  const Folder folder(path);
  Summary summary;
  summary.folder = path;
  summary.planned = plan.replications();
  summary.part = plan.overrides.part;
  const auto is_complete = [&] {
    if (!is_there(path) || !folder.is_study()) return false;
    folder.check_same(plan, "choose another folder");
    if (!complete(folder, plan)) return false;
    summary.replications = summary.planned;
    summary.results = folder.results();
    summary.notes.push_back(path_in_words(path) + ": already complete");
    return true;
  };
  if (is_complete()) return summary;  // nothing is written, so it may lie where nothing can be

  folder.prepare();
  const Lock lock(path);
  if (is_complete()) return summary;
  if (!folder.is_study()) folder.describe(plan);
  folder.sweep();

  const experiment::Simulation simulation = simulate();
  const store::Header header = header_of(plan, simulation);
  const auto missing = missing_tasks(folder, plan, header, summary);
  if (summary.replications > 0)
    summary.notes.push_back(path_in_words(path) + ": going on after " + std::to_string(summary.replications) +
                            " of " + base::counted(summary.planned, "replication"));

  const std::int64_t span =
      plan.provenance.period_end - plan.provenance.period_start + plan.provenance.warm_up - simulation.passed.count();
  for (const auto& task : missing)
    progress.total += span * task.count * static_cast<std::int64_t>(plan.policies.size());
  summary.threads = static_cast<unsigned>(std::min<std::size_t>(std::max(options.jobs, 1u), missing.size()));
  const auto began = std::chrono::steady_clock::now();
  const auto sink = [&](const experiment::Task& task, const std::vector<std::vector<outcome::Record>>& records) {
    write_shard(folder.shard(task), header, task, records);
    summary.replications += task.count;
    for (const auto& policies : records)
      for (const auto& record : policies) summary.picks += record.picks - simulation.picks_before;
  };
  const bool all = experiment::run(missing, options.jobs, simulation.replicate, sink, stop, progress.simulated);
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  summary.interrupted = !all;
  const bool whole_study = summary.replications == summary.planned;
  if (!all || !whole_study) return summary;

  store::merge(folder.shards(), folder.results());
  summary.results = folder.results();
  return summary;
}

}  // namespace supplytwin::study
