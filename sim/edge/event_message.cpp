#include "edge/event_message.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "edge/message_members.hpp"
#include "edge/wire_time.hpp"

namespace supplytwin::edge {
namespace {

using policy::Event;
using policy::EventType;

constexpr std::size_t kTypes = base::EnumNames<EventType>::names.size();

std::string in_json(std::string_view text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

bool is_quantity(std::string_view member) {
  return member == "quantity" || member == "substitute" || member == "pack" || member == "census";
}
/// What `Event::word` holds; `cause` and `document` have members of their own.
bool is_word(const MessageMember& m) {
  return m.kind == MessageMember::Kind::word && m.name != "cause" && m.name != "document";
}
bool is_due(std::string_view member) { return member == "until" || member == "promised" || member == "expected"; }

std::string value_of(const MessageMember& described, const Event& e, const Names& names) {
  const std::string_view member = described.name;
  if (member == "location") return in_json(names.location_of(e.point));
  if (member == "item") return in_json(e.item ? names.of(e.item) : names.item_of(e.point));
  if (member == "place") return in_json(names.location(e.place));
  if (member == "donor") return in_json(names.location_of(e.other));
  if (is_quantity(member)) return std::to_string(e.quantity);
  if (member == "price" || member == "standard_cost") return std::to_string(e.price.micros);
  if (member == "document") return in_json(base::name_of(e.document));
  if (member == "episode") return std::to_string(e.episode);
  if (member == "from" || member == "opened") return in_json(wire_time(e.from));
  if (is_due(member)) return in_json(wire_time(e.due));
  if (member == "cause") return in_json(base::name_of(e.cause));
  if (is_word(described)) return in_json(described.words[e.word]);
  if (member.starts_with("contract") && !e.offer) return "null";
  if (member == "contract") return in_json(names.of(names.master().offers[e.offer.value].contract));
  if (member == "contract_item") return in_json(names.of(names.master().offers[e.offer.value].item));
  if (member == "supplier") return in_json(names.of(e.supplier));
  if (member == "category") return e.category ? in_json(names.of(e.category)) : "null";
  if (member == "ratio") return std::to_string(e.ratio.ppm);
  return e.quantity != 0 ? "true" : "false";  // up
}

/// Whom a message comes from.
std::string source_of(const Event& e, const Names& names) {
  if (e.type == EventType::timer_fired) return "/orchestrator";
  if (e.point) return "/sites/" + names.of(names.master().points[e.point.value].site);
  if (e.supplier) return "/suppliers/" + names.of(e.supplier);
  if (e.place) return "/census";
  if (e.item || e.offer) return "/master";
  return "/forecast";
}

}  // namespace

std::string event_message(const Event& e, const Names& names, std::uint64_t sequence) {
  return event_message(e, names, sequence, {source_of(e, names), std::to_string(sequence)});
}

std::string event_message(const Event& e, const Names& names, std::uint64_t sequence, const Origin& from) {
  std::string line = fmt::format(
      R"({{"specversion":"1.0","type":"{}{}","source":{},"id":{},"sequence":"{:012}","time":"{}","recordedtime":"{}")",
      base::name_of(e.type), kVersion, in_json(from.source), in_json(from.id), sequence, wire_time(e.occurred),
      wire_time(e.recorded));
  if (e.point) line += ",\"subject\":" + in_json(names.location_of(e.point) + "/" + names.item_of(e.point));
  line += R"(,"datacontenttype":"application/json","data":{)";
  bool first = true;
  for (const MessageMember& member : members_of(e.type)) {
    line += fmt::format("{}\"{}\":{}", first ? "" : ",", member.name, value_of(member, e, names));
    first = false;
  }
  return line + "}}";
}

std::string master_message(const Json& data, base::Time at) {
  const std::string time = wire_time(at);
  return Json{{"specversion", "1.0"},
              {"type", kMasterSnapshot},
              {"source", "/master"},
              {"id", "0"},
              {"sequence", "000000000000"},
              {"time", time},
              {"recordedtime", time},
              {"datacontenttype", "application/json"},
              {"data", data}}
      .dump();
}

Message read_message(std::string_view line) {
  Json json = parse(line);
  const Members m(json, "");
  if (m.text("specversion") != "1.0") m.refuse("specversion", "expected 1.0");
  Message message{m.text("source"), m.text("id"), m.text("type"), 0, m.time("recordedtime"), {}, {}};
  message.occurred = m.has("time") ? m.time("time") : message.recorded;
  for (const auto& [key, value] : {std::pair("source", &message.source), std::pair("id", &message.id)}) {
    if (value->empty()) m.refuse(key, "is empty");
    const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    if (std::ranges::any_of(*value, control)) m.refuse(key, "holds a control character, which CloudEvents forbid");
  }
  const std::string& sequence = m.text("sequence");
  if (sequence.empty() || sequence.size() > 18 || sequence.find_first_not_of("0123456789") != std::string::npos)
    m.refuse("sequence", "expected up to 18 digits");
  message.sequence = std::stoull(sequence);
  message.data = std::move(json["data"]);
  return message;
}

Event read_event(const Message& message, const Names& names) {
  Event e;
  std::size_t type = 0;
  while (type < kTypes && std::string(base::EnumNames<EventType>::names[type]).append(kVersion) != message.type)
    ++type;
  if (type == kTypes) throw WireError("type: '" + message.type + "' is not known, or not in this version");
  e.type = static_cast<EventType>(type);
  e.occurred = message.occurred;
  e.recorded = message.recorded;
  const Members data(message.data, "data");
  const auto point = [&](std::string_view key) {
    const std::string &item = data.text("item"), &location = data.text(key);
    data.known("item", names.item(item));
    const auto found = names.point(location, item);
    if (!found) data.refuse(key, "no stock of '" + item + "' is known at '" + location + "'");
    return *found;
  };
  const bool about_stock = e.type != EventType::item_master_updated;
  for (const MessageMember& described : members_of(e.type)) {
    const std::string_view member = described.name;
    if (described.may_be_null && data.member(member).is_null()) continue;
    const auto number = [&] { return data.number(member, described.low, described.high); };
    if (member == "location") e.point = point(member);
    if (member == "donor") e.other = point(member);
    if (is_quantity(member)) e.quantity = number();
    if (member == "price" || member == "standard_cost") e.price = base::Money{number()};
    if (member == "document") e.document = data.word<policy::Document>(member);
    if (is_word(described)) e.word = data.word(member, described.words);
    if (member == "place") e.place = data.known(member, names.location(data.text(member)));
    if (member == "item" && !about_stock) e.item = data.known(member, names.item(data.text(member)));
    if (member == "episode") e.episode = static_cast<std::uint32_t>(number());
    if (member == "from" || member == "opened") e.from = data.time(member);
    if (is_due(member)) e.due = data.time(member);
    if (member == "cause") e.cause = data.word<EventType>(member);
    if (member == "contract") data.text("contract_item");  // one without the other says nothing
    if (member == "contract_item") {
      const auto found = names.offer(data.text("contract"), data.text(member));
      if (!found) data.refuse(member, "'" + data.text(member) + "' is not under '" + data.text("contract") + "'");
      e.offer = *found;
    }
    if (member == "supplier") e.supplier = data.known(member, names.supplier(data.text(member)));
    if (member == "category") e.category = data.known(member, names.category(data.text(member)));
    if (member == "ratio") e.ratio = base::Ratio{number()};
    if (member == "up") e.quantity = data.truth(member) ? 1 : 0;
  }
  return e;
}

}  // namespace supplytwin::edge
