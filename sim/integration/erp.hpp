#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "base/time_zone.hpp"
#include "integration/availability.hpp"
#include "integration/config.hpp"
#include "kernel/random.hpp"

namespace supplytwin::integration {

/// The ERP and the people in its path: when each document comes to be.
class Erp {
 public:
  Erp(const ErpConfig& config, Availability availability, const base::TimeZone& zone);

  /// When a command sent at `t` stands as a posted requisition.
  base::Time requisition(base::Time t, kernel::Draw draw) const;
  /// Approvals in a row that a requisition of this value needs; 0 is automatic.
  std::int64_t approval_steps(base::Money value) const;
  /// When a requisition of this value is approved: each step takes its time in office hours.
  base::Time approved(base::Time posted, base::Money value, kernel::Draw draw) const;
  /// The run that turns a requisition approved at `t` into a purchase order.
  base::Time order_run(base::Time approved) const;
  /// When the purchase order is in the supplier's inbox.
  base::Time transmitted(base::Time ordered, kernel::Draw draw) const;
  /// When goods that came to the dock at `t` stand as a posted receipt.
  base::Time receipt_posted(base::Time t, kernel::Draw draw) const;
  /// Mean time from decision to a purchase order in the supplier's inbox, without approvals.
  base::Duration expected_order_path() const;

 private:
  /// The band of a value; null where no approval is configured.
  const ApprovalConfig* band(base::Money value) const;

  const ErpConfig* config_;
  Availability availability_;
  const base::TimeZone* zone_;
};

}  // namespace supplytwin::integration
