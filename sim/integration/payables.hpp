#pragma once

#include <cstdint>

#include "base/money.hpp"
#include "base/time.hpp"
#include "base/time_zone.hpp"
#include "integration/availability.hpp"
#include "integration/payables_config.hpp"
#include "kernel/random.hpp"

namespace supplytwin::integration {

/// What an invoice asks for: a price of one base unit and a quantity [each].
struct Bill {
  base::Time received{};
  base::Money price;
  base::Quantity quantity = 0;
  bool operator==(const Bill&) const = default;
};

/// What a bill is matched with: the price of the purchase order, the quantity of all its receipts [each].
struct Receipt {
  base::Time posted{};  ///< the last of them
  base::Money price;
  base::Quantity quantity = 0;
};

/// How a three-way match ended. Without an exception it passed the first time.
struct Match {
  base::Time at{};
  bool price = false, quantity = false, receipt_missing = false;  ///< exceptions by reason
  base::Duration work{};                                          ///< of people on them
  base::Money price_variance, quantity_variance;                  ///< paid beyond what was ordered and received
  bool first_pass() const { return !price && !quantity && !receipt_missing; }
};

/// Accounts payable at work: when a shipped line is billed, for what, how the bill is matched and when it is paid.
class Payables {
 public:
  /// `office` are the hours of the people in it, `erp` when the ERP answers.
  Payables(const PayablesConfig& config, const base::Hours& office, Availability erp, const base::TimeZone& zone);

  /// When the invoice for goods that left at `shipped` comes in.
  base::Time invoiced(base::Time shipped, kernel::Draw draw) const;
  /// The period of an invoice: a supplier's price is right, or wrong by the same share, throughout one.
  std::uint64_t price_period(base::Time invoiced) const;
  /// What a supplier bills for `shipped` base units; `price_draw` belongs to the offer and the period.
  Bill bill(base::Time invoiced, base::Money ordered_price, base::Quantity shipped, kernel::Draw price_draw,
            kernel::Draw quantity_draw) const;
  /// Purchase order, receipt and invoice side by side. A person works off each exception; what is then paid is the
  /// quantity received, at the billed price if the supplier is upheld.
  Match match(const Bill& bill, const Receipt& receipt, kernel::Draw processing, kernel::Draw rework) const;
  /// When a matched invoice is paid: at the first payment run at which it is due.
  base::Time paid(base::Time matched, base::Time due) const;

 private:
  base::Time run(base::Time t) const;

  const PayablesConfig* config_;
  const base::Hours* office_;
  Availability erp_;
  const base::TimeZone* zone_;
};

}  // namespace supplytwin::integration
