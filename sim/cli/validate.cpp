#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "base/error.hpp"
#include "base/quote.hpp"
#include "bundle/compile.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "cli/named_file.hpp"
#include "scenario/read_network.hpp"
#include "scenario/read_surge.hpp"
#include "scenario/remarks.hpp"
#include "scenario/scenario.hpp"
#include "study/study.hpp"

namespace supplytwin::cli {
namespace {

struct ValidateArguments {
  std::vector<std::string> files;
  bool json = false;
};

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

/// What a scenario says that is no fault, a line each.
std::vector<std::string> notes_of(const scenario::Scenario& scenario) {
  std::vector<std::string> notes;
  for (const scenario::Competitor& c : scenario.policies)
    std::ranges::copy(idle(c.file, c.bundle), std::back_inserter(notes));
  for (const std::string& remark : scenario::remarks(scenario))
    notes.push_back(scenario.file.string() + ": " + remark);
  if (const std::string why = study::no_folder(scenario.name); !why.empty())
    notes.push_back(scenario.file.string() + ": " + why);
  return notes;
}

struct Findings {
  std::vector<base::Fault> faults;
  std::vector<std::string> notes;
};

Findings findings_of(const std::filesystem::path& file) {
  Findings found;
  try {
    const NamedFile named = named_file(file);
    switch (named.kind) {
      case NamedFile::Kind::network:
        scenario::read_network(file, found.faults);
        break;
      case NamedFile::Kind::policy:
        found.notes = idle(file, bundle::load_file(file));
        break;
      case NamedFile::Kind::surge:
        scenario::read_surge(file, nullptr, found.faults);
        break;
      case NamedFile::Kind::other:
        found.faults.push_back({file.string(), 0, 0, named.instead, {}, 1});
        break;
      case NamedFile::Kind::scenario:
        found.notes = notes_of(scenario::read(file));
    }
  } catch (const base::InputError& e) {
    found.faults = e.faults;
  }
  return found;
}

int validate(const ValidateArguments& a) {
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
  auto a = std::make_shared<ValidateArguments>();
  CLI::App* parser =
      app.add_subcommand("validate", "Check scenarios, policies, surges and network folders; tell every fault");
  parser->add_option("files", a->files, "scenario, policy or surge files, network folders")
      ->required()
      ->check(some_path());
  parser->add_flag("--json", a->json, "faults and notes as JSON");
  return {parser, [a] { return validate(*a); }};
}

}  // namespace supplytwin::cli
