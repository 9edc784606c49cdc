#include "demand/picks.hpp"

#include <algorithm>
#include <span>

namespace supplytwin::demand {

using base::kNever;
using base::Time;

Block& Picks::keep(std::size_t point, Mark mark, std::uint32_t number) {
  Kept& kept = kept_[point];
  Block* block = &kept.missed;
  if (mark == Mark::scanned) {
    auto& [one, other] = kept.scanned;
    if (one.number == number) return one;
    // Time goes forward: the earlier block, or none, gives way.
    const bool first = one.number == Block::kNone || (other.number != Block::kNone && one.number < other.number);
    block = other.number != number && first ? &one : &other;
  }
  if (block->number != number) {
    path_->resolve(point, mark, number, *block);
    block->week = path_->week_near(answers_[point][0].at);
  }
  return *block;
}

std::uint32_t Picks::count_to(std::size_t point, Mark mark, double operational) {
  if (path_->blocks(point, mark) == 0) return 0;
  Kept& kept = kept_[point];
  const std::span<Block> blocks = mark == Mark::scanned ? std::span(kept.scanned) : std::span(&kept.missed, 1);
  const Block* block = nullptr;
  std::uint32_t latest = 0;
  for (const Block& b : blocks) {
    if (b.number == Block::kNone) continue;
    if (b.start <= operational && operational < b.at.back()) block = &b;
    latest = std::max(latest, b.number);
  }
  if (block == nullptr) block = &keep(point, mark, path_->block_at(point, mark, operational, latest));
  // Branches on random picks are mispredicted half of the time: five steps without.
  const double* first = block->at.data();
  for (std::uint32_t half = Block::kPicks / 2; half > 0; half /= 2)
    first += first[half - 1] <= operational ? half : 0;
  return block->number * Block::kPicks + static_cast<std::uint32_t>(first - block->at.data()) +
         (*first <= operational ? 1 : 0);
}

Counts Picks::counts(std::size_t point, Time t) {
  auto& [latest, before] = answers_[point];
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
  const std::uint32_t number = n / Block::kPicks;
  if (number >= path_->blocks(point, mark)) return kNever;
  Block& block = keep(point, mark, number);
  return path_->instant(point, mark, block.at[n % Block::kPicks], block.week);
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
