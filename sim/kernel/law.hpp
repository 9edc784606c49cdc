#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/random.hpp"

namespace supplytwin::kernel {

/// A probability law, written where a number could stand. Durations are in ms, money in micro-dollars, ratios in ppm.
///
///     4 days                                 constant
///     uniform(1 h, 3 h)
///     triangular(30 min, 1 h, 2.5 h)         least, most likely, greatest
///     exponential(2 h)                       mean
///     lognormal(median 4 days, p95 10 days)  or lognormal(median 4 h, sigma 0.6)
///     gamma(mean 3 days, cv 0.5)
///     normal(mean 50, sd 8)                  a draw below 0 is 0
///     poisson(6)                             mean, in base units
///     empirical(0: 1 h, 0.5: 4 h, 1: 20 h)   quantiles, linear between them, from 0 to 1
///     mixture(0.95: 1 day, 0.05: uniform(2 days, 4 days))
class Law {
 public:
  enum class Kind {
    constant,
    uniform,
    triangular,
    exponential,
    lognormal,
    gamma,
    normal,
    poisson,
    empirical,
    mixture
  };
  /// One quantile of an empirical law.
  struct Point {
    double probability, value;
    bool operator==(const Point&) const = default;
  };

  /// Constant 0.
  Law() = default;
  static Law constant(double value);
  static Law uniform(double low, double high);
  static Law triangular(double low, double mode, double high);
  static Law exponential(double mean);
  /// mu and sigma of the logarithm.
  static Law lognormal(double mu, double sigma);
  static Law gamma(double shape, double scale);
  static Law normal(double mean, double sd);
  static Law poisson(double mean);
  /// From probability 0 to 1, ascending.
  static Law empirical(std::vector<Point> quantiles);
  /// Weights are positive; only their ratios count.
  static Law mixture(std::vector<double> weights, std::vector<Law> parts);

  Kind kind() const { return kind_; }
  /// One value; never negative for a law whose readers demand that.
  double sample(Draw& draw) const;
  /// One value rounded to whole ms.
  base::Duration sample_duration(Draw& draw) const;
  /// One value as a share of a whole, from 0 to 1.
  base::Ratio sample_share(Draw& draw) const;
  /// The mean; of a normal law that of its untruncated form.
  double mean() const;
  /// The least value the law can take.
  double lowest() const;
  /// The value below which a share p of draws falls, 0 < p < 1.
  double quantile(double p) const;
  /// The share of draws at or below x.
  double share_below(double x) const;
  /// The text it was read from, for people; empty when it was made in code. Not part of what it is.
  const std::string& text() const { return text_; }
  void set_text(std::string text) { text_ = std::move(text); }
  bool operator==(const Law& other) const;

 private:
  std::string text_;
  Kind kind_ = Kind::constant;
  double a_ = 0, b_ = 0, c_ = 0;
  std::vector<Point> quantiles_;
  std::vector<double> weights_;
  std::vector<Law> parts_;
};

}  // namespace supplytwin::kernel
