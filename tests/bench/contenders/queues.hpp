#pragma once

#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

#include "kernel/event_queue.hpp"

namespace supplytwin::bench {

/// The queue of the kernel, through its public interface.
class KernelQueue {
 public:
  void put(std::int64_t time, std::uint32_t event) {
    queue_.schedule(base::Time{base::Duration{time}}, kernel::EventClass::consumption, {0, event, 0});
  }
  std::pair<std::int64_t, std::uint32_t> take() {
    const kernel::EventQueue::Entry entry = queue_.pop();
    return {entry.time.time_since_epoch().count(), entry.event.a};
  }
  bool empty() const { return queue_.empty(); }

 private:
  kernel::EventQueue queue_;
};

/// std::priority_queue in the same exact order with the same payload; it can neither cancel nor reschedule.
class StandardQueue {
 public:
  void put(std::int64_t time, std::uint32_t event) { queue_.push({time, sequence_++, {0, event, 0}}); }
  std::pair<std::int64_t, std::uint32_t> take() {
    const Pending next = queue_.top();
    queue_.pop();
    return {next.time, next.event.a};
  }
  bool empty() const { return queue_.empty(); }

 private:
  struct Pending {
    std::int64_t time;
    std::uint64_t sequence;
    kernel::Event event;
    bool operator<(const Pending& other) const {  // the standard queue puts the greatest first
      return time != other.time ? time > other.time : sequence > other.sequence;
    }
  };
  std::priority_queue<Pending> queue_;
  std::uint64_t sequence_ = 0;
};

}  // namespace supplytwin::bench
