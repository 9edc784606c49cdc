#include "edge/message_members.hpp"

#include <algorithm>
#include <array>

#include "edge/wire_time.hpp"
#include "policy/decision.hpp"
#include "policy/master.hpp"
#include "policy/view.hpp"

namespace supplytwin::edge {
namespace {

using policy::EventType;
using Kind = MessageMember::Kind;

constexpr std::size_t kEventTypes = base::EnumNames<EventType>::names.size();
constexpr std::int64_t kMostTold = 1'000'000'000'000;  // of a quantity or a ratio that an event tells
constexpr std::int64_t kMostTold32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kMost64 = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::int64_t kMostU32 = std::numeric_limits<std::uint32_t>::max();

MessageMember text(std::string_view name, std::string_view doc, std::string_view pattern = {}) {
  return {.name = name, .kind = Kind::text, .doc = doc, .pattern = pattern};
}
MessageMember whole(std::string_view name, std::string_view doc, std::int64_t low, std::int64_t high) {
  return {.name = name, .kind = Kind::whole, .doc = doc, .low = low, .high = high};
}
MessageMember truth(std::string_view name, std::string_view doc) {
  return {.name = name, .kind = Kind::truth, .doc = doc};
}
MessageMember instant(std::string_view name, std::string_view doc) {
  return {.name = name, .kind = Kind::instant, .doc = doc, .pattern = kWireTimePattern};
}
template <base::NamedEnum E>
MessageMember word(std::string_view name, std::string_view doc) {
  return {.name = name, .kind = Kind::word, .doc = doc, .words = base::EnumNames<E>::names};
}
MessageMember holding(Kind kind, std::string_view name, std::string_view doc, MessageMembers of) {
  return {.name = name, .kind = kind, .doc = doc, .of = std::move(of)};
}
MessageMember list(std::string_view name, std::string_view doc, MessageMembers of) {
  return holding(Kind::list, name, doc, std::move(of));
}
MessageMember optional(MessageMember m) {
  m.required = false;
  return m;
}
MessageMember or_null(MessageMember m) {
  m.may_be_null = true;
  return m;
}

MessageMember quantity(std::string_view doc) { return whole("quantity", doc, -kMostTold, kMostTold); }
MessageMember money(std::string_view name, std::string_view doc) { return whole(name, doc, 0, kMost64); }
MessageMember span(std::string_view name, std::string_view doc) { return whole(name, doc, 0, kMost64); }

MessageMembers event_members(EventType type) {
  const MessageMember location = text("location", "where the stock stands: a location of the master"),
                      item = text("item", "an item of the master"),
                      episode =
                          whole("episode", "ordinal of the need at this location and item; 0: of none", 0, kMostU32),
                      opened = instant("opened", "when the need opened"),
                      supplier = text("supplier", "a supplier of the master"),
                      contract = or_null(text("contract", "the contract it was ordered under; null: not known")),
                      contract_item = or_null(text("contract_item", "the item as it was ordered; null: not known"));
  switch (type) {
    case EventType::stock_consumed:
      return {location, item, quantity("taken over (from, time]; below 0: put back [each]"),
              instant("from", "since when the quantity counts, not included")};
    case EventType::stock_counted:
      return {location, item, quantity("found on the shelf; replaces what was known [each]")};
    case EventType::stock_par_breached:
    case EventType::demand_urgent:
      return {location, item, episode, opened};
    case EventType::timer_fired:
      return {location, item, episode, opened, word<EventType>("cause", "the type of event that asked first")};
    case EventType::transfer_reserved:
    case EventType::transfer_shipped:
    case EventType::transfer_received:
    case EventType::transfer_refused:
      return {location, item, text("donor", "the location that gives; `location` receives"),
              quantity("on the way from the donor to the receiver [each]"), episode};
    case EventType::receipt_recorded:
    case EventType::receipt_discrepancy:
      return {
          location,
          item,
          contract,
          contract_item,
          quantity(type == EventType::receipt_recorded ? "booked in [each]" : "ordered, but will not come [each]"),
          episode};
    case EventType::supplier_promised:
      return {location,
              item,
              contract,
              contract_item,
              quantity("that the supplier promises [each]"),
              episode,
              instant("promised", "when the supplier promises it to arrive")};
    case EventType::po_acknowledged:
      return {location,
              item,
              contract,
              contract_item,
              quantity("that the supplier will deliver [each]"),
              episode,
              word<policy::OrderAnswer>("answer", "what the supplier answered to the purchase order")};
    case EventType::shipment_updated:
      return {location,
              item,
              contract,
              contract_item,
              quantity("on its way [each]"),
              episode,
              word<policy::ShipmentStatus>("status", "where the shipment is"),
              instant("expected", "when it is expected to arrive")};
    case EventType::invoice_received:
      return {location,
              item,
              contract,
              contract_item,
              quantity("invoiced [each]"),
              episode,
              money("price", "invoiced for one [micro-dollars]")};
    case EventType::item_master_updated:
      return {item, text("category", "a category of the master"),
              word<policy::Criticality>("criticality", "what its lack means for care"),
              money("standard_cost", "of one [micro-dollars]"), whole("pack", "in one pack [each]", 1, kMostTold32)};
    case EventType::contract_price_updated:
      return {text("contract", "a contract of the master"), text("contract_item", "an item under it"),
              money("price", "of one, for whatever is decided from now on [micro-dollars]")};
    case EventType::census_updated:
      return {text("place", "a site or clinical unit: a location of the master"),
              whole("census", "patients in its beds, a count and nothing about them", 0, 1'000'000)};
    case EventType::erp_document_status:
      return {location, item, episode, word<policy::Document>("document", "which document of the need"),
              word<policy::DocumentStatus>("status", "what has become of it")};
    case EventType::substitution_accepted:
    case EventType::substitution_refused:
    case EventType::substitution_ended:
      return {location, item,
              whole("substitute", "which of the item's substitutes, in the master's order, from 0", 0,
                    policy::kSubstitutes - 1),
              episode};
    case EventType::supplier_allocation:
      return {supplier, or_null(text("category", "a category of the master; null: all of them")),
              whole("ratio", "share of an order that the supplier will ship; 1000000: all [ppm]", 0, kMostTold)};
    case EventType::forecast_published:
      return {text("category", "a category of the master"),
              whole("ratio", "use to come over expected use; 1000000: as expected [ppm]", 0, kMostTold),
              instant("until", "the end of the time that the forecast is for")};
    case EventType::endpoint_health:
      return {supplier, truth("up", "whether the supplier answers")};
  }
  return {};
}

MessageMembers stock_members() {
  MessageMembers members;
  base::for_each_field<policy::View::Stock>([&]<class Field>(const Field& field) {
    using Member = std::remove_cvref_t<decltype(policy::View::Stock{}.*field.member)>;
    if constexpr (std::is_same_v<Member, bool>)
      members.push_back(optional(truth(field.name, field.doc)));
    else
      members.push_back(optional(
          whole(field.name, field.doc, std::numeric_limits<Member>::min(), std::numeric_limits<Member>::max())));
  });
  return members;
}

}  // namespace

const MessageMembers& envelope_members() {
  static const MessageMembers all{
      text("specversion", "the version of CloudEvents", "^1\\.0$"),
      text("type", "what the message tells, and the version of its data"),
      text("source", "who says so; with `id` it names the message"),
      text("id", "the name of the message at its source"),
      text("sequence", "its place among the messages of one instant of `recordedtime`", "^[0-9]{1,18}$"),
      optional(instant("time", "when it happened, which may be long before; absent: when it was recorded")),
      instant("recordedtime", "when the orchestrator was told"),
      optional(text("subject", "location and item, where it is about a stocking point")),
      optional(text("datacontenttype", "the form of `data`", "^application/json$"))};
  return all;
}

const MessageMembers& members_of(EventType type) {
  static const std::array<MessageMembers, kEventTypes> all = [] {
    std::array<MessageMembers, kEventTypes> table;
    for (std::size_t t = 0; t < kEventTypes; ++t) table[t] = event_members(static_cast<EventType>(t));
    return table;
  }();
  return all[static_cast<std::size_t>(type)];
}

std::string_view meaning_of(EventType type) {
  switch (type) {
    case EventType::stock_consumed:
      return "Goods were taken from a shelf; what was taken in parts adds up to what was taken at once.";
    case EventType::stock_counted:
      return "A shelf was counted.";
    case EventType::stock_par_breached:
      return "A stocking point fell to its reorder point; asks for a decision.";
    case EventType::transfer_reserved:
      return "The donor confirmed a transfer; nothing has moved.";
    case EventType::transfer_shipped:
      return "A transfer left its donor.";
    case EventType::transfer_received:
      return "A transfer reached its receiver.";
    case EventType::transfer_refused:
      return "A transfer could not be given; the stock is free at the donor again.";
    case EventType::supplier_allocation:
      return "A supplier said which share of each order it will ship.";
    case EventType::receipt_recorded:
      return "A delivery was booked in.";
    case EventType::receipt_discrepancy:
      return "Part of an order will not come: short, damaged or not shipped.";
    case EventType::forecast_published:
      return "A forecast of use was published for a category.";
    case EventType::demand_urgent:
      return "A clinical need cannot wait; asks for a decision.";
    case EventType::endpoint_health:
      return "A supplier's system answers, or does not.";
    case EventType::timer_fired:
      return "A need is due again; asks for a decision.";
    case EventType::substitution_accepted:
      return "A unit takes a substitute in place of the item.";
    case EventType::substitution_refused:
      return "A unit refused a substitute; it is not proposed there again.";
    case EventType::substitution_ended:
      return "A unit is back at the item itself.";
    case EventType::supplier_promised:
      return "A supplier promised when an order will arrive; no fact is made of it.";
    case EventType::po_acknowledged:
      return "A supplier answered to a purchase order; no fact is made of it (receipt.discrepancy tells what will "
             "not come).";
    case EventType::shipment_updated:
      return "A shipment is on its way, late or there; no fact is made of it.";
    case EventType::invoice_received:
      return "An invoice came in; no fact is made of it.";
    case EventType::item_master_updated:
      return "An item's master data changed; no fact is made of it before the next master.snapshot.";
    case EventType::contract_price_updated:
      return "The price of an item under a contract changed.";
    case EventType::census_updated:
      return "How many patients there are at a place; no fact is made of it.";
    case EventType::erp_document_status:
      return "A document of the ERP went on; no fact is made of it.";
  }
  return "";
}

const MessageMembers& master_members() {
  const auto names = [](std::string_view name, std::string_view doc) { return list(name, doc, {text("", "")}); };
  const auto shares = [](std::string_view name, std::string_view doc) {
    return holding(Kind::by_name, name, doc, {whole("", "", 0, kMost64)});
  };
  const MessageMember item = text("item", "an item"), supplier = text("supplier", "a supplier");
  const MessageMember by_id = text("id", "its name");
  static const MessageMembers all{
      names("categories", "the categories of items, by name"),
      names("locations", "where stock stands, by name: the sites in their order, then the clinical units"),
      list("sites", "hospitals and distribution centres",
           {by_id, truth("dc", "whether it is a distribution centre"),
            whole("room", "what it can hold; 0: no limit [ml]", 0, kMost64)}),
      list("items", "what is stocked",
           {by_id, text("category", "its category"),
            word<policy::Criticality>("criticality", "what its lack means for care"),
            money("standard_cost", "of one [micro-dollars]"), whole("pack", "in one pack [each]", 1, kMostTold32),
            whole("volume", "of one [ml]", 0, kMost64)}),
      list("points", "stocking points: an item at a location",
           {text("location", "where it stands"), text("site", "the site that it belongs to"), item,
            word<policy::PointKind>("kind", "what kind of place it is"),
            whole("par", "ordered up to [each]", -kMostTold32, kMostTold32),
            whole("reorder_point", "ordered at this or below [each]", -kMostTold32, kMostTold32),
            whole("daily_use_milli", "expected use [each / 1000 / day]", 0, kMost64),
            optional(whole("lot", "orders are whole lots of this; absent: up to par [each]", 0, kMostTold32)),
            optional(holding(Kind::object, "stock", "what is known of it; what is absent is 0 or false",
                             stock_members()))}),
      list("suppliers", "who delivers",
           {by_id, word<policy::Channel>("channel", "how it delivers"),
            truth("can_expedite", "whether it delivers express"),
            whole("expedite_price", "price of an express line over the price [ppm]", 0, kMost64),
            money("minimum_order", "goods of an order below it pay the fee [micro-dollars]"),
            money("small_order_fee", "of an order below the minimum [micro-dollars]"),
            optional(text("ships_from", "the distribution centre whose stock an internal one ships; absent: any")),
            truth("healthy", "whether it answers"),
            optional(shares("allocation",
                            "share of an order that it said it will ship, by category; absent: all [ppm]"))}),
      list("contracts", "with suppliers",
           {by_id, supplier, instant("from", "since when it holds"),
            optional(instant("to", "until when it holds; absent: without end"))}),
      list("offers", "an item under a contract",
           {text("contract", "a contract"), item, truth("to_hospitals", "whether it ships to hospitals"),
            truth("to_dc", "whether it ships to distribution centres"), money("price", "of one [micro-dollars]"),
            whole("multiple", "orders are whole multiples of this [each]", 1, kMostTold32),
            whole("minimum", "least that can be ordered [each]", 0, kMostTold32)}),
      list("substitutes", "what may stand in for an item, the preferred first",
           {item, text("by", "the item that stands in"),
            whole("ratio", "how many of it for one of the item [ppm]", 1, kMost64),
            whole("acceptance", "share of units that take it [ppm]", 0, kMost64)}),
      shares("forecast", "use to come over expected use, by category [ppm]"),
      list("couriers", "between two sites; a pair that is absent has none",
           {text("from", "a site"), text("to", "a site"), span("time", "expected door to door [ms]"),
            money("cost", "of one trip [micro-dollars]")}),
      list("lanes", "from a supplier to a site; a pair that is absent has none",
           {supplier, text("to", "a site"), span("receive_time", "expected from decision to shelf [ms]"),
            money("freight", "of one order [micro-dollars]"),
            money("expedite_freight", "of one express order [micro-dollars]"),
            optional(span("expedite_time", "expected from decision to shelf, express; absent: no express [ms]"))})};
  return all;
}

const MessageMembers& decision_members() {
  constexpr std::string_view kHash = "^[0-9a-f]{64}$";
  const MessageMember name = text("", "");
  static const MessageMembers all{
      text("decision", "location/item/episode/revision: the need, and the how-manieth decision on it"),
      text("policy", "SHA-256 of the policy in its canonical form", kHash),
      word<EventType>("trigger", "the type of event that asked first"),
      instant("opened", "when the need opened"),
      instant("as_of", "when it was decided"),
      word<policy::Action>("action", "what is to be done"),
      optional(text("from", "the donor of a transfer, the supplier of a requisition")),
      optional(text("contract", "requisitions: the contract to order under")),
      optional(text("contract_item", "requisitions: the item to order")),
      optional(text("substitute", "substitution.propose: the item to stand in")),
      text("to", "the location in need"),
      text("item", "the item in need"),
      whole("quantity", "to order, to move or to cover; 0: none [each]", 0, kMostTold),
      whole("estimated_cost", "goods, freight and courier [micro-dollars]", 0, kMost64),
      optional(instant("needed_by", "when the known position runs out; absent: not in sight")),
      optional(instant("retry_at", "defer: when to ask again")),
      optional(text("rule", "the rule that applied; absent: none did")),
      list("reasons", "why it is what it is", {word<policy::Reason>("", "")}),
      list("rejected", "candidates that were looked at and not taken; at most 4 are told",
           {word<policy::Reason>("reason", "why not"), optional(text("rule", "the rule that looked at it")),
            optional(text("candidate", "a location, contract, item or site, as the rule chooses"))}),
      list("commands", "what to carry out",
           {text("key", "the same for the same command, however often it is sent"),
            word<policy::Action>("do", "what to carry out"), text("undo", "what undoes it once it was carried out")}),
      optional(text("approver", "the role that has to release it before it is sent; absent: nobody has to")),
      text("facts", "hash of all that was known and may bear on the need", "^[0-9a-f]{16}$"),
      text("chain", "SHA-256 of the chain before it and of the line up to here", kHash)};
  return all;
}

const MessageMembers& command_members() {
  static const MessageMembers all = [] {
    MessageMembers carried{text("undo", "what undoes it once it was carried out")};
    for (const std::string_view name : {"decision", "from", "contract", "contract_item", "substitute", "to", "item",
                                        "quantity", "estimated_cost", "needed_by"})
      carried.push_back(*std::ranges::find(decision_members(), name, &MessageMember::name));
    return carried;
  }();
  return all;
}

const MessageMembers& query_members() {
  static const MessageMembers all{text("key", "the id of the command that is asked after")};
  return all;
}

const MessageMembers& answer_members(bool to_query) {
  static constexpr std::array<std::string_view, 3> kOfCommand{"accepted", "refused", "failed"};
  static constexpr std::array<std::string_view, 2> kOfQuery{"found", "absent"};
  const auto outcome = [](std::string_view doc, std::span<const std::string_view> words) {
    return MessageMembers{{.name = "outcome", .kind = Kind::word, .doc = doc, .words = words}};
  };
  static const MessageMembers command = outcome(
      "accepted: it is or will be carried out; refused: it will not be; failed: it surely had no effect", kOfCommand);
  static const MessageMembers query = outcome(
      "found: it was carried out or will be; absent: it never arrived, and is not carried out when it comes late",
      kOfQuery);
  return to_query ? query : command;
}

}  // namespace supplytwin::edge
