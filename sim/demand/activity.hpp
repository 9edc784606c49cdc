#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/time_zone.hpp"
#include "demand/config.hpp"
#include "demand/shifts.hpp"
#include "kernel/random.hpp"

namespace supplytwin::demand {

/// A hospital as demand sees it.
struct Hospital {
  std::uint64_t entity = 0;  ///< hash of its name
  double census = 0;         ///< ordinary midnight census [patients]
  double beds = 0;           ///< licensed beds
};

/// A clinical unit as demand sees it.
struct Unit {
  std::uint64_t entity = 0;
  std::uint32_t hospital = 0;
  std::uint32_t type = 0;  ///< index of its unit type
};

/// The first instant after the week of an admission; its date must be a valid one.
base::Time end_of_week(const AdmissionsConfig& week, const base::TimeZone& zone);

/// Admissions of a surge by time, from its weekly table.
class SurgeCurve {
 public:
  SurgeCurve(const SurgeConfig& config, const base::TimeZone& zone);
  std::uint64_t entity() const { return entity_; }  ///< hash of its name
  /// Admissions a day in the whole region, linear between mid-weeks; 0 outside the table.
  double admissions(base::Time t) const;
  /// Share of the region's surge patients a hospital of these beds takes.
  double share(double beds) const { return beds / region_beds_; }
  base::Duration length_of_stay() const { return length_of_stay_; }
  /// Admissions of whole weeks known by `t`, latest first: those that ended at least `lag` before. Of a complete
  /// surge the weeks past the table are known too, as weeks with none.
  std::vector<double> published(base::Time t, base::Duration lag, std::size_t most) const;

 private:
  std::uint64_t entity_ = 0;
  std::vector<base::Time> week_end_;
  std::vector<double> weekly_;
  double region_beds_ = 1;
  base::Duration length_of_stay_{};
  bool complete_ = false;
};

/// Patients in one hospital by shift in one replication.
struct Census {
  std::vector<double> ordinary;  ///< against the ordinary census [1]
  std::vector<double> surge;     ///< surge patients against the ordinary census [1]
};

/// The census of a hospital: gamma noise by week, plus each surge shifted by the hospital's own timing.
Census draw_census(const Hospital& hospital, const std::vector<SurgeCurve>& surges, const Shifts& shifts,
                   const VariationConfig& variation, const kernel::Random& random);

/// What all items of one unit share, integrated to the start of each shift [days of ordinary activity].
struct Activity {
  struct Edge {
    double ordinary = 0, surge = 0;                ///< integrals of the two parts of activity
    double missed_ordinary = 0, missed_surge = 0;  ///< the same times the unit's scanning noise
  };
  std::vector<Edge> edges;                ///< shifts + 1
  std::vector<std::vector<Edge>> extras;  ///< what is added for points with extra demand, by Point::extra; or empty
};

/// Extra use in [start, end), against what it would be there; >= -1.
struct Extra {
  base::Time start, end;
  double share = 0;

  bool operator==(const Extra&) const = default;
};

/// What windows that do not overlap add to an activity, integrated like it. Inside a shift activity is even.
std::vector<Activity::Edge> extra_activity(const Activity& activity, const Shifts& shifts,
                                           std::span<const Extra> windows);

/// The activity of a unit. The scanning noise of a shift is at most `noise_cap`, so that no item misses every scan.
Activity draw_activity(const Unit& unit, const UnitTypeConfig& type, const Census& census, const Shifts& shifts,
                       const VariationConfig& variation, double noise_cap, const kernel::Random& random);

/// Weekly weights of a unit type by shift, scaled so that the mean over a week is 1.
double shift_weight(const UnitTypeConfig& type, Shifts::Kind kind, bool weekend);

}  // namespace supplytwin::demand
