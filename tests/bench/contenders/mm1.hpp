#pragma once

#include <cstdint>
#include <queue>

#include "contender.hpp"
#include "kernel/variates.hpp"

namespace supplytwin::bench {

/// The customers of an M/M/1 queue at a load of 0.8: mean service 1 h, one arrival each 1.25 h, times in whole ms.
/// C++ contenders differ only in who keeps the events; their gaps and services are the kernel's exponentials of one
/// `Draw`.
class Counter {
 public:
  explicit Counter(std::uint64_t arrivals) : left_(arrivals) {}

  std::int64_t gap() { return draw(4'500'000.0); }
  /// Arrival: the time of the next one, below 0 when there is none. `serve` tells that the customer is served at
  /// once.
  std::int64_t arrive(std::int64_t now, bool& serve) {
    advance(now);
    serve = present_++ == 0;
    return --left_ > 0 ? now + gap() : -1;
  }
  std::int64_t service() { return draw(3'600'000.0); }
  /// Departure: whether another customer is waiting.
  bool depart(std::int64_t now) {
    advance(now);
    ++served_;
    return --present_ > 0;
  }
  std::uint64_t served() const { return served_; }
  /// Customers in the system over time [customer-ms].
  std::int64_t area() const { return area_; }
  std::int64_t now() const { return last_; }

 private:
  std::int64_t draw(double mean) { return static_cast<std::int64_t>(kernel::exponential(draw_) * mean); }
  void advance(std::int64_t now) {
    area_ += present_ * (now - last_);
    last_ = now;
  }

  kernel::Draw draw_ = kernel::Random(1, 0).draw(1, kernel::Purpose::trip, 0);
  std::uint64_t left_, served_ = 0;
  std::int64_t present_ = 0, area_ = 0, last_ = 0;
};

inline Result counted(const Counter& counter, double seconds) {
  Result result{.seconds = seconds, .work = static_cast<double>(2 * counter.served())};
  result.check = hexadecimal(static_cast<std::uint64_t>(counter.area()));
  result.more = {{"mean_present", {static_cast<double>(counter.area()) / static_cast<double>(counter.now())}}};
  return result;
}

/// M/M/1 on a queue of events.
template <class Queue>
Result mm1(std::uint64_t arrivals) {
  constexpr std::uint32_t kArrival = 0, kDeparture = 1;
  Counter counter(arrivals);
  const double spent = seconds([&] {
    Queue queue;
    queue.put(counter.gap(), kArrival);
    while (!queue.empty()) {
      const auto [now, event] = queue.take();
      if (event == kArrival) {
        bool serve = false;
        const std::int64_t next = counter.arrive(now, serve);
        if (serve) queue.put(now + counter.service(), kDeparture);
        if (next >= 0) queue.put(next, kArrival);
      } else if (counter.depart(now)) {
        queue.put(now + counter.service(), kDeparture);
      }
    }
  });
  return counted(counter, spent);
}

}  // namespace supplytwin::bench
