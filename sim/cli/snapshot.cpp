#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "base/format.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "scenario/parse_text.hpp"
#include "scenario/scenario.hpp"
#include "store/schema.hpp"
#include "store/snapshot.hpp"
#include "study/folder.hpp"
#include "study/look.hpp"
#include "study/snapshot.hpp"

namespace supplytwin::cli {
namespace {

struct SnapshotArguments {
  std::string scenario, at, out, policy;
  std::uint64_t replication = 0;
  std::optional<std::uint64_t> seed;
  bool layout = false, json = false;
};

/// Says what a snapshot file holds: root attributes, then groups and their data sets.
int show_layout(bool json) {
  auto report = nlohmann::ordered_json::object();
  const auto tell = [&](const std::string& where, std::string_view name, std::string_view doc) {
    const store::Words words = store::split_unit(doc);
    if (json)
      report[where][std::string(name)] = {{"meaning", words.text}, {"units", words.unit}};
    else
      fmt::print("  {:<24} {:<32} {}\n", name, words.unit, words.text);
  };
  if (!json) fmt::print("/ (attributes)\n");
  base::for_each_field<store::SnapshotHeader>([&](const auto& f) { tell("/", f.name, f.doc); });
  if (!json) fmt::print("/names: what rows and numbers stand for\n");
  for (const base::Names& names : world::names_of_a_snapshot()) tell("/names", names.name, names.doc);
  for (const base::Table& table : world::tables_of_a_snapshot()) {
    if (!json) fmt::print("/{}: {}\n", table.name, table.doc);
    for (const base::Column& column : table.columns) tell("/" + table.name, column.name, column.doc);
  }
  if (json) print_json(report);
  return kDone;
}

base::Time instant(const std::string& text, const base::TimeZone& zone) {
  const auto local = scenario::parse_local_time(text);
  if (!local) throw study::Refused("--at: " + local.error);
  return zone.instant(*local.value);
}

/// Refuses a file that could not be written, before anything is simulated for it.
void check_snapshot_place(const std::filesystem::path& out) {
  if (std::filesystem::exists(out)) throw study::Refused(out.string() + ": is there already; choose another --out");
  const std::filesystem::path folder = out.has_parent_path() ? out.parent_path() : ".";
  if (!study::is_folder(folder))
    throw study::Refused(study::path_in_words(folder) + ": no such folder; make it, or choose another --out");
  if (access(folder.c_str(), W_OK) != 0)
    throw study::Refused(study::path_in_words(folder) + ": nothing can be written there: " +
                         std::generic_category().message(errno) + "; choose another --out");
}

/// A replication that no plain run of the scenario has is no fault, for `run --replications` draws it; it may be a
/// slip.
void tell_beyond(std::uint64_t replication, std::uint32_t planned) {
  if (replication >= planned)
    fmt::print(
        stderr,
        "supplytwin: replication {} is beyond the {} of the scenario, which count from 0 to {}; it is drawn all "
        "the same, as `run --replications {}` does\n",
        replication, planned, planned - 1, replication + 1);
}

int snapshot(const SnapshotArguments& a) {
  if (a.layout) return show_layout(a.json);
  for (const auto& [option, value] :
       {std::pair("the scenario file", &a.scenario), {"--at", &a.at}, {"--out", &a.out}})
    if (value->empty()) throw study::Refused(std::string(option) + " is missing");
  check_snapshot_place(a.out);
  scenario::Scenario scenario = scenario::read(a.scenario);
  if (a.seed) scenario.seed = *a.seed;
  tell_beyond(a.replication, scenario.replications);
  const base::TimeZone& zone = scenario.model.zone;
  const world::Snapshot taken = study::take_snapshot(scenario, {a.policy, a.replication, instant(a.at, zone)});
  study::write_snapshot(a.out, taken, scenario, this_build());
  if (a.json)
    print_json({{"snapshot", a.out},
                {"at", base::iso(taken.at, zone)},
                {"policy", taken.policy},
                {"seed", taken.seed},
                {"replication", taken.replication}});
  else
    fmt::print("{}: {} of {}, replication {} under {}\n", a.out, base::iso(taken.at, zone), scenario.name,
               taken.replication, taken.policy);
  return kDone;
}

}  // namespace

Command add_snapshot(CLI::App& app) {
  auto a = std::make_shared<SnapshotArguments>();
  CLI::App* parser = app.add_subcommand("snapshot", "Run a scenario to an instant and keep its state in a file");
  parser->add_option("scenario", a->scenario, "scenario file");
  parser->add_option("--at", a->at, "the instant in local time, as 2025-02-04 or '2025-02-04 06:00'");
  parser->add_option("--out", a->out, "the file to write");
  parser->add_option("--policy", a->policy, "who decides until then (default: the baseline)");
  parser
      ->add_option(
          "--replication", a->replication,
          "which replication, counted from 0 (default: 0); any can be drawn, also beyond the scenario's number")
      ->check(whole_number(0, 999'999))
      ->type_name("NUMBER");
  parser->add_option("--seed", a->seed, "seed instead of the scenario's")
      ->check(whole_number(0))
      ->type_name("NUMBER");
  parser->add_flag("--layout", a->layout, "tell what such a file holds, and nothing else");
  parser->add_flag("--json", a->json, "print as JSON");
  parser->footer("Go on from it with `supplytwin run SCENARIO --from FILE`.");
  return {parser, [a] { return snapshot(*a); }};
}

}  // namespace supplytwin::cli
