#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>
#include <thread>

#include "base/error.hpp"
#include "base/quote.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/json.hpp"
#include "study/computed_case.hpp"
#include "study/folder.hpp"
#include "study/scorecard.hpp"
#include "world/run.hpp"

namespace supplytwin::cli {
namespace {

struct ValidateModelArguments {
  std::vector<std::string> cases{"tests/validation"};
  unsigned jobs = 0;
  bool json = false;
};

struct ModelCases {
  std::vector<study::ComputedCase> computed;
  std::vector<scenario::Scenario> scenarios;
};

/// A name that is neither a file nor a computed case, with the file of tests/validation that may be meant.
study::Refused no_case(const std::filesystem::path& name) {
  std::string computed, start = name.string();
  for (const study::ComputedCase& c : study::computed_cases()) computed += (computed.empty() ? "" : ", ") + c.name;
  std::ranges::transform(start, start.begin(), [](unsigned char c) { return std::tolower(c); });
  std::vector<std::string> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("tests/validation", none))
    if (entry.path().extension() == ".yaml" && entry.path().filename().string().starts_with(start))
      files.push_back(entry.path().string());
  std::ranges::sort(files);
  return study::Refused(base::in_quotes(name.string()) + ": no such file, and no computed case (" + computed + ")" +
                        (files.empty() ? "; the other cases are files, as those of tests/validation"
                                       : "; did you mean " + base::one_of(files) + "?"));
}

/// The cases that are meant: computed ones by name, scenarios as files, and of a folder (not of the folders in it)
/// all YAML files after all computed ones. Throws Refused when a scenario has nothing that it could be held against.
ModelCases cases_of(const std::vector<std::string>& named) {
  ModelCases cases;
  std::vector<scenario::Scenario>& found = cases.scenarios;
  for (const std::filesystem::path path : named) {
    const bool folder = std::filesystem::is_directory(path);
    bool computed = false;
    for (const study::ComputedCase& c : study::computed_cases()) {
      if (!folder && path != c.name) continue;
      computed = true;
      if (std::ranges::find(cases.computed, c.name, &study::ComputedCase::name) == cases.computed.end())
        cases.computed.push_back(c);
    }
    if (!folder) {
      if (!computed && path.extension().empty() && !std::filesystem::exists(path)) throw no_case(path);
      if (!computed) found.push_back(scenario::read(path));
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
  const bool by_name = std::ranges::none_of(named, [](const auto& n) { return std::filesystem::is_directory(n); });
  if (found.empty() && !by_name) silent = "no scenarios there; name files or folders of them";
  if (!silent.empty()) throw study::Refused(silent);
  return cases;
}

void print(const study::Score& s) {
  const double z = s.standard_error > 0 ? (s.got - s.expected) / s.standard_error : 0;
  const std::string half = s.interval ? fmt::format(" ± {:.2g}", (s.interval->hi - s.interval->lo) / 2) : "";
  fmt::print("{:<28} {:<38} {:>14.{}g} {:>24} {:>6.2f}  {}\n", s.name, s.figure + " [" + s.unit + "]", s.expected,
             s.interval ? 8 : 10, fmt::format("{:.{}g}{}", s.got, s.interval ? 7 : 10, half), z,
             base::name_of(s.agreement));
}

nlohmann::ordered_json score_json(const study::Score& s) {
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

/// The lines of a case by `score`, unless that is interrupted.
template <class Score>
std::vector<study::Score> scores_of(const std::string& name, Score score) {
  try {
    return score();
  } catch (const world::Interrupted&) {
    throw Interrupted("interrupted; of " + name + " nothing is kept");
  }
}

int validate_model(const ValidateModelArguments& a) {
  const unsigned jobs = a.jobs ? a.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::atomic<bool> stop{false};
  const Interrupt interrupt(stop);
  const ModelCases cases = cases_of(a.cases);
  std::size_t passed = 0, all = 0;
  auto report = nlohmann::ordered_json::array();
  if (!a.json)
    fmt::print("{:<28} {:<38} {:>14} {:>24} {:>6}  {}\n", "case", "figure", "expected", "got (95 %)", "z", "verdict");
  const auto show = [&](const std::vector<study::Score>& lines) {
    std::string source;
    for (const study::Score& line : lines) {
      ++all;
      if (line.agreement == study::Agreement::agrees) ++passed;
      if (a.json) {
        report.push_back(score_json(line));
      } else {
        print(line);
      }
      source = line.source;
    }
    if (!a.json && !source.empty()) fmt::print("  {}\n", source);
    std::fflush(stdout);
  };
  for (const study::ComputedCase& c : cases.computed) show(scores_of(c.name, [&] { return score(c, stop); }));
  for (const scenario::Scenario& s : cases.scenarios)
    show(scores_of(s.name, [&] { return study::score(s, jobs, stop); }));
  if (a.json)
    print_json({{"passed", passed}, {"failed", all - passed}, {"scores", report}});
  else
    fmt::print("{} passed, {} failed\n", passed, all - passed);
  return passed == all ? kDone : kFailed;
}

}  // namespace

Command add_validate_model(CLI::App& app) {
  auto a = std::make_shared<ValidateModelArguments>();
  CLI::App* parser = app.add_subcommand("validate-model",
                                        "Hold the simulator against cases with known answers; print the scorecard");
  parser->add_option(
      "cases", a->cases,
      "scenarios that expect something, folders of them, or computed cases (V01, V26, V33); with a folder "
      "come all computed ones (default: tests/validation)");
  parser->add_option("--jobs", a->jobs, "threads (default: as many as the machine has)")
      ->check(whole_number(1, 4096));
  parser->add_flag("--json", a->json, "the scorecard as JSON");
  parser->footer(
      "All of tests/validation take about a quarter of an hour of one processor, most of it three cases of many "
      "replications.\n"
      "Name a file to run one, in a second: supplytwin validate-model tests/validation/v11_mu10.yaml");
  return {parser, [a] { return validate_model(*a); }};
}

}  // namespace supplytwin::cli
