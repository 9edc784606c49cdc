#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "contender.hpp"
#include "draws.hpp"

namespace supplytwin::bench {

/// How long after it ran an event comes again [ms]: exponential with a mean of one day, in whole milliseconds. All
/// contenders read one table, so that none of them pays for random numbers.
class Increments {
 public:
  static constexpr std::size_t kCount = 1 << 16;

  Increments() {
    Xoshiro bits(20240701);
    const Ziggurat exponential;
    for (std::size_t i = 0; i < kCount; ++i)
      table_.push_back(static_cast<std::int64_t>(exponential(bits) * 86'400'000.0));
  }
  std::int64_t next() { return table_[used_++ & (kCount - 1)]; }

 private:
  std::vector<std::int64_t> table_;
  std::size_t used_ = 0;
};

/// Which events ran, when and in which order, in one number.
struct Trace {
  std::uint64_t hash = 0;
  void add(std::int64_t time, std::uint64_t event) {
    hash = (hash ^ static_cast<std::uint64_t>(time) ^ (event << 40)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
};

/// Holds that are not timed: caches and memory are as they stay from then on.
inline std::uint64_t warm_up_holds(std::uint64_t pending) { return std::min<std::uint64_t>(2 * pending, 500'000); }

/// The hold model (Vaucher and Duval 1975): with so many events pending, the next one is taken and put back later.
/// A queue has `put(time, event)` and `take()`, which returns time and event.
template <class Queue>
Result hold(std::uint64_t pending, std::uint64_t holds) {
  Increments increments;
  Queue queue;
  for (std::uint64_t event = 0; event < pending; ++event)
    queue.put(increments.next(), static_cast<std::uint32_t>(event));
  Trace trace;
  const auto repeat = [&](std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto [time, event] = queue.take();
      trace.add(time, event);
      queue.put(time + increments.next(), event);
    }
  };
  repeat(warm_up_holds(pending));
  Result result{.work = static_cast<double>(holds)};
  result.seconds = seconds([&] { repeat(holds); });
  result.check = hexadecimal(trace.hash);
  return result;
}

}  // namespace supplytwin::bench
