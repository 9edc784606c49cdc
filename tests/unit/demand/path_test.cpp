#include "demand/picks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "../kernel/goodness.hpp"
#include "base/hash.hpp"
#include "demand/activity.hpp"

namespace supplytwin::demand {
namespace {

using base::Duration;
using base::kDay;
using base::kHour;
using base::kNever;
using base::Time;

constexpr Time kStart{Duration{1'727'755'200'000}};  // 2024-10-01T04:00Z

UnitTypeConfig ward() {
  UnitTypeConfig type;
  type.driver = Driver::census;
  type.day = 1.2;
  type.evening = 0.7;
  type.night = 0.6;
  type.weekend = 0.8;
  return type;
}

/// A path of a few points at one unit, with everything that points into it.
struct Fixture {
  explicit Fixture(std::uint64_t replication = 0, double cv = 0.4, double missed = 0.2,
                   base::Time end = kStart + kDay * 60)
      : shifts(kStart, end, base::TimeZone()), random(7, replication) {
    for (int i = 0; i < 4; ++i) {
      Point p;
      p.entity = base::hash_name("H01-ICU/item" + std::to_string(i));
      p.rate = i == 0 ? 0.05 : 3.0 * i * i;
      p.missed = missed;
      p.cv = cv;
      points.push_back(p);
    }
    VariationConfig variation;
    variation.hospital_week_cv = 0.05;
    variation.unit_week_cv = 0.1;
    variation.capture_cv = 0.5;
    const Hospital hospital{base::hash_name("H01"), 100, 120};
    const Unit unit{base::hash_name("H01-ICU"), 0, 0};
    const Census census = draw_census(hospital, {}, shifts, variation, random);
    std::vector<Activity> units;
    units.push_back(draw_activity(unit, ward(), census, shifts, variation, missed > 0 ? 0.95 / missed : 1, random));
    path = std::make_unique<Path>(points, std::span<const BatchPoint>{}, std::move(units), shifts, random);
  }
  Shifts shifts;
  kernel::Random random;
  std::vector<Point> points;
  std::unique_ptr<Path> path;
};

/// All picks of a mark, asked one after the other.
std::vector<Time> all_picks(const Path& path, std::size_t point, Mark mark) {
  std::vector<Time> times;
  Picks picks(path);
  for (std::uint32_t n = 0;; ++n) {
    const Time t = picks.pick(point, mark, n);
    if (t == kNever) return times;
    times.push_back(t);
  }
}

TEST(Path, CountsAgreeWithEveryPickAtItsVeryMillisecond) {
  const Fixture f;
  Picks picks(*f.path);
  for (std::size_t p = 0; p < f.points.size(); ++p) {
    for (const Mark mark : {Mark::scanned, Mark::missed}) {
      const std::vector<Time> times = all_picks(*f.path, p, mark);
      ASSERT_TRUE(std::is_sorted(times.begin(), times.end()));
      for (std::size_t n = 0; n < times.size(); ++n) {
        EXPECT_GE(picks.count(p, mark, times[n]), n + 1);
        EXPECT_LE(picks.count(p, mark, times[n] - Duration{1}), n);
      }
      EXPECT_EQ(picks.count(p, mark, f.path->end()), times.size());
    }
  }
}

TEST(Path, ShuffledQuestionsGiveTheSamePicksAsResolvingEveryPick) {
  const Fixture f;
  const std::size_t p = 2;
  const std::vector<Time> scanned = all_picks(*f.path, p, Mark::scanned),
                          missed = all_picks(*f.path, p, Mark::missed);
  ASSERT_GT(scanned.size(), 300u);
  std::vector<Time> all = scanned;
  all.insert(all.end(), missed.begin(), missed.end());
  std::sort(all.begin(), all.end());

  struct Question {
    int kind;
    std::uint32_t n;
    Time from, to;
  };
  std::mt19937_64 shuffle(11);
  std::vector<Question> questions;
  const std::int64_t span = (f.path->end() - f.path->begin()).count();
  for (int i = 0; i < 3000; ++i) {
    const Time a =
        f.path->begin() + Duration{static_cast<std::int64_t>(shuffle() % static_cast<std::uint64_t>(span))};
    const Time b =
        f.path->begin() + Duration{static_cast<std::int64_t>(shuffle() % static_cast<std::uint64_t>(span))};
    questions.push_back({static_cast<int>(shuffle() % 3), static_cast<std::uint32_t>(shuffle() % 60 + 1),
                         std::min(a, b), std::max(a, b)});
  }
  for (int order = 0; order < 2; ++order) {
    std::shuffle(questions.begin(), questions.end(), shuffle);
    const Fixture fresh;
    Picks picks(*fresh.path);  // keeps what was asked before, which may not matter
    for (const Question& q : questions) {
      const auto before = static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), q.from) - all.begin());
      const auto until = static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), q.to) - all.begin());
      const Counts past = picks.counts(p, q.from);
      ASSERT_EQ(past.total(), before);
      if (q.kind == 0) {
        EXPECT_EQ(picks.counts(p, q.to).total() - past.total(), until - before);
      } else if (q.kind == 1) {
        const Time expected = before + q.n <= until ? all[before + q.n - 1] : kNever;
        EXPECT_EQ(picks.nth(p, past, q.n, q.to), expected);
      } else if (past.scanned + q.n - 1 < scanned.size()) {
        EXPECT_EQ(picks.pick(p, Mark::scanned, past.scanned + q.n - 1), scanned[past.scanned + q.n - 1]);
      }
    }
  }
}

TEST(Path, AnotherPointLeavesAllPicksUnchanged) {
  const Fixture f;
  Fixture other;
  Point extra;
  extra.entity = base::hash_name("H02-ED/gauze");
  extra.rate = 5;
  other.points.insert(other.points.begin(), extra);
  std::vector<Activity> units;
  VariationConfig variation;
  variation.hospital_week_cv = 0.05;
  variation.unit_week_cv = 0.1;
  variation.capture_cv = 0.5;
  const Census census = draw_census({base::hash_name("H01"), 100, 120}, {}, f.shifts, variation, f.random);
  units.push_back(
      draw_activity({base::hash_name("H01-ICU"), 0, 0}, ward(), census, f.shifts, variation, 0.95 / 0.2, f.random));
  const Path grown(other.points, {}, std::move(units), f.shifts, f.random);
  for (std::size_t p = 0; p < f.points.size(); ++p) {
    EXPECT_EQ(all_picks(*f.path, p, Mark::scanned), all_picks(grown, p + 1, Mark::scanned));
    EXPECT_EQ(all_picks(*f.path, p, Mark::missed), all_picks(grown, p + 1, Mark::missed));
  }
}

TEST(Path, WithoutNoiseCountsArePoisson) {
  // Weekly counts of a homogeneous point: mean and variance agree, and both marks are independent.
  std::vector<double> all;
  double product = 0, scanned_mean = 0, missed_mean = 0;
  constexpr int replications = 400;
  UnitTypeConfig flat;
  for (int r = 0; r < replications; ++r) {
    const Shifts shifts(kStart, kStart + kDay * 20, base::TimeZone());
    const kernel::Random random(3, static_cast<std::uint64_t>(r));
    std::vector<Point> points(1);
    points[0].entity = base::hash_name("unit/item");
    points[0].rate = 6;
    points[0].missed = 0.25;
    const Census census = draw_census({1, 10, 12}, {}, shifts, {}, random);
    std::vector<Activity> units{draw_activity({2, 0, 0}, flat, census, shifts, {}, 1, random)};
    const Path path(points, {}, std::move(units), shifts, random);
    Picks picks(path);
    const Counts from = picks.counts(0, kStart + kDay * 2), to = picks.counts(0, kStart + kDay * 9);
    const double scanned = to.scanned - from.scanned, missed = to.missed - from.missed;
    all.push_back(static_cast<double>(to.total() - from.total()));
    product += scanned * missed / replications;
    scanned_mean += scanned / replications;
    missed_mean += missed / replications;
  }
  const double mean = 42;  // 6 a day over 7 days
  EXPECT_NEAR(kernel::Moments(all).mean, mean, 4 * std::sqrt(mean / replications));
  EXPECT_NEAR(kernel::Moments(all).variance / mean, 1, 4 * std::sqrt(2.0 / replications));
  EXPECT_NEAR(scanned_mean / mean, 0.75, 0.02);
  EXPECT_NEAR((product - scanned_mean * missed_mean) / std::sqrt(scanned_mean * missed_mean), 0,
              4 / std::sqrt(replications));
}

TEST(Path, WaitingTimesAreErlangInOperationalTime) {
  // With a flat intensity of 24 a day the time from pick 10 to pick 50 is Erlang(40): 40 h, standard deviation
  // sqrt(40) h.
  std::vector<double> hours;
  UnitTypeConfig flat;
  constexpr int replications = 500;
  for (int r = 0; r < replications; ++r) {
    const Shifts shifts(kStart, kStart + kDay * 20, base::TimeZone());
    const kernel::Random random(5, static_cast<std::uint64_t>(r));
    std::vector<Point> points(1);
    points[0].entity = base::hash_name("unit/item");
    points[0].rate = 24;
    const Census census = draw_census({1, 10, 12}, {}, shifts, {}, random);
    std::vector<Activity> units{draw_activity({2, 0, 0}, flat, census, shifts, {}, 1, random)};
    const Path path(points, {}, std::move(units), shifts, random);
    Picks picks(path);
    hours.push_back(
        static_cast<double>((picks.pick(0, Mark::scanned, 49) - picks.pick(0, Mark::scanned, 9)).count()));
  }
  const double hour = static_cast<double>(kHour.count());
  EXPECT_NEAR(kernel::Moments(hours).mean / hour, 40, 4 * std::sqrt(40.0 / replications));
  EXPECT_NEAR(kernel::Moments(hours).variance / hour / hour / 40, 1, 4 * std::sqrt(2.2 / replications));
}

TEST(Path, NoiseRaisesTheVarianceOfWeeklyCountsByItsSquare) {
  std::vector<double> weekly;
  constexpr int replications = 400;
  UnitTypeConfig flat;
  for (int r = 0; r < replications; ++r) {
    const Shifts shifts(kStart, kStart + kDay * 20, base::TimeZone());
    const kernel::Random random(9, static_cast<std::uint64_t>(r));
    std::vector<Point> points(1);
    points[0].entity = base::hash_name("unit/item");
    points[0].rate = 10;
    points[0].cv = 0.5;
    const Census census = draw_census({1, 10, 12}, {}, shifts, {}, random);
    std::vector<Activity> units{draw_activity({2, 0, 0}, flat, census, shifts, {}, 1, random)};
    const Path path(points, {}, std::move(units), shifts, random);
    const Time week = shifts.edge(Shifts::kPerWeek);
    weekly.push_back(Picks(path).count(0, Mark::scanned, week - Duration{1}));
  }
  const double mean = 70, variance = mean + 0.25 * mean * mean;
  EXPECT_NEAR(kernel::Moments(weekly).mean, mean, 4 * std::sqrt(variance / replications));
  EXPECT_NEAR(kernel::Moments(weekly).variance / variance, 1, 0.35);
}

TEST(Path, AgreesInLawWithSteppingEveryPick) {
  // The instant of a pick far into the path, of an intensity with shifts and weekends: the path against exponential
  // gaps, one after the other, at the rate of the shift they fall into (a gap that crosses an edge is drawn anew).
  constexpr int replications = 2'000;
  constexpr std::uint32_t wanted = 70;  // in the fifth block, two weekends on
  constexpr double rate = 8, missed = 0.3;
  const Shifts shifts(kStart, kStart + kDay * 40, base::TimeZone());
  const UnitTypeConfig type = ward();
  std::vector<double> by_path, stepped;
  std::mt19937_64 bits(5);
  std::exponential_distribution<double> gap(1);
  for (int r = 0; r < replications; ++r) {
    const kernel::Random random(11, static_cast<std::uint64_t>(r));
    std::vector<Point> points(1);
    points[0].entity = base::hash_name("unit/item");
    points[0].rate = rate;
    points[0].missed = missed;
    const Census census = draw_census({1, 10, 12}, {}, shifts, {}, random);
    const Path path(points, {}, {draw_activity({2, 0, 0}, type, census, shifts, {}, 1, random)}, shifts, random);
    by_path.push_back(static_cast<double>((Picks(path).pick(0, Mark::scanned, wanted) - kStart).count()));

    double now = 0;  // ms since the path began
    const auto edge = [&](std::size_t k) { return static_cast<double>((shifts.edge(k) - shifts.edge(0)).count()); };
    std::uint32_t picks = 0;
    for (std::size_t k = 0; picks <= wanted;) {
      const double per_ms = rate * (1 - missed) * shift_weight(type, shifts.kind(k), shifts.weekend(k)) /
                            static_cast<double>(kDay.count());
      const double next = now + gap(bits) / per_ms;
      if (next < edge(k + 1)) {
        now = next;
        ++picks;
      } else {
        now = edge(++k);
      }
    }
    stepped.push_back(now + static_cast<double>((shifts.edge(0) - kStart).count()));
  }
  // Two-sample Kolmogorov-Smirnov: exceeded once in a hundred thousand runs.
  std::sort(by_path.begin(), by_path.end());
  std::sort(stepped.begin(), stepped.end());
  double distance = 0;
  for (std::size_t i = 0, j = 0; i < by_path.size() && j < stepped.size();) {
    by_path[i] <= stepped[j] ? ++i : ++j;
    distance = std::max(distance, std::fabs(static_cast<double>(i) - static_cast<double>(j)) / replications);
  }
  EXPECT_LT(distance, 2.47 * std::sqrt(2.0 / replications));
}

/// A path of one point whose use is `1 + extra` times as much in three days from the tenth, and none on the
/// twentieth.
struct WithWindow {
  explicit WithWindow(double extra, std::uint64_t replication)
      : shifts(kStart, kStart + kDay * 30, base::TimeZone()), random(7, replication) {
    points[0].entity = base::hash_name("H01-ICU/item");
    points[0].rate = 40;
    points[0].missed = 0.2;
    points[0].extra = 0;
    const Unit unit{base::hash_name("H01-ICU"), 0, 0};
    const Census census = draw_census({base::hash_name("H01"), 100, 120}, {}, shifts, {}, random);
    std::vector<Activity> units{draw_activity(unit, ward(), census, shifts, {}, 1, random)};
    units[0].extras.push_back(extra_activity(units[0], shifts, std::vector<Extra>{{from, to, extra}, later}));
    path = std::make_unique<Path>(points, std::span<const BatchPoint>{}, std::move(units), shifts, random);
  }
  double until(Time t) const { return Picks(*path).counts(0, t).total(); }
  double in_window() const { return until(to) - until(from); }
  double in_later() const { return until(later.end) - until(later.start); }

  // At 07:00, where a shift starts: inside a shift activity is even.
  static constexpr Time from = kStart + kDay * 10 + kHour * 3, to = from + kDay * 3;
  static constexpr Extra later{kStart + kDay * 20 + kHour * 3, kStart + kDay * 21 + kHour * 3, -1};
  Shifts shifts;
  kernel::Random random;
  std::vector<Point> points{1};
  std::unique_ptr<Path> path;
};

TEST(Path, ExtraDemandFallsInsideItsWindowAlone) {
  std::vector<double> without, with, before;
  for (std::uint64_t r = 0; r < 400; ++r) {
    const WithWindow plain(0, r), more(2, r);
    without.push_back(static_cast<double>(plain.in_window()));
    with.push_back(static_cast<double>(more.in_window()));
    before.push_back(more.until(WithWindow::from) - plain.until(WithWindow::from));
  }
  // Both counts are Poisson; five standard errors of the mean.
  EXPECT_NEAR(kernel::Moments(with).mean, 3 * kernel::Moments(without).mean,
              5 * std::sqrt(12 * kernel::Moments(without).mean / 400));
  EXPECT_NEAR(kernel::Moments(with).variance, kernel::Moments(with).mean,
              kernel::Moments(with).mean * 5 * std::sqrt(2.0 / 400));
  EXPECT_EQ(kernel::Moments(before).mean, 0);
}

TEST(Path, NoUseInAWindowMeansNoPicksInIt) {
  const WithWindow none(-1, 0);
  EXPECT_EQ(none.in_window(), 0);
  EXPECT_GT(none.until(none.shifts.edge(none.shifts.count() - 1)), none.until(WithWindow::to));
}

TEST(Path, WindowsOfOnePointFollowEachOther) {
  const WithWindow more(2, 0);
  EXPECT_GT(more.in_window(), 0);
  EXPECT_EQ(more.in_later(), 0);
  EXPECT_GT(more.until(WithWindow::later.start) - more.until(WithWindow::to), 0);
}

TEST(Shifts, KeepLocalHoursAcrossAClockChange) {
  const base::TimeZone zone("America/Indiana/Indianapolis",
                            {{Time{Duration{0}}, -kHour * 4}, {Time{Duration{1'730'613'600'000}}, -kHour * 5}});
  const Shifts shifts(Time{Duration{1'730'419'200'000}}, Time{Duration{1'731'000'000'000}}, zone);
  for (std::size_t k = 0; k < shifts.count(); ++k) {
    const auto hours = (shifts.edge(k + 1) - shifts.edge(k)) / kHour;
    EXPECT_TRUE(hours == 8 || hours == 9) << k;  // the night of 2 to 3 November has nine
    EXPECT_EQ(shifts.at(shifts.edge(k)), k);
    EXPECT_EQ(shifts.at(shifts.edge(k + 1) - Duration{1}), k);
  }
}

}  // namespace
}  // namespace supplytwin::demand
