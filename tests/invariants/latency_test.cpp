// Latencies are those of all that was opened in the period, whenever it ends; what has not ended is marked.
#include <gtest/gtest.h>

#include <atomic>

#include "bundle/compile.hpp"
#include "outcome/kpi.hpp"
#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace supplytwin {
namespace {

using base::kDay;
using outcome::Stage;

class Latency : public testing::Test {
 protected:
  /// The shelf of V14 over ten days with twenty picks a day: orders of a lot that take two days.
  Latency() : scenario_(scenario::read(SOURCE_DIR "/tests/validation/v14_a_optimal.yaml")) {
    config_ = scenario_.model;
    config_.warm_up = kDay * 5;
    config_.network.usage_rates[0].rate = 20;
    config_.end = config_.start + kDay * 10;
  }
  outcome::Record run(base::Duration follow_up) const {
    world::ModelConfig config = config_;
    config.follow_up = follow_up;
    const world::Model model = world::Model::build(config);
    const world::Exogenous exogenous(model, 1, 0);
    return world::run(model, exogenous, scenario_.policies.front().bundle, {.check = true});
  }
  static const outcome::Histogram& of(const std::array<outcome::Histogram, outcome::kStages>& stages, Stage stage) {
    return stages[static_cast<std::size_t>(stage)];
  }
  const scenario::Scenario scenario_;
  world::ModelConfig config_;
};

TEST_F(Latency, OrdersUnderWayAtTheEndAreCensoredAtTheirAge) {
  const outcome::Record record = run({});
  const auto& under_way = of(record.under_way, Stage::order_cycle);
  ASSERT_GT(under_way.count(), 0);
  EXPECT_LT(under_way.quantile(1), static_cast<double>((kDay * 2).count()) * 1.01);
  EXPECT_GT(of(record.latency, Stage::order_cycle).count(), 0);
}

TEST_F(Latency, AFollowUpSeesThemEndAndChangesNothingElse) {
  const outcome::Record without = run({}), with = run(kDay * 3);
  EXPECT_EQ(of(with.under_way, Stage::order_cycle).count(), 0);
  EXPECT_EQ(of(with.latency, Stage::order_cycle).count(),
            of(without.latency, Stage::order_cycle).count() + of(without.under_way, Stage::order_cycle).count());
  EXPECT_EQ(with.measures, without.measures);
  EXPECT_EQ(with.daily, without.daily);
  EXPECT_EQ(with.picks, without.picks);
}

TEST_F(Latency, AFollowUpThatIsTooShortSaysSo) {
  const outcome::Record record = run(kDay);
  EXPECT_GT(of(record.under_way, Stage::order_cycle).count(), 0);
  const outcome::Kpi& share = *outcome::find_kpi("order_cycle_under_way");
  const auto seen = outcome::observe(share, record, {}, kDay * 10);
  EXPECT_GT(seen.numerator, 0);
  EXPECT_EQ(seen.denominator, static_cast<double>(of(record.latency, Stage::order_cycle).count() +
                                                  of(record.under_way, Stage::order_cycle).count()));
}

TEST_F(Latency, AFollowUpThatIsInterruptedGoesOnToTheSameRecord) {
  world::ModelConfig config = config_;
  config.follow_up = kDay * 60;
  config.network.usage_rates[0].rate = 400;  // the flag is looked at every 4096 events
  config.network.suppliers[0].lead_time = kernel::Law::constant(static_cast<double>((kDay * 50).count()));
  const world::Model model = world::Model::build(config);
  const world::Exogenous exogenous(model, 1, 0);
  const policy::Bundle& bundle = scenario_.policies.front().bundle;
  std::atomic<bool> stop{false};
  world::World straight(model, exogenous, bundle), interrupted(model, exogenous, bundle);
  const outcome::Record record = straight.finish();
  EXPECT_EQ(straight.finish(), record);
  interrupted.advance(interrupted.end());
  interrupted.heed(&stop);
  stop = true;
  EXPECT_THROW(interrupted.finish(), world::Interrupted);
  stop = false;
  EXPECT_GT(interrupted.now(), interrupted.end());
  EXPECT_TRUE(interrupted.over());
  world::World restored(model, exogenous, bundle, interrupted.save(), {.check = true});
  EXPECT_EQ(restored, interrupted);
  EXPECT_EQ(restored.finish(), record);
  EXPECT_EQ(interrupted.finish(), record);
}

TEST_F(Latency, AWorldAtItsEndIsKeptAndTakesNoOtherPolicy) {
  const world::Model model = world::Model::build(config_);
  const world::Exogenous exogenous(model, 1, 0);
  const policy::Bundle& bundle = scenario_.policies.front().bundle;
  const policy::Bundle other = policy::Bundle::load(bundle::compile(
      "policy: p\nversion: 1\ncontract: 1\nsummary: s\nrules:\n  - {rule: hold, then: hold}\n", "p.yaml"));
  world::World world(model, exogenous, bundle);
  world.advance(world.end());
  EXPECT_FALSE(world.over());  // the picks of the last instant are resolved, the record is not closed
  EXPECT_FALSE(world::is_over(world.save()));
  const outcome::Record record = world.finish();
  const world::Snapshot kept = world.save();
  EXPECT_TRUE(world::is_over(kept));
  EXPECT_EQ(world::World(model, exogenous, bundle, kept).finish(), record);
  EXPECT_THROW(world::World(model, exogenous, other, kept), base::Error);
  EXPECT_THROW(world.use(other), base::Error);
  EXPECT_NO_THROW(world.use(bundle));
}

}  // namespace
}  // namespace supplytwin
