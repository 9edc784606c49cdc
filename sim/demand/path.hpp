#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/fields.hpp"
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
  double rate = 0;                   ///< picks at ordinary activity [1/day]
  double surge_factor = 1;           ///< use by a surge patient against an ordinary one
  double missed = 0;                 ///< share of picks that is not scanned, 0 <= missed < 1
  double cv = 0;                     ///< of the gamma noise by week
  std::uint32_t window = kNoWindow;  ///< of extra demand
  double extra = 0;                  ///< use that is added inside the window, against what it would be; >= -1

  static constexpr std::uint32_t kNoWindow = 0xffffffffu;
};

/// Whether a pick was scanned.
enum class Mark : std::uint8_t { scanned, missed };

/// How many picks of each mark fell since the path began.
struct Counts {
  std::uint32_t scanned = 0, missed = 0;
  std::uint32_t total() const { return scanned + missed; }
  bool operator==(const Counts&) const = default;

  static constexpr auto fields() {
    using S = Counts;
    using base::required;
    return std::tuple{
        required("scanned", &S::scanned, "picks that were scanned [each]"),
        required("missed", &S::missed, "picks that were not [each]"),
    };
  }
};

/// All picks of one replication, with random access and the same for every policy.
///
/// Picks at a point are a Poisson process on an intensity that is constant inside a shift; thinning splits it into
/// two independent ones, scanned and missed. Each runs in operational time (the integral of its intensity) at rate 1,
/// in blocks of 32 picks: a block's length is Gamma(32); inside, the middle pick of 2m picks falls at a Beta(m, m)
/// share. Lengths are keyed by (point, block) and shares by (point, block, node), so a question costs one walk down a
/// tree of depth 5 and its answer does not depend on what was asked before. A point of `batches` takes several units
/// at one instant, at set times or where its Poisson process has picks; all of them count as scanned.
class Path {
 public:
  Path(std::span<const Point> points, std::span<const BatchPoint> batches, std::vector<Activity> units,
       const Shifts& shifts, const kernel::Random& random);

  /// The first and the last instant of the path.
  base::Time begin() const { return shifts_->edge(0); }
  base::Time end() const { return shifts_->edge(shifts_->count()); }

  /// Picks in [begin, t].
  Counts counts(std::size_t point, base::Time t) const;
  std::uint32_t count(std::size_t point, Mark mark, base::Time t) const;
  /// When pick number n (from 0) of a mark falls; kNever when it lies past the end.
  base::Time pick(std::size_t point, Mark mark, std::uint32_t n) const;
  /// When the n-th pick (n >= 1) after `past` falls, of either mark, provided that is no later than `limit`; kNever
  /// otherwise. A scanned and a missed pick at one instant count in that order.
  base::Time nth(std::size_t point, Counts past, std::uint32_t n, base::Time limit) const;
  /// The picks of a point in batches; null for the others.
  const Batches* batches(std::size_t point) const {
    return batch_of_.empty() || batch_of_[point] == 0 ? nullptr : &batches_[batch_of_[point] - 1];
  }

 private:
  static constexpr std::uint32_t kBlock = 32;

  struct Week {
    double noise;     // factor of this point in this week
    double begin[2];  // operational time of each mark at the start of the week
  };

  double integral(const Point& p, Mark mark, std::size_t edge) const;
  double operational(std::size_t point, Mark mark, base::Time t) const;
  base::Time instant(std::size_t point, Mark mark, double operational_time) const;
  double split(const Point& p, Mark mark, std::uint32_t block, std::uint32_t node, std::uint32_t picks) const;
  std::span<const double> blocks(std::size_t point, Mark mark) const;

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
