// What must hold of any network: small ones drawn at random, each with what rapidcheck finds hard about it.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <atomic>

#include "bundle/compile.hpp"
#include "experiment/run.hpp"
#include "experiment/simulation.hpp"
#include "random_network.hpp"
#include "world/world.hpp"

namespace supplytwin {
namespace {

const policy::Bundle& order_at_once() {
  static const policy::Bundle bundle = bundle::load_file(SOURCE_DIR "/tests/validation/policies/order_at_once.yaml");
  return bundle;
}
const policy::Bundle& transfer_first() {
  static const policy::Bundle bundle = bundle::load_file(SOURCE_DIR "/models/policies/transfer-first.yaml");
  return bundle;
}

/// Proposes a substitute for whatever a unit is short of.
const policy::Bundle& substitute_first() {
  static const policy::Bundle bundle = policy::Bundle::load(bundle::compile(R"(policy: substitute-first
version: 1
contract: 1
summary: s
rules:
  - {rule: propose, when: need.kind == "unit", choose: {from: substitutes}, then: substitute}
  - {rule: order, choose: {from: contracts}, then: order}
)",
                                                                            "substitute-first.yaml"));
  return bundle;
}

Shape any_shape() {
  Shape shape;
  shape.hospitals = *rc::gen::inRange(1, 4);
  shape.units = *rc::gen::inRange(1, 3);
  shape.items = *rc::gen::inRange(1, 4);
  shape.centre = *rc::gen::arbitrary<bool>();
  shape.documents = *rc::gen::arbitrary<bool>();
  return shape;
}

outcome::Measures total(const outcome::Record& record) {
  outcome::Measures sum;
  for (const outcome::Measures& m : record.measures) sum += m;
  return sum;
}

// Postings balance at every event and the recount agrees each day, which also refuses stock below nothing.
RC_GTEST_PROP(Properties, NothingIsLostAndNoStockIsNegative, ()) {
  const world::Model model = world::Model::build(model_of(random_network(any_shape())));
  const world::Exogenous exogenous(model, *rc::gen::inRange(1, 1000), 0);
  for (const policy::Bundle* bundle : {&order_at_once(), &transfer_first(), &substitute_first()}) {
    const outcome::Measures m = total(world::run(model, exogenous, *bundle, {.check = true}));
    RC_ASSERT(m.demanded == m.filled + m.substituted + m.lost + m.backordered);
    RC_ASSERT(m.covered_time <= m.stockout_time);
    RC_CLASSIFY(m.substituted > 0, "substitutes");
    RC_CLASSIFY(m.billed > 0, "billed after use");
    RC_CLASSIFY(m.over_limit_time > 0, "over the limit of room");
    RC_CLASSIFY(m.storage_limit_time > 0, "a limit of room");
    RC_ASSERT(m.needs == m.needs_satisfied + m.needs_cancelled + m.needs_open);
    const std::int64_t exceptions = m.price_exceptions + m.quantity_exceptions + m.receipt_exceptions;
    RC_ASSERT(m.invoices - m.invoices_matched <= exceptions);
    RC_ASSERT(exceptions <= 3 * (m.invoices - m.invoices_matched));
  }
}

RC_GTEST_PROP(Properties, AForkAtAnyInstantEqualsTheStraightRun, ()) {
  const world::Model model = world::Model::build(model_of(random_network(any_shape())));
  const world::Exogenous exogenous(model, *rc::gen::inRange(1, 1000), 0);
  world::World straight(model, exogenous, *rc::gen::arbitrary<bool>() ? transfer_first() : substitute_first());
  world::World stepped = straight;
  base::Time t = stepped.now();
  for (int steps = *rc::gen::inRange(1, 6); steps > 0; --steps) {
    t = std::min(t + base::Duration{*rc::gen::inRange<std::int64_t>(0, 10 * base::kDay.count())}, stepped.end());
    stepped.advance(t);
  }
  const world::Snapshot before = stepped.save();
  world::World fork = stepped;
  RC_ASSERT(fork == stepped);
  const outcome::Record record = straight.finish();
  RC_ASSERT(fork.finish() == record);
  RC_ASSERT(stepped.save() == before);  // what a fork does leaves the world alone that it came from
  RC_ASSERT(stepped.finish() == record);
  RC_ASSERT(stepped == straight);
}

RC_GTEST_PROP(Properties, ASnapshotAtAnyInstantGoesOnLikeTheStraightRun, ()) {
  const world::Model model = world::Model::build(model_of(random_network(any_shape())));
  const world::Exogenous exogenous(model, *rc::gen::inRange(1, 1000), 0);
  world::World straight(model, exogenous, transfer_first());
  world::World stepped = straight;
  for (int steps = *rc::gen::inRange(0, 4); steps > 0; --steps) {
    const base::Duration step{*rc::gen::inRange<std::int64_t>(0, 10 * base::kDay.count())};
    stepped.advance(std::min(stepped.now() + step, stepped.end()));
    world::World restored(model, exogenous, transfer_first(), stepped.save(), {.check = true});
    RC_ASSERT(restored == stepped);
    stepped = restored;
  }
  const outcome::Record record = straight.finish();
  RC_ASSERT(stepped.finish() == record);
  RC_ASSERT(stepped == straight);
  RC_ASSERT(world::World(model, exogenous, transfer_first(), stepped.save()).finish() == record);
}

RC_GTEST_PROP(Properties, AnotherFutureBalancesAndIsDrawnTheSameFromAFileOrInMemory, ()) {
  const world::Model model = world::Model::build(model_of(random_network(any_shape())));
  const world::Exogenous exogenous(model, *rc::gen::inRange(1, 1000), 0), other(model, 7, 3);
  world::World world(model, exogenous, transfer_first());
  world.advance(world.now() + base::Duration{*rc::gen::inRange<std::int64_t>(0, 30 * base::kDay.count())});
  world::World restored(model, exogenous, transfer_first(), world.save(), {.check = true});
  world.redraw(other);
  restored.redraw(other);
  RC_ASSERT(world == restored);
  const outcome::Record record = restored.finish();
  RC_ASSERT(record == world.finish());
  const outcome::Measures m = total(record);
  RC_ASSERT(m.demanded == m.filled + m.lost + m.backordered);
}

RC_GTEST_PROP(Properties, AForkUnderAnotherPolicySharesThePastAndThePicks, ()) {
  const world::Model model = world::Model::build(model_of(random_network(any_shape())));
  const world::Exogenous exogenous(model, 1, 0);
  world::World world(model, exogenous, order_at_once());
  world.advance(world.now() + base::kWeek * 2);
  world::World fork = world;
  fork.use(*rc::gen::arbitrary<bool>() ? transfer_first() : substitute_first());
  const outcome::Record one = world.finish(), other = fork.finish();
  for (std::size_t i = 0; i < one.measures.size(); ++i)
    RC_ASSERT(one.measures[i].demanded == other.measures[i].demanded);
}

RC_GTEST_PROP(Properties, AnUnrelatedHospitalChangesNothingElsewhere, ()) {
  Shape shape = any_shape();
  shape.centre = false;
  world::NetworkConfig network = random_network(shape);
  const world::Model alone = world::Model::build(model_of(network));
  add_hospital(network, "a-new-one", shape);  // before the others by name, so that every index moves
  const world::Model grown = world::Model::build(model_of(network));
  const auto run = [](const world::Model& model) {
    return world::run(model, world::Exogenous(model, 3, 0), order_at_once(), {});
  };
  const outcome::Record before = run(alone), after = run(grown);
  for (std::size_t site = 0; site < alone.sites().size(); ++site) {
    for (std::size_t c = 0; c < before.categories; ++c)
      for (std::size_t k = 0; k < outcome::kCriticalities; ++k)
        base::for_each_field<outcome::Measures>([&](const auto& field) {
          const std::int64_t was = before.at(site, c, k).*field.member, is = after.at(site + 1, c, k).*field.member;
          if (was != is) RC_LOG() << field.name << " at " << alone.sites()[site] << ": " << was << ", then " << is;
          RC_ASSERT(was == is);
        });
  }
}

/// Every replication of a scenario, in their order, whoever finished first.
std::vector<std::vector<outcome::Record>> replications_of(const scenario::Scenario& s, unsigned jobs) {
  const experiment::Simulation simulation = experiment::simulate(s, false);
  std::vector<std::vector<outcome::Record>> all(s.replications);
  const auto sink = [&](const experiment::Task& task, const std::vector<std::vector<outcome::Record>>& records) {
    for (std::size_t r = 0; r < records.size(); ++r) all.at(task.first + r) = records[r];
  };
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> progress{0};
  RC_ASSERT(
      experiment::run(experiment::tasks(s.replications, s.block), jobs, simulation.replicate, sink, stop, progress));
  return all;
}

RC_GTEST_PROP(Properties, AnyNumberOfThreadsGivesEqualResults, ()) {
  scenario::Scenario s;
  s.model = model_of(random_network(any_shape()));
  s.policies = {{"order-at-once", {}, order_at_once(), base::kOne},
                {"substitute-first", {}, substitute_first(), base::kOne},
                {"transfer-first", {}, transfer_first(), base::kOne}};
  s.baseline = "order-at-once";
  s.replications = *rc::gen::inRange(2u, 7u);
  s.seed = *rc::gen::inRange(1u, 1000u);
  const auto alone = replications_of(s, 1);
  s.block = *rc::gen::inRange(1u, 4u);
  const auto together = replications_of(s, *rc::gen::inRange(2u, 6u));
  RC_ASSERT(together == alone);
  RC_ASSERT(alone.front() != alone.back());  // or nothing was compared
}

/// Stocking points of shelves, and of a centre if there is one, at which no pick is lost, each begun at its par.
world::NetworkConfig served_in_the_end(const Shape& shape) {
  world::NetworkConfig network = random_network(shape);
  std::erase_if(network.par_levels,
                [](const auto& p) { return p.location.find("unit") == std::string::npos && p.location != "centre"; });
  std::erase_if(network.usage_rates, [&](const auto& use) {  // what is brought for the case
    return std::ranges::none_of(network.par_levels,
                                [&](const auto& p) { return p.location == use.location && p.item == use.item; });
  });
  for (auto& item : network.items) item.unmet = network::Unmet::backorder, item.capture = base::kOne;
  for (auto& supplier : network.suppliers) supplier.fill = kernel::Law::constant(1e6);
  network.deliveries.discrepancy = {};
  for (auto& p : network.par_levels) p.opening_stock = p.par;
  return network;
}

/// Picks that waited, with 0, 1, 2 and 3 more on some stocking points: in reorder point, par and opening stock.
template <class Where>
std::vector<std::int64_t> waited(world::NetworkConfig network, Where where) {
  const auto seed = static_cast<std::uint64_t>(*rc::gen::inRange(1, 1000));
  std::vector<std::int64_t> all;
  for (int more = 0; more < 4; ++more) {
    const world::Model model = world::Model::build(model_of(network));
    const outcome::Measures m = total(world::run(model, world::Exogenous(model, seed, 0), order_at_once(), {}));
    RC_ASSERT(m.lost == 0);
    all.push_back(m.backordered);
    for (auto& p : network.par_levels)
      if (where(p)) ++p.reorder_point, ++p.par, ++p.opening_stock;
  }
  RC_CLASSIFY(all.front() > all.back(), "fewer wait");
  return all;
}

// Where every pick is served in the end and a shelf is supplied from outside, one more in reorder point, par and
// opening stock lifts the inventory position by one at all times: the same orders go out at the same times and meet
// the same lead times, whatever the stock rule, the laws and the invoices are. So at every instant one more is on
// hand or one pick less waits. Not wider, because then the orders differ: a lost pick is not ordered again; a pick
// that waits is known though nobody scanned it; what a short delivery leaves open is asked for by whoever finds the
// shelf empty, so sooner where less is on it; and what a storeroom cannot restock goes to a supplier, who may take
// less long than the storeroom would have.
RC_GTEST_PROP(Properties, AHigherParNeverLeavesMorePicksShort, ()) {
  Shape shape = any_shape();
  shape.centre = false;
  const auto all = waited(served_in_the_end(shape), [](const auto&) { return true; });
  RC_ASSERT(std::is_sorted(all.rbegin(), all.rend()));
}

// A distribution centre hears the same requests whatever its stock is, and serves them in turn. So one more of its
// own lifts what it receives alike, and every request leaves it no later. It also arrives no later where the way
// takes the same time each day; where that varies, a request that leaves on another day meets another draw.
RC_GTEST_PROP(Properties, AHigherParOfTheCentreNeverLeavesMorePicksShort, ()) {
  Shape shape = any_shape();
  shape.centre = true;
  world::NetworkConfig network = served_in_the_end(shape);
  for (auto& lane : network.lanes) lane.transit = kernel::Law::constant(lane.transit.mean());
  const auto at_a_hospital = [](const std::string& name) { return name.starts_with("hospital"); };
  std::erase_if(network.suppliers, [&](const auto& s) { return at_a_hospital(s.id); });
  std::erase_if(network.contracts, [&](const auto& c) { return at_a_hospital(c.id); });
  std::erase_if(network.contract_items, [&](const auto& c) { return at_a_hospital(c.contract); });
  std::erase_if(network.lanes, [&](const auto& l) { return at_a_hospital(l.from); });
  const bool shelves_too = *rc::gen::arbitrary<bool>();
  const auto all = waited(network, [&](const auto& p) { return shelves_too || p.location == "centre"; });
  RC_ASSERT(std::is_sorted(all.rbegin(), all.rend()));
}

}  // namespace
}  // namespace supplytwin
