#include "base/wide.hpp"
#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Money;
using base::Time;
using outcome::MoneyAccount;

/// Books freight, on each line by the value of what it carries.
void Simulation::pay_freight(Money freight, bool expedited, std::span<const Load> loads) {
  base::Int128 all = 0, carried = 0;
  for (const Load& load : loads) all += load.value.micros;
  const bool by_value = all > 0;
  if (!by_value) all = static_cast<std::int64_t>(loads.size());
  std::int64_t booked = 0;
  for (const Load& load : loads) {
    carried += by_value ? load.value.micros : 1;
    const auto up_to_here = static_cast<std::int64_t>(freight.micros * carried / all);
    outcome::Measures& m = cell(load.point);
    (expedited ? m.expedite_freight : m.freight) += up_to_here - booked;
    booked = up_to_here;
  }
  state_.ledger.pay(owed_to_carriers(), MoneyAccount::expense, freight);
}

/// One truck takes all lines that leave a centre for a site together; it is paid for when it leaves.
void Simulation::board(Time departs, std::uint32_t centre_site, const Load& load) {
  const std::uint32_t site = model_->points[load.point].site;
  const auto first = state_.trucks.lower_bound({departs, centre_site, site, 0});
  if (first == state_.trucks.end() || !first->first.same_truck({departs, centre_site, site, 0}))
    at(departs, kernel::EventClass::completion, EventKind::truck_left, site, centre_site);
  state_.trucks[{departs, centre_site, site, load.point}] += load.value;
}

void Simulation::on_truck_left(std::uint32_t site, std::uint32_t centre_site) {
  const TruckLoad truck{state_.now, centre_site, site, 0};
  std::vector<Load> loads;
  auto on_it = state_.trucks.lower_bound(truck);
  for (; on_it != state_.trucks.end() && on_it->first.same_truck(truck); on_it = state_.trucks.erase(on_it))
    loads.push_back({on_it->first.point, on_it->second});
  pay_freight(model_->courier(centre_site, site)->cost(false), false, loads);
}

}  // namespace supplytwin::world
