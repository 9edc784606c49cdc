// SimGrid (Debian): the timers of its simulation kernel, which is the fastest way to make something happen later.
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include "hold.hpp"
#include "mm1.hpp"

namespace {

using simgrid::kernel::timer::Timer;
using supplytwin::bench::Counter;
using supplytwin::bench::Increments;
using supplytwin::bench::Result;

// A clock of doubles and timers in a heap that promises no order of ties: there is no trace to compare.
constexpr double kSecond = 1000;
constexpr double kDay = 86'400;

double now_seconds() { return simgrid::s4u::Engine::get_clock(); }

struct Hold {
  Increments increments;
  std::uint64_t held = 0;
  void put(std::uint32_t event) {
    Timer::set(now_seconds() + static_cast<double>(increments.next()) / kSecond, [this, event] {
      ++held;
      put(event);
    });
  }
};

struct Service {
  Counter counter;
  static std::int64_t now() { return static_cast<std::int64_t>(now_seconds() * kSecond + 0.5); }
  void arrive() {
    bool serve = false;
    const std::int64_t next = counter.arrive(now(), serve);
    if (serve) put(&Service::depart, now() + counter.service());
    if (next >= 0) put(&Service::arrive, next);
  }
  void depart() {
    if (counter.depart(now())) put(&Service::depart, now() + counter.service());
  }
  void put(void (Service::*what)(), std::int64_t time) {
    Timer::set(static_cast<double>(time) / kSecond, [this, what] { (this->*what)(); });
  }
};

}  // namespace

int main(int count, char** words) {
  simgrid::s4u::Engine engine(&count, words);
  const std::vector<std::string> of(words + 1, words + count);
  if (of.size() < 2) {
    std::cerr << "bench_simgrid hold PENDING HOLDS | mm1 ARRIVALS\n";
    return 2;
  }
  auto* const zone = simgrid::s4u::create_full_zone("zone");
  auto* const host = zone->create_host("host", 1e9);
  zone->seal();
  // Time goes on as long as somebody lives.
  simgrid::s4u::Actor::create("waits", host, [] { simgrid::s4u::this_actor::suspend(); });

  if (of[0] == "hold") {
    // The holds of so many events in so many days; they go on from round to round.
    const auto pending = std::stoull(of[1]);
    const auto repeat = [&](std::uint64_t holds) {
      engine.run_until(now_seconds() + kDay * static_cast<double>(holds) / static_cast<double>(pending));
    };
    Hold model;
    for (std::uint64_t event = 0; event < pending; ++event) model.put(static_cast<std::uint32_t>(event));
    repeat(supplytwin::bench::warm_up_holds(pending));
    return supplytwin::bench::serve([&](std::uint64_t) {
      model.held = 0;
      Result result;
      result.seconds = supplytwin::bench::seconds([&] { repeat(std::stoull(of.at(2))); });
      result.work = static_cast<double>(model.held);
      return result;
    });
  }
  // One queue whose customers go on from round to round.
  Service service{Counter(~std::uint64_t{0})};
  service.put(&Service::arrive, service.counter.gap());
  return supplytwin::bench::serve([&](std::uint64_t) {
    const std::uint64_t before = service.counter.served();
    Result result;
    result.seconds = supplytwin::bench::seconds(
        [&] { engine.run_until(now_seconds() + 4'500 * static_cast<double>(std::stoull(of[1]))); });
    result.work = static_cast<double>(2 * (service.counter.served() - before));
    return result;
  });
}
