#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace supplytwin::base {

/// A dense index of one kind of thing; ids of different kinds do not mix.
template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
  constexpr auto operator<=>(const Id&) const = default;
  /// Whether it names a thing.
  constexpr explicit operator bool() const { return value != kNone; }
};

using LocationId = Id<struct LocationTag>;
using ItemId = Id<struct ItemTag>;
using PointId = Id<struct PointTag>;  ///< a stocking point: one item at one location
using SupplierId = Id<struct SupplierTag>;
using ContractId = Id<struct ContractTag>;
using OfferId = Id<struct OfferTag>;  ///< one item under one contract
using CategoryId = Id<struct CategoryTag>;

}  // namespace supplytwin::base

template <class Tag>
struct std::hash<supplytwin::base::Id<Tag>> {
  std::size_t operator()(supplytwin::base::Id<Tag> id) const noexcept { return id.value; }
};
