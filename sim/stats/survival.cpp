#include "stats/survival.hpp"

#include <algorithm>
#include <stdexcept>

namespace supplytwin::stats {

SurvivalQuantile survival_quantile(const LogHistogram& ended, const LogHistogram& under_way, double p) {
  if (!(p > 0 && p <= 1)) throw std::invalid_argument("survival quantile: the share lies in (0, 1]");
  if (under_way.count() == 0) return {ended.quantile(p), false};
  const auto in = [](const LogHistogram& h, std::size_t i) { return i < h.counts().size() ? h.counts()[i] : 0; };
  const auto middle = [](std::size_t i) {
    return 0.5 * (static_cast<double>(LogHistogram::lower(i)) + static_cast<double>(LogHistogram::lower(i + 1) - 1));
  };
  constexpr double kRounding = 1e-12;  // of a product of many factors
  std::int64_t at_risk = ended.count() + under_way.count();
  double left = 1;
  for (std::size_t i = 0; i < ended.counts().size(); ++i) {
    if (const std::int64_t d = ended.counts()[i]; d > 0) {
      left *= 1 - static_cast<double>(d) / static_cast<double>(at_risk);
      if (1 - left >= p - kRounding) return {middle(i), false};
    }
    at_risk -= ended.counts()[i] + in(under_way, i);
  }
  const std::size_t last = std::max(ended.counts().size(), under_way.counts().size()) - 1;
  return {middle(last), true};
}

}  // namespace supplytwin::stats
