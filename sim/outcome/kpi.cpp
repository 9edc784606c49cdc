#include "outcome/kpi.hpp"

#include <algorithm>

#include "outcome/latency_kpis.hpp"
#include "stats/survival.hpp"

namespace supplytwin::outcome {
namespace {

using M = Measures;
constexpr double kDollars = 1.0 / 1'000'000;  // micro-dollars to USD
constexpr auto kBetterLow = Direction::lower;
constexpr auto kBetterHigh = Direction::higher;
constexpr auto kEither = Direction::neither;
constexpr bool kHeadline = true;

template <std::int64_t M::*... Members>
std::int64_t sum(const M& m) {
  return ((m.*Members) + ...);
}

Kpi total(KpiGroup group, std::string name, std::string title, std::string unit, std::string doc, Direction direction,
          std::int64_t (*numerator)(const M&), double factor = 1, bool headline = false) {
  return {.name = std::move(name),
          .title = std::move(title),
          .unit = std::move(unit),
          .doc = std::move(doc),
          .group = group,
          .direction = direction,
          .headline = headline,
          .shape = Shape::total,
          .numerator = numerator,
          .factor = factor};
}

Kpi ratio(KpiGroup group, std::string name, std::string title, std::string unit, std::string doc, Direction direction,
          std::int64_t (*numerator)(const M&), std::int64_t (*denominator)(const M&), double factor = 1,
          bool headline = false) {
  Kpi k = total(group, std::move(name), std::move(title), std::move(unit), std::move(doc), direction, numerator,
                factor, headline);
  k.shape = Shape::ratio;
  k.denominator = denominator;
  if (k.unit == "1") k.least = 0, k.most = 1;
  return k;
}

Kpi vital(Kpi k) {
  k.vital_only = true;
  return k;
}

void add_service(std::vector<Kpi>& all) {
  const auto g = KpiGroup::service;
  all.push_back(total(g, "stockout_incidents", "Stockouts", "incidents",
                      "times a pick at a clinical unit found an empty shelf after stock was there", kBetterLow,
                      sum<&M::stockouts>, 1, kHeadline));
  all.push_back(
      total(g, "stockout_hours", "Stockout", "item-h",
            "from the first unserved pick until a receipt leaves stock on the shelf, summed over items and units; a "
            "substitute does not end it",
            kBetterLow, sum<&M::stockout_time>, kHours, kHeadline));
  all.push_back(
      vital(total(g, "critical_stockout_hours", "Critical stockout", "item-h", "stockout hours of vital items alone",
                  kBetterLow, sum<&M::stockout_time>, kHours, kHeadline)));
  const auto uncovered = [](const M& m) { return m.stockout_time - m.covered_time; };
  all.push_back(total(g, "uncovered_stockout_hours", "Stockout, uncovered", "item-h",
                      "stockout hours less those since a pick that a substitute served", kBetterLow, uncovered,
                      kHours));
  all.push_back(
      vital(total(g, "critical_uncovered_stockout_hours", "Critical stockout, uncovered", "item-h",
                  "uncovered stockout hours of vital items alone", kBetterLow, uncovered, kHours, kHeadline)));
  all.push_back(total(g, "substituted_units", "Substituted", "each", "picks served at once by a substitute", kEither,
                      sum<&M::substituted>));
  all.push_back(ratio(g, "substitute_share", "Substitute share", "1",
                      "share of picks that found none of their item and were served at once by a substitute",
                      kBetterHigh, sum<&M::substituted>, sum<&M::substituted, &M::lost, &M::backordered>));
  all.push_back(total(g, "units_short", "Units short", "each",
                      "picks not served at once, not by a substitute either: lost, or served late", kBetterLow,
                      sum<&M::lost, &M::backordered>, 1, kHeadline));
  all.push_back(total(g, "units_lost", "Units lost", "each", "picks never served", kBetterLow, sum<&M::lost>));
  all.push_back(ratio(g, "fill_rate", "Fill rate", "1", "share of picks served at once with the item itself",
                      kBetterHigh, sum<&M::filled>, sum<&M::demanded>, 1, kHeadline));
  all.push_back(vital(ratio(g, "critical_fill_rate", "Critical fill rate", "1", "fill rate of vital items alone",
                            kBetterHigh, sum<&M::filled>, sum<&M::demanded>)));
  all.push_back(ratio(
      g, "ready_rate", "Ready rate", "1", "share of shelf time with stock on it", kBetterHigh,
      [](const M& m) { return m.stocked_time - m.empty_time; }, sum<&M::stocked_time>, 1, kHeadline));
}

void add_spend(std::vector<Kpi>& all) {
  const auto g = KpiGroup::spend;
  all.push_back(total(g, "total_spend", "Total spend", "USD",
                      "purchases, expedite premium, invoice variances, freight and transfers; holding cost is apart",
                      kBetterLow, spend, kDollars, kHeadline));
  all.push_back(total(
      g, "net_spend", "Spend net of stock", "USD",
      "total spend less the rise of stock value: what the period itself cost", kBetterLow,
      [](const M& m) { return spend(m) - m.stock_change; }, kDollars, kHeadline));
  all.push_back(
      total(g, "purchases", "Purchases", "USD",
            "bought from suppliers at the contract price: owned items when they ship, the others when they are used",
            kBetterLow, sum<&M::purchases>, kDollars));
  all.push_back(total(g, "billed_after_use", "Billed after use", "USD",
                      "purchases of consignment and bill-only items when they are used; part of purchases", kEither,
                      sum<&M::billed_value>, kDollars));
  all.push_back(total(g, "expedite_premium", "Expedite premium", "USD",
                      "paid above the contract price on expedited lines", kBetterLow, sum<&M::expedite_premium>,
                      kDollars));
  all.push_back(total(g, "emergency_spend", "Emergency spend", "USD",
                      "whole value of expedited lines; of a supplier's own goods the premium alone", kBetterLow,
                      sum<&M::emergency_spend>, kDollars, kHeadline));
  all.push_back(ratio(g, "emergency_share", "Emergency share", "1",
                      "emergency spend, of what is paid to suppliers for goods", kBetterLow, sum<&M::emergency_spend>,
                      sum<&M::purchases, &M::expedite_premium>));
  all.push_back(total(g, "price_variance", "Price variance", "USD",
                      "paid beyond the ordered prices, once invoices were matched", kBetterLow,
                      sum<&M::price_variance>, kDollars));
  all.push_back(total(g, "quantity_variance", "Quantity variance", "USD",
                      "paid beyond the quantities received, within the tolerance of the match", kBetterLow,
                      sum<&M::quantity_variance>, kDollars));
  all.push_back(ratio(
      g, "contract_compliance", "Contract compliance", "1", "share of purchases made under a contract", kBetterHigh,
      [](const M& m) { return m.purchases - m.off_contract_spend; }, sum<&M::purchases>));
  all.push_back(total(g, "off_contract_spend", "Off-contract spend", "USD", "purchases from spot offers", kBetterLow,
                      sum<&M::off_contract_spend>, kDollars));
  all.push_back(total(g, "off_contract_premium", "Off-contract premium", "USD",
                      "of them, above the least contract price of the item; below zero when the spot is cheaper",
                      kBetterLow, sum<&M::off_contract_premium>, kDollars));
  all.push_back(total(g, "freight", "Freight", "USD", "inbound freight of standard orders", kBetterLow,
                      sum<&M::freight>, kDollars));
  all.push_back(total(g, "expedite_freight", "Expedite freight", "USD", "inbound freight of expedited orders",
                      kBetterLow, sum<&M::expedite_freight>, kDollars, kHeadline));
  all.push_back(total(g, "transfer_cost", "Transfer cost", "USD", "couriers and handling of lateral transfers",
                      kBetterLow, sum<&M::transfer_cost>, kDollars, kHeadline));
  all.push_back(total(g, "substitution_cost", "Substitution cost", "USD",
                      "substitutes used, less what they stood in for, at standard cost; part of no other figure",
                      kBetterLow, sum<&M::substitution_cost>, kDollars));
  all.push_back(total(g, "holding_cost", "Holding cost", "USD", "cost of holding the stock on hand", kBetterLow,
                      sum<&M::holding>, kDollars));
  all.push_back(total(g, "backorder_cost", "Backorder cost", "USD", "cost of picks that wait, where a cost is given",
                      kBetterLow, sum<&M::backorder_cost>, kDollars));
  all.push_back(total(g, "lost_sale_cost", "Lost sale cost", "USD", "cost of lost picks, where a cost is given",
                      kBetterLow, sum<&M::lost_cost>, kDollars));
  all.push_back(
      total(g, "inventory_cost", "Inventory cost", "USD",
            "freight of orders, holding, backorders and lost picks: what a stock rule is judged by", kBetterLow,
            sum<&M::freight, &M::expedite_freight, &M::holding, &M::backorder_cost, &M::lost_cost>, kDollars));
  Kpi stock = total(g, "stock_value", "Stock value", "USD", "mean stock on hand that is owned, at standard cost",
                    kBetterLow, sum<&M::stock_value_time>, 1, kHeadline);
  stock.shape = Shape::mean;
  all.push_back(std::move(stock));
  Kpi capital =
      total(g, "working_capital", "Working capital", "USD",
            "mean value of owned stock, on hand and on its way, less what is owed for it until invoices are paid",
            kBetterLow, [](const M& m) { return m.stock_value_time + m.transit_value_time - m.owed_time; });
  capital.shape = Shape::mean;
  all.push_back(std::move(capital));
  const auto level = [&](const char* name, const char* title, const char* doc, std::int64_t (*numerator)(const M&)) {
    Kpi k = total(g, name, title, "each", doc, kEither, numerator);
    k.shape = Shape::mean;
    all.push_back(std::move(k));
  };
  level("mean_on_hand", "Mean on hand", "mean stock on hand, summed over stocking points", sum<&M::on_hand_time>);
  level("mean_backorders", "Mean backorders", "mean number of picks that wait", sum<&M::backorder_time>);
  all.push_back(ratio(g, "period_on_hand", "On hand at period ends", "each",
                      "stock on hand of a stocking point at the end of an accounting period", kEither,
                      sum<&M::period_on_hand>, sum<&M::periods>));
  all.push_back(ratio(g, "period_backorders", "Backorders at period ends", "each",
                      "waiting picks of a stocking point at the end of an accounting period", kBetterLow,
                      sum<&M::period_backorders>, sum<&M::periods>));
  all.push_back(ratio(g, "period_stockout_share", "Periods with backorders", "1",
                      "share of accounting periods that end with a waiting pick", kBetterLow,
                      sum<&M::period_stockouts>, sum<&M::periods>));
  Kpi room = total(g, "storage_used", "Storage used", "m3", "mean room taken at sites with a limit", kEither,
                   sum<&M::storage_time>, 1e-3);
  room.shape = Shape::mean;
  all.push_back(std::move(room));
  const auto of_sites = [&](Kpi k) {
    k.of_sites = true;
    all.push_back(std::move(k));
  };
  Kpi share = ratio(g, "storage_share", "Storage share", "1", "mean room taken, of the limit", kEither,
                    sum<&M::storage_time>, sum<&M::storage_limit_time>);
  share.most = std::numeric_limits<double>::infinity();  // a limit does not keep goods out
  of_sites(std::move(share));
  of_sites(total(g, "over_capacity_hours", "Over capacity", "site-h",
                 "time that sites hold more than they have room for", kBetterLow, sum<&M::over_limit_time>, kHours));
  of_sites(total(g, "overflow_cost", "Overflow cost", "USD", "cost of what stands where there is no room for it",
                 kBetterLow, sum<&M::overflow_cost>, kDollars));
  // [dollar-seconds] / [micro-dollars]: the period cancels out.
  all.push_back(ratio(g, "days_on_hand", "Days on hand", "d", "mean stock value, in days of consumption", kEither,
                      sum<&M::stock_value_time>, sum<&M::consumption_value>, 1e6 / 86'400));
  all.push_back(ratio(g, "turns", "Turns", "1/year", "yearly consumption over mean stock value", kBetterHigh,
                      sum<&M::consumption_value>, sum<&M::stock_value_time>, 365 * 86'400 * kDollars));
  all.push_back(total(g, "consumption_value", "Consumption", "USD", "served picks of owned items at standard cost",
                      kEither, sum<&M::consumption_value>, kDollars));
}

void add_operations(std::vector<Kpi>& all) {
  const auto g = KpiGroup::operations;
  const auto count = [&](const char* name, const char* title, const char* unit, const char* doc, Direction direction,
                         std::int64_t (*numerator)(const M&), bool headline = false) {
    all.push_back(total(g, name, title, unit, doc, direction, numerator, 1, headline));
  };
  count("restocks", "Restocks", "lines", "lines moved from a storeroom to a unit", kEither, sum<&M::restocks>);
  count("needs", "Needs", "episodes", "need episodes opened", kEither, sum<&M::needs>);
  count("needs_cancelled", "Needs cancelled", "episodes", "need episodes cancelled or superseded", kEither,
        sum<&M::needs_cancelled>);
  count("needs_dead_lettered", "Needs dead-lettered", "episodes", "need episodes parked for a person", kBetterLow,
        sum<&M::needs_dead_lettered>);
  count("needs_held_by_error", "Needs held by an error", "episodes",
        "of those parked for a person, by an expression of a rule that failed", kBetterLow,
        sum<&M::needs_held_by_error>);
  count("needs_without_rule", "Needs without a rule", "episodes",
        "of those parked for a person, because no rule applied", kBetterLow, sum<&M::needs_without_rule>);
  count("needs_open", "Needs open", "episodes", "need episodes open at the end", kBetterLow, sum<&M::needs_open>);
  count("decisions", "Decisions", "decisions", "decisions of the policy", kEither, sum<&M::decisions>);
  count("billed_units", "Billed units", "each", "units of consignment and bill-only items used", kEither,
        sum<&M::billed>);
  count("substitutions", "Substitutions", "substitutions", "substitutes that units accepted", kEither,
        sum<&M::substitutions>);
  count("substitutions_refused", "Substitutions refused", "substitutions", "substitutes that units refused",
        kBetterLow, sum<&M::substitutions_refused>);
  count("transfers", "Transfers", "lines", "lateral transfers shipped", kEither, sum<&M::transfers>, kHeadline);
  count("transfers_refused", "Transfers refused", "lines", "lateral transfers the donor refused", kBetterLow,
        sum<&M::transfers_refused>);
  count("order_lines", "Order lines", "lines", "standard lines on purchase orders sent to suppliers", kEither,
        sum<&M::order_lines>);
  count("expedited_lines", "Expedited lines", "lines", "expedited lines on purchase orders sent to suppliers",
        kBetterLow, sum<&M::expedited_lines>, kHeadline);
  all.push_back(ratio(g, "expedited_share", "Expedited share", "1", "expedited lines, of all lines from suppliers",
                      kBetterLow, sum<&M::expedited_lines>, sum<&M::order_lines, &M::expedited_lines>));
  count("dc_lines", "DC lines", "lines", "lines that the distribution centre took up", kEither, sum<&M::dc_lines>);
  Kpi orders = total(g, "purchase_orders", "Purchase orders", "orders",
                     "purchase orders sent; a refill of a supplier's own goods is none", kBetterLow,
                     sum<&M::purchase_orders>, 1, kHeadline);
  orders.of_sites = true;  // lines of several categories share an order
  all.push_back(std::move(orders));
  count("approvals", "Approvals", "approvals", "approvals that a person gave to lines that were ordered", kBetterLow,
        sum<&M::approvals>);
  count("short_shipped", "Short-shipped", "each", "ordered but not shipped by the supplier", kBetterLow,
        sum<&M::short_shipped>);
  count("partial_receipts", "Partial receipts", "lines", "shipped lines that come in more than one receipt",
        kBetterLow, sum<&M::partial_receipts>);
  count("invoices", "Invoices", "invoices", "invoices of shipped lines, once all receipts are posted", kEither,
        sum<&M::invoices>);
  count("price_exceptions", "Price exceptions", "invoices", "invoices at another price than ordered", kBetterLow,
        sum<&M::price_exceptions>);
  count("quantity_exceptions", "Quantity exceptions", "invoices", "invoices of another quantity than received",
        kBetterLow, sum<&M::quantity_exceptions>);
  count("receipt_exceptions", "Missing receipts", "invoices",
        "invoices ready for the match before their receipts are posted", kBetterLow, sum<&M::receipt_exceptions>);
  all.push_back(total(g, "rework_hours", "Rework", "person-h", "people's work on exceptions of invoices", kBetterLow,
                      sum<&M::rework_time>, kHours));
  all.push_back(ratio(g, "paid_late_share", "Paid late", "1", "share of invoices paid at a later run than due",
                      kBetterLow, sum<&M::paid_late>, sum<&M::invoices>));
}

void add_integrity(std::vector<Kpi>& all) {
  const auto g = KpiGroup::integrity;
  all.push_back(ratio(g, "missed_scan_share", "Missed scans", "1", "served picks that were not scanned", kBetterLow,
                      sum<&M::missed_scans>, sum<&M::filled, &M::backordered>));
  all.push_back(ratio(g, "match_rate", "Invoice match rate", "1",
                      "share of invoices whose three-way match passes the first time", kBetterHigh,
                      sum<&M::invoices_matched>, sum<&M::invoices>));
  all.push_back(total(g, "receipt_discrepancies", "Receipt discrepancies", "receipts",
                      "receipts with goods missing or damaged", kBetterLow, sum<&M::receipt_discrepancies>));
  all.push_back(total(g, "units_discrepant", "Units missing or damaged", "each",
                      "missing or damaged in receipts, credited by the supplier", kBetterLow,
                      sum<&M::units_discrepant>));
  all.push_back(total(g, "corrections", "Corrections", "corrections", "times a person set a record right", kBetterLow,
                      sum<&M::corrections>));
}

}  // namespace

const std::vector<Kpi>& kpis() {
  static const std::vector<Kpi> all = [] {
    std::vector<Kpi> v;
    add_service(v);
    add_spend(v);
    add_latency(v);
    add_operations(v);
    add_integrity(v);
    return v;
  }();
  return all;
}

std::string not_told(const Kpi& kpi, By by) {
  if (kpi.told_by(By::site)) return kpi.name + " is not told by " + std::string(base::name_of(by)) + ", only by site";
  return kpi.name + " is known for the whole network only";
}

const Kpi* find_kpi(std::string_view name) {
  const auto& all = kpis();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Kpi& k) { return k.name == name; });
  return it == all.end() ? nullptr : &*it;
}

std::vector<Totals> totals(const Record& record, By by) {
  const std::size_t parts = by == By::site          ? record.sites
                            : by == By::category    ? record.categories
                            : by == By::criticality ? kCriticalities
                                                    : 1;
  std::vector<Totals> out(parts);
  for (std::size_t s = 0; s < record.sites; ++s)
    for (std::size_t c = 0; c < record.categories; ++c)
      for (std::size_t k = 0; k < kCriticalities; ++k) {
        const Measures& cell = record.at(s, c, k);
        Totals& part = out[by == By::site ? s : by == By::category ? c : by == By::criticality ? k : 0];
        part.all += cell;
        if (k == 0) part.vital += cell;
      }
  return out;
}

Observation observe(const Kpi& kpi, const Record& record, const Totals& part, base::Duration period) {
  const auto stage = static_cast<std::size_t>(kpi.stage);
  const Histogram &ended = record.latency[stage], &under_way = record.under_way[stage];
  if (kpi.shape == Shape::under_way) {
    const std::int64_t all = ended.count() + under_way.count();
    return {static_cast<double>(under_way.count()), static_cast<double>(all), all > 0};
  }
  if (kpi.shape == Shape::quantile) {
    const auto quantile = stats::survival_quantile(ended, under_way, kpi.share);
    return {kpi.factor * quantile.value, 1, ended.count() + under_way.count() > 0, quantile.at_least};
  }
  const Measures& m = kpi.vital_only ? part.vital : part.all;
  const double numerator = kpi.factor * static_cast<double>(kpi.numerator(m));
  switch (kpi.shape) {
    case Shape::mean:
      return {numerator * 1000 / static_cast<double>(period.count())};
    case Shape::ratio:
      return {numerator, static_cast<double>(kpi.denominator(m))};
    default:
      return {numerator};
  }
}

}  // namespace supplytwin::outcome
