#include "demand/batches.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace supplytwin::demand {

std::uint32_t BatchSize::of(const kernel::Random& random, std::uint64_t entity, std::uint64_t k) const {
  if (!list.empty()) return static_cast<std::uint32_t>(list[k % list.size()]);
  constexpr double kMost = 1e6;  // a pick of more is no pick
  kernel::Draw draw = random.draw(entity, kernel::Purpose::batch, k);
  return static_cast<std::uint32_t>(std::clamp(std::floor(law.sample(draw) + 0.5), 0.0, kMost));
}

Batches::Batches(std::span<const base::Time> times, const BatchSize& size, const kernel::Random& random,
                 std::uint64_t entity) {
  constexpr std::uint32_t kMostPicks = 2'000'000'000;  // picks are counted in 32 bits
  std::uint32_t units = 0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    const std::uint32_t more = size.of(random, entity, k);
    if (more == 0) continue;
    if (units > kMostPicks - more)
      throw base::Error("a unit uses more than 2,000,000,000 of an item; use larger units");
    units += more;
    if (!at_.empty() && at_.back() == times[k]) {
      by_then_.back() = units;
    } else {
      at_.push_back(times[k]);
      by_then_.push_back(units);
    }
  }
}

std::uint32_t Batches::count(base::Time t) const {
  const auto later = std::upper_bound(at_.begin(), at_.end(), t);
  return later == at_.begin() ? 0 : by_then_[static_cast<std::size_t>(later - at_.begin() - 1)];
}

base::Time Batches::unit(std::uint32_t n) const {
  const auto by = std::upper_bound(by_then_.begin(), by_then_.end(), n);
  return by == by_then_.end() ? base::kNever : at_[static_cast<std::size_t>(by - by_then_.begin())];
}

base::Time Batches::next(base::Time t) const {
  const auto later = std::upper_bound(at_.begin(), at_.end(), t);
  return later == at_.end() ? base::kNever : *later;
}

}  // namespace supplytwin::demand
