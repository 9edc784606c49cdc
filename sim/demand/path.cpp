#include "demand/path.hpp"

#include <algorithm>
#include <cmath>

#include "kernel/variates.hpp"

namespace supplytwin::demand {

using base::kNever;
using base::Time;
using kernel::Purpose;

Path::Path(std::span<const Point> points, std::span<const BatchPoint> batches, std::vector<Activity> units,
           const Shifts& shifts, const kernel::Random& random)
    : points_(points), units_(std::move(units)), shifts_(&shifts), random_(random) {
  const std::size_t weeks = shifts.weeks();
  weeks_.resize(points.size() * (weeks + 1));
  block_begin_.reserve(points.size() * 2 + 1);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point& p = points[i];
    Week* week = &weeks_[i * (weeks + 1)];
    const double shape = p.cv > 0 ? 1 / (p.cv * p.cv) : 0;
    week[0] = {1, {0, 0}};
    for (std::size_t w = 0; w < weeks; ++w) {
      week[w].noise = 1;
      if (p.cv > 0) {
        kernel::Draw draw = random.draw(p.entity, Purpose::noise, w);
        week[w].noise = kernel::gamma(draw, shape) / shape;
      }
      for (const Mark mark : {Mark::scanned, Mark::missed}) {
        const auto m = static_cast<std::size_t>(mark);
        const double span = integral(p, mark, (w + 1) * Shifts::kPerWeek) - integral(p, mark, w * Shifts::kPerWeek);
        week[w + 1].begin[m] = week[w].begin[m] + week[w].noise * std::max(span, 0.0);  // below 0 by rounding alone
      }
    }
    for (const Mark mark : {Mark::scanned, Mark::missed}) {
      const auto m = static_cast<std::size_t>(mark);
      const double end = week[weeks].begin[m];
      block_begin_.push_back(static_cast<std::uint32_t>(block_start_.size()));
      double start = 0;
      block_start_.push_back(start);
      for (std::uint64_t b = 0; start <= end && end > 0; ++b) {
        kernel::Draw draw = random.draw(p.entity, Purpose::block, b * 2 + m);
        start += kernel::gamma(draw, Block::kPicks);
        block_start_.push_back(start);
      }
    }
  }
  block_begin_.push_back(static_cast<std::uint32_t>(block_start_.size()));

  std::vector<std::uint32_t> batch_of(batches.empty() ? 0 : points.size(), 0);
  for (const BatchPoint& b : batches) {
    std::vector<Time> drawn;
    Block block;
    for (std::uint32_t n = 0; b.times.empty() && n < blocks(b.point, Mark::scanned); ++n) {
      resolve(b.point, Mark::scanned, n, block);
      drawn.insert(drawn.end(), block.at.begin(), std::find(block.at.begin(), block.at.end(), kNever));
    }
    batches_.emplace_back(b.times.empty() ? drawn : b.times, b.size, random, points[b.point].entity);
    batch_of[b.point] = static_cast<std::uint32_t>(batches_.size());
  }
  batch_of_ = std::move(batch_of);
}

double Path::integral(const Point& p, Mark mark, std::size_t edge) const {
  const auto use = [&](const Activity::Edge& e) {
    const double missed = p.missed * (e.missed_ordinary + p.surge_factor * e.missed_surge);
    return p.rate * (mark == Mark::missed ? missed : (e.ordinary + p.surge_factor * e.surge) - missed);
  };
  const Activity& unit = units_[p.unit];
  const double ordinary = use(unit.edges[edge]);
  return p.window == Point::kNoWindow ? ordinary : ordinary + p.extra * use(unit.windows[p.window][edge]);
}

/// Goes forward in the operational time of one process and tells the instants.
class Path::Walk {
 public:
  /// `week` is a guess.
  Walk(const Path& path, std::size_t point, Mark mark, double start, std::size_t week)
      : path_(path),
        point_(path.points_[point]),
        mark_(mark),
        m_(static_cast<std::size_t>(mark)),
        weeks_(path.weeks(point)) {
    while (week > 0 && start <= weeks_[week].begin[m_]) --week;
    while (week + 2 < weeks_.size() && weeks_[week + 1].begin[m_] < start) ++week;
    enter(week);
    find(start);
  }

  std::uint32_t week() const { return static_cast<std::uint32_t>(week_); }
  /// The first millisecond by which the integral has reached `x`, which is no less than any before.
  Time instant(double x) {
    if (x > high_ && !seek(x)) return kNever;
    const auto inside = base::Duration{static_cast<std::int64_t>(std::ceil((x - low_) * slope_))};
    const Time t = std::min(from_ + inside, to_);
    return t >= path_.end() ? kNever : t;
  }

 private:
  static constexpr std::size_t kPerWeek = Shifts::kPerWeek;

  /// Operational time at edge j of the week.
  double edge(std::size_t j) const {
    if (j == kPerWeek) return weeks_[week_ + 1].begin[m_];
    return weeks_[week_].begin[m_] +
           weeks_[week_].noise * (path_.integral(point_, mark_, week_ * kPerWeek + j) - base_);
  }
  void enter(std::size_t week) {
    week_ = week;
    base_ = path_.integral(point_, mark_, week * kPerWeek);
  }
  bool seek(double x) {
    if (x > weeks_[week_ + 1].begin[m_]) {
      std::size_t week = week_ + 1;
      while (week + 1 < weeks_.size() && weeks_[week + 1].begin[m_] < x) ++week;
      if (week + 1 == weeks_.size()) return false;
      enter(week);
    } else if (shift_ + 1 < kPerWeek) {  // mostly the next shift
      const double high = edge(shift_ + 2);
      if (x <= high) {
        settle(shift_ + 1, high_, high);
        return true;
      }
    }
    find(x);
    return true;
  }
  /// The shift of the week that reaches `x`.
  void find(double x) {
    std::size_t low = 0, high = kPerWeek;  // edge(low) < x <= edge(high)
    double at_low = weeks_[week_].begin[m_], at_high = weeks_[week_ + 1].begin[m_];
    while (high - low > 1) {
      const std::size_t middle = (low + high) / 2;
      const double at = edge(middle);
      if (at < x) {
        low = middle;
        at_low = at;
      } else {
        high = middle;
        at_high = at;
      }
    }
    settle(low, at_low, at_high);
  }
  void settle(std::size_t shift, double low, double high) {
    shift_ = shift;
    low_ = low;
    high_ = high;
    from_ = path_.shifts_->edge(week_ * kPerWeek + shift);
    to_ = path_.shifts_->edge(week_ * kPerWeek + shift + 1);
    slope_ = high > low ? static_cast<double>((to_ - from_).count()) / (high - low) : 0;
  }

  const Path& path_;
  const Point& point_;
  Mark mark_;
  std::size_t m_;
  std::span<const Week> weeks_;
  std::size_t week_ = 0, shift_ = 0;
  double base_ = 0;            // integral at the start of the week, without the week's noise
  double low_ = 0, high_ = 0;  // operational time at both ends of the shift
  double slope_ = 0;           // [ms] by operational time
  Time from_{}, to_{};
};

std::uint32_t Path::block_near(std::size_t point, Mark mark, Time t, std::uint32_t from) const {
  const Point& p = points_[point];
  const std::size_t k = shifts_->at(t);
  const std::size_t w = k / Shifts::kPerWeek;
  const Week& week = weeks(point)[w];
  const double low = integral(p, mark, k), high = integral(p, mark, k + 1);
  const double share = static_cast<double>((t - shifts_->edge(k)).count()) /
                       static_cast<double>((shifts_->edge(k + 1) - shifts_->edge(k)).count());
  const double reached = week.begin[static_cast<std::size_t>(mark)] +
                         week.noise * (low + share * (high - low) - integral(p, mark, w * Shifts::kPerWeek));
  const std::span<const double> all = starts(point, mark);
  const auto last = all.end() - 1;
  const auto later = std::upper_bound(all.begin() + from, last, reached) - all.begin();
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(later, 1) - 1);
}

void Path::resolve(std::size_t point, Mark mark, std::uint32_t number, Block& block) const {
  const double start = starts(point, mark)[number], end = starts(point, mark)[number + 1];
  std::array<double, Block::kPicks> waits;
  kernel::Draw draw = random_.draw(points_[point].entity, Purpose::waits,
                                   std::uint64_t{number} * 2 + static_cast<std::uint64_t>(mark));
  kernel::exponentials(draw, waits);
  double sum = 0;
  for (double& wait : waits) wait = sum += wait;
  const double scale = (end - start) / sum;
  Walk walk(*this, point, mark, start, block.number == Block::kNone ? 0 : block.week);
  block.number = number;
  block.after = number == 0 ? Time::min() : walk.instant(start);
  for (std::uint32_t i = 0; i + 1 < Block::kPicks; ++i)
    block.at[i] = walk.instant(std::min(start + waits[i] * scale, end));
  block.at.back() = walk.instant(end);
  block.week = walk.week();
}

}  // namespace supplytwin::demand
