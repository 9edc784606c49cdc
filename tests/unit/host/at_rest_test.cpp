#include "host/at_rest.hpp"

#include "host/redrive.hpp"
#include "naive_erp.hpp"
#include "stream.hpp"

namespace supplytwin::host {
namespace {

using policy::EventType;

/// A state whose host worked, and refused what would have been decided on.
class Resting : public testing::Test {
 protected:
  std::string event(EventType type, base::Time recorded, std::uint64_t sequence) {
    policy::Event e = world.event(type, edge::SmallWorld::h1);
    e.occurred = e.recorded = recorded;
    if (type == EventType::stock_counted) e.from = {}, e.episode = 0, e.quantity = 10;
    return edge::event_message(e, edge::Names(world.m), sequence);
  }
  /// Takes all messages and sends what is due.
  void work(bool emits) {
    StateFile file(at, StateFile::Use::begin);
    State state(file);
    Metrics metrics;
    const Clock clock = [this] { return now; };
    Outbox outbox(state.database(), erp, metrics, clock);
    HostConfig config;
    config.hold = base::Duration{0};
    Host host(state, &bundle, config, metrics, clock, emits ? &outbox : nullptr);
    ListSource source(messages);
    host.read_from(source);
    for (const Arrival& a : source.take(16, {})) host.take(a);
    host.flush();
    host.keep();
    for (int i = 0; emits && i < 10; ++i, now += base::kSecond) outbox.work(bundle.executor());
  }
  /// Drives the letter again, mended; the command that is there for it then.
  std::optional<Dispatch> redrive() {
    AtRest rest(at, [this] { return now; });
    const std::string said = host::redrive(rest.host(), rest.state(), "1", need, now);
    EXPECT_EQ(said, R"([{"letter":1,"taken":true}])");
    EXPECT_EQ(rest.host().decisions(), 1U);
    return Commands(rest.state().database()).find(kKey);
  }

  static constexpr const char* kKey = "H1/MASK/1/1/1";
  edge::Scratch scratch;
  std::filesystem::path at = scratch.path / "state.db";
  edge::SmallWorld world;
  policy::Bundle bundle = bundle::one_rule(bundle::kOrder);
  base::Time now = world.now + base::kMinute * 3;
  std::string need = event(EventType::stock_par_breached, world.now + base::kMinute * 2, 2);
  std::vector<std::string> messages{edge::master_message(edge::master_data(world.m, world.v), world.now),
                                    event(EventType::stock_counted, world.now + base::kMinute, 1), "no message"};
  NaiveErp erp;
};

TEST_F(Resting, WhatIsDecidedAtRestIsSentWhenAHostThatEmitsStartsAgain) {
  work(true);
  const auto added = redrive();
  ASSERT_TRUE(added);
  EXPECT_EQ(added->call.step, policy::Step::send);
  EXPECT_EQ(erp.sent, 0);
  work(true);
  EXPECT_EQ(erp.done[kKey], 1);
}

TEST_F(Resting, InAShadowItIsNeverSent) {
  work(true);
  work(false);  // how it last worked counts
  EXPECT_FALSE(redrive());
  work(true);
  EXPECT_EQ(erp.sent, 0);
}

}  // namespace
}  // namespace supplytwin::host
