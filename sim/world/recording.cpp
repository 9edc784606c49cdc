#include <numeric>

#include "base/error.hpp"
#include "base/wide.hpp"
#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Duration;
using base::Time;
using outcome::Account;
using outcome::Daily;
using outcome::Measures;

/// Integrates a store's stock up to now.
void Simulation::age(std::uint32_t p) {
  Store& store = state_.store[p];
  store.stock_time += static_cast<std::int64_t>(store.on_hand) * (state_.now - store.changed).count();
  store.changed = state_.now;
}

void Simulation::start_recording() {
  age_bins();
  for (Room& room : state_.rooms) room.changed = state_.now;
  for (std::uint32_t p = 0; p < model_->points.size(); ++p) {
    if (is_shelf(p)) {
      settle(p, state_.now);
      shelf(p).stock_time = shelf(p).backorder_time = 0;
    } else {
      age(p);
      state_.store[p].stock_time = state_.store[p].bin_time = 0;
    }
  }
  for (Measures& m : record_.measures) m = Measures{};
  state_.recording = true;
  state_.accounted = state_.now;
  value_stock(-1);
}

/// Adds the value of all stock, on shelves and on its way, to the change of stock value.
void Simulation::value_stock(std::int64_t sign) {
  const auto add = [&](std::uint32_t p, std::int64_t quantity) {
    cell(p).stock_change += sign * quantity * model_->cost[model_->points[p].item];
  };
  for (std::uint32_t p = 0; p < model_->points.size(); ++p)
    add(p, is_shelf(p) ? shelf(p).on_hand : state_.store[p].on_hand);
  state_.substitutions.for_each([&](const Substitution& s) {
    if (s.in_bin > 0) add(s.store, s.in_bin);
  });
  each_in_transit(add);
}

/// Visits the goods between two places: the point that they are for, and how many.
template <class Add>
void Simulation::each_in_transit(Add&& add) const {
  state_.restocks.for_each([&](const Restock& r) { add(r.point, r.quantity); });
  state_.transfers.for_each([&](const Transfer& t) {
    if (t.shipped) add(t.point, t.quantity);
  });
  state_.lines.for_each([&](const Line& l) {
    if (l.shipped) add(l.point, l.quantity);
  });
}

/// Records goods on their way and what is owed for goods, seen now and taken to have been so for `span`.
void Simulation::value_capital(Duration span) {
  const std::int64_t seconds = span / base::kSecond;
  const auto over_span = [&](base::Money value) {
    return static_cast<std::int64_t>(base::Int128{value.micros} * seconds / base::kDollar.micros);
  };
  each_in_transit([&](std::uint32_t p, std::int64_t quantity) {
    cell(p).transit_value_time += over_span(base::Money{model_->cost[model_->points[p].item]} * quantity);
  });
  for (std::size_t i = 0; i < state_.owed.size(); ++i) record_.measures[i].owed_time += over_span(state_.owed[i]);
}

void Simulation::on_day_end(std::uint32_t day) {
  for (const std::uint32_t p : state_.out_shelves) settle(p, state_.now);
  std::array<std::int64_t, outcome::kDailySeries> totals{};
  const auto total = [&](Daily series) -> std::int64_t& { return totals[static_cast<std::size_t>(series)]; };
  for (std::size_t i = 0; i < record_.measures.size(); ++i) {
    const Measures& m = record_.measures[i];
    total(Daily::lost) += m.lost + m.backordered;
    total(Daily::stockout_time) += m.stockout_time;
    if (i % outcome::kCriticalities == static_cast<std::size_t>(network::Criticality::vital))
      total(Daily::critical_stockout_time) += m.stockout_time;
    total(Daily::orders) += m.order_lines + m.expedited_lines + m.dc_lines;
    total(Daily::expedited) += m.expedited_lines;
    total(Daily::transfers) += m.transfers;
    total(Daily::spend) += outcome::spend(m);
  }
  for (std::size_t series = 0; series < totals.size(); ++series) {
    record_.day(static_cast<Daily>(series), day) = totals[series] - state_.day_base[series];
    state_.day_base[series] = totals[series];
  }
  // Two series are levels, not sums over the day.
  const std::size_t noon = model_->shifts.at(state_.now - base::kHour * 12);
  double patients = 0;
  for (std::size_t h = 0; h < model_->hospitals.size(); ++h) {
    const demand::Census& census = exogenous_->census[h];
    patients += model_->hospitals[h].census * (census.ordinary[noon] + census.surge[noon]);
  }
  record_.day(Daily::census, day) = static_cast<std::int64_t>(patients + 0.5);
  std::int64_t& value = record_.day(Daily::stock_value, day);
  value = 0;
  for (std::uint32_t p = 0; p < model_->stores; ++p)
    value += state_.store[p].on_hand * model_->cost[model_->points[p].item];

  value_capital(state_.now - (day > 0 ? model_->day_ends[day - 1] : model_->config.start));

  if (options_.check) recount();
  if (options_.progress) {
    const std::int64_t done = (state_.now - model_->begin).count();
    *options_.progress += done - reported_;
    reported_ = done;
  }
}

/// Charges a point for stock on hand and for waiting picks, both over time [each x ms].
void Simulation::charge(std::uint32_t p, std::int64_t on_hand, std::int64_t backorders) {
  constexpr base::Int128 year = base::kDay.count() * std::int64_t{365};
  const Model::Data::Costs& costs = model_->costs[p];
  cell(p).holding += static_cast<std::int64_t>(base::Int128{on_hand} * costs.holding / year);
  cell(p).backorder_cost += static_cast<std::int64_t>(base::Int128{backorders} * costs.backorder / year);
}

/// Ends an accounting period: what is there now is charged for the whole of it.
void Simulation::on_account() {
  const std::int64_t period = (state_.now - state_.accounted).count();
  state_.accounted = state_.now;
  for (std::uint32_t p = 0; p < model_->points.size(); ++p) {
    std::int32_t backorders = 0;
    if (is_shelf(p)) {
      settle(p, state_.now);
      backorders = shelf(p).backorders;
    }
    const std::int32_t on_hand = is_shelf(p) ? shelf(p).on_hand : state_.store[p].on_hand;
    if (!model_->points[p].stocked) continue;
    Measures& m = cell(p);
    ++m.periods;
    m.period_on_hand += on_hand;
    m.period_backorders += backorders;
    if (backorders > 0) ++m.period_stockouts;
    charge(p, on_hand * period, backorders * period);
  }
  state_.substitutions.for_each([&](const Substitution& s) {
    if (s.in_bin == 0) return;
    cell(s.store).period_on_hand += s.in_bin;
    charge(s.store, s.in_bin * period, 0);
  });
  at(operations().accounting.next(state_.now + Duration{1}, zone()), kernel::EventClass::recording,
     EventKind::account, 0);
}

/// Adds what only the end of the period tells.
void Simulation::close_record() {
  age_bins();
  close_rooms();
  for (std::uint32_t p = 0; p < model_->points.size(); ++p) {
    std::int64_t stock_time = 0, backorder_time = 0;
    if (is_shelf(p)) {
      settle(p, state_.now);
      stock_time = shelf(p).stock_time;
      backorder_time = shelf(p).backorder_time;
      record_.picks += shelf(p).seen.total();
    } else {
      age(p);
      const std::int64_t in_room = state_.store[p].stock_time;
      stock_time = in_room + state_.store[p].bin_time;
      cell(p).storage_time += static_cast<std::int64_t>(base::Int128{in_room} * model_->points[p].volume / 1'000'000);
    }
    const base::Int128 value = static_cast<base::Int128>(stock_time) * model_->cost[model_->points[p].item];
    Measures& m = cell(p);
    m.stock_value_time += static_cast<std::int64_t>(value / 1'000'000'000);  // micro-dollar ms to dollar s
    m.on_hand_time += stock_time / 1'000;
    m.backorder_time += backorder_time / 1'000;
    if (operations().accounting.continuous()) charge(p, stock_time, backorder_time);
  }
  value_stock(+1);
  state_.needs.for_each([&](const Need& need) {
    if (need.recorded) ++cell(need.point).needs_open;
  });
}

void Simulation::check_event() const {
  if (!state_.ledger.balanced()) throw base::ModelError("the postings do not balance", state_.now);
}

/// Counts everything from the state alone and compares it with the postings.
void Simulation::recount() const {
  std::vector<base::Quantity> on_hand(model_->cost.size(), 0), in_transit(model_->cost.size(), 0);
  for (std::uint32_t p = 0; p < model_->points.size(); ++p) {
    const std::int32_t held = is_shelf(p) ? shelf(p).on_hand : state_.store[p].on_hand;
    on_hand[model_->points[p].item] += held;
    if (held < 0)
      throw base::ModelError("negative stock of " + model_->master.items[model_->points[p].item].id, state_.now);
    if (!is_shelf(p) || shelf(p).out || !model_->points[p].stocked) continue;
    // Picks that are not resolved yet must all find stock, or a stockout was missed.
    const Shelf& s = shelf(p);
    const demand::Counts now = picks_->counts(p - model_->stores, state_.now);
    if (now.total() - s.seen.total() > static_cast<std::uint32_t>(s.on_hand)) {
      throw base::ModelError("a stockout of " + model_->master.items[model_->points[p].item].id + " was missed",
                             state_.now);
    }
  }
  state_.substitutions.for_each(
      [&](const Substitution& s) { on_hand[model_->substitutes[s.row].by.value] += s.in_bin; });
  const auto add = [&](std::uint32_t point, std::int32_t quantity) {
    in_transit[model_->points[point].item] += quantity;
  };
  each_in_transit(add);
  for (const auto& [account, counted] :
       {std::pair{Account::on_hand, &on_hand}, std::pair{Account::in_transit, &in_transit}}) {
    if (const auto difference = state_.ledger.recount(account, *counted)) {
      throw base::ModelError("recount of " + model_->master.items[difference->item.value].id + ": posted " +
                                 std::to_string(difference->posted) + ", counted " +
                                 std::to_string(difference->counted),
                             state_.now);
    }
  }
  check_rooms();
  base::Money value;
  for (std::size_t i = 0; i < model_->cost.size(); ++i)
    value += base::Money{model_->cost[i]} * (on_hand[i] + in_transit[i]);
  if (value != state_.ledger.money(outcome::MoneyAccount::inventory)) {
    throw base::ModelError("the value of inventory differs from its account", state_.now);
  }
  recount_debts();
  if (!state_.ledger.consistent()) throw base::ModelError("the accounts of an item do not sum to zero", state_.now);
}

/// Goods shipped and not invoiced yet, and invoices matched and not paid yet, where invoices are modelled.
void Simulation::recount_debts() const {
  if (!model_->payables) return;
  base::Money accrued, payable;
  state_.invoices.for_each([&](const Invoice& i) { accrued += i.price * (i.shipped - i.missing); });
  for (const auto& [key, booking] : state_.bookings) {
    accrued += booking.ordered;
    payable += booking.paid - booking.matched;
  }
  base::Money owed;
  for (const base::Money part : state_.owed) owed += part;
  if (owed != accrued + payable)
    throw base::ModelError("what is owed by site and category differs from unpaid invoices", state_.now);
  if (accrued + state_.ledger.money(outcome::MoneyAccount::accrued) != base::Money{})
    throw base::ModelError("what is owed for goods not invoiced differs from its account", state_.now);
  if (payable + state_.ledger.money(outcome::MoneyAccount::payable) != base::Money{})
    throw base::ModelError("what is owed on invoices differs from its account", state_.now);
}

}  // namespace supplytwin::world
