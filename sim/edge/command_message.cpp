#include "edge/command_message.hpp"

#include <charconv>

#include "edge/event_message.hpp"
#include "edge/message_members.hpp"
#include "edge/wire.hpp"

namespace supplytwin::edge {
namespace {

using policy::Outcome;

/// Cuts the last part off an id, which is a number.
std::uint32_t last_part(std::string_view& id) {
  const std::size_t slash = id.rfind('/');
  const std::string_view part = slash == std::string_view::npos ? id : id.substr(slash + 1);
  std::uint32_t number = 0;
  const auto [stop, error] = std::from_chars(part.data(), part.data() + part.size(), number);
  if (slash == std::string_view::npos || error != std::errc{} || stop != part.data() + part.size())
    throw WireError("decision: '" + std::string(id) + "' does not end with a number");
  id = id.substr(0, slash);
  return number;
}

}  // namespace

Need need_of(std::string_view decision) {
  const std::uint32_t revision = last_part(decision);
  return {last_part(decision), revision};
}

std::vector<Command> commands_of(std::string_view line) {
  const Json json = parse(line);
  const Members decision(json, "");
  const std::uint32_t decisions = need_of(decision.text("decision")).decisions;
  std::vector<Command> commands;
  for (const Json& each : decision.list("commands")) {
    const Members m(each, "commands");
    Command command{m.text("key"), m.text("do"), {}, decision.time("as_of"), decisions};
    Json data{{"undo", m.text("undo")}};
    for (const MessageMember& carried : command_members())
      if (decision.has(carried.name)) data[std::string(carried.name)] = decision.member(carried.name);
    command.message = Json{
        {"specversion", "1.0"},
        {"type", std::string(command.verb).append(kVersion)},
        {"source", "/orchestrator"},
        {"id", command.key},
        {"time", decision.text("as_of")},
        {"subject", decision.text("to") + "/" + decision.text("item")},
        {"datacontenttype", "application/json"},
        {"data",
         std::move(data)}}.dump();
    commands.push_back(std::move(command));
  }
  return commands;
}

std::string query_message(std::string_view key) { return Json{{"key", key}}.dump(); }

Outcome read_answer(std::string_view text, bool to_query) {
  const Json json = parse(text);
  const Members m(json, "");
  const auto outcome = m.word<Outcome>("outcome");
  const bool of_query = outcome == Outcome::found || outcome == Outcome::absent;
  if (outcome == Outcome::timed_out || of_query != to_query)
    m.refuse("outcome", to_query ? "expected found or absent" : "expected accepted, refused or failed");
  return outcome;
}

}  // namespace supplytwin::edge
