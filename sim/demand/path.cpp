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
    const kernel::Gamma gamma(shape);
    kernel::Draw weekly = random.draw(p.entity, Purpose::noise, 0);
    std::array<double, 2> reached{};
    week[0] = {1, {0, 0}};
    for (std::size_t w = 0; w < weeks; ++w) {
      week[w].noise = p.cv > 0 ? static_cast<float>(gamma(weekly) / shape) : 1;
      for (const Mark mark : {Mark::scanned, Mark::missed}) {
        const auto m = static_cast<std::size_t>(mark);
        const double span = integral(p, mark, (w + 1) * Shifts::kPerWeek) - integral(p, mark, w * Shifts::kPerWeek);
        reached[m] += double{week[w].noise} * std::max(span, 0.0);  // below 0 by rounding alone
        week[w + 1].begin[m] = static_cast<float>(reached[m]);
      }
    }
    picks += reached[0] + reached[1];
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
    std::uint32_t week = 0;
    for (std::uint32_t n = 0; b.times.empty() && n < blocks(b.point, Mark::scanned); ++n) {
      const Block block = resolve(b.point, Mark::scanned, n);
      for (std::size_t k = 0; k < kBlockPicks; ++k)
        if (const Time t = instant(b.point, Mark::scanned, block.pick(k), week); t < kNever) drawn.push_back(t);
    }
    batches_.emplace_back(b.times.empty() ? drawn : b.times, b.size, random, points[b.point].entity);
    batch_of[b.point] = static_cast<std::uint32_t>(batches_.size());
  }
  batch_of_ = std::move(batch_of);
}

/// Operational time in one week of one process, as a function of the activity of its unit since the week began.
class Path::Curve {
 public:
  Curve(const Week* week, std::size_t mark, double base)
      : base_(base), begin_(week[0].begin[mark]), end_(week[1].begin[mark]), noise_(week[0].noise) {}

  double at(double integral) const { return std::min(begin_ + noise_ * (integral - base_), end_); }
  /// Where it reaches an operational time behind its begin.
  double inverse(double operational) const { return base_ + (operational - begin_) / noise_; }

 private:
  double base_, begin_, end_, noise_;
};

static double share_of(Time t, Time from, Time to) {
  return static_cast<double>((t - from).count()) / static_cast<double>((to - from).count());
}

/// Inside a shift the activity rises evenly; never past its end by rounding.
static double inside(double share, double low, double high) { return std::min(low + share * (high - low), high); }

std::array<double, 2> Path::operational(std::size_t point, Time t) const {
  const Point& p = points_[point];
  const std::size_t k = shifts_->at(t);
  const std::size_t w = k / Shifts::kPerWeek;
  const Week* const week = &weeks(point)[w];
  const double share = share_of(t, shifts_->edge(k), shifts_->edge(k + 1));
  std::array<double, 2> reached;
  for (const Mark mark : {Mark::scanned, Mark::missed}) {
    const double now = inside(share, integral(p, mark, k), integral(p, mark, k + 1));
    const auto m = static_cast<std::size_t>(mark);
    reached[m] = Curve(week, m, integral(p, mark, w * Shifts::kPerWeek)).at(now);
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
  double low = integral(p, mark, first);
  const Curve curve(&all[w], m, low);
  // The last edge below, as counting reckons it; without branches, which random targets would mislead.
  std::size_t k = 0;
  for (std::size_t half = 16; half > 0; half /= 2) {
    const std::size_t middle = std::min(k + half, Shifts::kPerWeek - 1);
    const double integral_there = integral(p, mark, first + middle);
    const bool below = curve.at(integral_there) < operational;
    k = below ? middle : k;
    low = below ? integral_there : low;
  }
  const double high = integral(p, mark, first + k + 1);
  const Time from = shifts_->edge(first + k), to = shifts_->edge(first + k + 1);
  // The first millisecond, after the start of the shift, by which it is reached; the inverse rounds.
  const double share = high > low ? std::clamp((curve.inverse(operational) - low) / (high - low), 0.0, 1.0) : 1.0;
  Time t = from + base::Duration{static_cast<std::int64_t>(std::ceil(share * static_cast<double>((to - from).count())))};
  constexpr base::Duration ms{1};
  const auto by = [&](Time then) { return curve.at(inside(share_of(then, from, to), low, high)); };
  while (t > from && by(t - ms) >= operational) t -= ms;
  while (t < to && by(t) < operational) t += ms;
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

Block Path::resolve(std::size_t point, Mark mark, std::uint32_t number) const {
  const double* const start = starts(point, mark).data() + number;
  kernel::Draw draw = random_.draw(points_[point].entity, Purpose::waits,
                                   std::uint64_t{number} * 2 + static_cast<std::uint64_t>(mark));
  std::array<double, kBlockPicks> waits;
  kernel::exponentials(draw, waits);
  double sum = 0;
  for (double& wait : waits) wait = sum += wait;
  Block block{start[0], start[1], {}};
  const double whole = 1 / sum;
  for (std::size_t i = 0; i < kBlockPicks; ++i) block.share[i] = static_cast<float>(waits[i] * whole);
  block.share.back() = 1;
  return block;
}

}  // namespace supplytwin::demand
