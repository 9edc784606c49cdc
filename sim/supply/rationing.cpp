#include "supply/rationing.hpp"

#include <algorithm>
#include <set>

namespace supplytwin::supply {

base::Quantity Rationing::grant(std::span<const Supplier::Allocation> in_force, base::SupplierId supplier,
                                const Customer& customer, base::Quantity wanted, base::Time t) {
  base::Quantity granted = wanted;
  std::set<base::Quantity*> counts;  // allocations that start together share theirs
  for (const Supplier::Allocation& a : in_force) {
    base::Quantity& point = points_[{supplier.value, customer.point, a.start}];
    base::Quantity& network = items_[{supplier.value, customer.item, a.start}];
    granted = std::clamp<base::Quantity>(a.quota(customer.point_use_milli, t) - point, 0, granted);
    granted = std::clamp<base::Quantity>(a.quota(customer.network_use_milli, t) - network, 0, granted);
    counts.insert({&point, &network});
  }
  for (base::Quantity* count : counts) *count += granted;
  return granted;
}

}  // namespace supplytwin::supply
