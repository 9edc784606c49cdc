#include "kernel/event_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace supplytwin::kernel {
namespace {

base::Time at(std::int64_t ms) { return base::Time{base::Duration{ms}}; }
Event event(std::uint32_t kind) { return {kind, kind + 1, kind + 2}; }

std::vector<std::uint32_t> run(EventQueue queue) {
  std::vector<std::uint32_t> kinds;
  while (!queue.empty()) kinds.push_back(queue.pop().event.kind);
  return kinds;
}

TEST(EventQueue, TimeThenClassThenFirstInFirstOut) {
  EventQueue queue;
  queue.schedule(at(20), EventClass::arrival, event(5));
  queue.schedule(at(10), EventClass::recording, event(4));
  queue.schedule(at(10), EventClass::consumption, event(1));
  queue.schedule(at(10), EventClass::decision, event(3));
  queue.schedule(at(10), EventClass::consumption, event(2));
  queue.schedule(at(10), EventClass::arrival, event(0));
  EXPECT_EQ(queue.next_time(), at(10));
  EXPECT_EQ(run(queue), (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}));
}

TEST(EventQueue, AllClassesInTheirOrder) {
  EventQueue queue;
  const std::vector<EventClass> classes{EventClass::arrival, EventClass::completion, EventClass::consumption,
                                        EventClass::review,  EventClass::decision,   EventClass::recording};
  for (std::size_t i = classes.size(); i-- > 0;)
    queue.schedule(at(1), classes[i], event(static_cast<std::uint32_t>(i)));
  EXPECT_EQ(run(queue), (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}));
}

TEST(EventQueue, AClassAlreadyPassedRunsNext) {
  EventQueue queue;
  queue.schedule(at(10), EventClass::decision, event(1));
  queue.schedule(at(10), EventClass::decision, event(3));
  queue.schedule(at(11), EventClass::arrival, event(4));
  EXPECT_EQ(queue.pop().event.kind, 1u);
  queue.schedule(at(10), EventClass::arrival, event(2));  // arrivals of this instant have run
  EXPECT_EQ(run(queue), (std::vector<std::uint32_t>{2, 3, 4}));
}

TEST(EventQueue, PopTellsWhatWasScheduled) {
  EventQueue queue;
  const EventHandle handle = queue.schedule(at(7), EventClass::review, {1, 2, 3});
  const EventQueue::Entry entry = queue.pop();
  EXPECT_EQ(entry.time, at(7));
  EXPECT_EQ(entry.klass, EventClass::review);
  EXPECT_EQ(entry.event, (Event{1, 2, 3}));
  EXPECT_EQ(entry.handle, handle);
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.next_time(), base::kNever);
}

TEST(EventQueue, CancelledEventsDoNotRun) {
  EventQueue queue;
  queue.schedule(at(1), EventClass::arrival, event(1));
  const EventHandle gone = queue.schedule(at(2), EventClass::arrival, event(2));
  queue.schedule(at(3), EventClass::arrival, event(3));
  EXPECT_TRUE(queue.cancel(gone));
  EXPECT_FALSE(queue.cancel(gone));
  EXPECT_FALSE(queue.reschedule(gone, at(9)));
  EXPECT_EQ(queue.size(), 2u);
  EXPECT_EQ(run(queue), (std::vector<std::uint32_t>{1, 3}));
}

TEST(EventQueue, AHandleNeverNamesALaterEvent) {
  EventQueue queue;
  EXPECT_FALSE(queue.pending(EventHandle{}));
  EXPECT_FALSE(queue.pending(EventHandle{0, 0}));
  queue.schedule(at(0), EventClass::arrival, event(0));
  queue.pop();
  const EventHandle first = queue.schedule(at(1), EventClass::arrival, event(1));
  queue.pop();
  EXPECT_FALSE(queue.pending(first));
  const EventHandle second = queue.schedule(at(2), EventClass::arrival, event(2));
  EXPECT_EQ(second.slot, first.slot);  // the slot is used again, the handle is not
  EXPECT_NE(second, first);
  EXPECT_FALSE(queue.cancel(first));
  EXPECT_TRUE(queue.pending(second));
}

TEST(EventQueue, ReschedulingCountsAsSchedulingNow) {
  EventQueue queue;
  const EventHandle first = queue.schedule(at(5), EventClass::arrival, event(1));
  queue.schedule(at(5), EventClass::arrival, event(2));
  const EventHandle late = queue.schedule(at(9), EventClass::arrival, event(3));
  const EventHandle again = queue.reschedule(first, at(5));
  EXPECT_TRUE(queue.reschedule(late, at(4)));
  EXPECT_TRUE(queue.pending(again));
  EXPECT_FALSE(queue.pending(first));
  EXPECT_EQ(queue.size(), 3u);
  EXPECT_EQ(run(queue), (std::vector<std::uint32_t>{3, 2, 1}));
}

TEST(EventQueue, EqualityIsOfWhatIsPending) {
  EventQueue one, other;
  one.schedule(at(1), EventClass::arrival, event(9));
  one.pop();  // slots and sequences differ from here on
  for (const std::uint32_t k : {3u, 1u, 2u}) one.schedule(at(k), EventClass::review, event(k));
  for (const std::uint32_t k : {1u, 2u, 3u}) other.schedule(at(k), EventClass::review, event(k));
  EXPECT_EQ(one, other);
  EventQueue copy = one;
  EXPECT_EQ(copy, one);
  copy.pop();
  EXPECT_FALSE(copy == one);
  copy.schedule(at(1), EventClass::decision, event(1));
  EXPECT_FALSE(copy == one);  // another class
}

TEST(EventQueue, EqualityMindsTheOrderOfTies) {
  EventQueue one, other;
  for (const std::uint32_t k : {1u, 2u}) one.schedule(at(1), EventClass::review, event(k));
  for (const std::uint32_t k : {2u, 1u}) other.schedule(at(1), EventClass::review, event(k));
  EXPECT_FALSE(one == other);
}

TEST(EventQueue, AForkRunsOnByItself) {
  EventQueue queue;
  const EventHandle handle = queue.schedule(at(1), EventClass::arrival, event(1));
  queue.schedule(at(2), EventClass::arrival, event(2));
  EventQueue fork = queue;
  EXPECT_TRUE(fork.cancel(handle));
  EXPECT_EQ(run(fork), (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(run(queue), (std::vector<std::uint32_t>{1, 2}));
}

/// The same promises kept by an ordered set.
struct Reference {
  using Key = std::tuple<base::Time, EventClass, std::uint64_t, std::uint32_t>;
  std::multiset<Key> keys;
  std::map<std::uint32_t, Key> by_kind;  // each event has a kind of its own
  std::uint64_t sequence = 0;

  void schedule(base::Time time, EventClass klass, std::uint32_t kind) {
    by_kind[kind] = {time, klass, sequence++, kind};
    keys.insert(by_kind[kind]);
  }
  bool cancel(std::uint32_t kind) {
    const auto found = by_kind.find(kind);
    if (found == by_kind.end()) return false;
    keys.erase(keys.find(found->second));
    by_kind.erase(found);
    return true;
  }
  bool reschedule(std::uint32_t kind, base::Time time) {
    const auto found = by_kind.find(kind);
    if (found == by_kind.end()) return false;
    const EventClass klass = std::get<1>(found->second);
    cancel(kind);
    schedule(time, klass, kind);
    return true;
  }
  std::uint32_t pop() {
    const std::uint32_t kind = std::get<3>(*keys.begin());
    cancel(kind);
    return kind;
  }
};

/// Random operations on both; times lie up to `spread` after a present that moves on.
void expect_agreement(std::uint64_t spread, int swell) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    EventQueue queue;
    Reference reference;
    std::vector<EventHandle> handles;
    std::uint64_t state = seed;
    const auto below = [&state](std::uint64_t n) { return (state = base::mix(state)) % n; };
    base::Time now = at(0);
    // Times of every size, so that some lie past any window.
    const auto some_time = [&] { return now + base::Duration{static_cast<std::int64_t>(below(below(spread) + 1))}; };
    for (int step = 0; step < 6 * swell; ++step) {
      // The queue swells and shrinks in turns.
      const std::uint64_t choice = below(10);
      const bool growing = step / swell % 2 == 0;
      if (handles.empty() || choice < (growing ? 6u : 3u)) {
        const auto kind = static_cast<std::uint32_t>(handles.size());
        const base::Time time = some_time();
        const auto klass = static_cast<EventClass>(below(6));
        handles.push_back(queue.schedule(time, klass, event(kind)));
        reference.schedule(time, klass, kind);
      } else if (choice < 7) {
        ASSERT_EQ(queue.empty(), reference.keys.empty());
        if (!queue.empty()) {
          now = std::get<0>(*reference.keys.begin());
          ASSERT_EQ(queue.next_time(), now);
          ASSERT_EQ(queue.next().kind, std::get<3>(*reference.keys.begin()));
          ASSERT_EQ(queue.pop().event.kind, reference.pop());
        }
      } else {
        const auto kind = static_cast<std::uint32_t>(below(handles.size()));
        ASSERT_EQ(queue.pending(handles[kind]), reference.by_kind.count(kind) == 1);
        if (choice == 7) {
          ASSERT_EQ(queue.cancel(handles[kind]), reference.cancel(kind));
        } else {
          const base::Time time = some_time();
          const EventHandle moved = queue.reschedule(handles[kind], time);
          ASSERT_EQ(bool(moved), reference.reschedule(kind, time));
          if (moved) handles[kind] = moved;
        }
      }
      ASSERT_EQ(queue.size(), reference.keys.size());
    }
    EventQueue again(queue.image());
    ASSERT_EQ(again, queue);
    const std::vector<EventQueue::Entry> sorted = queue.sorted();
    for (const EventQueue::Entry& entry : sorted) {
      ASSERT_EQ(again.pop().event, entry.event);
      ASSERT_TRUE(queue.pending(entry.handle));
    }
    for (const EventQueue::Entry& entry : sorted) ASSERT_EQ(entry.event.kind, reference.pop());
    EXPECT_TRUE(reference.keys.empty());
  }
}

TEST(EventQueue, RandomOperationsAgreeWithAnOrderedSet) {
  expect_agreement(50, 500);  // ties abound
  expect_agreement(50, 5'000);
  expect_agreement(100'000, 5'000);
  expect_agreement(1'000'000'000'000, 5'000);
}

TEST(EventQueue, MostEventsInAnInstantOrFarApartKeepTheirOrder) {
  EventQueue queue;
  std::vector<std::pair<std::int64_t, std::uint32_t>> expected;
  for (std::uint32_t k = 0; k < 3'000; ++k) {
    const std::int64_t time = k % 3 == 0 ? 5 : k % 3 == 1 ? 1'000'000 + k % 7 : std::int64_t{k} * k * 1'000'000;
    queue.schedule(at(time), EventClass::arrival, event(k));
    expected.emplace_back(time, k);
  }
  std::sort(expected.begin(), expected.end());
  for (const auto& [time, kind] : expected) {
    ASSERT_EQ(queue.next_time(), at(time));
    ASSERT_EQ(queue.pop().event.kind, kind);
  }
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, AnImageThatDoesNotFitTogetherIsRefused) {
  EventQueue queue;
  queue.schedule(at(1), EventClass::arrival, event(1));
  queue.schedule(at(2), EventClass::recording, event(2));
  const auto refusal = [&](auto&& damage) -> std::string {
    EventQueue::Image image = queue.image();
    damage(image);
    try {
      EventQueue{image};
      return "";
    } catch (const base::Error& e) {
      return e.what();
    }
  };
  using Image = EventQueue::Image;
  EXPECT_EQ(refusal([](Image&) {}), "");
  EXPECT_EQ(refusal([](Image& i) { i.pending[1].slot = i.pending[0].slot; }), "two pending events stand in one slot");
  EXPECT_EQ(refusal([](Image& i) { i.pending[1].slot = 0xfffffff0u; }), "a pending event stands nowhere");
  EXPECT_EQ(refusal([](Image& i) { i.pending[1].order = (std::uint64_t{6} << 56) + 1; }),
            "a pending event is of no class");
  EXPECT_EQ(refusal([](Image& i) { i.pending[1].order = ~std::uint64_t{0}; }), "a pending event is of no class");
  EXPECT_EQ(refusal([](Image& i) { i.pending[1].order += 1; }), "a pending event was never scheduled");
  EXPECT_EQ(refusal([](Image& i) { i.sequence = 1; }), "a pending event was never scheduled");
  EXPECT_EQ(refusal([](Image& i) { i.pending[1].order -= 1; }), "two pending events were scheduled at once");
  EXPECT_EQ(refusal([](Image& i) { i.sequence = ~std::uint64_t{0}; }), "more events were scheduled than can be");
}

TEST(EventQueue, AnImageOfAQueueThatOnceWasMuchLongerIsTaken) {
  EventQueue queue;
  constexpr std::uint32_t most = 1'200'000;
  for (std::uint32_t k = 0; k < most; ++k) queue.schedule(at(k), EventClass::arrival, event(k));
  while (queue.size() > 1) queue.pop();
  const EventQueue::Image image = queue.image();
  ASSERT_EQ(image.pending.front().slot, most - 1);
  EXPECT_EQ(EventQueue(image), queue);
}

TEST(EventQueue, ForgetsWhatWasCancelled) {
  EventQueue queue;
  queue.schedule(at(1'000'000), EventClass::arrival, event(0));
  for (std::uint32_t k = 1; k < 100'000; ++k) {
    const EventHandle handle = queue.schedule(at(1'000 + k % 500), EventClass::arrival, event(k));
    ASSERT_TRUE(queue.cancel(handle));
    ASSERT_EQ(queue.size(), 1u);
    ASSERT_EQ(queue.next_time(), at(1'000'000));
  }
  EXPECT_LT(queue.schedule(at(1), EventClass::arrival, event(1)).slot, 1'000u);
}

}  // namespace
}  // namespace supplytwin::kernel
