#include "edge/master_message.hpp"

#include <algorithm>

#include "edge/event_message.hpp"
#include "edge/message_members.hpp"
#include "edge/recorder.hpp"
#include "edge/replay.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

using policy::Event;
using policy::EventType;
using Kind = MessageMember::Kind;

/// The small world with everything in it that a snapshot can tell.
struct FullWorld : SmallWorld {
  FullWorld() {
    m.sites[1].room = 40'000;
    m.items[0].volume = 90;
    m.points[dc].lot = 100;
    m.suppliers[1].minimum_order = base::kDollar * 350;
    m.suppliers[1].small_order_fee = base::kDollar * 25;
    m.suppliers[0].ships_from = base::LocationId(std::size_t{0});
    m.contracts[1].to = now + base::kWeek;
    m.substitutes[0].acceptance = base::Ratio{600'000};
    v.open(base::PointId(unit), {5, 20, 0, 7, 2, 1, true});
    v.open(base::PointId(h2), {-3, 0, 4, 0, 0});
    Event e;
    e.type = EventType::forecast_published;
    e.category = base::CategoryId(0);
    e.ratio = base::Ratio{1'300'000};
    v.project(e);
    e.type = EventType::supplier_allocation;
    e.supplier = base::SupplierId(1);
    e.ratio = base::Ratio{600'000};
    v.project(e);
    e.type = EventType::endpoint_health;
    e.supplier = base::SupplierId(2);
    e.quantity = 0;
    v.project(e);
  }
};

template <class Rows, class Same>
void expect_same(const char* what, const Rows& a, const Rows& b, Same same) {
  ASSERT_EQ(a.size(), b.size()) << what;
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_TRUE(same(a[i], b[i])) << what << " " << i;
}

#define SAME(table, ...)                                                      \
  expect_same(#table, was.table, is.table, [](const auto& a, const auto& b) { \
    const auto all = [](const auto& r) { return std::tuple __VA_ARGS__; };    \
    return all(a) == all(b);                                                  \
  })

TEST(MasterMessage, ComesBackInAllItsParts) {
  const FullWorld world;
  const std::string line = master_message(master_data(world.m, world.v), world.now);
  const Message message = read_message(line);
  EXPECT_EQ(message.type, kMasterSnapshot);
  const Opening opening = read_master(message.data, message.recorded);
  EXPECT_EQ(opening.at, world.now);
  EXPECT_EQ(opening.view, world.v);
  const policy::Master &was = world.m, &is = opening.master;
  EXPECT_EQ(was.categories, is.categories);
  EXPECT_EQ(was.locations, is.locations);
  SAME(sites, {r.id, r.dc, r.room});
  SAME(items, {r.id, r.category, r.criticality, r.standard_cost, r.pack, r.volume});
  SAME(points, {r.site, r.item, r.kind, r.par, r.reorder_point, r.daily_use_milli, r.lot, r.location});
  SAME(suppliers,
       {r.id, r.channel, r.can_expedite, r.expedite_price, r.minimum_order, r.small_order_fee, r.ships_from});
  SAME(contracts, {r.id, r.supplier, r.from, r.to});
  SAME(offers, {r.contract, r.supplier, r.item, r.to_hospitals, r.to_dc, r.price, r.multiple, r.minimum});
  SAME(substitutes, {r.item, r.by, r.ratio, r.acceptance});
  EXPECT_EQ(was.transfer_time, is.transfer_time);
  EXPECT_EQ(was.receive_time, is.receive_time);
  EXPECT_EQ(was.expedite_time, is.expedite_time);
  EXPECT_EQ(master_message(master_data(is, opening.view), opening.at), line);
}

#undef SAME

TEST(MasterMessage, DecisionsOnWhatWasReadAreTheSame) {
  FullWorld world;
  const policy::Bundle bundle = bundle::one_rule(bundle::kOrder);
  const Opening opening = read_master(master_data(world.m, world.v), world.now);
  for (std::uint32_t p = 0; p < world.m.points.size(); ++p) {
    const policy::Trigger trigger = world.trigger(p);
    EXPECT_EQ(bundle.decide(world.m, world.v, trigger, world.now),
              bundle.decide(opening.master, opening.view, trigger, world.now));
    EXPECT_EQ(policy::facts_hash(bundle, world.m, world.v, trigger, world.now),
              policy::facts_hash(bundle, opening.master, opening.view, trigger, world.now));
  }
}

/// Holds a JSON object against a list: no member beside it, and all that are required.
void expect_listed(const Json& object, const MessageMembers& members, const std::string& where) {
  for (const auto& [name, value] : object.items())
    EXPECT_TRUE(std::ranges::any_of(members, [&](const MessageMember& m) { return m.name == name; }))
        << where << " has " << name;
  for (const MessageMember& m : members) {
    const std::string name(m.name);
    EXPECT_TRUE(!m.required || object.contains(name)) << where << " lacks " << name;
    EXPECT_NE(m.doc, "") << where << "." << name;
    if (!object.contains(name)) continue;
    const bool objects = !m.of.empty() && !m.of.front().name.empty();
    if (m.kind == Kind::object) expect_listed(object[name], m.of, name);
    if (m.kind == Kind::list && objects)
      for (const Json& row : object[name]) expect_listed(row, m.of, name);
  }
}

TEST(MasterMessage, HasTheMembersOfTheList) {
  const FullWorld world;
  expect_listed(master_data(world.m, world.v), master_members(), "data");
}

/// What is said of the full world after `change`.
template <class Change>
std::string refused(Change change) {
  const FullWorld world;
  Json data = master_data(world.m, world.v);
  change(data);
  return refusal([&] { read_master(data, world.now); });
}

TEST(MasterMessage, TheReaderHoldsTheBoundsOfTheList) {
  const auto at_row = [](const MessageMember& table, const MessageMember& m, const Json& value) {
    return refused([&](Json& data) { data[std::string(table.name)][0][std::string(m.name)] = value; });
  };
  for (const MessageMember& table : master_members()) {
    if (table.kind != Kind::list || table.of.front().name.empty()) continue;
    for (const MessageMember& m : table.of) {
      const std::string where = std::string(table.name) + "." + std::string(m.name);
      EXPECT_NE(at_row(table, m, nullptr), "") << where;
      EXPECT_NE(at_row(table, m, 0.5), "") << where;
      if (m.required) {
        EXPECT_NE(refused([&](Json& data) { data[std::string(table.name)][0].erase(std::string(m.name)); }), "")
            << where;
      }
      if (m.kind != Kind::whole) continue;
      EXPECT_EQ(at_row(table, m, m.low), "") << where;
      EXPECT_EQ(at_row(table, m, m.high), "") << where;
      EXPECT_NE(at_row(table, m, m.low - 1), "") << where;
      EXPECT_NE(at_row(table, m, m.high + 1), "") << where;
    }
  }
}

TEST(MasterMessage, TheReaderHoldsTheBoundsOfWhatIsKnown) {
  const auto with = [](const char* key, const Json& value) {
    return refused([&](Json& data) { data["points"][0]["stock"][key] = value; });
  };
  EXPECT_EQ(with("on_hand", 2147483647), "");
  EXPECT_NE(with("on_hand", 2147483648), "");
  EXPECT_NE(with("on_hand", 1e30), "");
  EXPECT_NE(with("episode", -1), "");
  EXPECT_NE(with("attempts", 65536), "");
  EXPECT_NE(with("substituted", 1), "");
}

TEST(MasterMessage, RefusesNamesThatNothingHas) {
  for (const auto& [table, key] : {std::pair{"items", "category"},
                                   {"points", "location"},
                                   {"points", "site"},
                                   {"points", "item"},
                                   {"points", "kind"},
                                   {"contracts", "supplier"},
                                   {"offers", "contract"},
                                   {"offers", "item"},
                                   {"substitutes", "by"},
                                   {"couriers", "from"},
                                   {"couriers", "to"},
                                   {"lanes", "supplier"},
                                   {"lanes", "to"}})
    EXPECT_NE(refused([&](Json& data) { data[table][0][key] = "nobody"; }), "") << table << "." << key;
  EXPECT_NE(refused([](Json& data) { data["forecast"]["nobody"] = 1; }), "");
  EXPECT_NE(refused([](Json& data) { data["points"][0]["site"] = "H1-ICU"; }), "");  // a unit is no site
}

TEST(MasterMessage, RefusesNamesThatAreGivenTwice) {
  for (const char* table : {"sites", "items", "suppliers", "contracts"})
    EXPECT_NE(refused([&](Json& data) { data[table].push_back(data[table][0]); }), "") << table;
  for (const char* table : {"categories", "locations"})
    EXPECT_NE(refused([&](Json& data) { data[table].push_back(data[table][0]); }), "") << table;
  EXPECT_NE(refused([](Json& data) { data["points"].push_back(data["points"][0]); }), "");
  EXPECT_NE(refused([](Json& data) { data["offers"].push_back(data["offers"][0]); }), "");
}

}  // namespace
}  // namespace supplytwin::edge
