#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "base/digest.hpp"
#include "base/format.hpp"
#include "bundle/compile.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "cli/shadow_arguments.hpp"
#include "edge/recorder.hpp"
#include "edge/wire.hpp"
#include "host/at_rest.hpp"
#include "host/commands.hpp"
#include "host/endpoint.hpp"
#include "host/event_log.hpp"
#include "host/letters.hpp"
#include "host/redrive.hpp"
#include "host/token.hpp"
#include "host/trust.hpp"

namespace supplytwin::cli {
namespace {

using Json = nlohmann::ordered_json;
using host::Refused;
using host::StateFile;

struct ShadowStateArguments {
  std::string state, out, events, policy, signature, which, with, note, token_file;
  bool all = false, late = false, json = false;
};

bool is_url(const std::string& state) { return state.starts_with("http://"); }

/// Gives an order to a host at work.
std::string order(const ShadowStateArguments& a, const std::string& verb, const std::string& which,
                  const std::string& body, const std::string& signature = "") {
  if (a.token_file.empty()) throw Refused("--token-file is missing; a host takes no order without its token");
  return host::give_order(a.state, host::read_token(a.token_file), verb, which, body, signature);
}

int take_out(const ShadowStateArguments& a) {
  if (a.out.empty() && a.events.empty()) throw Refused("nothing to write; name a file with --out, --events or both");
  StateFile file(a.state, StateFile::Use::look);
  host::State state(file);
  const host::Reading reading(file.database());  // what a host adds meanwhile would be in the second log alone
  // Before the first of two files is written.
  if (!a.events.empty()) host::check_events(state);
  Json report{{"state", a.state}};
  if (!a.out.empty()) {
    const std::uint64_t written = host::write_decisions(state, a.out);
    report["out"] = a.out;
    report["decisions"] = written;
    if (!a.json) fmt::print("{}: {}\n", a.out, base::counted(static_cast<std::int64_t>(written), "decision"));
  }
  if (!a.events.empty()) {
    const std::uint64_t written = host::write_events(state, a.events);
    report["events_out"] = a.events;
    report["events"] = written;
    if (!a.json) fmt::print("{}: {}\n", a.events, base::counted(static_cast<std::int64_t>(written), "event"));
  }
  if (const std::size_t policies = state.policies().size(); policies > 1 && !a.events.empty())
    fmt::print(stderr,
               "supplytwin: {} policies decided one after the other, so a replay by one of them will differ\n",
               policies);
  if (a.json) print_json(report);
  return kDone;
}

int swap(const ShadowStateArguments& a) {
  const std::optional<base::Signature> signature = signature_in(a.signature);
  const policy::Bundle bundle = bundle::load_file(a.policy);
  if (is_url(a.state)) {
    const auto bytes = bundle.canonical();
    order(a, "swap", "", std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()),
          host::in_digits(signature));
  } else {
    host::AtRest(a.state, wall_clock).host().use(bundle, signature);
  }
  if (a.json)
    print_json({{"state", a.state}, {"policy", bundle.name()}, {"digest", base::hex(bundle.digest())}});
  else
    fmt::print("{}: {} ({}) decides from the next event on\n", a.state, bundle.name(),
               base::hex(bundle.digest()).substr(0, 12));
  return kDone;
}

int dead_letters(const ShadowStateArguments& a) {
  StateFile file(a.state, StateFile::Use::look);
  const std::string_view kind = a.late ? host::Letters::kLate : host::Letters::kRefused;
  const std::vector<host::Letter> letters = host::Letters(file.database()).list(kind, a.all);
  std::vector<host::Dispatch> commands;
  if (!a.late) commands = host::Commands(file.database()).parked();
  const auto by_phone = [](const host::Dispatch& d) { return d.fallback == policy::Fallback::phone; };
  if (a.json) {
    Json report{{"state", a.state}, {"letters", Json::array()}, {"commands", Json::array()}};
    for (const host::Letter& l : letters)
      report["letters"].push_back({{"number", l.number},
                                   {"kind", l.kind},
                                   {"arrived", base::iso(l.arrived)},
                                   {"source", l.source},
                                   {"reason", l.reason},
                                   {"bytes", l.size},
                                   {"settled", l.settled},
                                   {"message", l.message}});
    for (const host::Dispatch& d : commands)
      report["commands"].push_back({{"key", d.command.key},
                                    {"do", d.command.verb},
                                    {"issued", base::iso(d.call.issued)},
                                    {"criticality", base::name_of(d.criticality)},
                                    {"may_have_been_done", d.call.unknown},
                                    {"phone", by_phone(d)},
                                    {"reason", d.note}});
    print_json(report);
    return kDone;
  }
  for (const host::Letter& l : letters)
    fmt::print("{:>6}  {}  {}: {}{}\n", l.number, base::iso(l.arrived), l.source, l.reason,
               l.settled ? " (settled)" : "");
  for (const host::Dispatch& d : commands)
    fmt::print("{}  {}  {}: {}{}{}\n", d.command.key, base::iso(d.call.issued), d.command.verb, d.note,
               d.call.unknown ? " (may have been carried out)" : "",
               by_phone(d) ? fmt::format(" ({}: carry it out by phone at once)", base::name_of(d.criticality)) : "");
  if (letters.empty() && commands.empty()) fmt::print("{}: nothing is parked\n", a.state);
  return kDone;
}

/// Why all letters were none.
std::string none_open(host::State& state) {
  const auto parked = static_cast<std::int64_t>(host::Commands(state.database()).parked().size());
  if (parked == 0) return "nothing is parked";
  return fmt::format("no dead letter is open; {} parked, name one",
                     base::counted(parked, "command") + (parked == 1 ? " is" : " are"));
}

int redrive(const ShadowStateArguments& a) {
  if (a.which.empty() != a.all) throw Refused("name one letter or command, or say --all");
  std::optional<std::string> mended;
  if (!a.with.empty()) {
    std::ifstream in(a.with, std::ios::binary);
    if (!in) throw Refused(a.with + ": cannot be read");
    mended.emplace(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    while (mended->ends_with('\n')) mended->pop_back();
    if (mended->empty()) throw Refused(a.with + ": is empty");
  }
  const std::string which = a.all ? "all" : a.which;
  std::string said, none = "no dead letter is open; a parked command is named by its key";
  if (is_url(a.state)) {
    said = order(a, "redrive", which, mended.value_or(""));
  } else {
    host::AtRest at(a.state, wall_clock);
    said = host::redrive(at.host(), at.state(), which, mended, wall_clock());
    none = none_open(at.state());
  }
  const Json became = Json::parse(said);
  bool refused = false;
  for (const Json& one : became) refused = refused || !one["taken"].get<bool>();
  if (a.json) {
    print_json({{"state", a.state}, {"redriven", became}});
  } else {
    for (const Json& one : became) {
      const std::string name =
          one.contains("letter") ? "letter " + one["letter"].dump() : one["command"].get<std::string>();
      fmt::print("{}: {}\n", name,
                 one["taken"].get<bool>() ? "taken" : "refused, " + one["reason"].get<std::string>());
    }
    if (became.empty()) fmt::print("{}: {}\n", a.state, none);
  }
  return refused ? kFailed : kDone;
}

int settle(const ShadowStateArguments& a) {
  if (is_url(a.state)) {
    order(a, "settle", a.which, a.note);
  } else {
    host::AtRest at(a.state, wall_clock);
    host::settle(at.state(), a.which, a.note, wall_clock());
  }
  if (a.json)
    print_json({{"state", a.state}, {"settled", a.which}, {"note", a.note}});
  else
    fmt::print("{}: settled\n", a.which);
  return kDone;
}

int simple_order(const ShadowStateArguments& a, const std::string& verb) {
  if (!is_url(a.state))
    throw Refused("'" + a.state + "' is no address of a host at work, such as http://127.0.0.1:9464");
  const Json said = Json::parse(order(a, verb, "", ""));
  if (a.json)
    print_json(said);
  else
    fmt::print("{}: {}\n", a.state, verb);
  return kDone;
}

constexpr const char* kStateOrHost = "the state, or http://127.0.0.1:PORT of the host that is at work with it";

}  // namespace

Command add_shadow_export(CLI::App& shadow) {
  auto a = std::make_shared<ShadowStateArguments>();
  CLI::App* parser =
      shadow.add_subcommand("export", "Write the decisions of a state as a log, also while it is used");
  parser->add_option("state", a->state, "the state of a host")->required()->check(some_path());
  parser->add_option("--out", a->out, "the log of decisions to write")->check(some_path());
  parser->add_option("--events", a->events, "the log of events to write, in the order in which they were decided on")
      ->check(some_path());
  parser->add_flag("--json", a->json, "the counts as JSON");
  return {parser, [a] { return take_out(*a); }};
}

Command add_shadow_swap(CLI::App& shadow) {
  auto a = std::make_shared<ShadowStateArguments>();
  CLI::App* parser = shadow.add_subcommand("swap", "Let another policy decide from the next event on");
  parser->add_option("state", a->state, kStateOrHost)->required()->check(some_path());
  parser->add_option("policy", a->policy, "the new policy: YAML, or what `policy compile` wrote")
      ->required()
      ->check(some_path());
  parser
      ->add_option("--signature", a->signature,
                   "what `policy sign` wrote for it, for a host that works with --public-key")
      ->check(some_path());
  parser->add_option("--token-file", a->token_file, "the token of the host at work")->check(some_path());
  parser->add_flag("--json", a->json, "as JSON");
  return {parser, [a] { return swap(*a); }};
}

Command add_shadow_dead_letters(CLI::App& shadow) {
  auto a = std::make_shared<ShadowStateArguments>();
  CLI::App* parser = shadow.add_subcommand("dead-letters", "List what could not be taken or carried out, and why");
  parser->add_option("state", a->state, "the state of a host")->required()->check(some_path());
  parser->add_flag("--late", a->late, "list events that came behind their turn, and were taken then");
  parser->add_flag("--all", a->all, "also what was settled");
  parser->add_flag("--json", a->json, "as JSON, with the messages");
  return {parser, [a] { return dead_letters(*a); }};
}

Command add_shadow_redrive(CLI::App& shadow) {
  auto a = std::make_shared<ShadowStateArguments>();
  CLI::App* parser = shadow.add_subcommand("redrive", "Take a dead letter again, or send a parked command again");
  parser->add_option("state", a->state, kStateOrHost)->required()->check(some_path());
  parser->add_option("which", a->which, "the number of a letter or the key of a command");
  parser->add_flag("--all", a->all, "all letters");
  parser->add_option("--with", a->with, "a file with the mended message, taken in place of the letter")
      ->check(some_path());
  parser->add_option("--token-file", a->token_file, "the token of the host at work")->check(some_path());
  parser->add_flag("--json", a->json, "as JSON");
  parser->footer("Exit codes: 0 all was taken, 1 some was refused again.");
  return {parser, [a] { return redrive(*a); }};
}

Command add_shadow_settle(CLI::App& shadow) {
  auto a = std::make_shared<ShadowStateArguments>();
  CLI::App* parser = shadow.add_subcommand(
      "settle", "Take off the list what a person has seen to: a dead letter, or a command carried out by phone");
  parser->add_option("state", a->state, kStateOrHost)->required()->check(some_path());
  parser->add_option("which", a->which, "the number of a letter or the key of a command")->required();
  parser->add_option("--note", a->note, "who did what; it is kept")->required();
  parser->add_option("--token-file", a->token_file, "the token of the host at work")->check(some_path());
  parser->add_flag("--json", a->json, "as JSON");
  return {parser, [a] { return settle(*a); }};
}

Command add_shadow_order(CLI::App& shadow, const std::string& verb, const std::string& words) {
  auto a = std::make_shared<ShadowStateArguments>();
  CLI::App* parser = shadow.add_subcommand(verb, words);
  parser->add_option("host", a->state, "http://127.0.0.1:PORT of the host")->required()->check(some_path());
  parser->add_option("--token-file", a->token_file, "its token")->check(some_path());
  parser->add_flag("--json", a->json, "as JSON");
  return {parser, [a, verb] { return simple_order(*a, verb); }};
}

}  // namespace supplytwin::cli
