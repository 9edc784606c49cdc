#include "compare/estimate.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/student.hpp"

namespace supplytwin::compare {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// The entries that both lists have, as two columns.
Eigen::MatrixX2d shared(const std::vector<double>& a, const std::vector<double>& b) {
  Eigen::MatrixX2d rows(a.size(), 2);
  Eigen::Index n = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!std::isnan(a[i]) && !std::isnan(b[i])) rows.row(n++) << a[i], b[i];
  return rows.topRows(n);
}

std::optional<Interval> interval_of(const Eigen::VectorXd& values) {
  if (values.size() < 2) return std::nullopt;
  const auto i = stats::mean_interval({values.data(), static_cast<std::size_t>(values.size())}, kConfidence);
  return Interval{i.lo, i.hi};
}

std::optional<double> correlation_of(const Eigen::MatrixX2d& rows) {
  if (rows.rows() < 2) return std::nullopt;
  const Eigen::MatrixX2d centred = rows.rowwise() - rows.colwise().mean();
  const Eigen::Matrix2d covariance = centred.transpose() * centred;
  const double scale = std::sqrt(covariance(0, 0) * covariance(1, 1));
  if (!(scale > 0)) return std::nullopt;
  return std::clamp(covariance(0, 1) / scale, -1.0, 1.0);
}

}  // namespace

std::optional<PseudoValues> pseudo_values(const Sample& sample) {
  double numerator = 0, denominator = 0, present = 0;
  for (const auto& o : sample)
    if (o.present) numerator += o.numerator, denominator += o.denominator, ++present;
  if (present == 0 || !(denominator > 0)) return std::nullopt;

  const bool ratio =
      std::any_of(sample.begin(), sample.end(), [](const auto& o) { return o.present && o.denominator != 1; });
  const bool at_least =
      std::any_of(sample.begin(), sample.end(), [](const auto& o) { return o.present && o.at_least; });
  PseudoValues out{numerator / denominator, true, at_least, std::vector<double>(sample.size(), kNothing)};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto& o = sample[i];
    if (!o.present) continue;
    double& value = out.values[i];
    if (!ratio || present == 1) {
      value = o.numerator / o.denominator;
      continue;
    }
    const double others = denominator - o.denominator;
    // All of the denominator lies in one replication: nothing is left without it.
    if (!(others > 0)) return PseudoValues{out.point, false, at_least, {}};
    value = present * out.point - (present - 1) * (numerator - o.numerator) / others;
  }
  return out;
}

Estimate estimate(const PseudoValues& values) {
  if (!values.jackknife) return {values.point, std::nullopt, 1, values.at_least};
  const Eigen::VectorXd known = shared(values.values, values.values).col(0);
  const double mean = known.mean();
  // A mean of lower bounds is one itself; it has no interval.
  return {mean, values.at_least ? std::nullopt : interval_of(known), static_cast<std::size_t>(known.size()),
          values.at_least};
}

Estimate within(Estimate e, double least, double most) {
  e.mean = std::clamp(e.mean, least, most);
  if (e.interval) e.interval = {std::clamp(e.interval->lo, least, most), std::clamp(e.interval->hi, least, most)};
  return e;
}

Difference difference(const PseudoValues& policy, const PseudoValues& baseline) {
  if (!policy.jackknife || !baseline.jackknife)
    return {estimate(policy).mean - estimate(baseline).mean, std::nullopt, std::nullopt, 1};
  const Eigen::MatrixX2d rows = shared(policy.values, baseline.values);
  if (rows.rows() == 0) return {estimate(policy).mean - estimate(baseline).mean, std::nullopt, std::nullopt, 0};
  const Eigen::VectorXd differences = rows.col(0) - rows.col(1);
  const double mean = differences.mean();
  return {mean, interval_of(differences), correlation_of(rows), static_cast<std::size_t>(rows.rows())};
}

Verdict verdict(const Difference& difference, outcome::Direction direction) {
  if (!difference.interval || (difference.interval->lo <= 0 && difference.interval->hi >= 0))
    return Verdict::unresolved;
  if (direction == outcome::Direction::neither) return Verdict::different;
  return (difference.diff < 0) == (direction == outcome::Direction::lower) ? Verdict::better : Verdict::worse;
}

}  // namespace supplytwin::compare
