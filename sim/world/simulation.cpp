#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Time;
using kernel::EventClass;
using outcome::Account;
using outcome::MoneyAccount;
using policy::EventType;

Simulation::Simulation(const Model::Data& model, const Exogenous::Data& exogenous, const policy::Bundle& bundle,
                       const RunOptions& options)
    : model_(&model),
      exogenous_(&exogenous),
      bundle_(&bundle),
      options_(options),
      record_(model.network.sites(), model.network.categories().size(), model.day_ends.size()),
      day_base_(outcome::kDailySeries, 0) {
  open();
}

kernel::EventHandle Simulation::at(Time t, EventClass klass, EventKind kind, std::uint32_t a, std::uint64_t b) {
  return state_.queue.schedule(t, klass, {static_cast<std::uint32_t>(kind), a, b});
}

/// The state at the start of the warm-up, as given; else positions are spread evenly between reorder point and par.
void Simulation::open() {
  const std::size_t points = model_->points.size(), sites = model_->network.sites();
  state_.now = model_->begin;
  state_.view = policy::View(model_->master);
  state_.ledger = outcome::Ledger(model_->cost.size());
  state_.store.resize(model_->stores);
  state_.shelves.resize(points - model_->stores);
  ahead_.resize(state_.shelves.size());
  state_.last_arrival.assign(model_->suppliers.size() * sites, model_->begin);
  state_.busy_until.assign(model_->suppliers.size(), model_->begin);

  for (std::uint32_t p = 0; p < points; ++p) {
    const Model::Data::Point& point = model_->points[p];
    kernel::Draw spread = draw(p, kernel::Purpose::initial_stock, 0);
    const Model::Data::Opening& opening = model_->openings[p];
    const auto drawn =
        point.reorder_point + 1 +
        static_cast<std::int32_t>(spread.uniform() * static_cast<double>(point.par - point.reorder_point));
    const std::int32_t stock = opening.stock < 0 ? drawn : opening.stock;
    state_.ledger.post(Account::opening, Account::on_hand, base::ItemId(point.item), stock);
    state_.ledger.pay(MoneyAccount::opening, MoneyAccount::inventory, base::Money{model_->cost[point.item]} * stock);
    if (is_shelf(p)) {
      Shelf& s = shelf(p);
      s.on_hand = s.known = stock;
      s.backorders = opening.backorders;
      s.out = s.backorders > 0 && stock == 0;
      if (s.out) state_.out_shelves.push_back(p);
      s.settled = model_->begin - base::Duration{1};  // a pick at the very start is still to come
      s.seen = exogenous_->path.counts(p - model_->stores, s.settled);
    } else {
      Store& store = state_.store[p];
      store.on_hand = stock;
      store.changed = model_->begin;
      policy::View::Stock known;
      known.on_hand = stock;
      state_.view.open(base::PointId(p), known);
    }
  }
  for (const network::OpenOrderConfig& order : model_->config.network.open_orders) open_order(order);
  for (std::uint32_t p = 0; p < points; ++p) is_shelf(p) ? plan(p) : check_store(p);
  for (std::uint32_t u = 0; u < model_->units.size(); ++u) {
    // Counts are spread over the interval, each unit at its own instant of it.
    kernel::Draw phase = exogenous_->random.draw(model_->units[u].entity, kernel::Purpose::choice, 0);
    const auto first =
        static_cast<std::int64_t>(phase.uniform() * static_cast<double>(operations().count_interval.count()));
    at(model_->begin + base::Duration{first}, EventClass::review, EventKind::unit_count, u);
  }
  for (std::uint32_t s = 0; s < model_->suppliers.size(); ++s) {
    for (const supply::Supplier::Allocation& a : model_->suppliers[s].allocations()) {
      for (const Time t : {a.start, a.end})
        at(std::max(t, state_.now), EventClass::decision, EventKind::allocation, s);
    }
  }
  at(publication().next(state_.now, zone()), EventClass::decision, EventKind::forecast, 0);
  at(model_->config.start, EventClass::recording, EventKind::record_start, 0);
  if (!operations().accounting.continuous())
    at(operations().accounting.next(model_->config.start + base::Duration{1}, zone()), EventClass::recording,
       EventKind::account, 0);
  for (std::uint32_t d = 0; d < model_->day_ends.size(); ++d)
    at(model_->day_ends[d], EventClass::recording, EventKind::day_end, d);
}

/// Goods that are on their way at the start, as a need that was decided before.
void Simulation::open_order(const network::OpenOrderConfig& order) {
  const network::Network& network = model_->network;
  const std::uint32_t p = network.find_point(order.location, order.item).value;
  const base::ItemId item(model_->points[p].item);
  Line line;
  line.need = open_need(p, model_->begin - base::Duration{1});
  line.point = p;
  line.offer = network.find_offer(order.contract, item).value;
  line.quantity = static_cast<std::int32_t>(order.quantity);
  line.shipped = true;
  line.draw = (std::uint64_t{1} << 45) + state_.needs[line.need].episode;
  line.opened = line.acknowledged = state_.needs[line.need].opened;
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
  state_.ledger.post(Account::opening, Account::in_transit, item, line.quantity);
  state_.ledger.pay(MoneyAccount::opening, MoneyAccount::inventory,
                    base::Money{model_->cost[item.value]} * line.quantity);
  at(operations().dock.next_open(std::max(order.due, model_->begin), zone()), EventClass::arrival, EventKind::docked,
     state_.lines.add(line));
}

void Simulation::advance(Time t) {
  constexpr std::int64_t kStopEvery = 4096;
  while (!state_.queue.empty() && state_.queue.next_time() <= t) {
    const kernel::EventQueue::Entry entry = state_.queue.pop();
    state_.now = entry.time;
    dispatch(entry);
    if (options_.check) check_event();
    if (++record_.events % kStopEvery == 0 && options_.stop && options_.stop->load(std::memory_order_relaxed))
      throw Interrupted();
  }
  state_.now = t;
}

outcome::Record Simulation::finish() {
  advance(end());
  if (!finished_) close_record();
  finished_ = true;
  return record_;
}

void Simulation::dispatch(const kernel::EventQueue::Entry& entry) {
  const std::uint32_t a = entry.event.a;
  const std::uint64_t b = entry.event.b;
  switch (static_cast<EventKind>(entry.event.kind)) {
    case EventKind::shelf_empty:
      return on_shelf_empty(a);
    case EventKind::shelf_review:
      return on_shelf_review(a, Time{base::Duration{static_cast<std::int64_t>(b)}});
    case EventKind::empty_report:
      return on_empty_report(a, b);
    case EventKind::unit_count:
      return on_unit_count(a);
    case EventKind::restocked:
      return on_restocked(a);
    case EventKind::decide:
      return on_decide(a, static_cast<EventType>(b));
    case EventKind::transfer_asked:
      return on_transfer_asked(a);
    case EventKind::transfer_packed:
      return on_transfer_packed(a);
    case EventKind::transfer_arrived:
      return on_transfer_arrived(a);
    case EventKind::centre_order:
      return on_centre_order(a);
    case EventKind::order_run:
      return on_order_run(a);
    case EventKind::cancelled:
      return on_cancelled(a);
    case EventKind::docked:
      return on_docked(a);
    case EventKind::posted:
      return on_posted(a, static_cast<std::int32_t>(b));
    case EventKind::store_review:
      return on_store_review(a);
    case EventKind::account:
      return on_account();
    case EventKind::allocation:
      return on_allocation(a);
    case EventKind::forecast:
      return on_forecast();
    case EventKind::record_start:
      return start_recording();
    case EventKind::day_end:
      return on_day_end(a);
  }
}

}  // namespace supplytwin::world
