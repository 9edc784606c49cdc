#include <algorithm>

#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Time;
using kernel::EventClass;
using outcome::Account;

/// A shelf whose record is at or below its reorder point, since `breach`, asks its storeroom for what its stock rule
/// says; one that is supplied from outside opens a need.
void Simulation::ask_for_more(std::uint32_t p, Time breach) {
  Shelf& s = shelf(p);
  const Model::Data::Point& point = model_->points[p];
  const std::int32_t above = above_reorder_point(p);
  if (above > 0 || next_review(p, state_.now) != state_.now) return;
  if (is_direct(p)) {
    if (is_asking(p)) return;
    const std::uint32_t need = open_need(p, breach);
    raise(need, policy::EventType::stock_par_breached, over_bus(state_.now, p, BusMessage::need, s.episodes));
    return;
  }
  const auto wanted = static_cast<std::int32_t>(model_->master.points[p].wanted(point.reorder_point + above));
  const std::uint32_t from = point.storeroom;
  Store& store = state_.store[from];
  ++cell(p).restocks;
  const std::int32_t given = std::clamp(store.on_hand - store.reserved, 0, wanted);
  tell_taken(from, wanted);
  if (given > 0) {
    take(from, given);
    send_to_shelf(p, given, breach);
  }
  if (const std::int32_t rest = wanted - given; rest > 0) {
    const bool queued = s.waiting > 0 || s.next_claim != kNone || store.last_claim == p;
    s.waiting += rest;
    store.owed += rest;
    if (!queued) {
      (store.last_claim == kNone ? store.first_claim : shelf(store.last_claim).next_claim) = p;
      store.last_claim = p;
    }
    if (s.need == kNone || state_.needs[s.need].covered) {
      const std::uint32_t need = open_need(p, breach);
      raise(need, policy::EventType::stock_par_breached, over_bus(state_.now, p, BusMessage::need, s.episodes));
    }
  }
  check_store(from);
}

/// Gives what came in to the shelves that wait, first come first served.
void Simulation::serve_claims(std::uint32_t storeroom) {
  Store& store = state_.store[storeroom];
  while (store.first_claim != kNone) {
    const std::uint32_t p = store.first_claim;
    Shelf& s = shelf(p);
    const std::int32_t given = std::clamp(store.on_hand - store.reserved, 0, s.waiting);
    if (given > 0) {
      s.waiting -= given;
      store.owed -= given;
      take(storeroom, given);
      send_to_shelf(p, given, s.need == kNone ? state_.now : state_.needs[s.need].opened);
    }
    if (s.waiting > 0) return;
    store.first_claim = s.next_claim;
    if (store.first_claim == kNone) store.last_claim = kNone;
    s.next_claim = kNone;
    if (s.need != kNone) {
      state_.needs[s.need].covered = true;
      close_if_done(s.need);
    }
  }
}

/// The next tour takes goods that left the storeroom to a shelf.
void Simulation::send_to_shelf(std::uint32_t p, std::int32_t quantity, Time asked) {
  Shelf& s = shelf(p);
  s.on_order += quantity;
  kernel::Draw time = draw(p, kernel::Purpose::restock, draw_index(Walk::tour, index_of(state_.now)));
  const Time arrives =
      operations().restock_tours.next(state_.now, zone()) + operations().restock_time.sample_duration(time);
  s.due = std::min(s.due, arrives);
  at(arrives, EventClass::arrival, EventKind::restocked, state_.restocks.add({p, quantity, asked}));
}

void Simulation::on_restocked(std::uint32_t slot) {
  const Restock restock = state_.restocks[slot];
  state_.restocks.remove(slot);
  stock_shelf(restock.point, restock.quantity);
  Shelf& s = shelf(restock.point);
  s.on_order -= restock.quantity;
  kernel::Draw looks = draw(restock.point, kernel::Purpose::record_error, s.seen.total());
  if (s.known != s.on_hand && looks.uniform() * 1e6 < static_cast<double>(operations().restock_count.ppm)) {
    ++cell(restock.point).corrections;
    s.known = s.on_hand;
  }
  if (restock.need == kNone) {
    time(outcome::Stage::restock_cycle, restock.asked, state_.now - restock.asked);
  } else {
    close_leg(restock.need);
  }
  if (s.out) ask_for_more(restock.point, state_.now);  // picks that waited took it all
  return_to_item(restock.point);
  plan(restock.point);
}

/// Goods leave a store.
void Simulation::take(std::uint32_t p, std::int32_t quantity) {
  age(p);
  state_.store[p].on_hand -= quantity;
  fill_room(p, -quantity);
  state_.ledger.post(Account::on_hand, Account::in_transit, base::ItemId(model_->points[p].item), quantity);
}

/// Goods come into a store.
void Simulation::put(std::uint32_t p, std::int32_t quantity) {
  age(p);
  state_.store[p].on_hand += quantity;
  fill_room(p, quantity);
  state_.ledger.post(Account::in_transit, Account::on_hand, base::ItemId(model_->points[p].item), quantity);
}

/// Opens a need episode when a store's position is at or below its reorder point, at its next review.
void Simulation::check_store(std::uint32_t p) {
  Store& store = state_.store[p];
  if (store.need != kNone || store.reviewing || !short_of(p)) return;
  if (model_->points[p].review != 0) {
    store.reviewing = true;
    at(next_review(p, state_.now), EventClass::review, EventKind::store_review, p);
    return;
  }
  ask_for(p);
}

void Simulation::on_store_review(std::uint32_t p) {
  state_.store[p].reviewing = false;
  if (state_.store[p].need == kNone && short_of(p)) ask_for(p);
}

/// Opens a need of a store.
void Simulation::ask_for(std::uint32_t p) {
  Store& store = state_.store[p];
  const std::uint32_t need = open_need(p, state_.now);
  Time told = latest_news(p);
  if (told <= state_.now) {
    const integration::Platform& platform = model_->platform(model_->points[p].site);
    const Time sent = platform.sent(state_.now);
    const kernel::Draw hop = draw(p, kernel::Purpose::message, index_of(sent));
    told = over_bus(platform.published(sent, hop), p, BusMessage::need, store.episodes);
  }
  raise(need, policy::EventType::stock_par_breached, told);
}

}  // namespace supplytwin::world
