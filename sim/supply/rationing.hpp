#pragma once

#include <cstdint>
#include <map>
#include <span>

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

  /// How much of `wanted` [each] every allocation in force at `t` lets through; what is granted is used up in each.
  base::Quantity grant(std::span<const Supplier::Allocation> in_force, base::SupplierId supplier,
                       const Customer& customer, base::Quantity wanted, base::Time t);
  bool operator==(const Rationing&) const = default;

 private:
  struct Key {
    std::uint32_t supplier = 0, customer = 0;
    base::Time start{};
    auto operator<=>(const Key&) const = default;

    template <class = void>
    static constexpr auto fields() {
      using S = Key;
      using base::required;
      return std::tuple{
          required("supplier", &S::supplier, "who ships [supplier]"),
          required("customer", &S::customer, "whom to [point or item]"),
          required("start", &S::start, "of the allocation [ms since 1970-01-01T00:00Z]"),
      };
    }
  };
  using Shipped = std::map<Key, base::Quantity>;  // [each]
  Shipped points_, items_;

 public:
  template <class = void>
  static constexpr auto fields() {
    using S = Rationing;
    using base::required;
    return std::tuple{
        required("points", &S::points_, "shipped to a stocking point [each]"),
        required("items", &S::items_, "shipped of an item to the whole network [each]"),
    };
  }
};

}  // namespace supplytwin::supply
