#pragma once

#include "base/time.hpp"
#include "base/time_zone.hpp"
#include "integration/availability.hpp"
#include "integration/config.hpp"
#include "kernel/random.hpp"

namespace supplytwin::integration {

/// An inventory platform: when what happened on a shelf becomes known outside.
class Platform {
 public:
  Platform(const PlatformConfig& config, Availability availability, const base::TimeZone& zone);

  /// When a platform that holds scans sends them next: the scan itself in the cloud, the next sync on premises.
  base::Time sent(base::Time scanned) const;
  /// The last time at or before `t` at which it sends: `t` in the cloud. Outages are left out.
  base::Time last_sent(base::Time t) const;
  /// When the message reaches the bus.
  base::Time published(base::Time sent, kernel::Draw draw) const;

 private:
  const PlatformConfig* config_;
  Availability availability_;
  const base::TimeZone* zone_;
};

}  // namespace supplytwin::integration
