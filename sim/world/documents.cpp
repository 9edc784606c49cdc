#include <algorithm>

#include "supply/delivery.hpp"
#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Duration;
using base::Money;
using base::Time;
using kernel::EventClass;
using kernel::Purpose;
using outcome::Account;
using outcome::MoneyAccount;
using outcome::Stage;

/// What left the supplier comes to the dock in one receipt or more; the supplier bills all of it at once.
void Simulation::deliver(std::uint32_t slot, Time left, Time arrives) {
  Line line = state_.lines[slot];
  const network::Offer& offer = model_->network.offers()[line.offer];
  const auto parts = supply::parts(model_->config.network.deliveries, line.quantity, offer.multiple,
                                   draw_line(line, Purpose::delivery));
  if (parts.size() > 1) ++cell(line.point).partial_receipts;
  if (model_->payables && is_owned(line.point))
    line.invoice =
        state_.invoices.add({line.point, line.offer, line.quantity, 0, static_cast<std::uint32_t>(parts.size()),
                             line.draw, line.opened, left, line.price});
  if (line.invoice != kNone) state_.owed[model_->points[line.point].cell] += line.price * line.quantity;
  for (const supply::Part& part : parts) {
    line.quantity = static_cast<std::int32_t>(part.quantity);
    line.missing = static_cast<std::int32_t>(part.missing);
    if (&part == &parts.front()) {
      state_.lines[slot] = line;
    } else {
      ++state_.needs[line.need].legs;
      slot = state_.lines.add(line);
    }
    at(operations().dock.next_open(arrives + part.delay, zone()), EventClass::arrival, EventKind::docked, slot);
  }
}

/// Books what is bought and owed for it; below zero: what the supplier credits.
void Simulation::buy(const Line& line, std::int32_t quantity) {
  const network::Offer& offer = model_->network.offers()[line.offer];
  const Money contract = offer.price * quantity, ordered = line.price * quantity;
  const Money standard = Money{model_->cost[offer.item.value]} * quantity;
  outcome::Measures& m = cell(line.point);
  if (!is_owned(line.point)) return refill(line, ordered - contract);
  m.purchases += contract.micros;
  m.expedite_premium += (ordered - contract).micros;
  if (line.expedited) m.emergency_spend += ordered.micros;
  if (model_->spot(offer)) {
    m.off_contract_spend += contract.micros;
    m.off_contract_premium += (contract - model_->contract_price[line.offer] * quantity).micros;
  }
  state_.ledger.pay(owed_for_goods(), MoneyAccount::inventory, standard);
  state_.ledger.pay(owed_for_goods(), MoneyAccount::expense, ordered - standard);
}

/// Part of a receipt is missing or damaged: the supplier credits it, and once that is posted it is known not to come.
void Simulation::miss(const Line& line, Time posted) {
  outcome::Measures& m = cell(line.point);
  ++m.receipt_discrepancies;
  m.units_discrepant += line.missing;
  state_.ledger.post(Account::in_transit, Account::discrepancy, base::ItemId{model_->points[line.point].item},
                     line.missing);
  buy(line, -line.missing);
  if (line.invoice != kNone) {
    state_.invoices[line.invoice].missing += line.missing;
    state_.owed[model_->points[line.point].cell] -= line.price * line.missing;
  }
  Line lost = line;
  lost.quantity = line.missing;
  lost.missing = 0;
  lost.shipped = false;
  lost.invoice = kNone;
  ++state_.needs[line.need].legs;
  at(posted, EventClass::completion, EventKind::cancelled, state_.lines.add(lost));
}

/// The last receipt of a shipped line is posted. Nothing else depends on what becomes of its invoice, so that is
/// worked out at once; the books follow at the runs that match and pay it.
void Simulation::settle_invoice(std::uint32_t slot) {
  const Invoice invoice = state_.invoices[slot];
  state_.invoices.remove(slot);
  const integration::Payables& payables = *model_->payables;
  const network::Offer& offer = model_->network.offers()[invoice.offer];
  const auto draw_invoice = [&](Purpose purpose) {
    return draw_order(invoice.point, invoice.offer, purpose, invoice.draw);
  };
  const Time received = payables.invoiced(invoice.left, draw_invoice(Purpose::invoice));
  const integration::Bill bill =
      payables.bill(received, invoice.price, invoice.shipped,
                    exogenous_->random.draw(model_->offer_entities[invoice.offer], Purpose::billed_price,
                                            payables.price_period(received)),
                    draw_invoice(Purpose::billed_quantity));
  const integration::Receipt receipt{state_.now, invoice.price, invoice.shipped - invoice.missing};
  const integration::Match match =
      payables.match(bill, receipt, draw_invoice(Purpose::match), draw_invoice(Purpose::rework));
  const Time due = received + model_->suppliers[offer.supplier.value].config().terms;
  const Time paid = payables.paid(match.at, due);

  outcome::Measures& m = cell(invoice.point);
  ++m.invoices;
  m.invoices_matched += match.first_pass();
  m.price_exceptions += match.price;
  m.quantity_exceptions += match.quantity;
  m.receipt_exceptions += match.receipt_missing;
  m.rework_time += match.work.count();
  m.price_variance += match.price_variance.micros;
  m.quantity_variance += match.quantity_variance.micros;
  m.paid_late += payables.paid(due, due) < paid;
  time(Stage::invoice, invoice.opened, std::max(Duration{}, received - state_.now));
  time(Stage::match, invoice.opened, match.at - received);
  time(Stage::payment, invoice.opened, paid - match.at);

  const Money ordered = receipt.price * receipt.quantity;
  const Money matched = ordered + match.price_variance + match.quantity_variance;
  const std::uint32_t cell_of = model_->points[invoice.point].cell;
  book(match.at, cell_of, {ordered, matched, {}});
  book(paid, cell_of, {{}, {}, matched});
}

/// Adds to what the books will follow at `t`.
void Simulation::book(Time t, std::uint32_t cell, const Booking& part) {
  const auto at_t = state_.bookings.lower_bound({t, 0});
  if (at_t == state_.bookings.end() || at_t->first.at != t) at(t, EventClass::completion, EventKind::books, 0);
  state_.bookings[{t, cell}] += part;
}

void Simulation::on_books() {
  Booking booking;
  auto b = state_.bookings.begin();
  for (; b != state_.bookings.end() && b->first.at == state_.now; b = state_.bookings.erase(b)) {
    booking += b->second;
    state_.owed[b->first.cell] += b->second.matched - b->second.ordered - b->second.paid;
  }
  state_.ledger.pay(MoneyAccount::payable, MoneyAccount::accrued, booking.ordered);
  state_.ledger.pay(MoneyAccount::payable, MoneyAccount::expense, booking.matched - booking.ordered);
  state_.ledger.pay(MoneyAccount::cash, MoneyAccount::payable, booking.paid);
}

}  // namespace supplytwin::world
