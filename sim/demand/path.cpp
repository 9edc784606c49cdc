#include "demand/path.hpp"

#include <algorithm>
#include <cmath>

#include "base/huge_pages.hpp"
#include "kernel/variates.hpp"

namespace supplytwin::demand {

using base::kNever;
using base::Time;
using kernel::Purpose;

/// Picks of a mark up to an edge, without the noise of the point.
static double use_of(const Point& p, Mark mark, const Activity::Edge& e) {
  const double missed = p.missed * (e.missed_ordinary + p.surge_factor * e.missed_surge);
  return p.rate * (mark == Mark::missed ? missed : (e.ordinary + p.surge_factor * e.surge) - missed);
}

inline double Path::integral(const Point& p, Mark mark, std::size_t edge) const {
  const Activity& unit = units_[p.unit];
  const double ordinary = use_of(p, mark, unit.edges[edge]);
  return p.extra == Point::kNoExtra ? ordinary : ordinary + use_of(p, mark, unit.extras[p.extra][edge]);
}

Path::Path(std::span<const Point> points, std::span<const BatchPoint> batches, std::vector<Activity> units,
           const Shifts& shifts, const kernel::Random& random)
    : points_(points), units_(std::move(units)), shifts_(&shifts), random_(random) {
  const std::size_t weeks = shifts.weeks();
  base::reserve_huge(weeks_, points.size() * (weeks + 1));
  weeks_.resize(points.size() * (weeks + 1));
  double picks = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point& p = points[i];
    Week* week = &weeks_[i * (weeks + 1)];
    const double shape = p.cv > 0 ? 1 / (p.cv * p.cv) : 1;
    const kernel::Gamma noise(shape);
    kernel::Draw weekly = random.draw(p.entity, Purpose::noise, 0);
    week[0] = {1, {0, 0}};
    for (std::size_t w = 0; w < weeks; ++w) {
      week[w].noise = p.cv > 0 ? noise(weekly) / shape : 1;
      for (const Mark mark : {Mark::scanned, Mark::missed}) {
        const auto m = static_cast<std::size_t>(mark);
        const double span = integral(p, mark, (w + 1) * Shifts::kPerWeek) - integral(p, mark, w * Shifts::kPerWeek);
        week[w + 1].begin[m] = week[w].begin[m] + week[w].noise * std::max(span, 0.0);  // below 0 by rounding alone
      }
    }
    picks += week[weeks].begin[0] + week[weeks].begin[1];
  }

  block_begin_.reserve(points.size() * 2 + 1);
  base::reserve_huge(block_start_, static_cast<std::size_t>(1.1 * picks / kBlockPicks) + 5 * points.size());
  const kernel::Gamma length(kBlockPicks);
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const Mark mark : {Mark::scanned, Mark::missed}) {
      const auto m = static_cast<std::size_t>(mark);
      const double end = weeks_[i * (weeks + 1) + weeks].begin[m];
      block_begin_.push_back(static_cast<std::uint32_t>(block_start_.size()));
      double start = 0;
      block_start_.push_back(start);
      if (end == 0) continue;
      for (kernel::Draw draw = random.draw(points[i].entity, Purpose::block, m); start <= end;) {
        start += length(draw);
        block_start_.push_back(start);
      }
    }
  }
  block_begin_.push_back(static_cast<std::uint32_t>(block_start_.size()));

  std::vector<std::uint32_t> batch_of(batches.empty() ? 0 : points.size(), 0);
  for (const BatchPoint& b : batches) {
    std::vector<Time> drawn;
    Block block;
    std::uint32_t week = 0;
    for (std::uint32_t n = 0; b.times.empty() && n < blocks(b.point, Mark::scanned); ++n) {
      resolve(b.point, Mark::scanned, n, block);
      for (const double at : block)
        if (const Time t = instant(b.point, Mark::scanned, at, week); t < kNever) drawn.push_back(t);
    }
    batches_.emplace_back(b.times.empty() ? drawn : b.times, b.size, random, points[b.point].entity);
    batch_of[b.point] = static_cast<std::uint32_t>(batches_.size());
  }
  batch_of_ = std::move(batch_of);
}

/// The integral at this share of a shift, never past its end by rounding.
inline double Path::inside(double share, double low, double high) {
  return std::min(low + share * (high - low), high);
}

/// One shift of one process: operational time rises evenly in it.
class Path::Shift {
 public:
  Shift(const Path& path, std::size_t k, const Week& week, std::size_t m, double base, double low, double high)
      : from_(path.shifts_->edge(k)),
        to_(path.shifts_->edge(k + 1)),
        begin_(week.begin[m]),
        noise_(week.noise),
        base_(base),
        low_(low),
        high_(high) {}

  double at(Time t) const {
    const double share = static_cast<double>((t - from_).count()) / static_cast<double>((to_ - from_).count());
    return begin_ + noise_ * (inside(share, low_, high_) - base_);
  }
  /// The first millisecond, after the start, by which `operational` is reached, which lies in the shift.
  Time reaches(double operational, double target) const {
    const double span = high_ - low_;
    const double share = span > 0 ? std::clamp((target - low_) / span, 0.0, 1.0) : 1.0;
    const auto length = static_cast<double>((to_ - from_).count());
    Time t = from_ + base::Duration{static_cast<std::int64_t>(std::ceil(share * length))};
    constexpr base::Duration ms{1};  // the inverse rounds
    while (t > from_ && at(t - ms) >= operational) t -= ms;
    while (t < to_ && at(t) < operational) t += ms;
    return t;
  }

 private:
  Time from_, to_;
  double begin_, noise_, base_, low_, high_;
};

std::array<double, 2> Path::operational(std::size_t point, Time t) const {
  const Point& p = points_[point];
  const std::size_t k = shifts_->at(t);
  const std::size_t w = k / Shifts::kPerWeek;
  const Week& week = weeks(point)[w];
  const Time from = shifts_->edge(k);
  const double share =
      static_cast<double>((t - from).count()) / static_cast<double>((shifts_->edge(k + 1) - from).count());
  std::array<double, 2> reached;
  for (const Mark mark : {Mark::scanned, Mark::missed}) {
    const auto m = static_cast<std::size_t>(mark);
    const double now = inside(share, integral(p, mark, k), integral(p, mark, k + 1));
    reached[m] = week.begin[m] + week.noise * (now - integral(p, mark, w * Shifts::kPerWeek));
  }
  return reached;
}

Time Path::instant(std::size_t point, Mark mark, double operational, std::uint32_t& week) const {
  const Point& p = points_[point];
  const auto m = static_cast<std::size_t>(mark);
  const std::span<const Week> all = weeks(point);
  std::uint32_t w = week;
  while (w > 0 && operational <= all[w].begin[m]) --w;
  while (w + 1 < all.size() && all[w + 1].begin[m] < operational) ++w;
  if (w + 1 == all.size()) return kNever;
  week = w;
  fetch_shifts(p.unit, w);  // at once, since the search below goes from one to the next
  const std::size_t first = w * Shifts::kPerWeek;
  const double base = integral(p, mark, first), begin = all[w].begin[m], noise = all[w].noise;
  // The last edge below, as counting reckons it; without branches, which random targets would mislead.
  std::size_t low = 0;
  double at_low = base;
  for (std::size_t half = 16; half > 0; half /= 2) {
    const std::size_t middle = std::min(low + half, Shifts::kPerWeek - 1);
    const double at = integral(p, mark, first + middle);
    const bool below = begin + noise * (at - base) < operational;
    low = below ? middle : low;
    at_low = below ? at : at_low;
  }
  const Shift shift(*this, first + low, all[w], m, base, at_low, integral(p, mark, first + low + 1));
  const Time t = shift.reaches(operational, base + (operational - begin) / noise);
  return t >= end() ? kNever : t;
}

std::uint32_t Path::block_at(std::size_t point, Mark mark, double operational, std::uint32_t from) const {
  const std::span<const double> all = starts(point, mark);
  auto begin = all.begin(), end = all.end() - 1;
  if (all[from] <= operational) {
    begin += from + 1;
    for (int near = 0; near < 4 && begin < end; ++near, ++begin)  // mostly in one of the next
      if (operational < *begin) return static_cast<std::uint32_t>(begin - all.begin() - 1);
  } else {
    end = begin + from;
  }
  const auto later = std::upper_bound(begin, end, operational) - all.begin();
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(later, 1) - 1);
}

double Path::resolve(std::size_t point, Mark mark, std::uint32_t number, Block& block) const {
  const double start = starts(point, mark)[number], end = starts(point, mark)[number + 1];
  kernel::Draw draw = random_.draw(points_[point].entity, Purpose::waits,
                                   std::uint64_t{number} * 2 + static_cast<std::uint64_t>(mark));
  kernel::exponentials(draw, block);
  double sum = 0;
  for (double& at : block) at = sum += at;
  const double scale = (end - start) / sum;
  for (double& at : block) at = std::min(start + at * scale, end);
  block.back() = end;
  return start;
}

}  // namespace supplytwin::demand
