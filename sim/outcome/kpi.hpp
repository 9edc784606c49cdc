#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "outcome/record.hpp"

namespace supplytwin::outcome {

enum class Direction : std::uint8_t { lower, higher, neither };
enum class KpiGroup : std::uint8_t { service, spend, latency, operations, integrity };

/// How a figure is formed from a record.
enum class Shape : std::uint8_t {
  total,      ///< factor x numerator
  mean,       ///< factor x numerator / recorded seconds
  ratio,      ///< factor x numerator / denominator, both summed before they are divided
  under_way,  ///< share of what was opened in the period that had not ended when it was last seen
  quantile,   ///< a quantile of a stage's latency, of all that was opened in the period
};

/// Which part of a network a figure is asked for.
enum class By : std::uint8_t { network, site, category, criticality };

/// A key performance indicator: its words and its formula, the only place where either stands.
struct Kpi {
  std::string name;   ///< as in `compare --kpis`
  std::string title;  ///< a row of the table
  std::string unit;   ///< USD, item-h, each, lines, h, d, 1 (a share), ...
  std::string doc;    ///< one line
  KpiGroup group = KpiGroup::service;
  Direction direction = Direction::neither;
  bool headline = false;    ///< in the table that `run` prints
  bool vital_only = false;  ///< counts vital items alone
  bool of_sites = false;    ///< has no parts but whole sites

  Shape shape = Shape::total;
  std::int64_t (*numerator)(const Measures&) = nullptr;
  std::int64_t (*denominator)(const Measures&) = nullptr;
  double factor = 1;
  Stage stage{};     ///< of a quantile or of what is under way
  double share = 0;  ///< of a quantile, 0 to 1
  /// What it can be: 0 to 1 for the share of a whole.
  double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();

  /// Whether it can be told of the parts of a network; latencies are kept for the whole of it.
  bool told_by(By by) const {
    return by == By::network ||
           (shape != Shape::quantile && shape != Shape::under_way && (by == By::site || !of_sites));
  }
};

/// Why a figure is not told by `by`; only for one that is not.
std::string not_told(const Kpi& kpi, By by);

/// All figures, in the order in which they are shown.
const std::vector<Kpi>& kpis();
/// The figure of that name, or nullptr.
const Kpi* find_kpi(std::string_view name);

/// What one replication contributes to a figure: a plain value, or the two parts of a ratio.
struct Observation {
  double numerator = 0;
  double denominator = 1;  ///< 1 unless the figure is a ratio
  bool present = true;     ///< false when a stage saw nothing
  bool at_least = false;   ///< too much was still under way to say more
  bool operator==(const Observation&) const = default;
};

/// Sums of a record's measures by part of the network: all criticalities, and vital items alone.
struct Totals {
  Measures all, vital;
};
/// One entry for the network, or one a site, category or criticality, in index order.
std::vector<Totals> totals(const Record& record, By by);

/// What `record` contributes to `kpi` for the part that `part` sums; `period` is the recorded time.
Observation observe(const Kpi& kpi, const Record& record, const Totals& part, base::Duration period);

}  // namespace supplytwin::outcome

template <>
struct supplytwin::base::EnumNames<supplytwin::outcome::KpiGroup> {
  static constexpr std::array<std::string_view, 5> names{"service", "spend", "latency", "operations", "integrity"};
};

template <>
struct supplytwin::base::EnumNames<supplytwin::outcome::Direction> {
  static constexpr std::array<std::string_view, 3> names{"lower", "higher", "neither"};
};

template <>
struct supplytwin::base::EnumNames<supplytwin::outcome::By> {
  static constexpr std::array<std::string_view, 4> names{"network", "site", "category", "criticality"};
};
