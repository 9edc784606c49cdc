#include "edge/decision_diff.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "base/format.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/json.hpp"
#include "edge/replay.hpp"

namespace supplytwin::cli {
namespace {

struct DecisionDiffArguments {
  std::string first, second;
  std::size_t examples = 5;
  bool json = false;
};

constexpr auto kNames = base::EnumNames<edge::Difference>::names;

/// `3 action, 2 quantity`.
std::string classes(const std::array<std::uint64_t, edge::kDifferences>& by_class) {
  std::string text;
  for (std::size_t c = 0; c < by_class.size(); ++c)
    if (by_class[c] > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", by_class[c], kNames[c]);
  return text;
}

/// `reason, facts`.
std::string names_of(const std::array<bool, edge::kDifferences>& classes) {
  std::string text;
  for (std::size_t c = 0; c < classes.size(); ++c)
    if (classes[c]) text += fmt::format("{}{}", text.empty() ? "" : ", ", kNames[c]);
  return text;
}

std::string told(const edge::LoggedDecision& d) {
  if (d.id.empty()) return "none";
  return fmt::format("{} {}{}{} at {}{}{}, {}", d.action, d.quantity, d.from.empty() ? "" : " from ", d.from, d.as_of,
                     d.until.empty() ? "" : " until ", d.until,
                     d.rule.empty() ? "by no rule" : "by '" + d.rule + "'");
}

/// Who decided, by the first digits of the policy's digest.
std::string policies(const std::set<std::string>& digests) {
  std::string text;
  if (digests.empty()) return "none";
  for (const std::string& digest : digests) text.append(text.empty() ? "" : ", ").append(digest, 0, 12);
  return text;
}

/// Rules that differ, first those that do on equal facts: the others mostly do by consequence.
std::vector<std::pair<std::string, edge::RuleDiff>> most_direct_first(const edge::DecisionDiff& diff) {
  std::vector<std::pair<std::string, edge::RuleDiff>> rules(diff.rules.begin(), diff.rules.end());
  std::ranges::stable_sort(rules, std::ranges::greater{}, [](const auto& r) { return r.second.direct; });
  return rules;
}

void print(const edge::DecisionDiff& diff, const DecisionDiffArguments& a) {
  fmt::print("{} against {}: {} compared, {} differing\n", base::counted(diff.first, "decision"), diff.second,
             base::counted(diff.compared, "decision"), diff.differing);
  if (diff.policies[0] != diff.policies[1])
    fmt::print("decided by policy {} against {}\n", policies(diff.policies[0]), policies(diff.policies[1]));
  if (diff.differing == 0) return;
  fmt::print("{} differ on equal facts, where the policies differ{}\n", diff.direct,
             diff.after_others == 0
                 ? ""
                 : fmt::format("; {} after other facts, as one thing led to another", diff.after_others));
  fmt::print("by class: {}\n", classes(diff.by_class));
  for (const auto& [name, rule] : most_direct_first(diff)) {
    if (rule.differing == 0) continue;
    fmt::print("\n{}: {} of {} differ, {} on equal facts\n  {}\n", name.empty() ? "(no rule applied)" : name,
               rule.differing, base::counted(rule.decisions, "decision"), rule.direct, classes(rule.by_class));
    if (rule.more + rule.less > 0) fmt::print("  quantity: {} more, {} less\n", rule.more, rule.less);
    if (rule.later + rule.earlier > 0) fmt::print("  when: {} later, {} earlier\n", rule.later, rule.earlier);
    for (const auto& [what, count] : rule.became) fmt::print("  {} times {}\n", count, what);
  }
  if (!diff.examples.empty()) fmt::print("\nexamples, first those on equal facts:\n");
  for (const auto& [one, other, differ] : diff.examples) {
    const bool reasons = differ[static_cast<std::size_t>(edge::Difference::reason)];
    const bool needed = one.needed_by != other.needed_by && one.id == other.id;
    fmt::print("{} ({})\n", one.id.empty() ? other.id : one.id, names_of(differ));
    for (const auto& [file, d] : {std::pair{&a.first, &one}, {&a.second, &other}})
      fmt::print("  {}: {}{}{}\n", *file, told(*d), needed ? ", needed by " + d->needed_by : "",
                 reasons && !d->id.empty() ? " " + d->reasons : "");
  }
}

nlohmann::ordered_json classes_json(const std::array<std::uint64_t, edge::kDifferences>& by_class) {
  auto j = nlohmann::ordered_json::object();
  for (std::size_t c = 0; c < by_class.size(); ++c) j[kNames[c]] = by_class[c];
  return j;
}

nlohmann::ordered_json diff_json(const edge::DecisionDiff& diff) {
  auto rules = nlohmann::ordered_json::array();
  for (const auto& [name, rule] : most_direct_first(diff))
    rules.push_back({{"rule", name.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(name)},
                     {"decisions", rule.decisions},
                     {"differing", rule.differing},
                     {"direct", rule.direct},
                     {"classes", classes_json(rule.by_class)},
                     {"more", rule.more},
                     {"less", rule.less},
                     {"later", rule.later},
                     {"earlier", rule.earlier},
                     {"became", rule.became}});
  auto examples = nlohmann::ordered_json::array();
  for (const auto& [one, other, differ] : diff.examples)
    examples.push_back({{"decision", one.id.empty() ? other.id : one.id},
                        {"classes", names_of(differ)},
                        {"first", told(one)},
                        {"second", told(other)}});
  return {{"first", diff.first},
          {"second", diff.second},
          {"compared", diff.compared},
          {"differing", diff.differing},
          {"direct", diff.direct},
          {"policies", diff.policies},
          {"classes", classes_json(diff.by_class)},
          {"rules", rules},
          {"examples", examples}};
}

int show(const DecisionDiffArguments& a) {
  std::atomic<bool> stop{false};
  edge::DecisionDiff diff;
  {
    const Interrupt interrupt(stop);
    try {
      diff = edge::decision_diff(a.first, a.second, a.examples, stop);
    } catch (const edge::Stopped& e) {
      throw Interrupted(e.what());
    }
  }
  if (a.json)
    print_json(diff_json(diff));
  else
    print(diff, a);
  return diff.differing == 0 ? kDone : kFailed;
}

}  // namespace

Command add_decision_diff(CLI::App& app) {
  auto a = std::make_shared<DecisionDiffArguments>();
  CLI::App* parser = app.add_subcommand("decision-diff", "Compare two logs of decisions, by class and by rule");
  parser->add_option("first", a->first, "decisions.jsonl")->required()->check(some_path());
  parser->add_option("second", a->second, "the log to hold against it")->required()->check(some_path());
  parser->add_option("--examples", a->examples, "how many of those that differ to show (default: 5)")
      ->check(whole_number(0, 1'000'000))
      ->type_name("NUMBER");
  parser->add_flag("--json", a->json, "the comparison as JSON");
  parser->footer("Exit codes: 0 no decision differs, 1 one does, 2 a log is not whole, or both are empty.");
  return {parser, [a] { return show(*a); }};
}

}  // namespace supplytwin::cli
