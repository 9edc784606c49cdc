#include "integration/erp.hpp"

namespace supplytwin::integration {

Erp::Erp(const ErpConfig& config, Availability availability, const base::TimeZone& zone)
    : config_(&config), availability_(std::move(availability)), zone_(&zone) {}

base::Time Erp::requisition(base::Time t, kernel::Draw draw) const {
  return availability_.next_up(t, *zone_) + config_->latency.sample_duration(draw);
}

const ApprovalConfig* Erp::band(base::Money value) const {
  for (const ApprovalConfig& band : config_->approvals) {
    if (band.up_to == base::Money{} || value <= band.up_to) return &band;
  }
  return config_->approvals.empty() ? nullptr : &config_->approvals.back();
}

std::int64_t Erp::approval_steps(base::Money value) const {
  const ApprovalConfig* needed = band(value);
  return needed ? needed->steps : 0;
}

base::Time Erp::approved(base::Time posted, base::Money value, kernel::Draw draw) const {
  const ApprovalConfig* needed = band(value);
  for (std::int64_t step = 0; needed && step < needed->steps; ++step) {
    posted = config_->office.after(posted, needed->time.sample_duration(draw), *zone_);
  }
  return posted;
}

base::Time Erp::order_run(base::Time approved) const {
  base::Time run = config_->order_run.next(approved, *zone_);
  // A run that falls into a time without the ERP is caught up when it answers again.
  return availability_.next_up(run, *zone_);
}

base::Time Erp::transmitted(base::Time ordered, kernel::Draw draw) const {
  return ordered + config_->transmission.sample_duration(draw);
}

base::Time Erp::receipt_posted(base::Time t, kernel::Draw draw) const {
  return availability_.next_up(t + config_->receipt_posting.sample_duration(draw), *zone_);
}

base::Duration Erp::expected_order_path() const {
  return config_->order_run.mean_wait() +
         base::Duration{static_cast<std::int64_t>(config_->latency.mean() + config_->transmission.mean())};
}

}  // namespace supplytwin::integration
