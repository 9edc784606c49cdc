#pragma once

#include "base/calendar.hpp"
#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/law.hpp"

namespace supplytwin::integration {

/// Accounts payable: from a supplier's invoice to its payment. The people in it keep the office hours of the ERP.
struct PayablesConfig {
  kernel::Law invoice, processing;
  base::Schedule match_run;
  base::Ratio price_mismatch{};
  base::Duration price_period{base::kDay * 30};
  kernel::Law price_difference;
  base::Ratio overcharged = base::kOne;
  base::Ratio quantity_mismatch{};
  kernel::Law quantity_difference;
  base::Ratio price_tolerance{};
  base::Money amount_tolerance{-1};
  base::Ratio quantity_tolerance{};
  base::Duration receipt_grace{};
  kernel::Law rework_wait, rework;
  base::Ratio upheld{};
  base::Schedule payment_run;

  template <class = void>
  static constexpr auto fields() {
    using C = PayablesConfig;
    return std::tuple{
        base::required("invoice", &C::invoice, "law from goods shipped to invoice received [time]"),
        base::required("processing", &C::processing, "law from invoice received to ready for the match [time]"),
        base::optional("match_run", &C::match_run, "when the ERP matches what is ready"),
        base::optional("price_mismatch", &C::price_mismatch,
                       "share of prices that a supplier bills otherwise than ordered, for a whole period [1]")
            .between(0, 1'000'000),
        base::optional("price_period", &C::price_period,
                       "how long a price stays right or wrong before it is drawn again [time]")
            .between(base::kHour.count(), 1'000'000'000'000),
        base::optional("price_difference", &C::price_difference,
                       "law of the difference of a wrong price, of the ordered one [1]"),
        base::optional("overcharged", &C::overcharged, "share of wrong prices that are above the ordered one [1]")
            .between(0, 1'000'000),
        base::optional("quantity_mismatch", &C::quantity_mismatch,
                       "share of invoices that bill more than was shipped [1]")
            .between(0, 1'000'000),
        base::optional("quantity_difference", &C::quantity_difference,
                       "law of what such an invoice bills too much, of what was shipped [1]"),
        base::optional("price_tolerance", &C::price_tolerance,
                       "difference of a price that is paid without a question, of the ordered one [1]")
            .between(0, 1'000'000),
        base::optional("amount_tolerance", &C::amount_tolerance,
                       "the same of a whole line; both must hold; absent: no limit [money]"),
        base::optional("quantity_tolerance", &C::quantity_tolerance,
                       "difference from what was received that is paid without a question [1]")
            .between(0, 1'000'000),
        base::optional("receipt_grace", &C::receipt_grace,
                       "how long a ready invoice waits for its receipts before they are missing [time]")
            .between(0, (base::kDay * 365).count()),
        base::optional("rework_wait", &C::rework_wait,
                       "law from an exception to the work on it: questions and answers [time]"),
        base::optional("rework", &C::rework, "law of a person's work on one exception, in office hours [time]"),
        base::optional("upheld", &C::upheld, "share of price exceptions after which the billed price is paid [1]")
            .between(0, 1'000'000),
        base::optional("payment_run", &C::payment_run, "when the ERP pays what is due"),
    };
  }
};

}  // namespace supplytwin::integration
