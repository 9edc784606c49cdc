#include "kernel/law.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <utility>

#include "base/special.hpp"
#include "kernel/variates.hpp"

namespace supplytwin::kernel {
namespace {

void demand(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

/// The least x in [low, high] with share(x) >= p, where share never falls and reaches p at `high`.
template <class Share>
double bisect(double low, double high, double p, Share share) {
  while (true) {
    const double middle = low + 0.5 * (high - low);
    if (middle <= low || middle >= high) return share(low) >= p ? low : high;
    (share(middle) >= p ? high : low) = middle;
  }
}

double triangular_quantile(double low, double mode, double high, double p) {
  const double width = high - low;
  if (width == 0) return low;
  const double left = mode - low, right = high - mode;
  return p * width < left ? low + std::sqrt(p * width * left) : high - std::sqrt((1 - p) * width * right);
}

double triangular_share(double low, double mode, double high, double x) {
  if (x < low) return 0;
  if (x >= high) return 1;
  const double width = high - low;
  if (x < mode) return (x - low) * (x - low) / (width * (mode - low));
  return 1 - (high - x) * (high - x) / (width * (high - mode));
}

double empirical_quantile(const std::vector<Law::Point>& points, double p) {
  const auto above =
      std::find_if(points.begin() + 1, points.end() - 1, [p](const auto& q) { return p < q.probability; });
  const Law::Point &b = *above, &a = *(above - 1);
  return a.value + (b.value - a.value) * ((p - a.probability) / (b.probability - a.probability));
}

double empirical_share(const std::vector<Law::Point>& points, double x) {
  if (x < points.front().value) return 0;
  const auto above = std::find_if(points.begin(), points.end(), [x](const auto& q) { return x < q.value; });
  if (above == points.end()) return 1;
  const Law::Point &b = *above, &a = *(above - 1);
  return a.probability + (b.probability - a.probability) * ((x - a.value) / (b.value - a.value));
}

}  // namespace

Law Law::constant(double value) {
  Law law;
  law.a_ = value;
  return law;
}

Law Law::uniform(double low, double high) {
  demand(low <= high, "uniform law: the low end exceeds the high end");
  Law law;
  law.kind_ = Kind::uniform;
  law.a_ = low;
  law.b_ = high;
  return law;
}

Law Law::triangular(double low, double mode, double high) {
  demand(low <= mode && mode <= high, "triangular law: least, most likely and greatest do not ascend");
  Law law;
  law.kind_ = Kind::triangular;
  law.a_ = low;
  law.b_ = mode;
  law.c_ = high;
  return law;
}

Law Law::exponential(double mean) {
  demand(mean > 0, "exponential law: the mean is not positive");
  Law law;
  law.kind_ = Kind::exponential;
  law.a_ = mean;
  return law;
}

Law Law::lognormal(double mu, double sigma) {
  demand(sigma >= 0, "lognormal law: sigma is negative");
  Law law;
  law.kind_ = Kind::lognormal;
  law.a_ = mu;
  law.b_ = sigma;
  return law;
}

Law Law::gamma(double shape, double scale) {
  demand(shape > 0 && scale > 0, "gamma law: shape or scale is not positive");
  Law law;
  law.kind_ = Kind::gamma;
  law.a_ = shape;
  law.b_ = scale;
  return law;
}

Law Law::normal(double mean, double sd) {
  demand(mean >= 0 && sd > 0, "normal law: the mean is negative or the sd is not positive");
  Law law;
  law.kind_ = Kind::normal;
  law.a_ = mean;
  law.b_ = sd;
  return law;
}

Law Law::poisson(double mean) {
  demand(mean > 0, "Poisson law: the mean is not positive");
  Law law;
  law.kind_ = Kind::poisson;
  law.a_ = mean;
  return law;
}

Law Law::empirical(std::vector<Point> quantiles) {
  demand(quantiles.size() >= 2 && quantiles.front().probability == 0 && quantiles.back().probability == 1,
         "empirical law: quantiles must run from 0 to 1");
  for (std::size_t i = 1; i < quantiles.size(); ++i) {
    demand(quantiles[i - 1].probability < quantiles[i].probability && quantiles[i - 1].value <= quantiles[i].value,
           "empirical law: quantiles do not ascend");
  }
  Law law;
  law.kind_ = Kind::empirical;
  law.quantiles_ = std::move(quantiles);
  return law;
}

Law Law::mixture(std::vector<double> weights, std::vector<Law> parts) {
  demand(!parts.empty() && weights.size() == parts.size(), "mixture law: as many weights as parts, at least one");
  double total = 0;
  for (const double w : weights) {
    demand(w > 0, "mixture law: a weight is not positive");
    total += w;
  }
  for (double& w : weights) w /= total;
  Law law;
  law.kind_ = Kind::mixture;
  law.weights_ = std::move(weights);
  law.parts_ = std::move(parts);
  return law;
}

bool Law::operator==(const Law& other) const {
  return kind_ == other.kind_ && a_ == other.a_ && b_ == other.b_ && c_ == other.c_ &&
         quantiles_ == other.quantiles_ && weights_ == other.weights_ && parts_ == other.parts_;
}

double Law::sample(Draw& draw) const {
  switch (kind_) {
    case Kind::constant:
      return a_;
    case Kind::uniform:
    case Kind::triangular:
    case Kind::empirical:
      return quantile(draw.uniform());
    case Kind::exponential:
      return a_ * kernel::exponential(draw);
    case Kind::lognormal:
      return exp(a_ + b_ * kernel::normal(draw));
    case Kind::gamma:
      return b_ * Gamma(a_)(draw);
    case Kind::normal:
      return std::max(0.0, a_ + b_ * kernel::normal(draw));
    case Kind::poisson:
      return static_cast<double>(kernel::poisson(draw, a_));
    case Kind::mixture:
      break;
  }
  double left = draw.uniform();
  std::size_t part = 0;
  for (; part + 1 < parts_.size() && left >= weights_[part]; ++part) left -= weights_[part];
  return parts_[part].sample(draw);
}

base::Duration Law::sample_duration(Draw& draw) const {
  const double value = sample(draw);
  if (value >= static_cast<double>(base::kForever.count())) return base::kForever;
  return base::Duration{static_cast<std::int64_t>(value < 0 ? value - 0.5 : value + 0.5)};
}

base::Ratio Law::sample_share(Draw& draw) const {
  return {std::clamp<std::int64_t>(static_cast<std::int64_t>(sample(draw)), 0, base::kOne.ppm)};
}

double Law::mean() const {
  switch (kind_) {
    case Kind::constant:
    case Kind::exponential:
    case Kind::normal:
    case Kind::poisson:
      return a_;
    case Kind::uniform:
      return 0.5 * (a_ + b_);
    case Kind::triangular:
      return (a_ + b_ + c_) / 3;
    case Kind::lognormal:
      return exp(a_ + 0.5 * b_ * b_);
    case Kind::gamma:
      return a_ * b_;
    case Kind::empirical:
    case Kind::mixture:
      break;
  }
  double sum = 0;
  for (std::size_t i = 1; i < quantiles_.size(); ++i) {
    const Point &a = quantiles_[i - 1], &b = quantiles_[i];
    sum += (b.probability - a.probability) * 0.5 * (a.value + b.value);
  }
  for (std::size_t i = 0; i < parts_.size(); ++i) sum += weights_[i] * parts_[i].mean();
  return sum;
}

double Law::lowest() const {
  switch (kind_) {
    case Kind::constant:
    case Kind::uniform:
    case Kind::triangular:
      return a_;
    case Kind::exponential:
    case Kind::gamma:
    case Kind::normal:
    case Kind::poisson:
      return 0;
    case Kind::lognormal:
      return b_ == 0 ? exp(a_) : 0;
    case Kind::empirical:
      return quantiles_.front().value;
    case Kind::mixture:
      break;
  }
  double least = std::numeric_limits<double>::infinity();
  for (const Law& part : parts_) least = std::min(least, part.lowest());
  return least;
}

double Law::share_below(double x) const {
  switch (kind_) {
    case Kind::constant:
      return x < a_ ? 0 : 1;
    case Kind::uniform:
      return x < a_ ? 0 : x >= b_ ? 1 : (x - a_) / (b_ - a_);
    case Kind::triangular:
      return triangular_share(a_, b_, c_, x);
    case Kind::exponential:
      return x <= 0 ? 0 : 1 - exp(-x / a_);
    case Kind::lognormal:
      if (x <= 0) return 0;
      if (b_ == 0) return log(x) < a_ ? 0 : 1;
      return base::normal_share((log(x) - a_) / b_);
    case Kind::gamma:
      return base::gamma_share(a_, x / b_);
    case Kind::normal:
      return x < 0 ? 0 : base::normal_share((x - a_) / b_);
    case Kind::poisson:
      return x < 0 ? 0 : 1 - base::gamma_share(std::floor(x) + 1, a_);
    case Kind::empirical:
      return empirical_share(quantiles_, x);
    case Kind::mixture:
      break;
  }
  double share = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) share += weights_[i] * parts_[i].share_below(x);
  return share;
}

double Law::quantile(double p) const {
  switch (kind_) {
    case Kind::constant:
      return a_;
    case Kind::uniform:
      return a_ + p * (b_ - a_);
    case Kind::triangular:
      return triangular_quantile(a_, b_, c_, p);
    case Kind::exponential:
      return -a_ * base::log1p(-p);
    case Kind::lognormal:
      return b_ == 0 ? exp(a_) : exp(a_ + b_ * normal_quantile(p));
    case Kind::gamma: {
      double high = a_ + 1;
      while (base::gamma_share(a_, high) < p) high *= 2;
      return b_ * bisect(0, high, p, [this](double x) { return base::gamma_share(a_, x); });
    }
    case Kind::normal:
      return std::max(0.0, a_ + b_ * normal_quantile(p));
    case Kind::poisson: {
      double high = a_ + 1;
      while (share_below(high) < p) high *= 2;
      return std::ceil(bisect(-1, high, p, [this](double x) { return share_below(x); }));
    }
    case Kind::empirical:
      return empirical_quantile(quantiles_, p);
    case Kind::mixture:
      break;
  }
  // The quantile of a mixture lies between those of its parts.
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Law& part : parts_) {
    const double q = part.quantile(p);
    low = std::min(low, q);
    high = std::max(high, q);
  }
  return bisect(low, high, p, [this](double x) { return share_below(x); });
}

}  // namespace supplytwin::kernel
