#include "supply/rationing.hpp"

#include <algorithm>

namespace supplytwin::supply {

base::Quantity Rationing::grant(const Supplier::Allocation& allocation, base::SupplierId supplier,
                                const Customer& customer, base::Quantity wanted, base::Time t) {
  Used& point = points_[{supplier.value, customer.point}];
  Used& network = items_[{supplier.value, customer.item}];
  base::Quantity granted = wanted;
  for (const auto& [used, use] :
       {std::pair{&point, customer.point_use_milli}, std::pair{&network, customer.network_use_milli}}) {
    if (used->since != allocation.start) *used = {allocation.start, 0};
    granted = std::clamp<base::Quantity>(allocation.quota(use, t) - used->shipped, 0, granted);
  }
  point.shipped += granted;
  network.shipped += granted;
  return granted;
}

}  // namespace supplytwin::supply
