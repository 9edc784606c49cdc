#include "supply/supplier.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/wide.hpp"

namespace supplytwin::supply {

Supplier::Supplier(const SupplierConfig& config, std::vector<Allocation> allocations, const base::TimeZone& zone)
    : config_(&config), allocations_(std::move(allocations)), zone_(&zone) {
  std::ranges::sort(allocations_, {}, &Allocation::start);
  std::set<base::Time> edges;
  std::set<base::CategoryId> categories{{}};
  for (const Allocation& a : allocations_) {
    edges.insert({a.start, a.end});
    categories.insert(a.category);
  }
  for (const base::CategoryId category : categories) {
    for (auto end = edges.begin(); end != edges.end(); ++end) {
      if (end == edges.begin()) continue;
      InForce span{category, *std::prev(end), *end, {}};
      for (const Allocation& a : allocations_) {
        const bool concerns = !a.category || a.category == category;
        if (concerns && a.start <= span.start && span.end <= a.end) span.allocations.push_back(a);
      }
      if (!span.allocations.empty()) in_force_.push_back(std::move(span));
    }
  }
}

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

const std::vector<Supplier::Allocation>* Supplier::allocation_in_force(base::CategoryId category,
                                                                       base::Time t) const {
  const InForce* of_all = nullptr;  // a category of which nothing more is said
  for (const InForce& span : in_force_) {
    if (t < span.start || t >= span.end) continue;
    if (span.category == category) return &span.allocations;
    if (!span.category) of_all = &span;
  }
  return of_all ? &of_all->allocations : nullptr;
}

base::Ratio Supplier::allocation(base::CategoryId category, base::Time t) const {
  const auto* in_force = allocation_in_force(category, t);
  return in_force ? std::ranges::min(*in_force, {}, &Allocation::share).share : base::kOne;
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
