#include "demand/forecast.hpp"

#include <algorithm>

namespace supplytwin::demand {

double forecast_surge(std::span<const SurgeCurve> surges, base::Time now, double network_beds, double network_census,
                      const ForecastMethod& method) {
  double patients = 0;
  for (const SurgeCurve& surge : surges) {
    const std::vector<double> weeks = surge.published(now, method.lag, 2);
    if (weeks.empty()) continue;
    const double growth = weeks.size() > 1 && weeks[1] > 0 ? std::clamp(weeks[0] / weeks[1], 0.5, 2.0) : 1;
    double expected = weeks[0];
    for (base::Duration ahead{}; ahead < method.horizon; ahead += base::kWeek) expected *= growth;
    const double stay_weeks =
        static_cast<double>(surge.length_of_stay().count()) / static_cast<double>(base::kWeek.count());
    patients += expected * surge.share(network_beds) * stay_weeks;
  }
  return network_census > 0 ? patients / network_census : 0;
}

base::Ratio forecast_factor(double surge, double factor) {
  return {static_cast<std::int64_t>((1 + surge * factor) * 1e6 + 0.5)};
}

}  // namespace supplytwin::demand
