#include <algorithm>

#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Duration;
using base::Time;
using kernel::EventClass;
using kernel::Purpose;
using outcome::Account;
using policy::EventType;

namespace {

constexpr std::int64_t kUnit = base::kOne.ppm;

}  // namespace

policy::Event Simulation::about_substitute(EventType type, const Substitution& s) const {
  policy::Event e = event(type);
  e.point = base::PointId(s.point);
  e.quantity = model_->substitutes[s.row].ordinal;
  e.episode = s.episode;
  return e;
}

/// A substitute is put to the unit, which answers after a while. Whether it accepts belongs to the unit and the pair:
/// asked again it would say the same.
void Simulation::propose_substitute(std::uint32_t slot, const policy::Decision& decision) {
  const Need& need = state_.needs[slot];
  const Model::Data::Point& point = model_->points[need.point];
  const auto rows = model_->master.substitutes_of(base::ItemId(point.item));
  const auto row = std::ranges::find(rows, decision.substitute, &policy::Master::Substitute::by);
  Substitution s;
  s.point = need.point;
  s.row = static_cast<std::uint32_t>(&*row - model_->master.substitutes.data());
  s.episode = need.episode;
  s.shelf = model_->network.point(model_->network.points()[need.point].location, row->by).value;
  s.store = model_->network.point(base::LocationId(point.site), row->by).value;
  s.lot = static_cast<std::int32_t>(decision.quantity);
  s.changed = state_.now;
  const std::uint64_t index = decision_index(need.episode, need.attempts);
  kernel::Draw answer = draw(need.point, Purpose::answer, index);
  const Time told = over_bus(state_.now, need.point, BusMessage::substitute, index);
  const std::uint32_t proposal = state_.substitutions.add(s);
  shelf(need.point).substitution = proposal;
  at(told + operations().substitution_answer.sample_duration(answer), EventClass::completion,
     EventKind::substitute_answered, proposal);
}

void Simulation::on_substitute_answered(std::uint32_t slot) {
  const Substitution known = state_.substitutions[slot];
  const std::uint32_t p = known.point;
  const Model::Data::Substitute& row = model_->substitutes[known.row];
  settle(p, state_.now - Duration{1});  // a pick at this very ms has its own event
  kernel::Draw mood = draw(p, Purpose::acceptance, row.draw);
  const std::uint32_t unit = model_->picks[p - model_->stores].unit;
  const base::Ratio by_type = model_->config.network.unit_types[model_->units[unit].type].accepts_substitutes;
  if (mood.uniform() * 1e6 >= static_cast<double>(base::scale(row.acceptance.ppm, by_type))) {
    ++cell(p).substitutions_refused;
    tell(about_substitute(EventType::substitution_refused, known));
    shelf(p).substitution = kNone;
    state_.substitutions.remove(slot);
    const std::uint32_t need = shelf(p).need;
    if (need != kNone && !state_.needs[need].covered) raise(need, EventType::stock_par_breached, state_.now);
    return;
  }
  ++cell(p).substitutions;
  state_.substitutions[slot].accepted = true;
  tell(about_substitute(EventType::substitution_accepted, known));
  return_to_item(p);
  if (stands_in(p)) bring_substitute(slot);
  plan(p);
}

/// The storeroom brings a lot of the substitute, or what it has, to the unit by hand: onto the unit's own shelf of
/// it, or into a bin set up for the time.
void Simulation::bring_substitute(std::uint32_t slot) {
  Substitution& s = state_.substitutions[slot];
  if (s.store == kNone) return;
  const std::int32_t given = std::clamp(state_.store[s.store].on_hand - state_.store[s.store].reserved, 0, s.lot);
  if (given == 0) return;
  ++cell(s.store).restocks;
  const std::uint64_t delivery = decision_index(s.episode, s.deliveries++ & 0xffffu);
  kernel::Draw walk = draw(s.point, Purpose::restock, draw_index(Walk::substitute, delivery));
  const Time arrives = state_.now + operations().restock_time.sample_duration(walk);
  const std::uint32_t from = s.store, to = s.shelf;
  tell_taken(from, given);
  take(from, given);
  if (to == kNone) {
    s.on_order += given;
    at(arrives, EventClass::arrival, EventKind::bin_filled,
       state_.restocks.add({from, given, state_.now, kNone, s.point}));
  } else {
    settle(to, state_.now - Duration{1});
    shelf(to).on_order += given;
    shelf(to).due = std::min(shelf(to).due, arrives);
    at(arrives, EventClass::arrival, EventKind::restocked, state_.restocks.add({to, given, state_.now}));
    plan(to);
  }
  check_store(from);
}

/// Serves picks that find none of their item from the substitute that stands in, one after the other; the first
/// `scanned` of them are scanned. Gives how many it served.
std::int32_t Simulation::serve_substitute(std::uint32_t p, Time when, std::int32_t picks, std::int32_t scanned) {
  const std::uint32_t slot = shelf(p).substitution;
  Substitution& s = state_.substitutions[slot];
  if (!s.accepted) return 0;
  const Model::Data::Substitute& row = model_->substitutes[s.row];
  const bool from_shelf = s.shelf != kNone;
  if (from_shelf) {
    settle(s.shelf, when - Duration{1});  // a pick at this very ms has its own event
  } else {
    age_bin(s, when);
  }
  std::int32_t& stock = from_shelf ? shelf(s.shelf).on_hand : s.in_bin;
  std::int32_t served = 0, taken = 0, noted = 0;
  for (; served < picks; ++served) {
    const std::int64_t missing = std::max<std::int64_t>(0, row.ratio.ppm - s.broken);
    const auto units = static_cast<std::int32_t>((missing + kUnit - 1) / kUnit);
    if (units > stock - taken) break;
    s.broken += units * kUnit - row.ratio.ppm;
    taken += units;
    if (served < scanned) noted += units;
  }
  stock -= taken;
  outcome::Measures& m = cell(p);
  m.substituted += served;
  m.substitution_cost +=
      taken * row.cost - served * model_->master.items[model_->points[p].item].standard_cost.micros;
  consume(from_shelf ? s.shelf : s.store, taken);
  if (from_shelf) {
    if (taken == 0) return served;
    shelf(s.shelf).known -= noted;
    plan(s.shelf);
  } else if (2 * (s.in_bin + s.on_order) <= s.lot) {
    bring_substitute(slot);
  }
  return served;
}

/// Whether a substitute stands in at a shelf, so that each pick that finds it empty is looked at.
bool Simulation::stands_in(std::uint32_t p) const {
  const std::uint32_t slot = shelf(p).substitution;
  return slot != kNone && state_.substitutions[slot].accepted;
}

/// Ends a substitution once the need is over and the item is back on its shelf. What is left in the bin goes back to
/// the storeroom.
void Simulation::return_to_item(std::uint32_t p) {
  Shelf& s = shelf(p);
  if (!stands_in(p) || s.need != kNone || s.on_hand == 0) return;
  const Substitution ended = state_.substitutions[s.substitution];
  tell(about_substitute(EventType::substitution_ended, ended));
  if (ended.in_bin > 0) {
    age_bin(state_.substitutions[s.substitution], state_.now);
    state_.ledger.post(Account::on_hand, Account::in_transit, model_->substitutes[ended.row].by, ended.in_bin);
    send_back(ended.store, ended.in_bin, p);
  }
  state_.substitutions.remove(s.substitution);
  s.substitution = kNone;
}

/// The next tour takes what is left of a substitute back to its storeroom.
void Simulation::send_back(std::uint32_t store, std::int32_t quantity, std::uint32_t p) {
  kernel::Draw walk = draw(p, Purpose::restock, draw_index(Walk::back, index_of(state_.now)));
  const Time arrives =
      operations().restock_tours.next(state_.now, zone()) + operations().restock_time.sample_duration(walk);
  at(arrives, EventClass::arrival, EventKind::sent_back, state_.restocks.add({store, quantity, state_.now}));
}

void Simulation::on_sent_back(std::uint32_t slot) {
  const Restock back = state_.restocks[slot];
  state_.restocks.remove(slot);
  put(back.point, back.quantity);
  tell_taken(back.point, -back.quantity);
  serve_claims(back.point);
}

/// A substitute reaches its bin; when it is not wanted there any more it goes back.
void Simulation::on_bin_filled(std::uint32_t slot) {
  const Restock came = state_.restocks[slot];
  state_.restocks.remove(slot);
  const std::uint32_t at_shelf = shelf(came.bin_of).substitution;
  const bool wanted = at_shelf != kNone && state_.substitutions[at_shelf].accepted &&
                      state_.substitutions[at_shelf].store == came.point;
  if (!wanted) return send_back(came.point, came.quantity, came.bin_of);
  Substitution& s = state_.substitutions[at_shelf];
  age_bin(s, state_.now);
  s.in_bin += came.quantity;
  s.on_order -= std::min(s.on_order, came.quantity);
  state_.ledger.post(Account::in_transit, Account::on_hand, base::ItemId(model_->points[came.point].item),
                     came.quantity);
}

/// A bin's stock stays on the books of its storeroom.
void Simulation::age_bin(Substitution& s, Time until) {
  if (s.store != kNone)
    state_.store[s.store].bin_time += static_cast<std::int64_t>(s.in_bin) * (until - s.changed).count();
  s.changed = until;
}

void Simulation::age_bins() {
  for (const Shelf& s : state_.shelves) {
    if (s.substitution != kNone) age_bin(state_.substitutions[s.substitution], state_.now);
  }
}

}  // namespace supplytwin::world
