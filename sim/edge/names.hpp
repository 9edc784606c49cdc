#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/ids.hpp"
#include "policy/master.hpp"

namespace supplytwin::edge {

/// The names on the wire of all that a master holds. It must outlive them.
class Names {
 public:
  explicit Names(const policy::Master& master);

  const policy::Master& master() const { return *master_; }
  const std::string& of(base::LocationId site) const { return master_->sites[site.value].id; }
  const std::string& of(base::ItemId item) const { return master_->items[item.value].id; }
  const std::string& of(base::CategoryId category) const { return master_->categories[category.value]; }
  const std::string& of(base::SupplierId supplier) const { return master_->suppliers[supplier.value].id; }
  const std::string& of(base::ContractId contract) const { return master_->contracts[contract.value].id; }
  const std::string& location_of(base::PointId point) const;
  const std::string& location(base::LocationId place) const { return master_->locations[place.value]; }
  const std::string& item_of(base::PointId point) const { return of(master_->points[point.value].item); }

  /// The first table in which a name stands twice, so that one of two rows could never be meant; empty when there is
  /// none.
  std::string_view ambiguous() const;

  std::optional<base::ItemId> item(std::string_view name) const;
  std::optional<base::CategoryId> category(std::string_view name) const;
  std::optional<base::SupplierId> supplier(std::string_view name) const;
  /// A site or a clinical unit.
  std::optional<base::LocationId> location(std::string_view name) const;
  std::optional<base::PointId> point(std::string_view location, std::string_view item) const;
  std::optional<base::OfferId> offer(std::string_view contract, std::string_view item) const;

 private:
  using Index = std::unordered_map<std::string, std::uint32_t>;
  std::optional<std::uint32_t> pair(const Index& first, std::string_view a, std::string_view item,
                                    const std::unordered_map<std::uint64_t, std::uint32_t>& of) const;

  const policy::Master* master_;
  Index items_, categories_, suppliers_, locations_, contracts_;
  std::unordered_map<std::uint64_t, std::uint32_t> points_, offers_;  // by location or contract, and item
};

}  // namespace supplytwin::edge
