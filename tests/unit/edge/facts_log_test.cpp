#include "edge/facts_log.hpp"

#include "edge/recorder.hpp"
#include "edge/replay.hpp"
#include "policy/orchestrator.hpp"
#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

using policy::Event;
using policy::EventType;

const char* const kBorrow = "    choose: {from: donors, prefer: [donor.time_away]}\n    then: transfer\n";

class FactsLog : public testing::Test {
 protected:
  FactsLog() {
    world.v.make_room();
    world.set(SmallWorld::h1, 3, 20, 1);
    world.set(SmallWorld::h2, 71);
    world.set(SmallWorld::h3, 0);
  }
  void tell(EventType type, auto change) {
    Event e;
    e.type = type;
    change(e);
    world.v.project(e);
  }
  std::string line(std::uint32_t point) const {
    return facts_line(bundle, names, world.v, world.trigger(point), world.now);
  }
  std::uint64_t hash(const policy::View& view, std::uint32_t point) const {
    return policy::facts_hash(bundle, world.m, view, world.trigger(point), world.now);
  }

  SmallWorld world;
  Names names{world.m};
  policy::Bundle bundle = bundle::one_rule(kBorrow);
};

TEST_F(FactsLog, AViewMadeOfALineHasTheFactsAndDecidesAlike) {
  tell(EventType::forecast_published, [](Event& e) {
    e.category = base::CategoryId(0);
    e.ratio = base::Ratio{1'300'000};
  });
  tell(EventType::supplier_allocation, [](Event& e) {
    e.supplier = base::SupplierId(1);
    e.ratio = base::Ratio{600'000};
  });
  tell(EventType::endpoint_health, [](Event& e) { e.supplier = base::SupplierId(0); });
  tell(EventType::contract_price_updated, [](Event& e) {
    e.offer = base::OfferId(1);
    e.price = base::Money{777};
  });
  FactsReader reader(names);
  for (const std::uint32_t point : {SmallWorld::h1, SmallWorld::unit, SmallWorld::dc, SmallWorld::h3}) {
    const RecordedNeed need = reader.read(line(point));
    EXPECT_EQ(need.trigger.point, base::PointId(point));
    EXPECT_EQ(need.as_of, world.now);
    EXPECT_EQ(hash(reader.view(), point), hash(world.v, point));
    EXPECT_EQ(bundle.decide(world.m, reader.view(), need.trigger, need.as_of), world.decide(bundle, point));
    EXPECT_EQ(reader.view().price(base::OfferId(1), world.m.offers[1]), base::Money{777});
  }
}

TEST_F(FactsLog, ALineForgetsTheOneBefore) {
  tell(EventType::endpoint_health, [](Event& e) { e.supplier = base::SupplierId(0); });
  const std::string before = line(SmallWorld::h1);
  world.v = policy::View(world.m);
  FactsReader reader(names);
  reader.read(before);
  EXPECT_NE(reader.view(), world.v);
  reader.read(line(SmallWorld::h2));
  EXPECT_EQ(reader.view(), world.v);
}

TEST_F(FactsLog, HoldsWhatMayBearOnItAndNothingElse) {
  const Json json = parse(line(SmallWorld::h1));
  EXPECT_EQ(json["location"], "H1");
  std::vector<std::string> told;
  for (const Json& row : json["stock"])
    told.push_back(row["location"].get<std::string>() + "/" + row["item"].get<std::string>());
  EXPECT_EQ(told, (std::vector<std::string>{"H1/MASK", "DC/MASK", "H2/MASK"}));  // H3 has none, GOWN is another item
  EXPECT_EQ(json["suppliers"].size() + json["prices"].size(), 0U);
  const std::uint64_t before = hash(world.v, SmallWorld::h1);
  world.set(SmallWorld::gown, 1);
  EXPECT_EQ(hash(world.v, SmallWorld::h1), before);
}

/// Whatever a line holds, its change is seen in the hash.
TEST_F(FactsLog, TheHashSeesEveryFactOfALine) {
  tell(EventType::contract_price_updated, [](Event& e) {
    e.offer = base::OfferId(0);
    e.price = base::Money{5};
  });
  const Json whole = parse(line(SmallWorld::h1));
  const std::uint64_t before = hash(world.v, SmallWorld::h1);
  FactsReader reader(names);
  const auto after = [&](const Json& changed) {
    const RecordedNeed need = reader.read(changed.dump());
    return policy::facts_hash(bundle, world.m, reader.view(), need.trigger, need.as_of);
  };
  EXPECT_EQ(after(whole), before);
  for (std::size_t i = 0; i < whole["stock"].size(); ++i)
    for (const char* member : {"on_hand", "on_order", "reserved", "episode", "attempts", "refused"}) {
      Json changed = whole;
      changed["stock"][i][member] = whole["stock"][i].value(member, 0) + 1;
      EXPECT_NE(after(changed), before) << i << member;
    }
  for (const auto& [path, value] :
       std::vector<std::pair<const char*, Json>>{{"/forecast", 999'999},
                                                 {"/prices/0/price", 6},
                                                 {"/episode", 2},
                                                 {"/trigger", "demand.urgent"},
                                                 {"/stock/0/substituted", true},
                                                 {"/as_of", "2030-01-01T00:00:00.000Z"},
                                                 {"/opened", "2020-01-01T00:00:00.000Z"}}) {
    Json changed = whole;
    changed[Json::json_pointer(path)] = value;
    EXPECT_NE(after(changed), before) << path;
  }
  Json changed = whole;
  changed["suppliers"].push_back({{"supplier", "ACME"}, {"ratio", 1'000'000}, {"up", false}});
  EXPECT_NE(after(changed), before);
  changed["suppliers"][0]["up"] = true;
  EXPECT_EQ(after(changed), before);  // as if it were not told
  changed["suppliers"][0]["ratio"] = 1;
  EXPECT_NE(after(changed), before);
}

TEST_F(FactsLog, RefusesWhatIsNoFact) {
  FactsReader reader(names);
  const Json whole = parse(line(SmallWorld::h1));
  const auto with = [&](const char* path, const Json& value) {
    Json changed = whole;
    changed[Json::json_pointer(path)] = value;
    return refusal([&] { reader.read(changed.dump()); });
  };
  EXPECT_EQ(with("/location", "H9"), "location: no stock of 'MASK' is known at 'H9'");
  EXPECT_EQ(with("/stock/1/item", "TAPE"), "stock[1].location: no stock of 'TAPE' is known at 'DC'");
  EXPECT_NE(with("/stock/0/on_hand", 1.5), "");
  EXPECT_NE(with("/forecast", -1), "");
  EXPECT_NE(with("/suppliers", Json::array({{{"supplier", "NOBODY"}, {"ratio", 1}, {"up", true}}})), "");
  EXPECT_NE(with("/prices", Json::array({{{"contract", "C-ACME"}, {"contract_item", "GOWN"}, {"price", 1}}})), "");
  for (const auto& [name, value] : whole.items()) {
    Json changed = whole;
    changed.erase(name);
    EXPECT_EQ(refusal([&] { reader.read(changed.dump()); }), name + ": missing");
  }
}

TEST_F(FactsLog, RecordedFactsLeadToTheSameLog) {
  const Scratch scratch;
  {
    Recorder recorder(scratch.path, bundle, true);
    recorder.opened(world.m, world.v, world.now);
    for (int i = 1; i < 6; ++i) {
      Event e = world.event(EventType::stock_par_breached, i % 2 ? SmallWorld::h1 : SmallWorld::h3,
                            static_cast<std::uint32_t>(i));
      e.occurred = e.recorded = world.now + base::kMinute * i;
      policy::tell(world.v, e, &recorder);
      policy::take(bundle, world.m, world.v, *policy::asks(e), e.recorded, &recorder);
    }
    recorder.close();
  }
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> progress{0};
  const auto facts = scratch.path / "facts.jsonl", again = scratch.path / "again.jsonl";
  EXPECT_EQ(replay_facts(facts, bundle, again, stop, progress), (Replayed{5, 5}));
  EXPECT_EQ(lines_of(again), lines_of(scratch.path / "decisions.jsonl"));
  EXPECT_EQ(progress, static_cast<std::int64_t>(std::filesystem::file_size(facts)));
}

}  // namespace
}  // namespace supplytwin::edge
