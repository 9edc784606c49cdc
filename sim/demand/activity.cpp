#include "demand/activity.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/variates.hpp"

namespace supplytwin::demand {

using base::kDay;
using base::kHour;
using kernel::Purpose;

namespace {

double days(base::Duration d) { return static_cast<double>(d.count()) / static_cast<double>(kDay.count()); }

/// Gamma noise with mean 1.
double noise(kernel::Draw draw, double cv) {
  if (cv <= 0) return 1;
  const double shape = 1 / (cv * cv);
  return kernel::Gamma(shape)(draw) / shape;
}

}  // namespace

base::Time end_of_week(const AdmissionsConfig& week, const base::TimeZone& zone) {
  const std::string& date = week.week_ending;
  int year = 0;
  unsigned month = 0, day = 0;
  std::from_chars(date.data(), date.data() + 4, year);
  std::from_chars(date.data() + 5, date.data() + 7, month);
  std::from_chars(date.data() + 8, date.data() + 10, day);
  const auto last =
      std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
  return zone.instant(base::LocalTime{last} + kDay);
}

SurgeCurve::SurgeCurve(const SurgeConfig& config, const base::TimeZone& zone)
    : entity_(base::hash_name(config.surge)),
      region_beds_(static_cast<double>(config.region_beds)),
      length_of_stay_(config.length_of_stay),
      complete_(config.complete) {
  for (const AdmissionsConfig& week : config.weeks) {
    week_end_.push_back(end_of_week(week, zone));
    weekly_.push_back(static_cast<double>(week.admissions));
  }
}

double SurgeCurve::admissions(base::Time t) const {
  constexpr base::Duration half = base::kWeek / 2;
  const auto later = std::upper_bound(week_end_.begin(), week_end_.end(), t + half);
  if (later == week_end_.begin() || later == week_end_.end()) return 0;
  const auto i = static_cast<std::size_t>(later - week_end_.begin());
  const double width = days(week_end_[i] - week_end_[i - 1]);
  const double share = days(t + half - week_end_[i - 1]) / width;
  return (weekly_[i - 1] + (weekly_[i] - weekly_[i - 1]) * share) / 7;
}

std::vector<double> SurgeCurve::published(base::Time t, base::Duration lag, std::size_t most) const {
  std::vector<double> known;
  if (complete_ && !week_end_.empty()) {
    for (base::Time end = week_end_.back() + base::kWeek; end <= t - lag && known.size() < most; end += base::kWeek)
      known.push_back(0);
  }
  auto i =
      static_cast<std::size_t>(std::upper_bound(week_end_.begin(), week_end_.end(), t - lag) - week_end_.begin());
  while (i > 0 && known.size() < most) known.push_back(weekly_[--i]);
  return known;
}

Census draw_census(const Hospital& hospital, const std::vector<SurgeCurve>& surges, const Shifts& shifts,
                   const VariationConfig& variation, const kernel::Random& random) {
  Census census;
  census.ordinary.resize(shifts.count());
  census.surge.resize(shifts.count());
  std::vector<base::Duration> moved(surges.size());
  for (std::size_t s = 0; s < surges.size(); ++s) {
    kernel::Draw draw = random.draw(base::combine(hospital.entity, surges[s].entity()), Purpose::choice, 0);
    moved[s] = base::Duration{
        static_cast<std::int64_t>(kernel::normal(draw) * static_cast<double>(variation.surge_shift.count()))};
  }
  for (std::size_t k = 0; k < shifts.count(); ++k) {
    const std::size_t week = k / Shifts::kPerWeek;
    census.ordinary[k] = k % Shifts::kPerWeek == 0
                             ? noise(random.draw(hospital.entity, Purpose::noise, week), variation.hospital_week_cv)
                             : census.ordinary[k - 1];
    const base::Time middle = shifts.edge(k) + (shifts.edge(k + 1) - shifts.edge(k)) / 2;
    double patients = 0;
    for (std::size_t s = 0; s < surges.size(); ++s) {
      const base::Duration stay = surges[s].length_of_stay();
      patients += surges[s].admissions(middle - stay / 2 - moved[s]) * surges[s].share(hospital.beds) * days(stay);
    }
    census.surge[k] = hospital.census > 0 ? patients / hospital.census : 0;
  }
  return census;
}

double shift_weight(const UnitTypeConfig& type, Shifts::Kind kind, bool weekend) {
  const double weight = kind == Shifts::Kind::day       ? type.day
                        : kind == Shifts::Kind::evening ? type.evening
                                                        : type.night;
  const double mean = (type.day + type.evening + type.night) * (5 + 2 * type.weekend) / 21;
  return mean > 0 ? weight * (weekend ? type.weekend : 1) / mean : 0;
}

Activity draw_activity(const Unit& unit, const UnitTypeConfig& type, const Census& census, const Shifts& shifts,
                       const VariationConfig& variation, double noise_cap, const kernel::Random& random) {
  Activity activity;
  activity.edges.resize(shifts.count() + 1);
  double busy = 1;
  for (std::size_t k = 0; k < shifts.count(); ++k) {
    if (k % Shifts::kPerWeek == 0) {
      busy = noise(random.draw(unit.entity, Purpose::noise, k / Shifts::kPerWeek), variation.unit_week_cv);
    }
    const double missed =
        std::min(noise_cap, noise(random.draw(unit.entity, Purpose::capture, k), variation.capture_cv));
    const double span =
        days(shifts.edge(k + 1) - shifts.edge(k)) * busy * shift_weight(type, shifts.kind(k), shifts.weekend(k));
    const bool follows_census = type.driver == Driver::census;
    const double ordinary = span * (follows_census ? census.ordinary[k] : 1);
    const double surge = follows_census ? span * census.surge[k] * type.influenza : 0;
    const Activity::Edge& last = activity.edges[k];
    activity.edges[k + 1] = {last.ordinary + ordinary, last.surge + surge, last.missed_ordinary + missed * ordinary,
                             last.missed_surge + missed * surge};
  }
  return activity;
}

std::vector<Activity::Edge> extra_activity(const Activity& activity, const Shifts& shifts,
                                           std::span<const Extra> windows) {
  std::vector<Activity::Edge> edges(activity.edges.size());
  for (std::size_t k = 0; k < shifts.count(); ++k) {
    double share = 0;
    for (const Extra& w : windows) {
      const base::Duration overlap = std::min(w.end, shifts.edge(k + 1)) - std::max(w.start, shifts.edge(k));
      share += w.share * std::max(0.0, days(overlap) / days(shifts.edge(k + 1) - shifts.edge(k)));
    }
    const auto add = [&](double Activity::Edge::* part) {
      edges[k + 1].*part = edges[k].*part + share * (activity.edges[k + 1].*part - activity.edges[k].*part);
    };
    add(&Activity::Edge::ordinary);
    add(&Activity::Edge::surge);
    add(&Activity::Edge::missed_ordinary);
    add(&Activity::Edge::missed_surge);
  }
  return edges;
}

}  // namespace supplytwin::demand
