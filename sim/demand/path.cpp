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
        week[w + 1].begin[m] = week[w].begin[m] + week[w].noise * span;
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
        start += kernel::gamma(draw, kBlock);
        block_start_.push_back(start);
      }
    }
  }
  block_begin_.push_back(static_cast<std::uint32_t>(block_start_.size()));

  std::vector<std::uint32_t> batch_of(batches.empty() ? 0 : points.size(), 0);
  for (const BatchPoint& b : batches) {
    std::vector<Time> drawn;
    for (std::uint32_t n = 0; b.times.empty(); ++n) {
      const Time t = pick(b.point, Mark::scanned, n);
      if (t == kNever) break;
      drawn.push_back(t);
    }
    batches_.emplace_back(b.times.empty() ? drawn : b.times, b.size, random, points[b.point].entity);
    batch_of[b.point] = static_cast<std::uint32_t>(batches_.size());
  }
  batch_of_ = std::move(batch_of);  // only now: until here the picks are those of the process
}

std::span<const double> Path::blocks(std::size_t point, Mark mark) const {
  const std::size_t i = point * 2 + static_cast<std::size_t>(mark);
  return {block_start_.data() + block_begin_[i], block_start_.data() + block_begin_[i + 1]};
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

double Path::operational(std::size_t point, Mark mark, Time t) const {
  const Point& p = points_[point];
  const std::size_t k = shifts_->at(t);
  const std::size_t w = k / Shifts::kPerWeek;
  const Week& week = weeks_[point * (shifts_->weeks() + 1) + w];
  const Time from = shifts_->edge(k), to = shifts_->edge(k + 1);
  const double low = integral(p, mark, k), high = integral(p, mark, k + 1);
  const double share = static_cast<double>((t - from).count()) / static_cast<double>((to - from).count());
  const double inside = std::min(low + share * (high - low), high);  // never past the next edge by rounding
  return week.begin[static_cast<std::size_t>(mark)] + week.noise * (inside - integral(p, mark, w * Shifts::kPerWeek));
}

Time Path::instant(std::size_t point, Mark mark, double operational_time) const {
  const Point& p = points_[point];
  const auto m = static_cast<std::size_t>(mark);
  const std::size_t weeks = shifts_->weeks();
  const Week* first = &weeks_[point * (weeks + 1)];
  const Week* later =
      std::partition_point(first, first + weeks + 1, [&](const Week& w) { return w.begin[m] < operational_time; });
  if (later == first + weeks + 1) return kNever;
  const auto w = static_cast<std::size_t>(std::max<std::ptrdiff_t>(later - first, 1)) - 1;
  const std::size_t base_edge = w * Shifts::kPerWeek;
  const double target = integral(p, mark, base_edge) + (operational_time - first[w].begin[m]) / first[w].noise;
  std::size_t low = base_edge, high = base_edge + Shifts::kPerWeek;  // integral(low) < target <= integral(high)
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (integral(p, mark, middle) < target ? low : high) = middle;
  }
  const double from = integral(p, mark, low), span = integral(p, mark, high) - from;
  const Time begin_of = shifts_->edge(low), end_of = shifts_->edge(high);
  const double share = span > 0 ? std::clamp((target - from) / span, 0.0, 1.0) : 1.0;
  Time t =
      begin_of +
      base::Duration{static_cast<std::int64_t>(std::ceil(share * static_cast<double>((end_of - begin_of).count())))};
  // The inverse rounds; what counts is the first ms by which the integral has reached the pick.
  constexpr base::Duration ms{1};
  while (t > begin() && operational(point, mark, t - ms) >= operational_time) t -= ms;
  while (t < end() && operational(point, mark, t) < operational_time) t += ms;
  return t >= end() ? kNever : t;
}

double Path::split(const Point& p, Mark mark, std::uint32_t block, std::uint32_t node, std::uint32_t picks) const {
  const std::uint64_t index = (std::uint64_t{block} * 2 + static_cast<std::uint64_t>(mark)) * kBlock + node;
  kernel::Draw draw = random_.draw(p.entity, Purpose::split, index);
  return kernel::symmetric_beta(draw, picks / 2);
}

std::uint32_t Path::count(std::size_t point, Mark mark, Time t) const {
  if (t < begin()) return 0;
  if (const Batches* b = batches(point)) return mark == Mark::scanned ? b->count(t) : 0;
  const std::span<const double> starts = blocks(point, mark);
  if (starts.size() < 2) return 0;
  const double reached = operational(point, mark, std::min(t, end() - base::Duration{1}));
  const auto block =
      static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), reached) - starts.begin() - 1);
  double low = starts[block], high = starts[block + 1];
  std::uint32_t before = block * kBlock;
  for (std::uint32_t picks = kBlock, node = 1; picks > 1; picks /= 2) {
    const double middle = low + (high - low) * split(points_[point], mark, block, node, picks);
    if (middle <= reached) {
      before += picks / 2;
      low = middle;
      node = 2 * node + 1;
    } else {
      high = middle;
      node = 2 * node;
    }
  }
  return before;
}

Counts Path::counts(std::size_t point, Time t) const {
  return {count(point, Mark::scanned, t), count(point, Mark::missed, t)};
}

Time Path::pick(std::size_t point, Mark mark, std::uint32_t n) const {
  if (const Batches* b = batches(point)) return mark == Mark::scanned ? b->unit(n) : kNever;
  const std::span<const double> starts = blocks(point, mark);
  const std::uint32_t block = n / kBlock;
  if (block + 1 >= starts.size()) return kNever;
  double low = starts[block], high = starts[block + 1];
  std::uint32_t wanted = n % kBlock + 1;  // of the picks in this half, the last of which falls at `high`
  for (std::uint32_t picks = kBlock, node = 1; picks > 1 && wanted < picks; picks /= 2) {
    const double middle = low + (high - low) * split(points_[point], mark, block, node, picks);
    if (wanted > picks / 2) {
      wanted -= picks / 2;
      low = middle;
      node = 2 * node + 1;
    } else {
      high = middle;
      node = 2 * node;
    }
  }
  return instant(point, mark, high);
}

Time Path::nth(std::size_t point, Counts past, std::uint32_t n, Time limit) const {
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
