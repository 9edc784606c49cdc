#include "demand/picks.hpp"

#include <algorithm>

namespace supplytwin::demand {

using base::kNever;
using base::Time;

/// The block with the first pick after `t`, or the last one.
const Block& Picks::around(std::size_t point, Mark mark, Time t) {
  Block& block = kept(point, mark);
  if (block.number != Block::kNone && block.after <= t && t < block.at.back()) return block;
  const std::uint32_t count = path_->blocks(point, mark);
  const std::uint32_t from = block.number != Block::kNone && block.after <= t ? block.number : 0;
  std::uint32_t number = path_->block_near(point, mark, t, from);
  if (number != block.number) path_->resolve(point, mark, number, block);
  while (t >= block.at.back() && number + 1 < count) path_->resolve(point, mark, ++number, block);
  while (t < block.after && number > 0) path_->resolve(point, mark, --number, block);
  return block;
}

std::uint32_t Picks::count(std::size_t point, Mark mark, Time t) {
  if (t < path_->begin()) return 0;
  if (const Batches* b = batches(point)) return mark == Mark::scanned ? b->count(t) : 0;
  if (path_->blocks(point, mark) == 0) return 0;
  const Block& block = around(point, mark, std::min(t, path_->end() - base::Duration{1}));
  // Branches on random instants are mispredicted half of the time: five steps without.
  const Time* first = block.at.data();
  for (std::uint32_t half = Block::kPicks / 2; half > 0; half /= 2) first += first[half - 1] <= t ? half : 0;
  const auto inside = static_cast<std::uint32_t>(first - block.at.data()) + (*first <= t ? 1 : 0);
  return block.number * Block::kPicks + inside;
}

Counts Picks::counts(std::size_t point, Time t) {
  Answer& answer = answers_[point];
  if (answer.at != t) answer = {t, {count(point, Mark::scanned, t), count(point, Mark::missed, t)}};
  return answer.counts;
}

Time Picks::pick(std::size_t point, Mark mark, std::uint32_t n) {
  if (const Batches* b = batches(point)) return mark == Mark::scanned ? b->unit(n) : kNever;
  const std::uint32_t number = n / Block::kPicks;
  if (number >= path_->blocks(point, mark)) return kNever;
  Block& block = kept(point, mark);
  if (block.number != number) path_->resolve(point, mark, number, block);
  return block.at[n % Block::kPicks];
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
