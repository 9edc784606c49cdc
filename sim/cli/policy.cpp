#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "bundle/compile.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/conformance.hpp"
#include "cli/json.hpp"
#include "store/durable.hpp"
#include "study/folder.hpp"
#include "study/look.hpp"

namespace supplytwin::cli {
namespace {

struct PolicyArguments {
  std::string file, out;
  bool json = false;
};

int show_conformance(const PolicyArguments& a) {
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

/// Refuses a place that holds anything but an earlier compiled policy.
void check_compiled_place(const std::filesystem::path& out) {
  const std::filesystem::path folder = out.has_parent_path() ? out.parent_path() : ".";
  if (!study::is_folder(folder))
    throw study::Refused(study::path_in_words(folder) + ": no such folder; make it, or choose another --out");
  if (!std::filesystem::exists(out)) return;
  constexpr std::string_view kMagic = policy::Bundle::kMagic;
  std::string head(kMagic.size(), '\0');
  if (std::filesystem::is_regular_file(out))
    std::ifstream(out, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  if (head != kMagic)
    throw study::Refused(study::path_in_words(out) +
                         ": is there already and is no compiled policy; choose another --out");
}

int compile(const PolicyArguments& a) {
  const policy::Bundle bundle = bundle::load_file(a.file);
  check_compiled_place(a.out);
  try {
    store::write_whole(a.out, bundle.canonical());
  } catch (const base::StoreError& e) {
    throw base::StoreError(study::path_in_words(a.out) + ": cannot be written: " + e.what());
  }
  const std::string digest = base::hex(bundle.digest());
  if (a.json)
    print_json({{"file", a.out},
                {"policy", bundle.name()},
                {"version", bundle.version()},
                {"digest", digest},
                {"bytes", bundle.canonical().size()}});
  else
    fmt::print("{}: {} version {}, {} bytes, SHA-256 {}\n", a.out, bundle.name(), bundle.version(),
               bundle.canonical().size(), digest);
  return kDone;
}

}  // namespace

Command add_policy_compile(CLI::App& policy) {
  auto a = std::make_shared<PolicyArguments>();
  CLI::App* parser = policy.add_subcommand(
      "compile", "Write a policy as the canonical bytes that libsupplytwin-policy loads, and say its digest");
  parser->add_option("file", a->file, "policy file (YAML)")->required()->check(some_path());
  parser->add_option("--out", a->out, "the file to write; an earlier compiled policy there is replaced at once")
      ->required()
      ->check(some_path());
  parser->add_flag("--json", a->json, "name, version, digest and size as JSON");
  return {parser, [a] { return compile(*a); }};
}

Command add_policy_conformance(CLI::App& policy) {
  auto a = std::make_shared<PolicyArguments>();
  CLI::App* parser = policy.add_subcommand(
      "conformance", "Hold the language of policies against cases with known values, such as CEL's own");
  parser->add_option("file", a->file, "JSON: {\"cases\": [{\"expr\":, \"bindings\":, \"value\":, \"error\":}]}")
      ->required()
      ->check(some_path());
  parser->add_flag("--json", a->json, "the counts and what was missed as JSON");
  return {parser, [a] { return show_conformance(*a); }};
}

}  // namespace supplytwin::cli
