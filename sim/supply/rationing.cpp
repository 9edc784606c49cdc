#include "supply/rationing.hpp"

#include <algorithm>

namespace supplytwin::supply {

base::Quantity Rationing::grant(const Supplier::Allocation& allocation, base::SupplierId supplier,
                                const Customer& customer, base::Quantity wanted, base::Time t) {
  base::Quantity& point = points_[{supplier.value, customer.point, allocation.start}];
  base::Quantity& network = items_[{supplier.value, customer.item, allocation.start}];
  base::Quantity granted = wanted;
  for (const auto& [shipped, use] :
       {std::pair{point, customer.point_use_milli}, std::pair{network, customer.network_use_milli}})
    granted = std::clamp<base::Quantity>(allocation.quota(use, t) - shipped, 0, granted);
  point += granted;
  network += granted;
  return granted;
}

}  // namespace supplytwin::supply
