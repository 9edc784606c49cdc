#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/fields.hpp"
#include "base/huge_pages.hpp"
#include "base/time.hpp"
#include "demand/path.hpp"

namespace supplytwin::demand {

/// How many picks of each mark fell since the path began.
struct Counts {
  std::uint32_t scanned = 0, missed = 0;
  std::uint32_t total() const { return scanned + missed; }
  bool operator==(const Counts&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Counts;
    using base::required;
    return std::tuple{
        required("scanned", &S::scanned, "picks that were scanned [each]"),
        required("missed", &S::missed, "picks that were not [each]"),
    };
  }
};

/// Answers questions about the picks of a path. It keeps the blocks that were asked for last of every process, so
/// that questions that go forward in time cost little; answers do not depend on what was asked before. Not for two
/// threads at once.
class Picks {
 public:
  explicit Picks(const Path& path) : path_(&path) {
    base::reserve_huge(kept_, path.points());
    kept_.resize(path.points());
  }

  /// Picks in [begin, t].
  Counts counts(std::size_t point, base::Time t);
  std::uint32_t count(std::size_t point, Mark mark, base::Time t) {
    const Counts both = counts(point, t);
    return mark == Mark::scanned ? both.scanned : both.missed;
  }
  /// When pick number n (from 0) of a mark falls; kNever when it lies past the end.
  base::Time pick(std::size_t point, Mark mark, std::uint32_t n);
  /// When the n-th pick (n >= 1) after `past` falls, of either mark, provided that is no later than `limit`; kNever
  /// otherwise. A scanned and a missed pick at one instant count in that order.
  base::Time nth(std::size_t point, Counts past, std::uint32_t n, base::Time limit);
  /// The same as `pick`, for those who ask for one pick of a mark again and again.
  base::Time awaited(std::size_t point, Mark mark, std::uint32_t n) {
    Awaited& one = kept_[point].awaited[static_cast<std::size_t>(mark)];
    if (one.n != n) one = {pick(point, mark, n), n};
    return one.at;
  }
  /// Brings what is kept about a point near the processor.
  void fetch_far(std::size_t point, base::Time now) const {
    const char* kept = reinterpret_cast<const char*>(&kept_[point]);
    for (std::size_t line = 0; line < sizeof(Kept); line += 64) __builtin_prefetch(kept + line);
    path_->fetch_far(point, now);
  }
  /// After that, what the next blocks will be drawn from.
  void fetch_near(std::size_t point, base::Time now) const {
    const std::uint32_t latest = kept_[point].latest();
    if (latest != kNone) path_->fetch_near(point, Mark::scanned, latest, now);
  }
  /// The picks of a point in batches; null for the others.
  const Batches* batches(std::size_t point) const { return path_->batches(point); }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;
  static constexpr double kNowhere = std::numeric_limits<double>::infinity();
  /// Blocks that are kept of a point. Scanned picks are asked for around the present, the next delivery and the next
  /// breach in turns, and by several worlds.
  static constexpr std::size_t kScanned = 3, kMissed = kScanned, kSlots = kScanned + 1;

  struct Answer {
    base::Time at = base::Time::min();  // before which there are none: the answer that it begins with is true
    Counts counts;
  };
  struct Awaited {
    base::Time at{};
    std::uint32_t n = kNone;
  };
  struct alignas(64) Kept {
    std::array<Answer, 2> answers;   // the last counts that were asked for, latest first
    std::array<Awaited, 2> awaited;  // [mark]
    // The blocks by slot: which they are, where they start, and in which week the latest pick fell that was asked
    // for.
    std::array<std::uint32_t, kSlots> number{kNone, kNone, kNone, kNone};
    std::array<double, kSlots> start{kNowhere, kNowhere, kNowhere, kNowhere};
    std::array<std::uint32_t, kSlots> week{};
    alignas(64) std::array<Block, kSlots> blocks;

    /// The latest of the scanned blocks, or none.
    std::uint32_t latest() const {
      std::uint32_t most = 0;  // of number + 1, which is 0 for none
      for (std::size_t slot = 0; slot < kScanned; ++slot) most = std::max(most, number[slot] + 1);
      return most - 1;
    }
  };

  std::uint32_t count_to(std::size_t point, Mark mark, double operational);
  std::size_t keep(std::size_t point, Mark mark, std::uint32_t number);

  const Path* path_;
  std::vector<Kept> kept_;  // [point]
};

}  // namespace supplytwin::demand
