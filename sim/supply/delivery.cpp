#include "supply/delivery.hpp"

#include <algorithm>

#include "kernel/variates.hpp"

namespace supplytwin::supply {

std::vector<Part> parts(const DeliveryConfig& config, base::Quantity shipped, base::Quantity multiple,
                        kernel::Draw draw) {
  std::vector<Part> all{{shipped, 0, {}}};
  while (static_cast<std::int64_t>(all.size()) < config.most_receipts && all.back().quantity > multiple &&
         kernel::happens(config.split, draw)) {
    const base::Quantity whole = all.back().quantity;
    const base::Quantity wanted = base::scale(whole, config.later.sample_share(draw)) / multiple * multiple;
    const base::Quantity later = std::clamp(wanted, multiple, (whole - 1) / multiple * multiple);
    const base::Duration delay = all.back().delay + config.delay.sample_duration(draw);
    all.back().quantity -= later;
    all.push_back({later, 0, delay});
  }
  for (Part& part : all) {
    if (kernel::happens(config.discrepancy, draw))
      part.missing = std::max<base::Quantity>(1, base::scale(part.quantity, config.missing.sample_share(draw)));
  }
  return all;
}

}  // namespace supplytwin::supply
