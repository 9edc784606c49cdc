// One replication, looked at two thousand times a second: where the processor is, and who called it.
#include <execinfo.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <exception>

#include "contender.hpp"
#include "scenario/scenario.hpp"
#include "world/run.hpp"

namespace {

using supplytwin::bench::Result;

constexpr long kEvery = 500'000;  // [ns]
constexpr int kSkipped = 2;       // the handler and the system's frame that called it
constexpr int kDeep = 24;

/// Stacks, innermost address first, each ended by a zero; filled by the signal handler without allocating.
std::array<void*, 4'000'000> samples;
std::size_t used = 0;

void sample(int) {
  if (used + kDeep + 1 > samples.size()) return;
  std::array<void*, kDeep + kSkipped> frames{};
  const int deep = backtrace(frames.data(), static_cast<int>(frames.size()));
  for (int i = kSkipped; i < deep; ++i) samples[used++] = frames[static_cast<std::size_t>(i)];
  samples[used++] = nullptr;
}

class Sampler {
 public:
  Sampler() {
    void* one = nullptr;
    backtrace(&one, 1);  // loads what it needs now, not in the handler
    struct sigaction action{};
    action.sa_handler = &sample;
    action.sa_flags = SA_RESTART;
    sigaction(SIGPROF, &action, nullptr);
    sigevent event{};
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = SIGPROF;
    event._sigev_un._tid = static_cast<int>(syscall(SYS_gettid));
    if (timer_create(CLOCK_MONOTONIC, &event, &timer_) != 0) throw std::runtime_error("no timer to sample by");
    const itimerspec every{.it_interval = {0, kEvery}, .it_value = {0, kEvery}};
    timer_settime(timer_, 0, &every, nullptr);
  }
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;
  ~Sampler() { timer_delete(timer_); }

 private:
  timer_t timer_{};
};

}  // namespace

int main(int count, char** words) {
  using namespace supplytwin;
  if (count != 3) {
    std::cerr << "bench_profile SCENARIO POLICY\n";
    return 2;
  }
  try {
    const scenario::Scenario scenario = scenario::read(words[1]);
    const world::Model model = world::Model::build(scenario.model);
    const policy::Bundle* bundle = nullptr;
    for (const scenario::Competitor& competitor : scenario.policies)
      if (competitor.name == words[2]) bundle = &competitor.bundle;
    if (bundle == nullptr) throw std::invalid_argument(std::string("no policy ") + words[2]);
    return bench::serve([&](std::uint64_t round) {
      used = 0;
      Result result;
      outcome::Record record;
      result.seconds = bench::seconds([&] {
        const Sampler sampler;
        const world::Exogenous exogenous(model, scenario.seed, round);
        record = world::run(model, exogenous, *bundle, {});
      });
      result.work = static_cast<double>(record.events);
      std::vector<double> addresses;
      for (std::size_t i = 0; i < used; ++i)
        addresses.push_back(static_cast<double>(reinterpret_cast<std::uintptr_t>(samples[i])));
      result.more = {{"addresses", addresses}};
      return result;
    });
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
