// ns-3 (Debian): its simulator with its heap, as a user schedules events.
#include <ns3/calendar-scheduler.h>
#include <ns3/heap-scheduler.h>
#include <ns3/map-scheduler.h>
#include <ns3/priority-queue-scheduler.h>
#include <ns3/simulator.h>

#include <map>

#include "hold.hpp"
#include "mm1.hpp"

namespace {

using supplytwin::bench::Counter;
using supplytwin::bench::Increments;
using supplytwin::bench::Result;
using supplytwin::bench::Trace;

std::int64_t now() { return ns3::Simulator::Now().GetMilliSeconds(); }

struct Hold {
  Increments increments;
  Trace trace;
  std::uint64_t left = 0;
  void run(std::uint32_t event) {
    trace.add(now(), event);
    put(event);
    if (--left == 0) ns3::Simulator::Stop();
  }
  void put(std::uint32_t event) {
    ns3::Simulator::Schedule(ns3::MilliSeconds(static_cast<std::uint64_t>(increments.next())), &Hold::run, this,
                             event);
  }
};

struct Service {
  Counter counter;
  void arrive() {
    bool serve = false;
    const std::int64_t at = now(), next = counter.arrive(at, serve);
    if (serve) depart_after(counter.service());
    if (next >= 0) arrive_after(next - at);
  }
  void depart() {
    if (counter.depart(now())) depart_after(counter.service());
  }
  void arrive_after(std::int64_t ms) {
    ns3::Simulator::Schedule(ns3::MilliSeconds(static_cast<std::uint64_t>(ms)), &Service::arrive, this);
  }
  void depart_after(std::int64_t ms) {
    ns3::Simulator::Schedule(ns3::MilliSeconds(static_cast<std::uint64_t>(ms)), &Service::depart, this);
  }
};

void use(const std::string& scheduler) {
  ns3::ObjectFactory factory;
  factory.SetTypeId(scheduler);
  ns3::Simulator::SetScheduler(factory);
}

Result hold(const std::string& scheduler, std::uint64_t pending, std::uint64_t holds) {
  use(scheduler);
  Hold model;
  for (std::uint64_t event = 0; event < pending; ++event) model.put(static_cast<std::uint32_t>(event));
  model.left = supplytwin::bench::warm_up_holds(pending);
  ns3::Simulator::Run();
  model.left = holds;
  Result result{.work = static_cast<double>(holds)};
  result.seconds = supplytwin::bench::seconds([] { ns3::Simulator::Run(); });
  result.check = supplytwin::bench::hexadecimal(model.trace.hash);
  ns3::Simulator::Destroy();
  return result;
}

Result mm1(const std::string& scheduler, std::uint64_t arrivals) {
  use(scheduler);
  Service service{Counter(arrivals)};
  const double spent = supplytwin::bench::seconds([&] {
    service.arrive_after(service.counter.gap());
    ns3::Simulator::Run();
  });
  ns3::Simulator::Destroy();
  return supplytwin::bench::counted(service.counter, spent);
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> of(words + 1, words + count);
  if (of.size() == 4 && of[0] == "hold")
    return supplytwin::bench::serve(
        [&](std::uint64_t) { return hold(of[3], std::stoull(of[1]), std::stoull(of[2])); });
  if (of.size() == 3 && of[0] == "mm1")
    return supplytwin::bench::serve([&](std::uint64_t) { return mm1(of[2], std::stoull(of[1])); });
  std::cerr << "bench_ns3 hold PENDING HOLDS SCHEDULER | mm1 ARRIVALS SCHEDULER\n";
  return 2;
}
