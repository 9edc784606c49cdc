// Cimba (the C engine that the Python package `cimba` carries): its own event queue, called from C++, which is the
// fastest way to use it.
#include <dlfcn.h>

#include <stdexcept>

#include "hold.hpp"
#include "mm1.hpp"

namespace {

using supplytwin::bench::Counter;
using supplytwin::bench::Increments;
using supplytwin::bench::Result;
using supplytwin::bench::Trace;

using Action = void(void* subject, void* object);

/// The functions of the engine that are used here.
struct Engine {
  void* library;
  void (*initialize)(double start);
  void (*terminate)();
  std::uint64_t (*schedule)(Action* action, void* subject, void* object, double time, std::int64_t priority);
  bool (*execute_next)();
  double (*time)();

  explicit Engine(const char* file) : library(dlopen(file, RTLD_NOW)) {
    if (library == nullptr) throw std::runtime_error(dlerror());
    find(initialize, "cmb_event_queue_initialize");
    find(terminate, "cmb_event_queue_terminate");
    find(schedule, "cmb_event_schedule");
    find(execute_next, "cmb_event_execute_next");
    find(time, "cmb_time");
  }
  template <class Function>
  void find(Function*& function, const char* name) {
    function = reinterpret_cast<Function*>(dlsym(library, name));
    if (function == nullptr) throw std::runtime_error(dlerror());
  }
  std::int64_t now() const { return static_cast<std::int64_t>(time()); }
};

const Engine* engine = nullptr;  // an action has no way to it but this

struct Hold {
  Increments increments;
  Trace trace;
  static void run(void* subject, void* object) {
    auto* const self = static_cast<Hold*>(subject);
    const auto event = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(object));
    self->trace.add(engine->now(), event);
    self->put(event);
  }
  void put(std::uint32_t event) {
    engine->schedule(&Hold::run, this, reinterpret_cast<void*>(static_cast<std::uintptr_t>(event)),
                     engine->time() + static_cast<double>(increments.next()), 0);
  }
};

Result hold(std::uint64_t pending, std::uint64_t holds) {
  engine->initialize(0);
  Hold model;
  for (std::uint64_t event = 0; event < pending; ++event) model.put(static_cast<std::uint32_t>(event));
  const auto repeat = [](std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) engine->execute_next();
  };
  repeat(supplytwin::bench::warm_up_holds(pending));
  Result result{.work = static_cast<double>(holds)};
  result.seconds = supplytwin::bench::seconds([&] { repeat(holds); });
  result.check = supplytwin::bench::hexadecimal(model.trace.hash);
  engine->terminate();
  return result;
}

struct Service {
  Counter counter;
  static void arrive(void* subject, void*) {
    auto* const self = static_cast<Service*>(subject);
    bool serve = false;
    const std::int64_t next = self->counter.arrive(engine->now(), serve);
    if (serve) self->put(&Service::depart, engine->now() + self->counter.service());
    if (next >= 0) self->put(&Service::arrive, next);
  }
  static void depart(void* subject, void*) {
    auto* const self = static_cast<Service*>(subject);
    if (self->counter.depart(engine->now())) self->put(&Service::depart, engine->now() + self->counter.service());
  }
  void put(Action* action, std::int64_t time) {
    engine->schedule(action, this, nullptr, static_cast<double>(time), 0);
  }
};

Result mm1(std::uint64_t arrivals) {
  Service service{Counter(arrivals)};
  const double spent = supplytwin::bench::seconds([&] {
    engine->initialize(0);
    service.put(&Service::arrive, service.counter.gap());
    while (engine->execute_next()) {
    }
    engine->terminate();
  });
  return supplytwin::bench::counted(service.counter, spent);
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> of(words + 1, words + count);
  if (of.size() < 2) {
    std::cerr << "bench_cimba LIBRARY hold PENDING HOLDS | LIBRARY mm1 ARRIVALS\n";
    return 2;
  }
  const Engine loaded(of[0].c_str());
  engine = &loaded;
  if (of[1] == "hold")
    return supplytwin::bench::serve(
        [&](std::uint64_t) { return hold(std::stoull(of.at(2)), std::stoull(of.at(3))); });
  return supplytwin::bench::serve([&](std::uint64_t) { return mm1(std::stoull(of.at(2))); });
}
