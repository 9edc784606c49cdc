#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "stats/log_histogram.hpp"

namespace supplytwin::outcome {

/// What is counted for one site, category and criticality in one replication under one policy. All are integers, so
/// that any order of summing gives the same result.
struct Measures {
  // Service, at clinical units.
  std::int64_t demanded = 0;       // picks wanted [each]
  std::int64_t filled = 0;         // picks served from the shelf at once [each]
  std::int64_t lost = 0;           // picks never served [each]
  std::int64_t backordered = 0;    // picks served late [each]
  std::int64_t stockouts = 0;      // times a pick found an empty shelf after stock was there [incidents]
  std::int64_t stockout_time = 0;  // from the first unserved pick to the next receipt, summed over items [item-ms]
  std::int64_t empty_time = 0;     // shelf empty, summed over items [item-ms]
  std::int64_t stocked_time = 0;   // shelf watched, summed over items [item-ms]
  // Substitution, at clinical units.
  std::int64_t substituted = 0;        // picks served at once by a substitute [each]
  std::int64_t covered_time = 0;       // out of stock since a pick that a substitute served [item-ms]
  std::int64_t substitution_cost = 0;  // substitutes used, less what they stood in for, standard cost [micro-dollars]
  std::int64_t substitutions = 0;      // substitutes that units accepted
  std::int64_t substitutions_refused = 0;  // that they did not
  // Replenishment.
  std::int64_t restocks = 0;  // storeroom to unit [lines]
  std::int64_t needs = 0;     // need episodes opened
  std::int64_t needs_satisfied = 0;
  std::int64_t needs_cancelled = 0;
  std::int64_t needs_dead_lettered = 0;
  std::int64_t needs_held_by_error = 0;  // of those, first parked because an expression of a rule failed
  std::int64_t needs_without_rule = 0;   // of those, first parked because no rule applied
  std::int64_t needs_open = 0;           // at the horizon
  std::int64_t decisions = 0;
  std::int64_t transfers = 0;  // lateral, shipped [lines]
  std::int64_t transfers_refused = 0;
  std::int64_t order_lines = 0;  // standard, external [lines]
  std::int64_t expedited_lines = 0;
  std::int64_t dc_lines = 0;  // from the distribution centre [lines]
  std::int64_t purchase_orders = 0;
  std::int64_t approvals = 0;      // that a person gave
  std::int64_t short_shipped = 0;  // ordered, not shipped by the supplier [each]
  // Receipts and invoices.
  std::int64_t partial_receipts = 0;       // shipped lines that come in more than one receipt [lines]
  std::int64_t receipt_discrepancies = 0;  // with goods missing or damaged [receipts]
  std::int64_t units_discrepant = 0;       // missing or damaged [each]
  std::int64_t invoices = 0;               // whose receipts are posted
  std::int64_t invoices_matched = 0;       // of those, without an exception
  std::int64_t price_exceptions = 0;
  std::int64_t quantity_exceptions = 0;
  std::int64_t receipt_exceptions = 0;  // ready for the match before the receipts are posted
  std::int64_t rework_time = 0;         // people's work on exceptions [ms]
  std::int64_t paid_late = 0;           // a payment run or more after the one at which it was due [invoices]
  // Spend.
  std::int64_t purchases = 0;             // external, at the contract price [micro-dollars]
  std::int64_t expedite_premium = 0;      // above the contract price, on expedited lines [micro-dollars]
  std::int64_t emergency_spend = 0;       // whole value of expedited lines [micro-dollars]
  std::int64_t off_contract_spend = 0;    // purchases from spot offers [micro-dollars]
  std::int64_t off_contract_premium = 0;  // of them, above the item's least contract price [micro-dollars]
  std::int64_t price_variance = 0;        // paid beyond the ordered price [micro-dollars]
  std::int64_t quantity_variance = 0;     // paid beyond the quantity received [micro-dollars]
  std::int64_t freight = 0;               // inbound, standard [micro-dollars]
  std::int64_t expedite_freight = 0;      // [micro-dollars]
  std::int64_t transfer_cost = 0;         // couriers and handling of lateral transfers [micro-dollars]
  std::int64_t holding = 0;               // holding cost of stock on hand [micro-dollars]
  std::int64_t stock_value_time = 0;      // stock on hand at standard cost [dollar-seconds]
  std::int64_t transit_value_time = 0;    // goods on their way at standard cost, seen daily [dollar-seconds]
  std::int64_t owed_time = 0;             // owed for goods until they are paid, seen daily [dollar-seconds]
  std::int64_t consumption_value = 0;     // served picks at standard cost [micro-dollars]
  std::int64_t stock_change = 0;          // value of all stock at the end less at the start [micro-dollars]
  std::int64_t backorder_cost = 0;        // of picks that wait [micro-dollars]
  std::int64_t lost_cost = 0;             // of lost picks [micro-dollars]
  std::int64_t billed = 0;                // used while the supplier's: consignment and bill-only [each]
  std::int64_t billed_value = 0;          // the purchases of these [micro-dollars]
  // Room in storerooms and distribution centres that have a limit.
  std::int64_t storage_time = 0;        // room taken by what has a volume [l-s]
  std::int64_t storage_limit_time = 0;  // the limit; of a site, in its first cell [l-s]
  std::int64_t over_limit_time = 0;     // more in it than the limit; of a site, in its first cell [ms]
  std::int64_t overflow_cost = 0;       // of what is over the limit; of a site, in its first cell [micro-dollars]
  // Stock levels, at all stocking points.
  std::int64_t on_hand_time = 0;       // [each-s]
  std::int64_t backorder_time = 0;     // picks that wait, at units [each-s]
  std::int64_t periods = 0;            // ends of accounting periods, summed over stocking points
  std::int64_t period_on_hand = 0;     // on hand at those ends [each]
  std::int64_t period_backorders = 0;  // waiting picks at those ends [each]
  std::int64_t period_stockouts = 0;   // of those ends with a waiting pick
  // Integrity.
  std::int64_t missed_scans = 0;  // picks served but not scanned [each]
  std::int64_t corrections = 0;   // times a person corrected a record

  template <class = void>
  static constexpr auto fields() {
    using M = Measures;
    using base::required;
    return std::tuple{
        required("demanded", &M::demanded, "picks wanted at clinical units [each]"),
        required("filled", &M::filled, "picks served from the shelf at once [each]"),
        required("lost", &M::lost, "picks never served [each]"),
        required("backordered", &M::backordered, "picks served late [each]"),
        required("stockouts", &M::stockouts, "times a pick found an empty shelf after stock was there [incidents]"),
        required("stockout_time", &M::stockout_time, "from the first unserved pick to the next receipt [item-ms]"),
        required("empty_time", &M::empty_time, "shelf empty [item-ms]"),
        required("stocked_time", &M::stocked_time, "shelf watched [item-ms]"),
        required("substituted", &M::substituted, "picks served at once by a substitute [each]"),
        required("covered_time", &M::covered_time, "out of stock since a pick that a substitute served [item-ms]"),
        required("substitution_cost", &M::substitution_cost,
                 "substitutes used, less what they stood in for, at standard cost [micro-dollars]"),
        required("substitutions", &M::substitutions, "substitutes that units accepted [substitutions]"),
        required("substitutions_refused", &M::substitutions_refused,
                 "substitutes that units refused [substitutions]"),
        required("restocks", &M::restocks, "restock lines from storeroom to unit [lines]"),
        required("needs", &M::needs, "need episodes opened [episodes]"),
        required("needs_satisfied", &M::needs_satisfied, "need episodes satisfied [episodes]"),
        required("needs_cancelled", &M::needs_cancelled, "need episodes cancelled or superseded [episodes]"),
        required("needs_dead_lettered", &M::needs_dead_lettered, "need episodes parked for a person [episodes]"),
        required("needs_held_by_error", &M::needs_held_by_error,
                 "of those, first parked because an expression of a rule failed [episodes]"),
        required("needs_without_rule", &M::needs_without_rule,
                 "of those, first parked because no rule applied [episodes]"),
        required("needs_open", &M::needs_open, "need episodes open at the horizon [episodes]"),
        required("decisions", &M::decisions, "decisions of the policy [decisions]"),
        required("transfers", &M::transfers, "lateral transfers shipped [lines]"),
        required("transfers_refused", &M::transfers_refused, "lateral transfers the donor refused [lines]"),
        required("order_lines", &M::order_lines, "standard lines on purchase orders sent to suppliers [lines]"),
        required("expedited_lines", &M::expedited_lines,
                 "expedited lines on purchase orders sent to suppliers [lines]"),
        required("dc_lines", &M::dc_lines, "lines that the distribution centre took up [lines]"),
        required("purchase_orders", &M::purchase_orders, "purchase orders sent [orders]"),
        required("approvals", &M::approvals, "approvals that a person gave to lines that were ordered [approvals]"),
        required("short_shipped", &M::short_shipped, "ordered but not shipped by the supplier [each]"),
        required("partial_receipts", &M::partial_receipts,
                 "shipped lines that come in more than one receipt [lines]"),
        required("receipt_discrepancies", &M::receipt_discrepancies,
                 "receipts with goods missing or damaged [receipts]"),
        required("units_discrepant", &M::units_discrepant, "missing or damaged in receipts [each]"),
        required("invoices", &M::invoices, "invoices whose receipts are posted [invoices]"),
        required("invoices_matched", &M::invoices_matched, "invoices matched without an exception [invoices]"),
        required("price_exceptions", &M::price_exceptions, "invoices at another price than ordered [invoices]"),
        required("quantity_exceptions", &M::quantity_exceptions,
                 "invoices of another quantity than received [invoices]"),
        required("receipt_exceptions", &M::receipt_exceptions,
                 "invoices ready for the match before their receipts are posted [invoices]"),
        required("rework_time", &M::rework_time, "people's work on exceptions [ms]"),
        required("paid_late", &M::paid_late, "invoices paid at a later run than due [invoices]"),
        required("purchases", &M::purchases, "external purchases at the contract price [micro-dollars]"),
        required("expedite_premium", &M::expedite_premium, "price above contract on expedited lines [micro-dollars]"),
        required("emergency_spend", &M::emergency_spend, "whole value of expedited lines [micro-dollars]"),
        required("off_contract_spend", &M::off_contract_spend, "purchases from spot offers [micro-dollars]"),
        required("off_contract_premium", &M::off_contract_premium,
                 "purchases from spot offers above the least contract price of the item [micro-dollars]"),
        required("price_variance", &M::price_variance, "paid beyond the ordered price [micro-dollars]"),
        required("quantity_variance", &M::quantity_variance, "paid beyond the quantity received [micro-dollars]"),
        required("freight", &M::freight, "standard inbound freight [micro-dollars]"),
        required("expedite_freight", &M::expedite_freight, "expedited freight [micro-dollars]"),
        required("transfer_cost", &M::transfer_cost, "couriers and handling of transfers [micro-dollars]"),
        required("holding", &M::holding, "holding cost of stock on hand [micro-dollars]"),
        required("stock_value_time", &M::stock_value_time, "stock on hand at standard cost [dollar-seconds]"),
        required("transit_value_time", &M::transit_value_time,
                 "goods on their way at standard cost, seen at local midnights [dollar-seconds]"),
        required("owed_time", &M::owed_time,
                 "owed for goods from shipment to payment, seen at local midnights [dollar-seconds]"),
        required("consumption_value", &M::consumption_value, "served picks at standard cost [micro-dollars]"),
        required("stock_change", &M::stock_change, "value of all stock at the end less at the start [micro-dollars]"),
        required("backorder_cost", &M::backorder_cost, "cost of picks that wait [micro-dollars]"),
        required("lost_cost", &M::lost_cost, "cost of lost picks [micro-dollars]"),
        required("billed", &M::billed, "used while the supplier's: consignment and bill-only [each]"),
        required("billed_value", &M::billed_value, "purchases at use [micro-dollars]"),
        required("storage_time", &M::storage_time, "room taken at sites with a limit [l-s]"),
        required("storage_limit_time", &M::storage_limit_time, "limit of room, in the first cell of a site [l-s]"),
        required("over_limit_time", &M::over_limit_time, "over the limit of room, in the first cell of a site [ms]"),
        required("overflow_cost", &M::overflow_cost,
                 "cost of what is over the limit, in the first cell of a site [micro-dollars]"),
        required("on_hand_time", &M::on_hand_time, "stock on hand over time [each-s]"),
        required("backorder_time", &M::backorder_time, "waiting picks over time [each-s]"),
        required("periods", &M::periods, "ends of accounting periods, summed over stocking points [periods]"),
        required("period_on_hand", &M::period_on_hand, "stock on hand at ends of accounting periods [each]"),
        required("period_backorders", &M::period_backorders, "waiting picks at ends of accounting periods [each]"),
        required("period_stockouts", &M::period_stockouts,
                 "ends of accounting periods with a waiting pick [periods]"),
        required("missed_scans", &M::missed_scans, "picks served but not scanned [each]"),
        required("corrections", &M::corrections, "times a person corrected a record [corrections]"),
    };
  }
  bool operator==(const Measures&) const = default;
};

/// Adds every field.
Measures& operator+=(Measures& total, const Measures& part);

/// What is paid out [micro-dollars].
std::int64_t spend(const Measures& m);

/// Vital, essential, desirable.
inline constexpr std::size_t kCriticalities = 3;

/// What latencies are kept in.
using Histogram = stats::LogHistogram;

/// The stages whose latency is recorded, each as a histogram of ms.
enum class Stage : std::uint8_t {
  scan_to_visible,  ///< pick scanned to visible on its inventory platform
  breach_to_decision,
  decision_to_requisition,  ///< decision to requisition posted in the ERP
  approval,                 ///< requisition posted to approved
  purchase_order,           ///< approved to purchase order sent
  acknowledgement,          ///< purchase order sent to acknowledged
  delivery,                 ///< acknowledged to goods at the dock
  posting,                  ///< goods at the dock to receipt posted
  order_cycle,              ///< breach to goods at the dock, external orders
  dc_cycle,                 ///< breach to goods at the dock, from the distribution centre
  transfer_cycle,           ///< breach to goods at the dock, lateral transfers
  restock_cycle,            ///< breach at a unit to goods on its shelf
  invoice,                  ///< last receipt posted to invoice received; 0 when it was there before
  match,                    ///< invoice received to matched
  payment,                  ///< matched to paid
};
inline constexpr std::size_t kStages = 15;

/// The daily series: one value a day, whole network.
enum class Daily : std::uint8_t {
  census,                  ///< occupied beds at noon [beds]
  lost,                    ///< picks never served or served late [each]
  stockout_time,           ///< [item-ms]
  critical_stockout_time,  ///< vital items only [item-ms]
  orders,                  ///< lines ordered, external and from the distribution centre [lines]
  expedited,               ///< expedited lines [lines]
  transfers,               ///< lateral transfers shipped [lines]
  spend,                   ///< as outcome::spend [micro-dollars]
  stock_value,  ///< stock in storerooms and the distribution centre at standard cost, end of day [micro-dollars]
};
inline constexpr std::size_t kDailySeries = 9;
/// The unit of each daily series.
inline constexpr std::array<std::string_view, kDailySeries> kDailyUnits{
    "beds", "each", "item-ms", "item-ms", "lines", "lines", "lines", "micro-dollars", "micro-dollars"};

/// All that one replication under one policy left behind. Memory does not grow with the number of events.
struct Record {
  std::size_t sites = 0, categories = 0, days = 0;
  std::vector<Measures> measures;            ///< [site][category][criticality], criticality of kCriticalities
  std::array<Histogram, kStages> latency;    ///< [stage] of what was opened in the period and ended
  std::array<Histogram, kStages> under_way;  ///< [stage] ages of the rest when it was last seen
  std::vector<std::int64_t> daily;           ///< [series][day]
  std::int64_t picks = 0;                    ///< picks simulated to the end of the period, warm-up included
  std::int64_t events = 0;                   ///< events dispatched, warm-up and follow-up included

  Record() = default;
  Record(std::size_t sites, std::size_t categories, std::size_t days);
  Measures& at(std::size_t site, std::size_t category, std::size_t criticality) {
    return measures[(site * categories + category) * kCriticalities + criticality];
  }
  const Measures& at(std::size_t site, std::size_t category, std::size_t criticality) const {
    return measures[(site * categories + category) * kCriticalities + criticality];
  }
  std::int64_t& day(Daily series, std::size_t d) { return daily[static_cast<std::size_t>(series) * days + d]; }
  bool operator==(const Record&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Record;
    using base::required;
    return std::tuple{
        required("sites", &S::sites, "hospitals and distribution centres"),
        required("categories", &S::categories, "product categories"),
        required("days", &S::days, "days of the recorded period"),
        required("measures", &S::measures, "what is counted, by site, category and criticality"),
        required("latency", &S::latency, "latencies by stage [ms]"),
        required("under_way", &S::under_way, "ages by stage of what has not ended [ms]"),
        required("daily", &S::daily, "daily series of the whole network, by series and day"),
        required("picks", &S::picks, "picks simulated, warm-up included [each]"),
        required("events", &S::events, "events dispatched, warm-up included"),
    };
  }
};

}  // namespace supplytwin::outcome

template <>
struct supplytwin::base::EnumNames<supplytwin::outcome::Stage> {
  static constexpr std::array<std::string_view, supplytwin::outcome::kStages> names{"scan_to_visible",
                                                                                    "breach_to_decision",
                                                                                    "decision_to_requisition",
                                                                                    "approval",
                                                                                    "purchase_order",
                                                                                    "acknowledgement",
                                                                                    "delivery",
                                                                                    "posting",
                                                                                    "order_cycle",
                                                                                    "dc_cycle",
                                                                                    "transfer_cycle",
                                                                                    "restock_cycle",
                                                                                    "invoice",
                                                                                    "match",
                                                                                    "payment"};
};

template <>
struct supplytwin::base::EnumNames<supplytwin::outcome::Daily> {
  static constexpr std::array<std::string_view, supplytwin::outcome::kDailySeries> names{
      "census",    "lost",  "stockout_time", "critical_stockout_time", "orders", "expedited",
      "transfers", "spend", "stock_value"};
};
