#include "demand/picks.hpp"

#include <algorithm>
#include <utility>

namespace supplytwin::demand {

using base::kNever;
using base::Time;

/// The slot of a block, drawn into one that is free or, since time goes forward, that of the earliest.
std::size_t Picks::keep(std::size_t point, Mark mark, std::uint32_t number) {
  Kept& kept = kept_[point];
  std::size_t slot = kMissed;
  if (mark == Mark::scanned) {
    slot = 0;
    for (std::size_t other = 0; other < kScanned; ++other) {
      if (kept.number[other] == number) return other;
      if (kept.number[other] + 1 < kept.number[slot] + 1) slot = other;  // none counts as the earliest
    }
  }
  if (kept.number[slot] != number) {
    kept.start[slot] = path_->resolve(point, mark, number, kept.blocks[slot]);
    kept.number[slot] = number;
    kept.week[slot] = path_->week_near(kept.answers[0].at);
  }
  return slot;
}

std::uint32_t Picks::count_to(std::size_t point, Mark mark, double operational) {
  if (path_->blocks(point, mark) == 0) return 0;
  Kept& kept = kept_[point];
  std::size_t slot = kSlots;
  const auto [from, to] = mark == Mark::scanned ? std::pair(std::size_t{0}, kScanned) : std::pair(kMissed, kSlots);
  for (std::size_t s = from; s < to; ++s)
    if (kept.start[s] <= operational && (slot == kSlots || kept.start[slot] < kept.start[s])) slot = s;
  if (slot == kSlots || kept.blocks[slot].back() <= operational) {
    const std::uint32_t before = slot == kSlots ? 0 : kept.number[slot];
    slot = keep(point, mark, path_->block_at(point, mark, operational, before));
  }
  // Branches on random picks are mispredicted half of the time: five steps without.
  const double* const begin = kept.blocks[slot].data();
  const double* first = begin;
  for (std::uint32_t half = kBlockPicks / 2; half > 0; half /= 2) first += first[half - 1] <= operational ? half : 0;
  return kept.number[slot] * kBlockPicks + static_cast<std::uint32_t>(first - begin) +
         (*first <= operational ? 1 : 0);
}

Counts Picks::counts(std::size_t point, Time t) {
  auto& [latest, before] = kept_[point].answers;
  if (latest.at == t) return latest.counts;
  if (before.at == t) return before.counts;
  before = latest;
  latest = {t, {}};
  if (t < path_->begin()) return latest.counts;
  if (const Batches* b = batches(point)) {
    latest.counts.scanned = b->count(t);
  } else {
    const auto [scanned, missed] = path_->operational(point, std::min(t, path_->end() - base::Duration{1}));
    latest.counts = {count_to(point, Mark::scanned, scanned), count_to(point, Mark::missed, missed)};
  }
  return latest.counts;
}

Time Picks::pick(std::size_t point, Mark mark, std::uint32_t n) {
  if (const Batches* b = batches(point)) return mark == Mark::scanned ? b->unit(n) : kNever;
  const std::uint32_t number = n / kBlockPicks;
  if (number >= path_->blocks(point, mark)) return kNever;
  const std::size_t slot = keep(point, mark, number);
  Kept& kept = kept_[point];
  return path_->instant(point, mark, kept.blocks[slot][n % kBlockPicks], kept.week[slot]);
}

Time Picks::nth(std::size_t point, Counts past, std::uint32_t n, Time limit) {
  if (const Batches* b = batches(point)) {
    const Time t = b->unit(past.scanned + n - 1);
    return t <= limit ? t : kNever;
  }
  const Counts by_limit = counts(point, limit);
  if (by_limit.total() < past.total() + n) return kNever;
  // The wanted pick is a scanned one, or a missed one between two scanned ones: search among the scanned.
  const std::uint32_t missed_most = by_limit.missed - past.missed;
  std::uint32_t low =
      n > missed_most ? n - missed_most : 0;  // fewest scanned picks that can take part, less one below
  std::uint32_t high = std::min(n, by_limit.scanned - past.scanned) + 1;
  low = low > 0 ? low - 1 : 0;
  // Invariant: the first `low` scanned picks come before the wanted one; the scanned pick number `high` does not.
  while (high - low > 1) {
    const std::uint32_t j = (low + high) / 2;
    const Time at = pick(point, Mark::scanned, past.scanned + j - 1);
    const std::uint32_t missed =
        at == kNever ? missed_most : count(point, Mark::missed, at - base::Duration{1}) - past.missed;
    (at != kNever && j + missed < n ? low : high) = j;
  }
  const Time scanned = pick(point, Mark::scanned, past.scanned + low);
  const std::uint32_t missed_before = n - low - 1;
  const Time missed = missed_before < missed_most ? pick(point, Mark::missed, past.missed + missed_before) : kNever;
  return std::min(scanned, missed);
}

}  // namespace supplytwin::demand
