#include <fmt/core.h>

#include <map>
#include <memory>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/show.hpp"
#include "report/json.hpp"

namespace supplytwin::cli {
namespace {

struct CompareArguments {
  std::string results;
  bool list = false;
  ShowOptions show;
};

int compare(const CompareArguments& a) {
  if (a.list) {
    fmt::print("{}{}", a.show.json ? report::kpi_list_json() : report::kpi_list(), a.show.json ? "\n" : "");
    return kDone;
  }
  if (a.results.empty()) throw CLI::RequiredError("results");
  return show_comparison(results_of(a.results), a.show);
}

}  // namespace

Command add_compare(CLI::App& app) {
  auto a = std::make_shared<CompareArguments>();
  CLI::App* parser = app.add_subcommand("compare", "Compare the policies of a study");
  parser->add_option("results", a->results, "folder of a study, or a results file")->check(some_path());
  parser->add_flag("--json", a->show.json, "as JSON, with all figures unless --kpis chooses");
  parser->add_flag("--list-kpis", a->list, "explain each figure in a line");
  const std::map<std::string, outcome::By> words{
      {"site", outcome::By::site}, {"category", outcome::By::category}, {"criticality", outcome::By::criticality}};
  parser
      ->add_option_function<std::string>(
          "--by", [a, words](const std::string& word) { a->show.by = words.at(word); },
          "tell apart by site, category or criticality")
      ->check(one_of({"site", "category", "criticality"}))
      ->type_name("PART");
  add_names(*parser, "--kpis", a->show.kpis, "only these figures, as a,b; or all");
  return {parser, [a] { return compare(*a); }};
}

}  // namespace supplytwin::cli
