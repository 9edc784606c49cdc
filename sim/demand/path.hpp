#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "demand/activity.hpp"
#include "demand/batches.hpp"
#include "demand/shifts.hpp"
#include "kernel/random.hpp"

namespace supplytwin::demand {

/// An item used at a unit, as demand sees it.
struct Point {
  std::uint64_t entity = 0;  ///< hash of the names of unit and item
  std::uint32_t unit = 0;
  double rate = 0;                 ///< picks at ordinary activity [1/day]
  double surge_factor = 1;         ///< use by a surge patient against an ordinary one
  double missed = 0;               ///< share of picks that is not scanned, 0 <= missed < 1
  double cv = 0;                   ///< of the gamma noise by week
  std::uint32_t extra = kNoExtra;  ///< index into Activity::extras

  static constexpr std::uint32_t kNoExtra = 0xffffffffu;
};

/// Whether a pick was scanned.
enum class Mark : std::uint8_t { scanned, missed };

/// Successive picks of one mark at a point, in operational time: ascending, and the block ends with the last of them.
/// The first pick of block `number` is pick `number * kBlockPicks` of its process.
inline constexpr std::uint32_t kBlockPicks = 16;
using Block = std::array<double, kBlockPicks>;

/// All picks of one replication, the same for every policy. `Picks` answers questions about them.
///
/// Picks at a point are a Poisson process on an intensity that is constant inside a shift; thinning splits it into
/// two independent ones, scanned and missed. Each runs in operational time (the integral of its intensity) at rate 1,
/// in blocks of 16 picks: a block's length is Gamma(16), and its picks divide it like 16 exponential waits. Lengths
/// are keyed by (point, mark) and drawn in order; waits are keyed by (point, mark, block), so a block is the same
/// whenever it is resolved. A point of `batches`
/// takes several units at one instant, at set times or where its Poisson process has picks; all of them count as
/// scanned.
class Path {
 public:
  Path(std::span<const Point> points, std::span<const BatchPoint> batches, std::vector<Activity> units,
       const Shifts& shifts, const kernel::Random& random);

  /// The first and the last instant of the path.
  base::Time begin() const { return shifts_->edge(0); }
  base::Time end() const { return shifts_->edge(shifts_->count()); }
  std::size_t points() const { return points_.size(); }

  /// Operational time of both marks at an instant before the end.
  std::array<double, 2> operational(std::size_t point, base::Time t) const;
  /// The week of an instant, but for an hour when clocks change; of the path's first or last week outside it.
  std::uint32_t week_near(base::Time t) const {
    const auto last = static_cast<std::int64_t>(shifts_->weeks()) - 1;
    return t <= begin() ? 0 : static_cast<std::uint32_t>(std::min((t - begin()) / base::kWeek, last));
  }
  /// The first millisecond by which the integral has reached an operational time; kNever past the end. `week` is
  /// where to begin looking, and becomes the week it falls into.
  base::Time instant(std::size_t point, Mark mark, double operational, std::uint32_t& week) const;
  /// How many blocks reach into the path.
  std::uint32_t blocks(std::size_t point, Mark mark) const {
    return static_cast<std::uint32_t>(starts(point, mark).size()) - 1;
  }
  /// The block with the first pick after an operational time, or the last one; `from` is where to begin looking.
  std::uint32_t block_at(std::size_t point, Mark mark, double operational, std::uint32_t from) const;
  /// Draws a block below `blocks(point, mark)`, and says where the block before it ends.
  double resolve(std::size_t point, Mark mark, std::uint32_t number, Block& block) const;
  /// Brings near the processor what says where a point's picks are, and its present week.
  void fetch_far(std::size_t point, base::Time now) const {
    __builtin_prefetch(&points_[point]);
    __builtin_prefetch(&block_begin_[point * 2]);
    const Week* week = weeks_.data() + point * (shifts_->weeks() + 1) + week_near(now);
    __builtin_prefetch(week);
    __builtin_prefetch(week + 3);
  }
  /// After that, the starts of blocks from a number on, and the present shifts of the point's unit.
  void fetch_near(std::size_t point, Mark mark, std::uint32_t number, base::Time now) const {
    const double* start = starts(point, mark).data() + number;
    __builtin_prefetch(start);
    __builtin_prefetch(start + 4);
    fetch_shifts(points_[point].unit, week_near(now));
  }
  /// The picks of a point in batches; null for the others.
  const Batches* batches(std::size_t point) const {
    return batch_of_.empty() || batch_of_[point] == 0 ? nullptr : &batches_[batch_of_[point] - 1];
  }

 private:
  struct Week {
    double noise;     // factor of this point in this week
    double begin[2];  // operational time of each mark at the start of the week
  };
  class Shift;

  void fetch_shifts(std::uint32_t unit, std::size_t week) const {
    const Activity::Edge* edge = units_[unit].edges.data() + week * Shifts::kPerWeek;
    for (std::size_t line = 0; line < Shifts::kPerWeek; line += 2) __builtin_prefetch(edge + line);
  }
  double integral(const Point& p, Mark mark, std::size_t edge) const;
  static double inside(double share, double low, double high);
  std::span<const Week> weeks(std::size_t point) const {
    const std::size_t count = shifts_->weeks() + 1;
    return {weeks_.data() + point * count, count};
  }
  std::span<const double> starts(std::size_t point, Mark mark) const {
    const std::size_t i = point * 2 + static_cast<std::size_t>(mark);
    return {block_start_.data() + block_begin_[i], block_start_.data() + block_begin_[i + 1]};
  }

  std::span<const Point> points_;
  std::vector<Activity> units_;
  const Shifts* shifts_;
  kernel::Random random_;
  std::vector<std::uint32_t> batch_of_;  // [point] 1 + index into batches_, 0 for none; empty when there are none
  std::vector<Batches> batches_;
  std::vector<Week> weeks_;                 // [point][week], one more week than there are
  std::vector<std::uint32_t> block_begin_;  // [point][mark], CSR into block_start_
  std::vector<double> block_start_;  // operational time at which a block begins; the last one lies past the end
};

}  // namespace supplytwin::demand
