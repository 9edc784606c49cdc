#pragma once

#include <cstdint>
#include <map>
#include <tuple>

#include "supply/supplier.hpp"

namespace supplytwin::supply {

/// What suppliers on allocation have shipped. Neither a customer's stocking point nor the network as a whole gets
/// round the cap on its ordinary use by ordering again, or by ordering elsewhere. Plain data: copyable and
/// comparable.
class Rationing {
 public:
  /// Whose ordinary use is capped [each / 1000 / day].
  struct Customer {
    std::uint32_t point = 0, item = 0;
    std::int64_t point_use_milli = 0, network_use_milli = 0;
  };

  /// How much of `wanted` [each] an allocation lets through at `t`, a time within it; what it grants is used up.
  base::Quantity grant(const Supplier::Allocation& allocation, base::SupplierId supplier, const Customer& customer,
                       base::Quantity wanted, base::Time t);
  bool operator==(const Rationing&) const = default;

 private:
  /// What was shipped by {supplier, point or item, start of the allocation} [each].
  using Shipped = std::map<std::tuple<std::uint32_t, std::uint32_t, base::Time>, base::Quantity>;
  Shipped points_, items_;
};

}  // namespace supplytwin::supply
