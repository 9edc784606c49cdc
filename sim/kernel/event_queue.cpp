#include "kernel/event_queue.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace supplytwin::kernel {
namespace {

constexpr std::size_t kArity = 4;
constexpr unsigned kClassShift = 56;

std::uint64_t order_of(EventClass klass, std::uint64_t sequence) {
  return static_cast<std::uint64_t>(klass) << kClassShift | sequence;
}

EventClass class_of(std::uint64_t order) { return static_cast<EventClass>(order >> kClassShift); }

/// Whether `a` runs before `b`; orders are distinct, so this is a total order.
constexpr auto kBefore = [](const auto& a, const auto& b) {
  return a.time != b.time ? a.time < b.time : a.order < b.order;
};

}  // namespace

EventHandle EventQueue::schedule(base::Time time, EventClass klass, Event event) {
  std::uint32_t slot = 0;
  if (free_.empty()) {
    slot = static_cast<std::uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  slots_[slot].event = event;
  heap_.push_back({time, order_of(klass, sequence_++), slot});
  sift_up(heap_.size() - 1);
  return {slot, slots_[slot].generation};
}

bool EventQueue::pending(EventHandle handle) const {
  if (handle.slot >= slots_.size()) return false;
  const Slot& slot = slots_[handle.slot];
  // A freed slot has moved on to its next generation, whatever handle named it before.
  return slot.generation == handle.generation && slot.position < heap_.size() &&
         heap_[slot.position].slot == handle.slot;
}

bool EventQueue::reschedule(EventHandle handle, base::Time time) {
  if (!pending(handle)) return false;
  const std::size_t i = slots_[handle.slot].position;
  const bool earlier = time < heap_[i].time;
  heap_[i].time = time;
  heap_[i].order = order_of(class_of(heap_[i].order), sequence_++);
  if (earlier) {
    sift_up(i);
  } else {
    sift_down(i);  // the newer sequence alone moves it back
  }
  return true;
}

bool EventQueue::cancel(EventHandle handle) {
  if (!pending(handle)) return false;
  remove(slots_[handle.slot].position);
  return true;
}

base::Time EventQueue::next_time() const { return heap_.empty() ? base::kNever : heap_.front().time; }

EventQueue::Entry EventQueue::pop() {
  assert(!heap_.empty());
  const Node first = heap_.front();
  const Slot& slot = slots_[first.slot];
  const Entry entry{first.time, class_of(first.order), slot.event, {first.slot, slot.generation}};
  remove(0);
  return entry;
}

std::vector<EventQueue::Entry> EventQueue::sorted() const {
  std::vector<Node> nodes = heap_;
  std::sort(nodes.begin(), nodes.end(), kBefore);
  std::vector<Entry> entries;
  entries.reserve(nodes.size());
  for (const Node& node : nodes) {
    const Slot& slot = slots_[node.slot];
    entries.push_back({node.time, class_of(node.order), slot.event, {node.slot, slot.generation}});
  }
  return entries;
}

bool EventQueue::operator==(const EventQueue& other) const {
  if (size() != other.size()) return false;
  const std::vector<Entry> mine = sorted(), theirs = other.sorted();
  return std::equal(mine.begin(), mine.end(), theirs.begin(), [](const Entry& a, const Entry& b) {
    return a.time == b.time && a.klass == b.klass && a.event == b.event;
  });
}

void EventQueue::sift_up(std::size_t i) {
  const Node node = heap_[i];
  while (i > 0) {
    const std::size_t parent = (i - 1) / kArity;
    if (!kBefore(node, heap_[parent])) break;
    heap_[i] = heap_[parent];
    slots_[heap_[i].slot].position = static_cast<std::uint32_t>(i);
    i = parent;
  }
  heap_[i] = node;
  slots_[node.slot].position = static_cast<std::uint32_t>(i);
}

void EventQueue::sift_down(std::size_t i) {
  const Node node = heap_[i];
  while (true) {
    const std::size_t first = i * kArity + 1;
    if (first >= heap_.size()) break;
    const std::size_t last = std::min(first + kArity, heap_.size());
    std::size_t least = first;
    for (std::size_t child = first + 1; child < last; ++child) {
      if (kBefore(heap_[child], heap_[least])) least = child;
    }
    if (!kBefore(heap_[least], node)) break;
    heap_[i] = heap_[least];
    slots_[heap_[i].slot].position = static_cast<std::uint32_t>(i);
    i = least;
  }
  heap_[i] = node;
  slots_[node.slot].position = static_cast<std::uint32_t>(i);
}

void EventQueue::remove(std::size_t i) {
  const std::uint32_t slot = heap_[i].slot;
  // A slot whose generations are used up retires: no handle may ever name another event.
  if (++slots_[slot].generation != 0) free_.push_back(slot);
  const Node last = heap_.back();
  heap_.pop_back();
  if (i == heap_.size()) return;
  heap_[i] = last;
  slots_[last.slot].position = static_cast<std::uint32_t>(i);
  if (i > 0 && kBefore(last, heap_[(i - 1) / kArity])) {
    sift_up(i);
  } else {
    sift_down(i);
  }
}

}  // namespace supplytwin::kernel
