#include <algorithm>

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
using policy::EventType;

/// The index of an order line's draws: its day and its ordinal that day at a store, its episode at a shelf.
std::uint64_t Simulation::order_index(const Need& need) {
  if (is_shelf(need.point)) return decision_index_of(need);
  Store& store = state_.store[need.point];
  const auto day = static_cast<std::uint32_t>((state_.now - model_->begin) / base::kDay);
  store.order_ordinal = store.order_day == day ? store.order_ordinal + 1 : 0;
  store.order_day = day;
  return day_index(day, store.order_ordinal);
}

/// The draw of one step of an order line at its supplier, apart from other suppliers of the same point.
kernel::Draw Simulation::draw_order(std::uint32_t p, std::uint32_t offer, Purpose purpose,
                                    std::uint64_t index) const {
  const std::uint64_t supplier = model_->supplier_entities[model_->network.offers()[offer].supplier.value];
  return exogenous_->random.draw(base::combine(model_->points[p].entity, supplier), purpose, index);
}

/// A requisition: posted in the ERP, approved where its value asks for it, then ordered.
void Simulation::request_order(std::uint32_t slot, const policy::Decision& decision) {
  Need& need = state_.needs[slot];
  const network::Offer& offer = model_->network.offers()[decision.offer.value];
  const supply::Supplier& supplier = model_->suppliers[offer.supplier.value];
  Line line;
  line.need = slot;
  line.point = need.point;
  line.offer = decision.offer.value;
  line.quantity = static_cast<std::int32_t>(decision.quantity);
  line.expedited = decision.action == policy::Action::requisition_expedite && supplier.can_expedite();
  line.price = supplier.price(offer.price, line.expedited);
  line.draw = order_index(need);
  line.opened = need.opened;
  ++need.legs;
  expect(line.point, line.quantity);

  const Time sent = over_bus(state_.now, line.point, BusMessage::order, line.draw);
  const Time posted = model_->erp.requisition(sent, draw(line.point, Purpose::requisition, line.draw));
  time(Stage::decision_to_requisition, line.opened, posted - state_.now);
  if (supplier.internal()) {
    const Time taken_up = supplier.acknowledged(posted, draw(line.point, Purpose::acknowledgement, line.draw));
    at(taken_up, EventClass::completion, EventKind::centre_order, state_.lines.add(line));
    return;
  }
  Time approved = posted;  // a supplier refills what is its own without asking
  if (is_owned(line.point)) {
    const Money value = line.price * line.quantity;
    approved = model_->erp.approved(posted, value, draw(line.point, Purpose::approval, line.draw));
    time(Stage::approval, line.opened, approved - posted);
  }
  // A buyer sends an expedited line at once, the others wait for the next run.
  const Time run = line.expedited ? approved : model_->erp.order_run(approved);
  time(Stage::purchase_order, line.opened, run - approved);
  join_order(state_.lines.add(line), run);
}

/// Standard lines of one site for one supplier in one run share a purchase order.
void Simulation::join_order(std::uint32_t slot, Time run) {
  Line& line = state_.lines[slot];
  const std::uint32_t supplier = model_->network.offers()[line.offer].supplier.value;
  const std::uint32_t site = model_->points[line.point].site;
  if (!line.expedited) {
    if (const auto open = state_.open_orders.find({supplier, site, run}); open != state_.open_orders.end()) {
      line.next = state_.orders[open->second].first_line;
      state_.orders[open->second].first_line = slot;
      return;
    }
  }
  const std::uint32_t order = state_.orders.add({site, supplier, line.expedited, slot, run});
  if (!line.expedited) state_.open_orders[{supplier, site, run}] = order;
  at(run, EventClass::completion, EventKind::order_run, order);
}

void Simulation::on_order_run(std::uint32_t slot) {
  const PurchaseOrder order = state_.orders[slot];
  state_.orders.remove(slot);
  if (!order.expedited) state_.open_orders.erase({order.supplier, order.site, order.run});
  const supply::Supplier& supplier = model_->suppliers[order.supplier];
  const supply::Lane& lane = model_->lane_from(base::SupplierId(order.supplier), order.site);

  const std::uint32_t first = state_.lines[order.first_line].point;
  const Time inbox = model_->erp.transmitted(state_.now, draw_message(order, Purpose::transmission));
  const Time acknowledged = supplier.acknowledged(inbox, draw_message(order, Purpose::acknowledgement));
  Money value;
  std::vector<Load> loads;
  bool ships = false, buys = false;
  for (std::uint32_t l = order.first_line; l != kNone;) {
    const std::uint32_t next = state_.lines[l].next, point = state_.lines[l].point;
    const Money ordered = state_.lines[l].price * state_.lines[l].quantity;
    outcome::Measures& m = cell(point);
    ++(order.expedited ? m.expedited_lines : m.order_lines);
    if (is_owned(point)) {
      m.approvals += model_->erp.approval_steps(ordered);
      value += ordered;
      buys = true;
    }
    loads.push_back({point, ordered});
    time(Stage::acknowledgement, state_.lines[l].opened, acknowledged - state_.now);
    ships |= ship_line(l, order, acknowledged);
    l = next;
  }
  if (buys) ++cell(first).purchase_orders;
  // Nothing is due for an order that the supplier cancels whole, nor for a refill of what is the supplier's own.
  if (!ships || !(buys || order.expedited)) return;
  const Money fee = buys ? supplier.small_order_fee(value) : Money{};
  pay_freight(lane.cost(order.expedited && lane.can_expedite()) + fee, order.expedited, loads);
}

/// What a purchase order meets on its way to the supplier belongs to the order, whatever lines are on it; an
/// expedited line is an order of its own.
kernel::Draw Simulation::draw_message(const PurchaseOrder& order, Purpose purpose) const {
  const Line& line = state_.lines[order.first_line];
  if (order.expedited) return draw_order(line.point, line.offer, purpose, line.draw);
  const std::uint64_t pair =
      base::combine(model_->supplier_entities[order.supplier], model_->hospitals[order.site].entity);
  return exogenous_->random.draw(pair, purpose,
                                 static_cast<std::uint64_t>((order.run - model_->begin) / base::kMinute));
}

/// The supplier ships what it can of a line and cancels the rest. True when it ships anything.
bool Simulation::ship_line(std::uint32_t slot, const PurchaseOrder& order, Time acknowledged) {
  Line& line = state_.lines[slot];
  const supply::Supplier& supplier = model_->suppliers[order.supplier];
  const base::ItemId item{model_->points[line.point].item};
  const base::CategoryId category = model_->network.items()[item.value].category;
  auto filled = static_cast<std::int32_t>(supplier.filled(line.quantity, draw_line(line, Purpose::fill)));
  if (const auto* allocation = supplier.allocation_in_force(category, acknowledged)) {
    const supply::Rationing::Customer customer{line.point, item.value,
                                               model_->master.points[line.point].daily_use_milli,
                                               model_->network_use_milli[item.value]};
    filled = static_cast<std::int32_t>(
        state_.rationing.grant(*allocation, base::SupplierId(order.supplier), customer, filled, acknowledged));
  }
  line.next = kNone;
  line.acknowledged = acknowledged;
  outcome::Measures& m = cell(line.point);
  m.short_shipped += line.quantity - filled;
  if (filled == 0) {
    at(acknowledged, EventClass::completion, EventKind::cancelled, slot);
    return false;
  }
  if (filled < line.quantity) {
    Line cancelled = line;
    cancelled.quantity -= filled;
    ++state_.needs[line.need].legs;
    at(acknowledged, EventClass::completion, EventKind::cancelled, state_.lines.add(cancelled));
  }
  Line& shipped = state_.lines[slot];
  shipped.quantity = filled;
  shipped.shipped = true;

  state_.ledger.post(Account::supplier, Account::in_transit, item, filled);
  buy(shipped, filled);

  const supply::Lane& lane = model_->lane_from(base::SupplierId(order.supplier), order.site);
  const bool express = shipped.expedited && lane.can_expedite();
  const Time ready = work_on(shipped, order.supplier, acknowledged);
  const Time left = lane.departure(ready, express);
  Time arrives = lane.arrival(left, express, draw_line(shipped, Purpose::transit));
  if (supplier.config().sequence == supply::Sequence::sequential)
    arrives = keep_sequence(order.supplier, order.site, arrives);
  deliver(slot, left, arrives);
  return true;
}

/// When goods that would arrive at `arrives` do so behind all that left that supplier for that site before.
Time Simulation::keep_sequence(std::uint32_t supplier, std::uint32_t site, Time arrives) {
  Time& last = state_.last_arrival[supplier * model_->network.sites() + site];
  return last = std::max(last, arrives);
}

/// When a supplier that can begin a line at `from` has it ready to ship.
Time Simulation::work_on(const Line& line, std::uint32_t supplier, Time from) {
  const supply::Supplier& at = model_->suppliers[supplier];
  const bool one_at_a_time = at.config().sequence == supply::Sequence::one_at_a_time;
  Time& busy_until = state_.busy_until[supplier];
  const Time begun = one_at_a_time ? std::max(from, busy_until) : from;
  const Time ready = at.shipped(begun, line.expedited, draw_line(line, Purpose::lead_time));
  if (one_at_a_time) busy_until = ready;
  return ready;
}

/// The supplier's acknowledgement says what will not come.
void Simulation::on_cancelled(std::uint32_t slot) {
  const Line line = state_.lines[slot];
  state_.lines.remove(slot);
  policy::Event discrepancy = event(EventType::receipt_discrepancy);
  discrepancy.point = base::PointId(line.point);
  discrepancy.quantity = line.quantity;
  discrepancy.offer = base::OfferId(line.offer);
  tell(discrepancy);
  drop_order(line.need, line.quantity);
  close_leg(line.need);
}

/// An internal order reaches the distribution centre and waits there for stock: expedited lines before the others,
/// each kind first come first served.
void Simulation::on_centre_order(std::uint32_t slot) {
  Line& line = state_.lines[slot];
  const base::SupplierId supplier = model_->network.offers()[line.offer].supplier;
  const base::LocationId centre_site = model_->network.suppliers()[supplier.value].location;
  const std::uint32_t centre =
      model_->network.point(centre_site, base::ItemId(model_->points[line.point].item)).value;
  Store& store = state_.store[centre];
  ++cell(line.point).dc_lines;
  store.owed += line.quantity;
  tell_taken(centre, line.quantity);
  std::uint32_t before = line.expedited ? kNone : store.last_claim;
  for (std::uint32_t l = store.first_claim; line.expedited && l != kNone && state_.lines[l].expedited;
       l = state_.lines[l].next)
    before = l;
  std::uint32_t& link = before == kNone ? store.first_claim : state_.lines[before].next;
  line.next = link;
  link = slot;
  if (line.next == kNone) store.last_claim = slot;
  serve_lines(centre);
  check_store(centre);
}

void Simulation::serve_lines(std::uint32_t centre) {
  Store& store = state_.store[centre];
  while (store.first_claim != kNone) {
    const std::uint32_t slot = store.first_claim;
    const std::int32_t given = std::clamp(store.on_hand - store.reserved, 0, state_.lines[slot].quantity);
    if (given == 0) return;
    store.owed -= given;
    take(centre, given);
    if (given < state_.lines[slot].quantity) {
      Line part = state_.lines[slot];  // what is there goes now, the rest keeps its place
      part.quantity = given;
      part.next = kNone;
      state_.lines[slot].quantity -= given;
      ++state_.needs[part.need].legs;
      ship_from_centre(state_.lines.add(part), model_->points[centre].site);
      return;
    }
    store.first_claim = state_.lines[slot].next;
    if (store.first_claim == kNone) store.last_claim = kNone;
    state_.lines[slot].next = kNone;
    ship_from_centre(slot, model_->points[centre].site);
  }
}

void Simulation::ship_from_centre(std::uint32_t slot, std::uint32_t centre_site) {
  Line& line = state_.lines[slot];
  const std::uint32_t site = model_->points[line.point].site;
  const base::SupplierId supplier = model_->network.offers()[line.offer].supplier;
  const supply::Lane& lane = *model_->courier(centre_site, site);
  const bool express = line.expedited && lane.can_expedite();
  line.shipped = true;
  line.acknowledged = state_.now;
  const Time ready = work_on(line, supplier.value, state_.now);
  const Time departs = lane.departure(ready, express);
  const Load load{line.point, Money{model_->cost[model_->points[line.point].item]} * line.quantity};
  if (express) {
    pay_freight(lane.cost(true), true, {&load, 1});
  } else {
    board(departs, centre_site, load);
  }
  // The trip's draw belongs to the truck, so lines on it arrive together.
  const auto trip = static_cast<std::uint64_t>((departs - model_->begin) / base::kMinute);
  Time arrives =
      lane.arrival(departs, express, exogenous_->random.draw(model_->hospitals[site].entity, Purpose::trip, trip));
  if (!express && model_->suppliers[supplier.value].config().sequence == supply::Sequence::sequential)
    arrives = keep_sequence(supplier.value, site, arrives);
  at(operations().dock.next_open(arrives, zone()), EventClass::arrival, EventKind::docked, slot);
}

/// Goods reach the dock; the receipt is posted later.
void Simulation::on_docked(std::uint32_t slot) {
  const Line line = state_.lines[slot];
  state_.lines.remove(slot);
  const bool internal = model_->suppliers[model_->network.offers()[line.offer].supplier.value].internal();
  time(Stage::delivery, line.opened, state_.now - line.acknowledged);
  time(internal ? Stage::dc_cycle : Stage::order_cycle, line.opened, state_.now - line.opened);
  const Time posted = model_->erp.receipt_posted(state_.now, draw(line.point, Purpose::receipt, line.draw));
  time(Stage::posting, line.opened, posted - state_.now);
  const std::int32_t counted = line.quantity - line.missing;
  at(posted, EventClass::completion, EventKind::posted, line.point,
     static_cast<std::uint64_t>(counted) | std::uint64_t{line.invoice} << 32);
  if (line.missing > 0) miss(line, posted);
  if (counted > 0) {
    receive(line.point, counted, line.need);
  } else {
    close_leg(line.need);
  }
}

void Simulation::on_posted(std::uint32_t p, std::int32_t quantity, std::uint32_t invoice) {
  if (quantity > 0) {
    policy::Event recorded = event(EventType::receipt_recorded);
    recorded.point = base::PointId(p);
    recorded.quantity = quantity;
    tell(recorded);
  }
  if (invoice != kNone && --state_.invoices[invoice].receipts == 0) settle_invoice(invoice);
}

/// Goods from outside come to a point: into a store at once, to a shelf by hand.
void Simulation::receive(std::uint32_t p, std::int32_t quantity, std::uint32_t need) {
  if (is_shelf(p)) {
    kernel::Draw walk = draw(p, Purpose::restock, draw_index(Walk::from_dock, state_.needs[need].episode));
    const Time arrives = state_.now + operations().restock_time.sample_duration(walk);
    shelf(p).due = std::min(shelf(p).due, arrives);
    at(arrives, EventClass::arrival, EventKind::restocked,
       state_.restocks.add({p, quantity, state_.now, need, kNone}));
    return;
  }
  put(p, quantity);
  state_.store[p].on_order -= quantity;
  close_leg(need);
  if (model_->distribution_centre(model_->points[p].site)) {
    serve_lines(p);
  } else {
    serve_claims(p);
  }
}

}  // namespace supplytwin::world
