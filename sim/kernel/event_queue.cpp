#include "kernel/event_queue.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/error.hpp"

namespace supplytwin::kernel {
namespace {

using base::Time;

constexpr std::size_t kArity = 4;
constexpr std::size_t kInBucket = 4;  // entries that a bucket should hold
constexpr std::size_t kSample = 64;   // of times, to choose the window by
constexpr std::size_t kBitsOfWord = 64;
constexpr std::size_t kWorthIt = 16;  // a new window moves all entries: only when the heap holds this part of them

}  // namespace

EventHandle EventQueue::reschedule(EventHandle handle, Time time) {
  if (!pending(handle)) return {};
  const Slot moved = slots_[handle.slot];
  const EventHandle again = schedule(time, class_of(moved.order), moved.event);
  cancel(handle);
  return again;
}

bool EventQueue::cancel(EventHandle handle) {
  if (!pending(handle)) return false;
  slots_[handle.slot].order = kNoOrder;
  --size_;
  ++stale_;
  settle();
  return true;
}

void EventQueue::put(std::uint32_t i) {
  const Key key{slots_[i].time, slots_[i].order, i};
  if (key.time < run_end_) {
    sift_up(key);
    if (heap_.size() > crowd_) make_window_of(heap_);
    return;
  }
  const std::uint64_t bucket = static_cast<std::uint64_t>((key.time - window_).count()) >> shift_;
  if (bucket < buckets_) {
    link(bucket, i);
  } else {
    later_.push_back(key);
  }
}

void EventQueue::link(std::size_t bucket, std::uint32_t slot) {
  std::uint32_t& head = heads_[bucket];
  if (head == kNone) filled_[bucket / kBitsOfWord] |= std::uint64_t{1} << bucket % kBitsOfWord;
  slots_[slot].next = head;
  head = slot;
}

/// Frees the slot of an entry that was taken out and does not count.
void EventQueue::drop(std::uint32_t slot) {
  --stale_;
  free_.push_back(slot);
}

void EventQueue::remove_from_heap() {
  const Key last = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) sink(0, last);
}

void EventQueue::find_front() {
  if (stale_ > size_ + kSmall) make_window_of(later_);
  while (true) {
    if (run_.empty() && heap_.empty()) {
      refill();
    } else if (counts(front())) {
      return;
    } else {
      drop(front().slot);
      if (front_is_run()) {
        run_.pop_back();
      } else {
        remove_from_heap();
      }
    }
  }
}

/// The next bucket becomes the run.
void EventQueue::refill() {
  const std::size_t bucket = next_filled(cursor_);
  if (bucket >= buckets_) return make_window_of(later_);
  take_bucket(bucket, run_);
  cursor_ = bucket + 1;
  run_end_ = window_ + base::Duration{static_cast<std::int64_t>(cursor_ << shift_)};
  crowd_ = std::max(kSmall, size_ / kWorthIt);
  if (run_.size() > crowd_ && shift_ > 0) return make_window_of(run_);
  std::sort(run_.begin(), run_.end(), [](const Key& a, const Key& b) { return before(b, a); });
  const std::size_t next = next_filled(cursor_);
  ahead_ = next < buckets_ ? heads_[next] : kNone;
  if (ahead_ != kNone) __builtin_prefetch(&slots_[ahead_]);
}

/// The first bucket with entries, no earlier than the given one; `buckets_` when there is none.
std::size_t EventQueue::next_filled(std::size_t bucket) const {
  if (bucket >= buckets_) return buckets_;
  std::size_t word = bucket / kBitsOfWord;
  std::uint64_t bits = filled_[word] & ~std::uint64_t{0} << bucket % kBitsOfWord;
  while (bits == 0 && ++word * kBitsOfWord < buckets_) bits = filled_[word];
  return bits == 0 ? buckets_ : word * kBitsOfWord + static_cast<std::size_t>(std::countr_zero(bits));
}

/// Adds the entries of a bucket that count to a list and empties it.
void EventQueue::take_bucket(std::size_t bucket, std::vector<Key>& list) {
  filled_[bucket / kBitsOfWord] &= ~(std::uint64_t{1} << bucket % kBitsOfWord);
  for (std::uint32_t i = std::exchange(heads_[bucket], kNone); i != kNone;) {
    const Slot& slot = slots_[i];
    const Key key{slot.time, slot.order, i};
    i = slot.next;
    if (slot.order == kNoOrder) {
      drop(key.slot);
    } else {
      list.push_back(key);
    }
  }
}

/// A new window, to the third quartile of the times of a list: of all that is later when the last window is used up,
/// of what is next when it has become too much. What does not count is swept.
void EventQueue::make_window_of(const std::vector<Key>& list) {
  std::array<Time, kSample> sample;
  const std::size_t taken = std::min(list.size(), kSample);
  for (std::size_t i = 0; i < taken; ++i) sample[i] = list[i * list.size() / taken].time;
  const std::size_t rank = taken * 3 / 4;
  std::nth_element(sample.begin(), sample.begin() + rank, sample.begin() + taken);
  const Time until = taken == 0 ? Time::min() : sample[rank];
  const std::size_t within = list.size() * 3 / 4;

  for (std::size_t b = next_filled(cursor_); b < buckets_; b = next_filled(b + 1)) take_bucket(b, later_);
  for (std::vector<Key>* part : {&run_, &heap_}) {
    later_.insert(later_.end(), part->begin(), part->end());
    part->clear();
  }
  if (stale_ > 0) {
    std::erase_if(later_, [&](const Key& key) {
      if (counts(key)) return false;
      drop(key.slot);
      return true;
    });
  }
  ahead_ = kNone;
  cursor_ = buckets_ = 0;
  if (later_.size() <= kSmall) {
    for (const Key& key : later_) sift_up(key);
    later_.clear();
    run_end_ = Time::max();
    crowd_ = kSmall;
    return;
  }
  window_ = std::min_element(later_.begin(), later_.end(), before)->time;
  const auto span = static_cast<std::uint64_t>((std::max(until, window_) - window_).count()) + 1;
  shift_ = static_cast<unsigned>(std::bit_width(span / std::max<std::size_t>(within / kInBucket, 1)));
  buckets_ = (span >> shift_) + 1;
  if (heads_.size() < buckets_) {
    heads_.resize(buckets_, kNone);
    filled_.resize(buckets_ / kBitsOfWord + 1, 0);
  }
  std::erase_if(later_, [&](const Key& key) {
    const std::uint64_t bucket = static_cast<std::uint64_t>((key.time - window_).count()) >> shift_;
    if (bucket >= buckets_) return false;
    link(bucket, key.slot);
    return true;
  });
  refill();
}

/// Adds an entry to the heap.
void EventQueue::sift_up(const Key& key) {
  std::size_t i = heap_.size();
  heap_.push_back(key);
  while (i > 0) {
    const std::size_t parent = (i - 1) / kArity;
    if (!before(key, heap_[parent])) break;
    heap_[i] = heap_[parent];
    i = parent;
  }
  heap_[i] = key;
}

/// Puts an entry at `i` of the heap or below it.
void EventQueue::sink(std::size_t i, Key key) {
  while (true) {
    const std::size_t first = i * kArity + 1;
    if (first >= heap_.size()) break;
    const std::size_t last = std::min(first + kArity, heap_.size());
    std::size_t least = first;
    for (std::size_t child = first + 1; child < last; ++child)
      if (before(heap_[child], heap_[least])) least = child;
    if (!before(heap_[least], key)) break;
    heap_[i] = heap_[least];
    i = least;
  }
  heap_[i] = key;
}

std::vector<EventQueue::Key> EventQueue::in_order() const {
  std::vector<Key> all;
  for (std::uint32_t i = 0; i < slots_.size(); ++i)
    if (slots_[i].order != kNoOrder) all.push_back({slots_[i].time, slots_[i].order, i});
  std::sort(all.begin(), all.end(), before);
  return all;
}

std::vector<EventQueue::Entry> EventQueue::sorted() const {
  std::vector<Entry> entries;
  for (const Key& key : in_order()) {
    const Slot& slot = slots_[key.slot];
    entries.push_back({key.time, class_of(key.order), slot.event, {key.order, key.slot}});
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

EventQueue::Image EventQueue::image() const {
  Image image;
  for (const Key& key : in_order()) image.pending.push_back({key.time, key.order, key.slot, slots_[key.slot].event});
  image.sequence = sequence_;
  return image;
}

EventQueue::EventQueue(const Image& image) : sequence_(image.sequence), size_(image.pending.size()) {
  constexpr std::uint64_t last_class = static_cast<std::uint64_t>(EventClass::recording);
  constexpr std::uint64_t sequences = (std::uint64_t{1} << kClassShift) - 1;
  if (sequence_ > sequences) throw base::Error("more events were scheduled than can be");
  std::vector<std::uint64_t> scheduled;
  for (const Image::Pending& p : image.pending) {
    if (p.order >> kClassShift > last_class) throw base::Error("a pending event is of no class");
    scheduled.push_back(p.order & sequences);
    if (scheduled.back() >= sequence_) throw base::Error("a pending event was never scheduled");
    // Each event took one new slot at most, so that there were never more slots than events.
    if (p.slot >= sequence_) throw base::Error("a pending event stands nowhere");
    if (p.slot >= slots_.size()) slots_.resize(p.slot + 1);
    if (slots_[p.slot].order != kNoOrder) throw base::Error("two pending events stand in one slot");
    slots_[p.slot] = {p.time, p.order, p.event};
    later_.push_back({p.time, p.order, p.slot});
  }
  std::sort(scheduled.begin(), scheduled.end());
  if (std::adjacent_find(scheduled.begin(), scheduled.end()) != scheduled.end())
    throw base::Error("two pending events were scheduled at once");
  for (std::uint32_t i = 0; i < slots_.size(); ++i)
    if (slots_[i].order == kNoOrder) free_.push_back(i);
  if (size_ > 0) make_window_of(later_);
}

}  // namespace supplytwin::kernel
