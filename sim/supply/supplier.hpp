#pragma once

#include <vector>

#include "base/ids.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "base/time_zone.hpp"
#include "kernel/random.hpp"
#include "supply/config.hpp"

namespace supplytwin::supply {

/// A supplier at work: how it acknowledges, how much of a line it ships and when.
class Supplier {
 public:
  /// A time in which a customer gets only a share of its ordinary use of a category, however much it orders.
  struct Allocation {
    base::CategoryId category;  ///< none: every category
    base::Time start, end;
    base::Ratio share;

    /// What a customer with this ordinary use [each / 1000 / day] may have got by `t`, a week in advance.
    base::Quantity quota(std::int64_t daily_use_milli, base::Time t) const;
  };

  Supplier(const SupplierConfig& config, std::vector<Allocation> allocations, const base::TimeZone& zone);

  const SupplierConfig& config() const { return *config_; }
  bool internal() const { return config_->channel == Channel::internal; }
  bool can_expedite() const { return config_->expedite_price.ppm > 0; }
  /// When an order received at `t` is acknowledged; it works on orders in its hours.
  base::Time acknowledged(base::Time t, kernel::Draw draw) const;
  /// When a line acknowledged at `t` leaves.
  base::Time shipped(base::Time t, bool expedited, kernel::Draw draw) const;
  /// The share of a category's ordinary use that it ships at `t`, that of the tightest allocation; 1 outside.
  base::Ratio allocation(base::CategoryId category, base::Time t) const;
  /// The allocations in force, by their start; null outside.
  const std::vector<Allocation>* allocation_in_force(base::CategoryId category, base::Time t) const;
  /// How much of `ordered` it ships by its fill law.
  base::Quantity filled(base::Quantity ordered, kernel::Draw draw) const;
  /// The fee on an order of this value.
  base::Money small_order_fee(base::Money value) const;
  /// Price of a line: the contract's, or raised when expedited.
  base::Money price(base::Money contract_price, bool expedited) const;
  const std::vector<Allocation>& allocations() const { return allocations_; }

 private:
  /// A time in which the same allocations of a category are in force; of no category: those of all categories.
  struct InForce {
    base::CategoryId category;
    base::Time start, end;
    std::vector<Allocation> allocations;
  };

  const SupplierConfig* config_;
  std::vector<Allocation> allocations_;
  std::vector<InForce> in_force_;
  const base::TimeZone* zone_;
};

}  // namespace supplytwin::supply
