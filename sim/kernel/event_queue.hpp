#pragma once

#include <cstdint>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"

namespace supplytwin::kernel {

/// The classes of events at one instant, in the order they run.
enum class EventClass : std::uint8_t { arrival, completion, consumption, review, decision, recording };

/// Names one pending event; stays invalid for ever once that event has run or was cancelled.
struct EventHandle {
  std::uint32_t slot = 0xffffffffu;
  std::uint32_t generation = 0;
  bool operator==(const EventHandle&) const = default;

  static constexpr auto fields() {
    using S = EventHandle;
    using base::required;
    return std::tuple{
        required("slot", &S::slot, "row of queue/slots"),
        required("generation", &S::generation, "of that slot"),
    };
  }
  explicit operator bool() const { return slot != 0xffffffffu; }
};

/// What an event says: a tag and two numbers, whose meaning is the world's.
struct Event {
  std::uint32_t kind = 0;
  std::uint32_t a = 0;
  std::uint64_t b = 0;
  bool operator==(const Event&) const = default;

  static constexpr auto fields() {
    using S = Event;
    using base::required;
    return std::tuple{
        required("kind", &S::kind, "of what kind it is"),
        required("a", &S::a, "what it is about"),
        required("b", &S::b, "what else is to be known"),
    };
  }
};

/// Pending events in the order (time, class, first-in-first-out). An event scheduled at the present instant for a
/// class that has passed runs next. Copyable; equality compares pending events in sorted order.
class EventQueue {
 public:
  struct Entry {
    base::Time time;
    EventClass klass;
    Event event;
    EventHandle handle;
  };

  EventHandle schedule(base::Time time, EventClass klass, Event event);
  /// Moves a pending event; it counts as scheduled now. False when it is no longer pending.
  bool reschedule(EventHandle handle, base::Time time);
  /// False when it is no longer pending.
  bool cancel(EventHandle handle);
  bool pending(EventHandle handle) const;
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  /// Time of the next event; kNever when empty.
  base::Time next_time() const;
  /// Removes and returns the next event; the queue must not be empty.
  Entry pop();
  /// Pending events in the order they would run.
  std::vector<Entry> sorted() const;
  bool operator==(const EventQueue& other) const;

 private:
  struct Node {
    base::Time time;
    std::uint64_t order;
    std::uint32_t slot;

    static constexpr auto fields() {
      using S = Node;
      using base::required;
      return std::tuple{
          required("time", &S::time, "when [ms since 1970-01-01T00:00Z]"),
          required("order", &S::order, "class in the top byte, then the sequence of scheduling"),
          required("slot", &S::slot, "row of queue/slots"),
      };
    }
  };  // order: class in the top byte, then sequence
  struct Slot {
    Event event;
    std::uint32_t generation = 0;
    std::uint32_t position = 0;

    static constexpr auto fields() {
      using S = Slot;
      using base::required;
      return std::tuple{
          required("event", &S::event, "the event"),
          required("generation", &S::generation, "how often the slot was used"),
          required("position", &S::position, "row of queue/heap"),
      };
    }
  };
  std::vector<Node> heap_;  // 4-ary
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::uint64_t sequence_ = 0;

  void sift_up(std::size_t i);
  void sift_down(std::size_t i);
  void remove(std::size_t i);

 public:
  static constexpr auto fields() {
    using S = EventQueue;
    using base::required;
    return std::tuple{
        required("heap", &S::heap_, "pending events as a heap of four branches"),
        required("slots", &S::slots_, "what each event says"),
        required("free", &S::free_, "free slots, the next one to be used last"),
        required("sequence", &S::sequence_, "events scheduled so far"),
    };
  }
};

}  // namespace supplytwin::kernel
