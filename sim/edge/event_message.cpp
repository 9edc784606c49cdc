#include "edge/event_message.hpp"

#include <fmt/core.h>

#include <array>
#include <vector>

#include "edge/wire_time.hpp"

namespace supplytwin::edge {
namespace {

using policy::Event;
using policy::EventType;

constexpr std::size_t kTypes = base::EnumNames<EventType>::names.size();

/// What each member of `data` is; the reader and the writer both walk this table.
constexpr std::array<std::string_view, 2> kPoint{"location", "item"};

std::vector<std::string_view> members(EventType type) {
  std::vector<std::string_view> m(kPoint.begin(), kPoint.end());
  const auto with = [&](std::initializer_list<std::string_view> more) {
    m.insert(m.end(), more);
    return m;
  };
  switch (type) {
    case EventType::stock_consumed:
      return with({"quantity", "from"});
    case EventType::stock_counted:
      return with({"quantity"});
    case EventType::stock_par_breached:
    case EventType::demand_urgent:
      return with({"episode", "opened"});
    case EventType::timer_fired:
      return with({"episode", "opened", "cause"});
    case EventType::transfer_reserved:
    case EventType::transfer_shipped:
    case EventType::transfer_received:
    case EventType::transfer_refused:
      return with({"donor", "quantity", "episode"});
    case EventType::receipt_recorded:
    case EventType::receipt_discrepancy:
      return with({"contract", "contract_item", "quantity", "episode"});
    case EventType::substitution_accepted:
    case EventType::substitution_refused:
    case EventType::substitution_ended:
      return with({"substitute", "episode"});
    case EventType::supplier_allocation:
      return {"supplier", "category", "ratio"};
    case EventType::forecast_published:
      return {"category", "ratio", "until"};
    case EventType::endpoint_health:
      return {"supplier", "up"};
    default:
      return {};
  }
}

std::string in_json(std::string_view text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string value_of(std::string_view member, const Event& e, const Names& names) {
  if (member == "location") return in_json(names.location_of(e.point));
  if (member == "item") return in_json(names.item_of(e.point));
  if (member == "donor") return in_json(names.location_of(e.other));
  if (member == "quantity" || member == "substitute") return std::to_string(e.quantity);
  if (member == "episode") return std::to_string(e.episode);
  if (member == "from" || member == "opened") return in_json(wire_time(e.from));
  if (member == "until") return in_json(wire_time(e.due));
  if (member == "cause") return in_json(base::name_of(e.cause));
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
  return "/forecast";
}

}  // namespace

std::span<const std::string_view> members_of(EventType type) {
  static const std::array<std::vector<std::string_view>, kTypes> all = [] {
    std::array<std::vector<std::string_view>, kTypes> table;
    for (std::size_t t = 0; t < kTypes; ++t) table[t] = members(static_cast<EventType>(t));
    return table;
  }();
  return all[static_cast<std::size_t>(type)];
}

std::string event_message(const Event& e, const Names& names, std::uint64_t sequence) {
  std::string line = fmt::format(
      R"({{"specversion":"1.0","type":"{}{}","source":{},"id":"{}","sequence":"{:012}","time":"{}","recordedtime":"{}")",
      base::name_of(e.type), kVersion, in_json(source_of(e, names)), sequence, sequence, wire_time(e.occurred),
      wire_time(e.recorded));
  if (e.point) line += ",\"subject\":" + in_json(names.location_of(e.point) + "/" + names.item_of(e.point));
  line += R"(,"datacontenttype":"application/json","data":{)";
  bool first = true;
  for (const std::string_view member : members_of(e.type)) {
    line += fmt::format("{}\"{}\":{}", first ? "" : ",", member, value_of(member, e, names));
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
  Message message{m.text("source"), m.text("id"), m.text("type"), 0, m.time("recordedtime"), {}};
  if (message.source.empty()) m.refuse("source", "is empty");
  if (message.id.empty()) m.refuse("id", "is empty");
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
  e.recorded = e.occurred = message.recorded;
  const Members data(message.data, "data");
  constexpr std::int64_t kMost = 1'000'000'000'000;
  const auto point = [&](std::string_view key) {
    return data.known(key, names.point(data.text(key), data.text("item")));
  };
  for (const std::string_view member : members_of(e.type)) {
    if (member == "location") e.point = point(member);
    if (member == "item") data.known(member, names.item(data.text(member)));
    if (member == "donor") e.other = point(member);
    if (member == "quantity") e.quantity = data.number(member, -kMost, kMost);
    if (member == "substitute") e.quantity = data.number(member, 0, policy::kSubstitutes - 1);
    if (member == "episode") e.episode = static_cast<std::uint32_t>(data.number(member, 0, 0xffffffff));
    if (member == "from" || member == "opened") e.from = data.time(member);
    if (member == "until") e.due = data.time(member);
    if (member == "cause") e.cause = data.word<EventType>(member);
    if (member == "contract" && !data.member(member).is_null())
      e.offer = data.known(member, names.offer(data.text(member), data.text("contract_item")));
    if (member == "supplier") e.supplier = data.known(member, names.supplier(data.text(member)));
    if (member == "category" && !data.member(member).is_null())
      e.category = data.known(member, names.category(data.text(member)));
    if (member == "ratio") e.ratio = base::Ratio{data.number(member, 0, kMost)};
    if (member == "up") e.quantity = data.truth(member) ? 1 : 0;
  }
  return e;
}

}  // namespace supplytwin::edge
