// What must hold of every run, whatever the policy: nothing is lost, nobody sees another world, nothing depends on
// order.
#include <gtest/gtest.h>

#include "scenario/scenario.hpp"
#include "world/run.hpp"
#include "world/world.hpp"

namespace supplytwin {
namespace {

/// The small scenario, cut to a few weeks around the allocation and the outage.
class World : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scenario_ = new scenario::Scenario(scenario::read(SOURCE_DIR "/scenarios/small.yaml"));
    scenario_->model.start += base::kWeek * 2;
    scenario_->model.end = scenario_->model.start + base::kWeek * 4;
    scenario_->model.warm_up = base::kWeek;
    model_ = new world::Model(world::Model::build(scenario_->model));
    exogenous_ = new world::Exogenous(*model_, 5, 0);
  }
  static void TearDownTestSuite() {
    delete exogenous_;
    delete model_;
    delete scenario_;
  }
  static outcome::Record run(const scenario::Competitor& policy, bool check = false) {
    world::RunOptions options;
    options.check = check;
    return world::run(*model_, *exogenous_, policy.bundle, options);
  }

  static scenario::Scenario* scenario_;
  static world::Model* model_;
  static world::Exogenous* exogenous_;
};
scenario::Scenario* World::scenario_ = nullptr;
world::Model* World::model_ = nullptr;
world::Exogenous* World::exogenous_ = nullptr;

TEST_F(World, PostingsBalanceAtEveryEventAndTheRecountAgreesEachDay) {
  for (const scenario::Competitor& policy : scenario_->policies) EXPECT_NO_THROW(run(policy, true)) << policy.name;
}

TEST_F(World, CheckingChangesNothing) {
  const scenario::Competitor& policy = scenario_->policies.front();
  EXPECT_EQ(run(policy, true), run(policy, false));
}

TEST_F(World, EveryPolicyFacesTheSamePicksInEveryCell) {
  const outcome::Record first = run(scenario_->policies.front());
  for (const scenario::Competitor& policy : scenario_->policies) {
    const outcome::Record other = run(policy);
    EXPECT_EQ(other.picks, first.picks);
    for (std::size_t i = 0; i < first.measures.size(); ++i)
      ASSERT_EQ(other.measures[i].demanded, first.measures[i].demanded);
  }
}

TEST_F(World, EveryPickIsFilledLostOrBackordered) {
  for (const scenario::Competitor& policy : scenario_->policies) {
    for (const outcome::Measures& m : run(policy).measures)
      EXPECT_EQ(m.demanded, m.filled + m.substituted + m.lost + m.backordered);
  }
}

TEST_F(World, TimeOutOfStockIsTimeWithAnEmptyShelf) {
  for (const outcome::Measures& m : run(scenario_->policies.front()).measures) {
    EXPECT_LE(m.stockout_time, m.empty_time);
    EXPECT_LE(m.empty_time, m.stocked_time);
  }
}

TEST_F(World, EveryNeedOfThePeriodEndsOrIsOpen) {
  for (const scenario::Competitor& policy : scenario_->policies) {
    for (const outcome::Measures& m : run(policy).measures) {
      EXPECT_EQ(m.needs, m.needs_satisfied + m.needs_cancelled + m.needs_open);
    }
  }
}

TEST_F(World, NothingBreaksWhenEverythingTakesNoTime) {
  // Acknowledgement, cancellation, shipment and receipt then share an instant.
  world::ModelConfig config = scenario_->model;
  const kernel::Law none;
  for (supply::SupplierConfig& s : config.network.suppliers) {
    s.hours = base::Hours();
    s.acknowledge = s.lead_time = s.expedite_lead_time = none;
  }
  for (supply::LaneConfig& l : config.network.lanes) {
    l.transit = l.expedite_transit = none;
    l.schedule = base::Schedule();
  }
  integration::IntegrationConfig& integration = config.network.integration;
  integration.bus = integration.erp.latency = integration.erp.transmission = integration.erp.receipt_posting = none;
  integration.erp.order_run = base::Schedule();
  config.network.operations.dock = base::Hours();
  config.network.operations.transfer_handling = none;
  const world::Model model = world::Model::build(std::move(config));
  const world::Exogenous exogenous(model, 5, 0);
  world::RunOptions options;
  options.check = true;
  for (const scenario::Competitor& policy : scenario_->policies) {
    const outcome::Record record = world::run(model, exogenous, policy.bundle, options);
    outcome::Measures total;
    for (const outcome::Measures& m : record.measures) total += m;
    EXPECT_GT(total.order_lines, 0) << policy.name;
    EXPECT_GT(total.short_shipped, 0) << policy.name;
  }
}

TEST_F(World, RunsDoNotDependOnWhatRanBefore) {
  const outcome::Record once = run(scenario_->policies.back());
  run(scenario_->policies.front());
  EXPECT_EQ(run(scenario_->policies.back()), once);
  const world::Exogenous again(*model_, 5, 0);
  EXPECT_EQ(world::run(*model_, again, scenario_->policies.back().bundle, {}), once);
}

TEST_F(World, GoingOnSideBySideChangesNothing) {
  std::vector<world::World> worlds;
  for (const scenario::Competitor& policy : scenario_->policies)
    worlds.emplace_back(*model_, *exogenous_, policy.bundle).share_picks(worlds.empty() ? worlds.back() : worlds[0]);
  for (base::Time t = worlds[0].now() + base::kDay * 3; t < worlds[0].end(); t += base::kDay * 3)
    for (world::World& world : worlds) world.advance(t);
  world::World apart = worlds[0];  // a copy shares nothing
  for (std::size_t i = 0; i < worlds.size(); ++i)
    EXPECT_EQ(worlds[i].finish(), run(scenario_->policies[i])) << scenario_->policies[i].name;
  EXPECT_EQ(apart.finish(), run(scenario_->policies[0]));
  const world::Exogenous other(*model_, 6, 0);
  EXPECT_THROW(world::World(*model_, other, scenario_->policies[0].bundle).share_picks(worlds[0]), base::Error);
}

TEST_F(World, OtherSeedsAndReplicationsAreOtherWorlds) {
  const auto& bundle = scenario_->policies.front().bundle;
  const outcome::Record one = run(scenario_->policies.front());
  EXPECT_NE(world::run(*model_, world::Exogenous(*model_, 5, 1), bundle, {}), one);
  EXPECT_NE(world::run(*model_, world::Exogenous(*model_, 6, 0), bundle, {}), one);
}

TEST_F(World, WhatGoesOnFromASnapshotReportsWhatItSimulatesItself) {
  const auto& bundle = scenario_->policies.front().bundle;
  world::World world(*model_, *exogenous_, bundle);
  const base::Time noon = model_->config().start + base::kDay * 9 + base::kHour * 12;
  world.advance(noon);
  const world::Snapshot snapshot = world.save();
  std::atomic<std::int64_t> progress{0};
  world::World going(*model_, *exogenous_, bundle, snapshot, {.progress = &progress});
  const outcome::Record record = going.finish();
  EXPECT_EQ(progress, (model_->config().end - noon).count());
  EXPECT_GT(world::picks_before(snapshot), record.picks * 16 / 35 * 9 / 10);  // 16 and a half days of 35
  EXPECT_LT(world::picks_before(snapshot), record.picks * 17 / 35 * 11 / 10);
}

TEST_F(World, AStopEndsTheRun) {
  const std::atomic<bool> stop = true;
  world::RunOptions options;
  options.stop = &stop;
  EXPECT_THROW(world::run(*model_, *exogenous_, scenario_->policies.front().bundle, options), world::Interrupted);
}

}  // namespace
}  // namespace supplytwin
