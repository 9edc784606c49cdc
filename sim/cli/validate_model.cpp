#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "base/error.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/json.hpp"
#include "study/folder.hpp"
#include "study/scorecard.hpp"
#include "world/run.hpp"

namespace supplytwin::cli {
namespace {

struct Arguments {
  std::vector<std::string> cases{"tests/validation"};
  unsigned jobs = 0;
  bool json = false;
};

/// The scenarios that are meant: files as named, and all YAML files of a folder, not of the folders in it. Throws
/// Refused when one has nothing that it could be held against.
std::vector<scenario::Scenario> scenarios_of(const std::vector<std::string>& named) {
  std::vector<scenario::Scenario> found;
  for (const std::filesystem::path path : named) {
    if (!std::filesystem::is_directory(path)) {
      found.push_back(scenario::read(path));
      continue;
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(path))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) found.push_back(scenario::read(file));
  }
  std::string silent;
  for (const scenario::Scenario& s : found)
    if (s.expectations.empty())
      silent += (silent.empty() ? "" : "\n") + s.file.string() + ": expects nothing; give it an `expect` list";
  if (found.empty()) silent = "no scenarios there; name files or folders of them";
  if (!silent.empty()) throw study::Refused(silent);
  return found;
}

void print(const study::Score& s) {
  const double z = s.standard_error > 0 ? (s.got - s.expected) / s.standard_error : 0;
  const std::string half = s.interval ? fmt::format(" ± {:.2g}", (s.interval->hi - s.interval->lo) / 2) : "";
  fmt::print("{:<28} {:<34} {:>14.8g} {:>24} {:>6.2f}  {}\n", s.name, s.figure + " [" + s.unit + "]", s.expected,
             fmt::format("{:.7g}{}", s.got, half), z, base::name_of(s.agreement));
}

nlohmann::ordered_json json_of(const study::Score& s) {
  nlohmann::ordered_json j{{"case", s.name},
                           {"source", s.source},
                           {"figure", s.figure},
                           {"note", s.note},
                           {"unit", s.unit},
                           {"expected", s.expected},
                           {"got", s.got},
                           {"standard_error", s.standard_error},
                           {"verdict", base::name_of(s.agreement)}};
  if (s.interval) j["lo"] = s.interval->lo, j["hi"] = s.interval->hi;
  return j;
}

std::vector<study::Score> scores_of(const scenario::Scenario& scenario, unsigned jobs, std::atomic<bool>& stop) {
  try {
    return study::score(scenario, jobs, stop);
  } catch (const world::Interrupted&) {
    throw Interrupted("interrupted; of " + scenario.name + " nothing is kept");
  }
}

int validate_model(const Arguments& a) {
  const unsigned jobs = a.jobs ? a.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::atomic<bool> stop{false};
  const Interrupt interrupt(stop);
  std::size_t passed = 0, all = 0;
  auto report = nlohmann::ordered_json::array();
  if (!a.json)
    fmt::print("{:<28} {:<34} {:>14} {:>24} {:>6}  {}\n", "case", "figure", "expected", "got (95 %)", "z", "verdict");
  for (const scenario::Scenario& s : scenarios_of(a.cases)) {
    std::string source;
    for (const study::Score& line : scores_of(s, jobs, stop)) {
      ++all;
      if (line.agreement == study::Agreement::agrees) ++passed;
      if (a.json) {
        report.push_back(json_of(line));
      } else {
        print(line);
      }
      source = line.source;
    }
    if (!a.json && !source.empty()) fmt::print("  {}\n", source);
    std::fflush(stdout);
  }
  if (a.json)
    print_json({{"passed", passed}, {"failed", all - passed}, {"scores", report}});
  else
    fmt::print("{} passed, {} failed\n", passed, all - passed);
  return passed == all ? kDone : kFailed;
}

}  // namespace

Command add_validate_model(CLI::App& app) {
  auto a = std::make_shared<Arguments>();
  CLI::App* parser = app.add_subcommand("validate-model",
                                        "Hold the simulator against cases with known answers; print the scorecard");
  parser->add_option("cases", a->cases,
                     "scenarios that expect something, or folders of them (default: tests/validation)");
  parser->add_option("--jobs", a->jobs, "threads (default: as many as the machine has)")
      ->check(whole_number(1, 4096));
  parser->add_flag("--json", a->json, "the scorecard as JSON");
  parser->footer(
      "All of tests/validation take about half an hour of one processor, most of it three cases of many "
      "replications.\n"
      "Name a file to run one, in a second: supplytwin validate-model tests/validation/v11_mu10.yaml");
  return {parser, [a] { return validate_model(*a); }};
}

}  // namespace supplytwin::cli
