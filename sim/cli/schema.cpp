#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "cli/json_schema.hpp"
#include "cli/message_schema.hpp"
#include "cli/reference_page.hpp"
#include "scenario/file_kinds.hpp"
#include "store/durable.hpp"

namespace supplytwin::cli {
namespace {

struct SchemaArguments {
  std::string kind, out;
  bool markdown = false, json = false;
};

/// The schemas of all that people write, then of the messages of an orchestrator, by name.
nlohmann::ordered_json schemas() {
  auto all = nlohmann::ordered_json::object();
  for (const auto& kind : scenario::file_kinds()) all[kind.name] = json_schema(kind);
  all["event"] = event_schema();
  all["decision"] = decision_schema();
  all["command"] = command_schema();
  return all;
}

void write(const std::filesystem::path& file, const std::string& text) {
  try {
    store::write_whole(file, std::as_bytes(std::span(text)));
  } catch (const base::StoreError& e) {
    throw base::StoreError(file.string() + ": cannot be written: " + e.what());
  }
}

int schema(const SchemaArguments& a) {
  if (a.markdown) {
    fmt::print("{}", reference_page(scenario::file_kinds()));
  } else if (!a.out.empty()) {
    const std::filesystem::path folder = a.out;
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) throw base::Error(a.out + " cannot be made: " + failed.message());
    const auto all = schemas();
    for (const auto& [name, json] : all.items()) write(folder / (name + ".json"), json.dump(2) + "\n");
    write(folder / "README.md", reference_page(scenario::file_kinds()));
  } else {
    auto all = schemas();
    print_json(a.kind.empty() ? all : all[a.kind]);
  }
  return kDone;
}

}  // namespace

Command add_schema(CLI::App& app) {
  auto a = std::make_shared<SchemaArguments>();
  CLI::App* parser = app.add_subcommand(
      "schema", "Print the JSON Schema of the files that people write and of the messages of an orchestrator");
  std::vector<std::string> names;
  for (const auto& kind : scenario::file_kinds()) names.push_back(kind.name);
  for (const char* message : {"event", "decision", "command"}) names.emplace_back(message);
  CLI::Option* kind =
      parser->add_option("kind", a->kind, "kind of file or message (default: all, by kind)")->check(one_of(names));
  CLI::Option* out =
      parser->add_option("--out", a->out, "folder for the schemas of all kinds and the page of all keys")
          ->excludes(kind);
  parser->add_flag("--markdown", a->markdown, "print the page of all keys instead")->excludes(kind)->excludes(out);
  parser->add_flag("--json", a->json, "JSON is what it prints anyway; errors are then JSON too");
  return {parser, [a] { return schema(*a); }};
}

}  // namespace supplytwin::cli
