#include "supply/supplier.hpp"

#include <algorithm>

#include "base/wide.hpp"

namespace supplytwin::supply {

Supplier::Supplier(const SupplierConfig& config, std::vector<Allocation> allocations, const base::TimeZone& zone)
    : config_(&config), allocations_(std::move(allocations)), zone_(&zone) {}

base::Time Supplier::acknowledged(base::Time t, kernel::Draw draw) const {
  return config_->hours.after(t, config_->acknowledge.sample_duration(draw), *zone_);
}

base::Time Supplier::shipped(base::Time t, bool expedited, kernel::Draw draw) const {
  return t + (expedited ? config_->expedite_lead_time : config_->lead_time).sample_duration(draw);
}

base::Quantity Supplier::Allocation::quota(std::int64_t daily_use_milli, base::Time t) const {
  const base::Int128 used = base::Int128{daily_use_milli} * (t - start + base::kWeek).count() / base::kDay.count();
  return base::scale(static_cast<base::Quantity>(used), share) / 1000;
}

const Supplier::Allocation* Supplier::allocation_in_force(base::CategoryId category, base::Time t) const {
  const Allocation* tightest = nullptr;
  for (const Allocation& a : allocations_) {
    if (t < a.start || t >= a.end || (a.category && a.category != category)) continue;
    if (!tightest || a.share < tightest->share) tightest = &a;
  }
  return tightest;
}

base::Ratio Supplier::allocation(base::CategoryId category, base::Time t) const {
  const Allocation* in_force = allocation_in_force(category, t);
  return in_force ? in_force->share : base::kOne;
}

base::Quantity Supplier::filled(base::Quantity ordered, kernel::Draw draw) const {
  return base::scale(ordered, config_->fill.sample_share(draw));
}

base::Money Supplier::small_order_fee(base::Money value) const {
  return value < config_->minimum_order ? config_->small_order_fee : base::Money{};
}

base::Money Supplier::price(base::Money contract_price, bool expedited) const {
  return expedited ? base::Money{base::scale(contract_price.micros, config_->expedite_price)} : contract_price;
}

}  // namespace supplytwin::supply
