#include <fmt/core.h>

#include <memory>
#include <string>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/conformance.hpp"
#include "cli/json.hpp"

namespace supplytwin::cli {
namespace {

struct Arguments {
  std::string file;
  bool json = false;
};

int show_conformance(const Arguments& a) {
  const Conformance found = conformance(a.file);
  if (a.json) {
    auto missed = nlohmann::ordered_json::array();
    for (const auto& m : found.missed)
      missed.push_back({{"case", m.name}, {"expr", m.expression}, {"expected", m.expected}, {"got", m.got}});
    print_json({{"passed", found.passed}, {"failed", found.missed.size()}, {"missed", missed}});
  } else {
    for (const auto& m : found.missed)
      fmt::print("{}: {}\n  expected {}\n  got      {}\n", m.name, m.expression, m.expected, m.got);
    fmt::print("{} passed, {} failed\n", found.passed, found.missed.size());
  }
  return found.missed.empty() ? kDone : kFailed;
}

}  // namespace

Command add_policy_conformance(CLI::App& policy) {
  auto a = std::make_shared<Arguments>();
  CLI::App* parser = policy.add_subcommand(
      "conformance", "Hold the language of policies against cases with known values, such as CEL's own");
  parser->add_option("file", a->file, "JSON: {\"cases\": [{\"expr\":, \"bindings\":, \"value\":, \"error\":}]}")
      ->required()
      ->check(some_path());
  parser->add_flag("--json", a->json, "the counts and what was missed as JSON");
  return {parser, [a] { return show_conformance(*a); }};
}

}  // namespace supplytwin::cli
