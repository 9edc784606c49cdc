#include "integration/payables.hpp"

#include <algorithm>
#include <cstdlib>

#include "kernel/variates.hpp"

namespace supplytwin::integration {

Payables::Payables(const PayablesConfig& config, const base::Hours& office, Availability erp,
                   const base::TimeZone& zone)
    : config_(&config), office_(&office), erp_(std::move(erp)), zone_(&zone) {}

base::Time Payables::invoiced(base::Time shipped, kernel::Draw draw) const {
  return shipped + config_->invoice.sample_duration(draw);
}

std::uint64_t Payables::price_period(base::Time invoiced) const {
  return static_cast<std::uint64_t>(invoiced.time_since_epoch() / config_->price_period);
}

Bill Payables::bill(base::Time invoiced, base::Money ordered_price, base::Quantity shipped, kernel::Draw price_draw,
                    kernel::Draw quantity_draw) const {
  Bill bill{invoiced, ordered_price, shipped};
  if (kernel::happens(config_->price_mismatch, price_draw)) {
    const bool above = kernel::happens(config_->overcharged, price_draw);
    const base::Money difference{
        base::scale(ordered_price.micros, config_->price_difference.sample_share(price_draw))};
    bill.price += above ? difference : -difference;
  }
  if (kernel::happens(config_->quantity_mismatch, quantity_draw))
    bill.quantity +=
        std::max<base::Quantity>(1, base::scale(shipped, config_->quantity_difference.sample_share(quantity_draw)));
  return bill;
}

Match Payables::match(const Bill& bill, const Receipt& receipt, kernel::Draw processing, kernel::Draw rework) const {
  base::Time ready = run(bill.received + config_->processing.sample_duration(processing));
  const base::Money difference = bill.price - receipt.price;
  const base::Money whole = difference * bill.quantity;
  Match match;
  match.receipt_missing = ready + config_->receipt_grace < receipt.posted;
  if (match.receipt_missing) {
    ready += config_->receipt_grace;
  } else if (ready < receipt.posted) {
    ready = run(receipt.posted);
  }
  match.price = std::abs(difference.micros) > base::scale(receipt.price.micros, config_->price_tolerance) ||
                (config_->amount_tolerance.micros >= 0 && std::abs(whole.micros) > config_->amount_tolerance.micros);
  match.quantity =
      std::abs(bill.quantity - receipt.quantity) > base::scale(receipt.quantity, config_->quantity_tolerance);

  const bool upheld = kernel::happens(config_->upheld, rework);
  base::Time done = ready;
  for (const bool due : {match.receipt_missing, match.price, match.quantity}) {
    // Drawn whether it is due or not, so that one exception does not move the draws of another.
    const base::Duration wait = config_->rework_wait.sample_duration(rework);
    const base::Duration work = config_->rework.sample_duration(rework);
    if (!due) continue;
    done = std::max(office_->after(done + wait, work, *zone_), receipt.posted);
    match.work += work;
  }
  match.at = match.first_pass() ? ready : run(done);

  const base::Quantity quantity = match.quantity ? receipt.quantity : bill.quantity;
  match.price_variance = (match.price && !upheld ? base::Money{} : difference) * quantity;
  match.quantity_variance = receipt.price * (quantity - receipt.quantity);
  return match;
}

base::Time Payables::paid(base::Time matched, base::Time due) const {
  return erp_.next_up(config_->payment_run.next(std::max(matched, due), *zone_), *zone_);
}

/// The run that matches what is ready at `t`; without the ERP it is caught up when that answers again.
base::Time Payables::run(base::Time t) const { return erp_.next_up(config_->match_run.next(t, *zone_), *zone_); }

}  // namespace supplytwin::integration
