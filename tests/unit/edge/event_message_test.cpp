#include "edge/event_message.hpp"

#include "edge/message_members.hpp"
#include "edge/wire_time.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

using policy::Event;
using policy::EventType;

constexpr auto kTypes = base::EnumNames<EventType>::names;

/// An event of a type with all that its message tells, and nothing else.
Event full(EventType type, const SmallWorld& world) {
  Event e;
  e.type = type;
  e.occurred = world.now - base::kMinute;
  e.recorded = world.now;
  for (const MessageMember& m : members_of(type)) {
    if (m.name == "location") e.point = base::PointId(SmallWorld::h1);
    if (m.name == "donor") e.other = base::PointId(SmallWorld::h3);
    if (m.name == "quantity") e.quantity = 123;
    if (m.name == "substitute") e.quantity = 15;
    if (m.name == "episode") e.episode = 0xffffffff;
    if (m.name == "from" || m.name == "opened") e.from = world.now - base::kDay;
    if (m.name == "until") e.due = world.now + base::kDay;
    if (m.name == "cause") e.cause = EventType::demand_urgent;
    if (m.name == "contract") e.offer = base::OfferId(1);
    if (m.name == "supplier") e.supplier = base::SupplierId(1);
    if (m.name == "category") e.category = base::CategoryId(1);
    if (m.name == "ratio") e.ratio = base::Ratio{1'250'000};
    if (m.name == "up") e.quantity = 1;
    if (m.name == "item" && type == EventType::item_master_updated) e.item = base::ItemId(1);
    if (m.name == "pack" || m.name == "census") e.quantity = 77;
    if (m.name == "price" || m.name == "standard_cost") e.price = base::Money{1'234'567};
    if (m.name == "promised" || m.name == "expected") e.due = world.now + base::kHour;
    if (m.name == "place") e.place = base::LocationId(4);
    if (m.name == "document") e.document = policy::Document::receipt;
    if (m.name == "answer" || m.name == "status" || m.name == "criticality") e.word = 2;
  }
  return e;
}

Event back(const std::string& line, const Names& names) { return read_event(read_message(line), names); }

class EventMessage : public testing::Test {
 protected:
  /// A message of a type after `change`, and what is said of it.
  template <class Change>
  std::string refused(EventType type, Change change) {
    Json json = parse(event_message(full(type, world), names, 7));
    change(json);
    return refusal([&] { back(json.dump(), names); });
  }

  SmallWorld world;
  Names names{world.m};
};

TEST_F(EventMessage, EveryTypeComesBackAsItWas) {
  for (std::size_t t = 0; t < kTypes.size(); ++t) {
    const Event e = full(static_cast<EventType>(t), world);
    const Message message = read_message(event_message(e, names, 42));
    EXPECT_EQ(message.type, std::string(kTypes[t]) + ".v1");
    EXPECT_EQ(message.id, "42");
    EXPECT_EQ(message.sequence, 42U);
    EXPECT_EQ(read_event(message, names), e) << kTypes[t];
  }
}

TEST_F(EventMessage, HasTheMembersOfTheListInItsOrder) {
  for (std::size_t t = 0; t < kTypes.size(); ++t) {
    const auto type = static_cast<EventType>(t);
    const Json json = parse(event_message(full(type, world), names, 1));
    std::vector<std::string_view> told, listed;
    for (const auto& [name, value] : json["data"].items()) told.push_back(name);
    for (const MessageMember& m : members_of(type)) listed.push_back(m.name);
    EXPECT_EQ(told, listed) << kTypes[t];
    EXPECT_NE(meaning_of(type), "") << kTypes[t];
  }
}

TEST_F(EventMessage, TheEnvelopeSaysWhoWhenAndOfWhat) {
  const Json json = parse(event_message(full(EventType::stock_counted, world), names, 7));
  EXPECT_EQ(json["specversion"], "1.0");
  EXPECT_EQ(json["source"], "/sites/H1");
  EXPECT_EQ(json["sequence"], "000000000007");
  EXPECT_EQ(json["subject"], "H1/MASK");
  EXPECT_EQ(json["time"], wire_time(world.now - base::kMinute));
  EXPECT_EQ(json["recordedtime"], wire_time(world.now));
  std::vector<std::string_view> told, listed;
  for (const auto& [name, value] : json.items()) told.push_back(name);
  for (const MessageMember& m : envelope_members()) listed.push_back(m.name);
  listed.push_back("data");
  EXPECT_EQ(told, listed);
}

TEST_F(EventMessage, WhatIsNotKnownIsNull) {
  Event e = full(EventType::receipt_recorded, world);
  e.offer = {};
  EXPECT_EQ(back(event_message(e, names, 1), names), e);
  e = full(EventType::supplier_allocation, world);
  e.category = {};
  EXPECT_EQ(back(event_message(e, names, 1), names), e);
}

TEST_F(EventMessage, WordsAreThoseOfTheirEnum) {
  Event e = full(EventType::erp_document_status, world);
  for (e.word = 0; e.word < base::EnumNames<policy::DocumentStatus>::names.size(); ++e.word)
    EXPECT_EQ(back(event_message(e, names, 1), names), e);
  EXPECT_EQ(refused(EventType::po_acknowledged, [](Json& json) { json["data"]["answer"] = "perhaps"; }),
            "data.answer: no such word 'perhaps'");
}

TEST_F(EventMessage, TimeMayBeLeftOutAndOthersMayStandBeside) {
  Json json = parse(event_message(full(EventType::stock_counted, world), names, 7));
  json.erase("time");
  json.erase("subject");
  json.erase("datacontenttype");
  json["traceparent"] = "00-1";
  json["data"]["shelf"] = 3;
  Event expected = full(EventType::stock_counted, world);
  expected.occurred = expected.recorded;
  EXPECT_EQ(back(json.dump(), names), expected);
}

TEST_F(EventMessage, RefusesEveryMemberThatIsMissing) {
  for (std::size_t t = 0; t < kTypes.size(); ++t) {
    const auto type = static_cast<EventType>(t);
    for (const MessageMember& m : members_of(type))
      EXPECT_EQ(refused(type, [&](Json& json) { json["data"].erase(std::string(m.name)); }),
                "data." + std::string(m.name) + ": missing")
          << kTypes[t];
  }
  for (const char* key : {"specversion", "type", "source", "id", "sequence", "recordedtime"})
    EXPECT_EQ(refused(EventType::stock_counted, [&](Json& json) { json.erase(key); }),
              std::string(key) + ": missing");
  EXPECT_EQ(refused(EventType::stock_counted, [](Json& json) { json.erase("data"); }), "data is not an object");
}

TEST_F(EventMessage, RefusesEveryMemberThatIsSomethingElse) {
  for (std::size_t t = 0; t < kTypes.size(); ++t) {
    const auto type = static_cast<EventType>(t);
    for (const MessageMember& m : members_of(type)) {
      const auto with = [&](const Json& value) {
        return refused(type, [&](Json& json) { json["data"][std::string(m.name)] = value; });
      };
      EXPECT_NE(with(Json::array()), "") << kTypes[t] << " " << m.name;
      EXPECT_NE(with("no such name"), "") << kTypes[t] << " " << m.name;
      EXPECT_TRUE(m.may_be_null || !with(nullptr).empty()) << kTypes[t] << " " << m.name;
      if (m.kind != MessageMember::Kind::whole) continue;
      EXPECT_EQ(with(m.low), "") << kTypes[t] << " " << m.name;
      EXPECT_EQ(with(m.high), "") << kTypes[t] << " " << m.name;
      EXPECT_NE(with(m.low - 1), "") << kTypes[t] << " " << m.name;
      EXPECT_NE(with(m.high + 1), "") << kTypes[t] << " " << m.name;
      EXPECT_NE(with(1e30), "") << kTypes[t] << " " << m.name;
    }
  }
}

TEST_F(EventMessage, RefusesTypesAndVersionsThatNobodyKnows) {
  for (const char* type : {"stock.counted.v2", "stock.counted", "stock.counted.v1.v1", "stock.lost.v1",
                           "Stock.Counted.v1", "", ".v1", "master.snapshot.v1"})
    EXPECT_EQ(refused(EventType::stock_counted, [&](Json& json) { json["type"] = type; }),
              "type: '" + std::string(type) + "' is not known, or not in this version");
}

TEST_F(EventMessage, RefusesAnEnvelopeThatIsNone) {
  const auto with = [&](const char* key, const Json& value) {
    return refused(EventType::stock_counted, [&](Json& json) { json[key] = value; });
  };
  EXPECT_EQ(with("specversion", "0.3"), "specversion: expected 1.0");
  EXPECT_EQ(with("source", ""), "source: is empty");
  EXPECT_EQ(with("id", ""), "id: is empty");
  EXPECT_EQ(with("id", "a\x1b[2J"), "id: holds a control character, which CloudEvents forbid");
  EXPECT_EQ(with("source", std::string("a\0b", 3)), "source: holds a control character, which CloudEvents forbid");
  for (const char* sequence : {"", "-1", "1e3", "7 ", "0x7", "1234567890123456789"})
    EXPECT_EQ(with("sequence", sequence), "sequence: expected up to 18 digits") << sequence;
  EXPECT_EQ(with("sequence", "999999999999999999"), "");
  EXPECT_NE(with("sequence", 7), "");
  EXPECT_NE(with("time", "yesterday"), "");
  EXPECT_NE(with("recordedtime", "2025-02-30T00:00:00Z"), "");
}

TEST_F(EventMessage, RefusesPairsOfNamesThatAreNoPoint) {
  const auto with = [&](EventType type, const char* key, const char* name) {
    return refused(type, [&](Json& json) { json["data"][key] = name; });
  };
  EXPECT_EQ(with(EventType::stock_counted, "item", "TAPE"), "data.item: unknown name 'TAPE'");
  EXPECT_EQ(with(EventType::stock_counted, "location", "H9"), "data.location: no stock of 'MASK' is known at 'H9'");
  EXPECT_EQ(with(EventType::stock_counted, "item", "GOWN"), "");  // at H1 too
  EXPECT_EQ(with(EventType::transfer_shipped, "item", "GOWN"), "data.donor: no stock of 'GOWN' is known at 'H3'");
  EXPECT_EQ(with(EventType::receipt_recorded, "contract_item", "GOWN"),
            "data.contract_item: 'GOWN' is not under 'C-ACME'");
  // One without the other says nothing.
  EXPECT_NE(refused(EventType::receipt_recorded, [](Json& json) { json["data"]["contract"] = nullptr; }), "");
  EXPECT_NE(refused(EventType::receipt_recorded, [](Json& json) { json["data"]["contract_item"] = nullptr; }), "");
}

}  // namespace
}  // namespace supplytwin::edge
