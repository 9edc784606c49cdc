#include <algorithm>
#include <optional>

#include "base/huge_pages.hpp"
#include "world/simulation.hpp"
#include "world/stationary.hpp"

namespace supplytwin::world {

using base::Duration;
using base::Time;
using kernel::EventClass;
using kernel::Purpose;
using outcome::Account;
using outcome::MoneyAccount;

/// Orders older than so many mean lead times have come.
constexpr double kLeadTimes = 10;

/// The state at the start of the warm-up, or of what `RunOptions::skip` leaves of it.
void Simulation::open() {
  const std::size_t points = model_->points.size(), sites = model_->network.sites();
  state_.now = model_->begin + options_.skip;
  reported_ = options_.skip.count();
  state_.view = policy::View(model_->master);
  state_.ledger = outcome::Ledger(model_->cost.size());
  state_.store.resize(model_->stores);
  base::reserve_huge(state_.shelves, points - model_->stores);
  state_.shelves.resize(points - model_->stores);
  state_.rooms.assign(sites, {0, state_.now});
  state_.last_arrival.assign(model_->suppliers.size() * sites, state_.now);
  state_.owed.assign(record_.measures.size(), {});
  state_.day_base.assign(outcome::kDailySeries, 0);
  state_.busy_until.assign(model_->suppliers.size(), state_.now);

  for (std::uint32_t p = 0; p < points; ++p) open_point(p);
  const network::OpeningConfig& given = model_->config.opening;
  for (const auto* orders : {&model_->config.network.open_orders, &given.open_orders})
    for (const network::OpenOrderConfig& order : *orders) {
      const auto [p, offer] = placed(order);
      open_order(p, offer, static_cast<std::int32_t>(order.quantity), order.due);
    }
  const bool warms_up = state_.now < model_->config.start;
  if (!warms_up) start_recording();  // what follows belongs to the period
  for (const network::RequisitionConfig& r : given.requisitions) open_requisition(r);
  if (options_.journal) options_.journal->opened(model_->master, state_.view, state_.now);
  for (std::uint32_t p = 0; p < points; ++p) is_shelf(p) ? plan(p) : check_store(p);
  if (warms_up) at(model_->config.start, EventClass::recording, EventKind::record_start, 0);
  open_calendar();
}

/// One point's stock. Where none is given it is that of some instant in the long run of its stock rule (Hadley and
/// Whitin 1963, chapter 4: between reorder point and par), and part of it is on its way.
void Simulation::open_point(std::uint32_t p) {
  const Model::Data::Point& point = model_->points[p];
  const Model::Data::Opening& opening = model_->openings[p];
  const std::int32_t stock = opening.stock < 0 ? open_past(p) : opening.stock;
  const std::int32_t known_stock = opening.known < 0 ? stock : opening.known;
  state_.ledger.post(Account::opening, Account::on_hand, base::ItemId(point.item), stock);
  state_.ledger.pay(MoneyAccount::opening, MoneyAccount::inventory, base::Money{model_->cost[point.item]} * stock);
  if (is_shelf(p)) {
    Shelf& s = shelf(p);
    s.on_hand = stock;
    s.known = known_stock;
    s.backorders = opening.backorders;
    s.out = s.backorders > 0 && stock == 0;
    if (s.out) state_.out_shelves.push_back(p);
    s.settled = state_.now - Duration{1};  // a pick at the very start is still to come
    s.seen = picks_->counts(p - model_->stores, s.settled);
    return;
  }
  Store& store = state_.store[p];
  store.on_hand = stock;
  store.changed = state_.now;
  fill_room(p, stock);
  policy::View::Stock known = state_.view.stock(base::PointId(p));
  known.on_hand = known_stock;
  state_.view.open(base::PointId(p), known);
}

/// Draws a point's stock, and puts on its way what it had ordered before, were its use even: of its past orders those
/// whose lead time is not over. Returns what is on hand [each].
std::int32_t Simulation::open_past(std::uint32_t p) {
  const Model::Data::Point& point = model_->points[p];
  const policy::Master::Point& rule = model_->master.points[p];
  kernel::Draw spread = draw(p, Purpose::initial_stock, 0);
  const auto use = static_cast<double>(rule.daily_use_milli) / 1000;
  const bool outside = !is_shelf(p) || is_direct(p);
  const std::optional<std::uint32_t> usual = outside && use > 0 ? usual_offer(*model_, p) : std::nullopt;
  if (!usual) return static_cast<std::int32_t>(play(rule, nullptr, model_->takes[p], 0, spread).position);
  const policy::Master::Offer& offer = model_->master.offers[*usual];
  const supply::SupplierConfig& supplier = model_->suppliers[offer.supplier.value].config();
  const auto mean = static_cast<double>(
      model_->master.receive_time[offer.supplier.value * model_->master.sites.size() + point.site].count());
  const double unit = static_cast<double>(base::kDay.count()) / use;    // ms that one base unit lasts
  const double oldest = mean + kLeadTimes * supplier.lead_time.mean();  // ms that an order is looked back for
  const Past past = play(rule, &offer, model_->takes[p], oldest / unit, spread);
  auto on_hand = static_cast<std::int32_t>(past.position);
  for (std::size_t k = 0; k < past.orders.size() && on_hand >= past.orders[k].quantity; ++k) {
    kernel::Draw law = draw(p, Purpose::initial_stock, 1 + k);
    const double lead = mean - supplier.lead_time.mean() + supplier.lead_time.sample(law);
    const double ago = unit * past.orders[k].since;
    if (ago > oldest) break;
    if (lead <= ago) continue;
    open_order(p, *usual, past.orders[k].quantity, state_.now + Duration{static_cast<std::int64_t>(lead - ago)});
    on_hand -= past.orders[k].quantity;
  }
  return on_hand;
}

/// A line that was ordered before the start, for a need that was decided then.
Line Simulation::open_line(std::uint32_t p, std::uint32_t offer, std::int32_t quantity) {
  Line line;
  line.need = open_need(p, state_.now - Duration{1});
  line.point = p;
  line.offer = offer;
  line.quantity = quantity;
  line.draw = draw_index(Lines::opening, state_.needs[line.need].episode);
  line.opened = state_.needs[line.need].opened;
  Need& need = state_.needs[line.need];
  need.covered = true;
  need.legs = 1;
  policy::View::Stock known = state_.view.stock(base::PointId(p));
  known.on_order += line.quantity;
  state_.view.open(base::PointId(p), known);
  if (is_shelf(p)) {
    shelf(p).need = kNone;
    shelf(p).on_order += line.quantity;
  } else {
    state_.store[p].need = kNone;
    state_.store[p].on_order += line.quantity;
  }
  return line;
}

/// A requisition that waits for its approval at the start.
void Simulation::open_requisition(const network::RequisitionConfig& r) {
  const auto [p, offer] = placed(r);
  const network::Offer& offered = model_->network.offers()[offer];
  const supply::Supplier& supplier = model_->suppliers[offered.supplier.value];
  Line line = open_line(p, offer, static_cast<std::int32_t>(r.quantity));
  line.expedited = r.expedited && supplier.can_expedite();
  line.price = supplier.price(offered.price, line.expedited);
  const Time approved = std::max(r.approved, state_.now);
  const Time run = line.expedited ? approved : model_->erp.order_run(approved);
  join_order(state_.lines.add(line), run);
}

/// Goods that are on their way at the start.
void Simulation::open_order(std::uint32_t p, std::uint32_t offer, std::int32_t quantity, Time due) {
  const base::ItemId item(model_->points[p].item);
  Line line = open_line(p, offer, quantity);
  line.shipped = true;
  line.acknowledged = line.opened;
  state_.ledger.post(Account::opening, Account::in_transit, item, line.quantity);
  state_.ledger.pay(MoneyAccount::opening, MoneyAccount::inventory,
                    base::Money{model_->cost[item.value]} * line.quantity);
  at(operations().dock.next_open(std::max(due, state_.now), zone()), EventClass::arrival, EventKind::docked,
     state_.lines.add(line));
}

/// What is set from the start to happen: counts, allocations, forecasts, and what is recorded when.
void Simulation::open_calendar() {
  for (std::uint32_t u = 0; u < model_->units.size(); ++u) {
    // Counts are spread over the interval, each unit at its own instant of it.
    kernel::Draw phase = exogenous_->random.draw(model_->units[u].entity, Purpose::choice, 0);
    const Duration interval = operations().count_interval;
    Time first =
        model_->begin + Duration{static_cast<std::int64_t>(phase.uniform() * static_cast<double>(interval.count()))};
    while (first < state_.now) first += interval;
    at(first, EventClass::review, EventKind::unit_count, u);
  }
  for (std::uint32_t s = 0; s < model_->suppliers.size(); ++s) {
    for (const supply::Supplier::Allocation& a : model_->suppliers[s].allocations()) {
      for (const Time t : {a.start, a.end})
        at(std::max(t, state_.now), EventClass::decision, EventKind::allocation, s);
    }
  }
  at(publication().next(state_.now, zone()), EventClass::decision, EventKind::forecast, 0);
  if (!operations().accounting.continuous())
    at(operations().accounting.next(model_->config.start + Duration{1}, zone()), EventClass::recording,
       EventKind::account, 0);
  for (std::uint32_t d = 0; d < model_->day_ends.size(); ++d)
    at(model_->day_ends[d], EventClass::recording, EventKind::day_end, d);
}

}  // namespace supplytwin::world
