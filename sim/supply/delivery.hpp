#pragma once

#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/random.hpp"
#include "supply/config.hpp"

namespace supplytwin::supply {

/// One receipt of a shipment.
struct Part {
  base::Quantity quantity = 0;  ///< shipped with it [each]
  base::Quantity missing = 0;   ///< of that, found missing or damaged at the dock [each]
  base::Duration delay{};       ///< after the first part
  bool operator==(const Part&) const = default;
};

/// The receipts that `shipped` base units come in; what comes later is whole multiples of `multiple`.
std::vector<Part> parts(const DeliveryConfig& config, base::Quantity shipped, base::Quantity multiple,
                        kernel::Draw draw);

}  // namespace supplytwin::supply
