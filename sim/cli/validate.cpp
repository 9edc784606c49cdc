#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <sstream>

#include "base/error.hpp"
#include "base/quote.hpp"
#include "bundle/compile.hpp"
#include "bundle/load.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "scenario/read_network.hpp"
#include "scenario/scenario.hpp"

namespace supplytwin::cli {
namespace {

struct Arguments {
  std::vector<std::string> files;
  bool json = false;
};

constexpr std::size_t kMostBytes = std::size_t{4} << 20;

/// Whether a YAML file calls itself a policy: its first top-level key that names what it is.
bool is_policy(const std::filesystem::path& file) {
  std::vector<base::Fault> untold;  // whoever reads it tells
  std::istringstream in(bundle::load(file, kMostBytes, untold).value_or(""));
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("policy:")) return true;
    if (line.starts_with("scenario:")) return false;
  }
  return false;
}

/// What a policy says that no simulation carries out, a line each.
std::vector<std::string> idle(const std::string& file, const policy::Bundle& bundle) {
  std::vector<std::string> notes;
  for (std::size_t r = 0; r < bundle.rules(); ++r)
    if (bundle.queries(r))
      notes.push_back(
          fmt::format("{}: rules[{}] {} queries a supplier; no supplier of a simulation answers, so the "
                      "need only waits a day",
                      file, r, base::in_quotes(bundle.rule_name(r))));
  return notes;
}

struct Findings {
  std::vector<base::Fault> faults;
  std::vector<std::string> notes;
};

Findings findings_of(const std::filesystem::path& file) {
  Findings found;
  try {
    std::error_code untold;  // then the reader of a file tells
    if (std::filesystem::is_directory(file, untold)) {
      scenario::read_network(file, found.faults);
    } else if (is_policy(file)) {
      found.notes = idle(file, bundle::load_file(file));
    } else {
      for (const scenario::Competitor& c : scenario::read(file).policies)
        std::ranges::copy(idle(c.file, c.bundle), std::back_inserter(found.notes));
    }
  } catch (const base::InputError& e) {
    found.faults = e.faults;
  }
  return found;
}

int validate(const Arguments& a) {
  bool ok = true;
  auto report = nlohmann::ordered_json::array();
  for (const auto& file : a.files) {
    const auto [faults, notes] = findings_of(file);
    ok = ok && faults.empty();
    if (a.json) {
      report.push_back({{"file", file}, {"ok", faults.empty()}, {"faults", json_of(faults)}, {"notes", notes}});
    } else {
      fmt::print("{}\n", faults.empty() ? file + ": ok" : std::string(base::InputError(faults).what()));
      for (const auto& note : notes) fmt::print("note: {}\n", note);
    }
  }
  if (a.json) print_json({{"ok", ok}, {"files", std::move(report)}});
  return ok ? kDone : kInvalid;
}

}  // namespace

Command add_validate(CLI::App& app) {
  auto a = std::make_shared<Arguments>();
  CLI::App* parser =
      app.add_subcommand("validate", "Check scenarios, policies and network folders; tell every fault");
  parser->add_option("files", a->files, "scenario or policy files, network folders")->required()->check(some_path());
  parser->add_flag("--json", a->json, "faults and notes as JSON");
  return {parser, [a] { return validate(*a); }};
}

}  // namespace supplytwin::cli
