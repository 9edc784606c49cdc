#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"

namespace supplytwin::kernel {

/// The classes of events at one instant, in the order they run.
enum class EventClass : std::uint8_t { arrival, completion, consumption, review, decision, recording };

/// Names one pending event; stays invalid for ever once that event has run or was cancelled.
struct EventHandle {
  static constexpr std::uint64_t kNoOrder = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t order = kNoOrder;  ///< of the event among all of its queue; it is never given twice
  std::uint32_t slot = 0;          ///< where it stands
  bool operator==(const EventHandle& other) const { return order == other.order; }
  explicit operator bool() const { return order != kNoOrder; }

  template <class = void>
  static constexpr auto fields() {
    using S = EventHandle;
    using base::required;
    return std::tuple{
        required("order", &S::order, "class in the top byte, then the sequence of scheduling"),
        required("slot", &S::slot, "where it stands in the queue"),
    };
  }
};

/// What an event says: a tag and two numbers, whose meaning is the world's.
struct Event {
  std::uint32_t kind = 0;
  std::uint32_t a = 0;
  std::uint64_t b = 0;
  bool operator==(const Event&) const = default;

  template <class = void>
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
///
/// A window of time is cut into buckets, whose events are sorted only when the bucket is next: they make the run. An
/// event that comes before the end of the run is put into it, or into a heap beside it when the run is long; one that
/// comes after the window joins a list that the next window is made from. The window follows the times of what is
/// pending, so that a bucket holds a handful; few events are all kept in run and heap. A cancelled event is passed
/// over where it stands, and all of those are swept when they are more than what is pending.
class EventQueue {
 public:
  struct Entry {
    base::Time time;
    EventClass klass;
    Event event;
    EventHandle handle;
  };

  EventHandle schedule(base::Time time, EventClass klass, Event event) {
    const std::uint32_t i = new_slot();
    const std::uint64_t order = static_cast<std::uint64_t>(klass) << kClassShift | sequence_++;
    Slot& slot = slots_[i];
    slot.time = time;
    slot.order = order;
    slot.event = event;
    ++size_;
    if (time < run_end_ && run_.size() < kShort) {
      put_in_run(time, order, i);
    } else {
      put(i);
    }
    if (size_ == 1) settle();  // what was cancelled may stand before it
    return {order, i};
  }
  /// Moves a pending event, which counts as scheduled now; gives its new handle, none when it is no longer pending.
  EventHandle reschedule(EventHandle handle, base::Time time);
  /// False when it is no longer pending.
  bool cancel(EventHandle handle);
  bool pending(EventHandle handle) const {
    return handle && handle.slot < slots_.size() && slots_[handle.slot].order == handle.order;
  }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  /// Time of the next event; kNever when empty.
  base::Time next_time() const { return empty() ? base::kNever : front().time; }
  /// What the next event says, so that its data can be fetched early; the queue must not be empty.
  const Event& next() const { return slots_[front().slot].event; }
  /// What likely comes after it; null when that is not at hand.
  const Event* after_next() const { return run_.size() < 2 ? nullptr : &slots_[run_[run_.size() - 2].slot].event; }
  /// Removes and returns the next event; the queue must not be empty.
  Entry pop() {
    const bool of_run = front_is_run();
    const Key& first = of_run ? run_.back() : heap_.front();
    const base::Time time = first.time;  // no copies of whole keys: they wait for what was just written in parts
    const std::uint64_t order = first.order;
    const std::uint32_t i = first.slot;
    Slot& slot = slots_[i];
    const Entry entry{time, class_of(order), slot.event, {order, i}};
    slot.order = kNoOrder;
    --size_;
    free_.push_back(i);
    if (of_run) {
      run_.pop_back();
    } else {
      remove_from_heap();
    }
    settle();
    return entry;
  }
  /// Pending events in the order they would run.
  std::vector<Entry> sorted() const;
  bool operator==(const EventQueue& other) const;

 private:
  static constexpr std::uint64_t kNoOrder = EventHandle::kNoOrder;
  static constexpr std::uint32_t kNone = 0xffffffffu;
  static constexpr std::size_t kSmall = 192;  // as many are as fast without a window
  static constexpr std::size_t kShort = 12;   // a run up to which one looks for an event's place from its front
  static constexpr unsigned kClassShift = 56;

  struct Slot {
    base::Time time{};
    std::uint64_t order = kNoOrder;  // class in the top byte, then sequence; none: not pending
    Event event;
    std::uint32_t next = kNone;  // in its bucket
  };
  struct Key {
    base::Time time;
    std::uint64_t order;
    std::uint32_t slot;
  };

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::vector<Key> run_;               // the bucket that is next, the last one first
  std::vector<Key> heap_;              // 4-ary, of what came since and is due before run_end_
  std::vector<Key> later_;             // past the window
  std::vector<std::uint32_t> heads_;   // first slot of each bucket
  std::vector<std::uint64_t> filled_;  // a bit for each bucket
  std::uint64_t sequence_ = 0;
  std::size_t size_ = 0;        // events pending
  std::size_t stale_ = 0;       // slots that wait to be passed over
  std::size_t crowd_ = kSmall;  // more in the heap make another window
  base::Time run_end_ = base::Time::max();
  base::Time window_{};          // its start
  std::size_t buckets_ = 0;      // in the window
  std::size_t cursor_ = 0;       // the first bucket that was not taken yet
  unsigned shift_ = 0;           // a bucket is 2^shift ms wide
  std::uint32_t ahead_ = kNone;  // a slot of the bucket after the run, to be fetched early

  static bool before(const Key& a, const Key& b) { return a.time != b.time ? a.time < b.time : a.order < b.order; }
  bool front_is_run() const { return heap_.empty() || (!run_.empty() && before(run_.back(), heap_.front())); }
  const Key& front() const { return front_is_run() ? run_.back() : heap_.front(); }
  bool counts(const Key& key) const { return slots_[key.slot].order != kNoOrder; }
  static EventClass class_of(std::uint64_t order) { return static_cast<EventClass>(order >> kClassShift); }
  std::uint32_t new_slot() {
    if (free_.empty()) {
      slots_.emplace_back();
      return static_cast<std::uint32_t>(slots_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  void put_in_run(base::Time time, std::uint64_t order, std::uint32_t slot) {
    std::size_t i = run_.size();
    run_.emplace_back(time, order, slot);
    for (; i > 0; --i) {
      const Key& next = run_[i - 1];
      if (next.time != time ? next.time > time : next.order > order) break;
      run_[i] = next;
      run_[i - 1] = {time, order, slot};
    }
  }
  /// Brings the next event that counts to the front.
  void settle() {
    if (ahead_ != kNone) {
      ahead_ = slots_[ahead_].next;
      if (ahead_ != kNone) __builtin_prefetch(&slots_[ahead_]);
    }
    if (size_ == 0) return;
    if (run_.empty() || !heap_.empty() || !counts(run_.back()) || stale_ > size_ + kSmall) find_front();
  }
  void put(std::uint32_t slot);
  void link(std::size_t bucket, std::uint32_t slot);
  void drop(std::uint32_t slot);
  void remove_from_heap();
  void find_front();
  void refill();
  std::size_t next_filled(std::size_t bucket) const;
  void take_bucket(std::size_t bucket, std::vector<Key>& list);
  void make_window_of(const std::vector<Key>& list);
  void sift_up(const Key& key);
  void sink(std::size_t i, Key key);
  std::vector<Key> in_order() const;

 public:
  /// A queue as plain data.
  struct Image {
    struct Pending {
      base::Time time{};
      std::uint64_t order = 0;
      std::uint32_t slot = 0;
      Event event;

      template <class = void>
      static constexpr auto fields() {
        using S = Pending;
        using base::required;
        return std::tuple{
            required("time", &S::time, "when [ms since 1970-01-01T00:00Z]"),
            required("order", &S::order, "class in the top byte, then the sequence of scheduling"),
            required("slot", &S::slot, "where it stands in the queue"),
            required("event", &S::event, "what it says"),
        };
      }
    };
    std::vector<Pending> pending;
    std::uint64_t sequence = 0;

    template <class = void>
    static constexpr auto fields() {
      using S = Image;
      using base::required;
      return std::tuple{
          required("pending", &S::pending, "what is yet to happen, in its order"),
          required("sequence", &S::sequence, "events scheduled so far"),
      };
    }
  };
  Image image() const;
  EventQueue() = default;
  /// Throws base::Error when the image is not of a queue.
  explicit EventQueue(const Image& image);
};

}  // namespace supplytwin::kernel
