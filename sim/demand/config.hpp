#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/law.hpp"

namespace supplytwin::demand {

/// What the activity of a unit follows.
enum class Driver : std::uint8_t { census, elective, steady };

/// A kind of clinical unit. Shifts start at 07:00, 15:00 and 23:00 local; the three weights are scaled to mean 1.
struct UnitTypeConfig {
  std::string id;
  Driver driver{};
  double day = 1, evening = 1, night = 1, weekend = 1;
  double influenza = 1;
  base::Ratio accepts_substitutes = base::kOne;

  template <class = void>
  static constexpr auto fields() {
    using C = UnitTypeConfig;
    return std::tuple{
        base::required("id", &C::id, "unique name"),
        base::required("driver", &C::driver, "census (occupied beds), elective (weekdays, no surge) or steady"),
        base::optional("day", &C::day, "weight of the day shift, 07-15 [1]").between(0, 100),
        base::optional("evening", &C::evening, "weight of the evening shift, 15-23 [1]").between(0, 100),
        base::optional("night", &C::night, "weight of the night shift, 23-07 [1]").between(0, 100),
        base::optional("weekend", &C::weekend, "activity on Saturday and Sunday against a weekday [1]")
            .between(0, 100),
        base::optional("influenza", &C::influenza,
                       "share of a surge's patients that this type feels, against a ward [1]")
            .between(0, 100),
        base::optional("accepts_substitutes", &C::accepts_substitutes,
                       "share of substitutes that such a unit accepts, times what the pair says [1]")
            .between(0, 1'000'000),
    };
  }
};

/// A row of usage_rates.csv: a Poisson stream of picks, or picks at set times, of one base unit or of more at once.
struct UsageRateConfig {
  std::string location, item;
  double rate = 0;
  base::Schedule every;
  kernel::Law size = kernel::Law::constant(1);
  std::vector<std::int64_t> sizes;

  /// Mean use at the unit's normal activity [each/day].
  double daily_use() const {
    const double picks = every.continuous() ? rate : static_cast<double>(every.departures().size()) / 7;
    double total = 0;
    for (const std::int64_t s : sizes) total += static_cast<double>(s);
    return picks * (sizes.empty() ? size.mean() : total / static_cast<double>(sizes.size()));
  }
  /// Whether picks come in batches: at set times, or of another size than one.
  bool batched() const { return !every.continuous() || !sizes.empty() || size != kernel::Law::constant(1); }

  template <class = void>
  static constexpr auto fields() {
    using C = UsageRateConfig;
    return std::tuple{
        base::required("location", &C::location, "a unit"),
        base::required("item", &C::item, "the item"),
        base::optional("rate", &C::rate, "mean picks at the unit's normal activity; 0 with `every` [1/day]")
            .between(0, 1'000'000),
        base::optional("every", &C::every, "set times of picks, instead of a rate"),
        base::optional("size", &C::size, "law of the base units of one pick, rounded, at least 0; absent: 1 [each]"),
        base::optional("sizes", &C::sizes, "base units of the picks one after the other, from the first again [each]")
            .between(0, 1'000'000),
    };
  }
};

/// How much the census and the scanning wander; every figure is an assumption unless the model says otherwise.
struct VariationConfig {
  double hospital_week_cv = 0, unit_week_cv = 0;
  double capture_cv = 0;
  base::Duration surge_shift{};

  template <class = void>
  static constexpr auto fields() {
    using C = VariationConfig;
    return std::tuple{
        base::optional("hospital_week_cv", &C::hospital_week_cv, "gamma noise of a hospital's census by week [1]")
            .between(0, 10),
        base::optional("unit_week_cv", &C::unit_week_cv, "gamma noise of a unit's activity by week [1]")
            .between(0, 10),
        base::optional("capture_cv", &C::capture_cv, "gamma noise of missed scans by unit and shift [1]")
            .between(0, 10),
        base::optional("surge_shift", &C::surge_shift,
                       "standard deviation of a hospital's surge timing against the state's [time]")
            .between(0, (base::kDay * 365).count()),
    };
  }
};

/// How a category's use changes with a surge patient.
struct SurgeFactorConfig {
  std::string category;
  double factor = 1;

  template <class = void>
  static constexpr auto fields() {
    using C = SurgeFactorConfig;
    return std::tuple{
        base::required("category", &C::category, "product category"),
        base::required("factor", &C::factor, "use by a surge patient against an ordinary one [1]").between(0, 1000),
    };
  }
};

/// One week of admissions: a row of a surge's table.
struct AdmissionsConfig {
  std::string week_ending;
  std::int64_t admissions = 0;

  template <class = void>
  static constexpr auto fields() {
    using C = AdmissionsConfig;
    return std::tuple{
        base::required("week_ending", &C::week_ending, "Saturday that ends the week, as 2025-02-08"),
        base::required("admissions", &C::admissions, "admissions of the whole region in the week")
            .between(0, 100'000'000),
    };
  }
};

/// A surge of patients: a file under models/surges/.
struct SurgeConfig {
  std::string surge, summary, source;
  std::string admissions;  // a CSV beside the file
  std::int64_t region_beds = 0;
  base::Duration length_of_stay{};
  bool complete = false;
  std::vector<SurgeFactorConfig> factors;
  std::vector<AdmissionsConfig> weeks;  // read from `admissions`

  template <class = void>
  static constexpr auto fields() {
    using C = SurgeConfig;
    return std::tuple{
        base::required("surge", &C::surge, "unique name"),
        base::optional("summary", &C::summary, "what it is"),
        base::required("source", &C::source, "where the figures come from"),
        base::required("admissions", &C::admissions, "table of weekly admissions of the region, beside this file"),
        base::required("region_beds", &C::region_beds,
                       "licensed beds of the region; a hospital's share is its beds among them [beds]")
            .between(1, 100'000'000),
        base::required("length_of_stay", &C::length_of_stay, "mean stay of a surge patient [time]")
            .between(base::kHour.count(), (base::kDay * 365).count()),
        base::optional(
            "complete", &C::complete,
            "true: nobody is admitted outside the weeks of the table; else it must cover the simulated time"),
        base::optional(
            "factors", &C::factors,
            "use of a category by a surge patient against an ordinary one; one for all surges of a scenario"),
    };
  }
};

/// More use of some items at one place for a while, by patients of its own: nobody forecasts it.
struct DemandSurgeConfig {
  std::string location, category;
  bool vital_only = false;
  base::Time start{};
  base::Duration length{};
  double factor = 1;

  template <class = void>
  static constexpr auto fields() {
    using C = DemandSurgeConfig;
    return std::tuple{
        base::required("location", &C::location, "a hospital, for all its units, or one unit"),
        base::optional("category", &C::category, "only items of this category; absent: all"),
        base::optional("vital_only", &C::vital_only, "true: only vital items"),
        base::required("start", &C::start, "first instant; inside a shift it is spread evenly [local time]"),
        base::required("length", &C::length, "how long [time]").between(1, 1'000'000'000'000),
        base::required("factor", &C::factor, "use against what it would be; picks at set times stay as they are [1]")
            .between(0, 1000),
    };
  }
};

}  // namespace supplytwin::demand

template <>
struct supplytwin::base::EnumNames<supplytwin::demand::Driver> {
  static constexpr std::array<std::string_view, 3> names{"census", "elective", "steady"};
};
