#include "cli/message_schema.hpp"

#include <limits>
#include <string>

#include "edge/decision_log.hpp"
#include "edge/event_message.hpp"
#include "edge/message_members.hpp"

namespace supplytwin::cli {
namespace {

using Json = nlohmann::ordered_json;
using edge::MessageMember;
using edge::MessageMembers;
using policy::EventType;

constexpr auto kTypes = base::EnumNames<EventType>::names;

Json value(const MessageMember& m);

/// An object with these members. Others may stand beside them: a version only ever gains members.
Json object(const MessageMembers& members) {
  Json properties = Json::object(), required = Json::array();
  for (const MessageMember& m : members) {
    properties[m.name] = {{"description", m.doc}};
    properties[m.name].update(value(m));
    if (m.required) required.push_back(m.name);
  }
  Json json{{"type", "object"}};
  if (!required.empty()) json["required"] = std::move(required);
  if (!properties.empty()) json["properties"] = std::move(properties);
  return json;
}

/// What each element of a list, or each value by name, is.
Json each(const MessageMembers& of) {
  return of.size() == 1 && of.front().name.empty() ? value(of.front()) : object(of);
}

Json value(const MessageMember& m) {
  using Kind = MessageMember::Kind;
  switch (m.kind) {
    case Kind::whole: {
      Json json{{"type", "integer"}};
      if (m.low > std::numeric_limits<std::int64_t>::min()) json["minimum"] = m.low;
      if (m.high < std::numeric_limits<std::int64_t>::max()) json["maximum"] = m.high;
      return json;
    }
    case Kind::truth:
      return {{"type", "boolean"}};
    case Kind::word:
      return {{"enum", m.words}};
    case Kind::object:
      return object(m.of);
    case Kind::list:
      return {{"type", "array"}, {"items", each(m.of)}};
    case Kind::by_name:
      return {{"type", "object"}, {"additionalProperties", each(m.of)}};
    case Kind::text:
    case Kind::instant:
      break;
  }
  Json json{{"type", "string"}};
  if (m.may_be_null) json["type"] = {"string", "null"};
  if (m.kind == Kind::instant) json["format"] = "date-time";
  if (m.pattern.empty())
    json["minLength"] = 1;
  else
    json["pattern"] = m.pattern;
  return json;
}

Json opening(const std::string& title, const std::string& doc) {
  return {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}, {"description", doc}};
}

/// A whole message of one type: the envelope, its name, and its data.
Json message(std::string_view type, std::string_view doc, const MessageMembers& data) {
  return {{"description", doc},
          {"allOf", Json::array({{{"$ref", "#/definitions/envelope"}}})},
          {"required", {"data"}},
          {"properties",
           {{"type", {{"description", "this type, in this version"}, {"const", type}}},
            {"data", [&] {
               Json json{{"description", "what it tells"}};
               json.update(object(data));
               return json;
             }()}}}};
}

}  // namespace

Json event_schema() {
  Json definitions{{"envelope", object(edge::envelope_members())}}, any = Json::array();
  const auto add = [&](const std::string& type, std::string_view doc, const MessageMembers& data) {
    definitions[type] = message(type, doc, data);
    any.push_back({{"$ref", "#/definitions/" + type}});
  };
  add(std::string(edge::kMasterSnapshot),
      "The master data, and what is known at that instant: every log opens with one. Times are in milliseconds, "
      "money in "
      "micro-dollars, ratios in parts per million.",
      edge::master_members());
  for (std::size_t t = 0; t < kTypes.size(); ++t) {
    const auto type = static_cast<EventType>(t);
    add(std::string(kTypes[t]).append(edge::kVersion), edge::meaning_of(type), edge::members_of(type));
  }
  Json schema = opening("supplytwin event", "What an orchestrator is told: a CloudEvent 1.0 in structured JSON.");
  schema["oneOf"] = std::move(any);
  schema["definitions"] = std::move(definitions);
  return schema;
}

Json decision_schema() {
  Json schema = opening("supplytwin decision", "One line of the log of an orchestrator's decisions.");
  schema.update(object(edge::decision_members()));
  return schema;
}

Json command_schema() {
  MessageMembers envelope;
  for (const MessageMember& m : edge::envelope_members())  // commands are in no order of events
    if (m.name != "recordedtime" && m.name != "sequence") envelope.push_back(m);
  Json definitions{{"envelope", object(envelope)}}, any = Json::array();
  const auto add = [&](const std::string& name, Json definition) {
    definitions[name] = std::move(definition);
    any.push_back({{"$ref", "#/definitions/" + name}});
  };
  const auto alone = [](std::string_view doc, const MessageMembers& members) {
    Json json{{"description", doc}};
    json.update(object(members));
    return json;
  };
  constexpr auto kActions = base::EnumNames<policy::Action>::names;
  for (std::size_t a = 0; a < kActions.size(); ++a) {
    if (edge::undo_of(static_cast<policy::Action>(a)).empty()) continue;
    const std::string type = std::string(kActions[a]).append(edge::kVersion);
    add(type, message(type, "To be carried out once, under its id.", edge::command_members()));
  }
  add("query", alone("Asks whether a command was carried out.", edge::query_members()));
  add("answer", alone("Answers a command.", edge::answer_members(false)));
  add("query_answer", alone("Answers a query.", edge::answer_members(true)));
  Json schema = opening("supplytwin command",
                        "What an orchestrator asks other systems to do: a CloudEvent 1.0 in structured JSON, the "
                        "questions about it, and the answers.");
  schema["oneOf"] = std::move(any);
  schema["definitions"] = std::move(definitions);
  return schema;
}

}  // namespace supplytwin::cli
