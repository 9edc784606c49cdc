#include <algorithm>
#include <optional>

#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Duration;
using base::Time;
using kernel::EventClass;
using kernel::Purpose;
using outcome::Account;
using outcome::MoneyAccount;

namespace {

/// What a point buys first: its cheapest offer that reaches it; ties by id.
std::optional<std::uint32_t> usual_offer(const Model::Data& model, std::uint32_t p) {
  const policy::Master& master = model.master;
  const Model::Data::Point& point = model.points[p];
  std::optional<std::uint32_t> usual;
  for (const base::OfferId id : master.offers_of(base::ItemId(point.item))) {
    const policy::Master::Offer& offer = master.offers[id.value];
    const bool ships = master.sites[point.site].dc ? offer.to_dc : offer.to_hospitals;
    if (!ships || master.receive_time[offer.supplier.value * master.sites.size() + point.site] < Duration{}) continue;
    if (!usual || offer.price < master.offers[*usual].price) usual = id.value;
  }
  return usual;
}

}  // namespace

/// The state at the start of the warm-up: as given, else as `RunOptions::start` says.
void Simulation::open() {
  const std::size_t points = model_->points.size(), sites = model_->network.sites();
  state_.now = model_->begin;
  state_.view = policy::View(model_->master);
  state_.ledger = outcome::Ledger(model_->cost.size());
  state_.store.resize(model_->stores);
  state_.shelves.resize(points - model_->stores);
  state_.rooms.assign(sites, {0, state_.now});
  state_.last_arrival.assign(model_->suppliers.size() * sites, model_->begin);
  state_.owed.assign(record_.measures.size(), {});
  state_.day_base.assign(outcome::kDailySeries, 0);
  state_.busy_until.assign(model_->suppliers.size(), model_->begin);

  for (std::uint32_t p = 0; p < points; ++p) open_point(p);
  const network::OpeningConfig& given = model_->config.opening;
  for (const auto* orders : {&model_->config.network.open_orders, &given.open_orders})
    for (const network::OpenOrderConfig& order : *orders) {
      const auto [p, offer] = placed(order);
      open_order(p, offer, static_cast<std::int32_t>(order.quantity), order.due);
    }
  const bool warms_up = model_->begin < model_->config.start;
  if (!warms_up) start_recording();  // what follows belongs to the period
  for (const network::RequisitionConfig& r : given.requisitions) open_requisition(r);
  for (std::uint32_t p = 0; p < points; ++p) is_shelf(p) ? plan(p) : check_store(p);
  if (warms_up) at(model_->config.start, EventClass::recording, EventKind::record_start, 0);
  open_calendar();
}

/// One point's stock. Where none is given its position is even between reorder point and par, as it is in the long
/// run of a stock rule that orders unit by unit (Hadley and Whitin 1963, chapter 4), and part of it is on its way.
void Simulation::open_point(std::uint32_t p) {
  const Model::Data::Point& point = model_->points[p];
  const Model::Data::Opening& opening = model_->openings[p];
  std::int32_t stock = opening.stock;
  if (stock < 0) {
    kernel::Draw spread = draw(p, Purpose::initial_stock, 0);
    double share = spread.uniform();
    if (options_.start == Start::upper) share = 0.5 + share / 2;
    if (options_.start == Start::lower) share /= 2;
    stock = point.reorder_point + 1 + static_cast<std::int32_t>(share * (point.par - point.reorder_point));
    stock -= open_pipeline(p, stock, spread.uniform());
  }
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
    s.settled = model_->begin - Duration{1};  // a pick at the very start is still to come
    s.seen = picks_.counts(p - model_->stores, s.settled);
    return;
  }
  Store& store = state_.store[p];
  store.on_hand = stock;
  store.changed = model_->begin;
  fill_room(p, stock);
  policy::View::Stock known = state_.view.stock(base::PointId(p));
  known.on_hand = known_stock;
  state_.view.open(base::PointId(p), known);
}

/// Puts on its way what a point that is supplied from outside had ordered before, were its use even: an order from
/// the reorder point up to par went out `phase` and so many units ago as the position has fallen since, and others
/// before it at the same distance. Those whose lead time is not over are still to come. Returns their quantity
/// [each].
std::int32_t Simulation::open_pipeline(std::uint32_t p, std::int32_t position, double phase) {
  const Model::Data::Point& point = model_->points[p];
  const auto use = static_cast<double>(model_->master.points[p].daily_use_milli) / 1000;
  if ((is_shelf(p) && !is_direct(p)) || use <= 0) return 0;
  const std::optional<std::uint32_t> offer = usual_offer(*model_, p);
  if (!offer) return 0;
  const supply::SupplierConfig& supplier = model_->suppliers[model_->master.offers[*offer].supplier.value].config();
  const Duration mean =
      model_->master
          .receive_time[model_->master.offers[*offer].supplier.value * model_->master.sites.size() + point.site];
  const double unit = static_cast<double>(base::kDay.count()) / use;  // ms that one base unit lasts
  const std::int32_t quantity = point.par - point.reorder_point;
  std::int32_t coming = 0;
  for (std::uint32_t k = 0; position - coming - quantity >= 0; ++k) {
    kernel::Draw law = draw(p, Purpose::initial_stock, 1 + k);
    const double lead =
        static_cast<double>(mean.count()) - supplier.lead_time.mean() + supplier.lead_time.sample(law);
    const double ago = unit * (point.par - position + phase + static_cast<double>(quantity) * k);
    if (ago > static_cast<double>(mean.count()) + 10 * supplier.lead_time.mean()) break;
    if (lead <= ago) continue;
    open_order(p, *offer, quantity, model_->begin + Duration{static_cast<std::int64_t>(lead - ago)});
    coming += quantity;
  }
  return coming;
}

/// A line that was ordered before the start, for a need that was decided then.
Line Simulation::open_line(std::uint32_t p, std::uint32_t offer, std::int32_t quantity) {
  Line line;
  line.need = open_need(p, model_->begin - Duration{1});
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
  const Time approved = std::max(r.approved, model_->begin);
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
  at(operations().dock.next_open(std::max(due, model_->begin), zone()), EventClass::arrival, EventKind::docked,
     state_.lines.add(line));
}

/// What is set from the start to happen: counts, allocations, forecasts, and what is recorded when.
void Simulation::open_calendar() {
  for (std::uint32_t u = 0; u < model_->units.size(); ++u) {
    // Counts are spread over the interval, each unit at its own instant of it.
    kernel::Draw phase = exogenous_->random.draw(model_->units[u].entity, Purpose::choice, 0);
    const auto first =
        static_cast<std::int64_t>(phase.uniform() * static_cast<double>(operations().count_interval.count()));
    at(model_->begin + Duration{first}, EventClass::review, EventKind::unit_count, u);
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
