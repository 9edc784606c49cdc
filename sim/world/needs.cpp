#include <algorithm>
#include <limits>

#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Time;
using kernel::EventClass;
using policy::Action;
using policy::Decision;
using policy::EventType;

/// Assumption: decisions in a row that one episode may take at one instant, while each of them brings something.
constexpr std::uint16_t kMostAtOnce = 8;

std::uint32_t Simulation::open_need(std::uint32_t p, Time since) {
  std::uint32_t& episodes = is_shelf(p) ? shelf(p).episodes : state_.store[p].episodes;
  Need need;
  need.point = p;
  need.episode = ++episodes;
  need.opened = since;
  need.recorded = state_.recording && since >= model_->config.start;
  const std::uint32_t slot = state_.needs.add(need);
  if (is_shelf(p)) {
    shelf(p).need = slot;
  } else {
    state_.store[p].need = slot;
  }
  if (need.recorded) ++cell(p).needs;
  return slot;
}

/// The next decision on a need, instead of one that was set before; because of `news`, or because it is time.
void Simulation::ask_policy(std::uint32_t slot, EventType cause, Time t, bool news) {
  Need& need = state_.needs[slot];
  state_.queue.cancel(need.pending);
  need.pending =
      at(t, EventClass::decision, EventKind::decide, slot, static_cast<std::uint64_t>(cause) | (news ? kNews : 0));
}

/// News of a need reach the orchestrator at `told`; it decides then, or when it next decides at all.
void Simulation::raise(std::uint32_t slot, EventType cause, Time told) {
  ask_policy(slot, cause, bundle_->decides().next(told, zone()), true);
}

Decision Simulation::put_to_policy(std::uint32_t p, std::uint32_t episode, Time opened, EventType cause, bool news) {
  const Model::Data::Point& point = model_->points[p];
  show_near(p);
  if (model_->room[point.site] > 0)  // how much is left there depends on all its items
    for (const base::PointId at : model_->network.points_of(base::LocationId(point.site))) show(at.value);
  if (is_shelf(p)) {
    tell_shelf(p);
    if (bundle_->substitutes()) show_substitutes(p);
  }
  policy::Event asking = event(news ? cause : EventType::timer_fired);
  asking.point = base::PointId(p);
  asking.episode = episode;
  asking.from = opened;
  if (!news) asking.cause = cause;
  tell(asking);
  ++cell(p).decisions;
  return policy::take(*bundle_, model_->master, state_.view, *policy::asks(asking), state_.now, options_.journal);
}

/// The unit's platform tells its record, with what the storeroom has sent, when it raises a need.
void Simulation::tell_shelf(std::uint32_t p) {
  settle(p, state_.now);
  const Shelf& s = shelf(p);
  policy::Event counted = event(EventType::stock_counted);
  counted.point = base::PointId(p);
  counted.quantity =
      s.known + held_back(p) + s.on_order - s.backorders - state_.view.stock(base::PointId(p)).on_order;
  tell(counted);
}

/// And what its site has of the items that could stand in.
void Simulation::show_substitutes(std::uint32_t p) {
  const network::Network& network = model_->network;
  for (const network::Substitute& s : network.substitutes_of(base::ItemId(model_->points[p].item))) {
    if (const auto store = network.point(network.points()[p].site, s.by)) show(store.value);
    if (const auto own = network.point(network.points()[p].location, s.by)) tell_shelf(own.value);
  }
}

void Simulation::on_decide(std::uint32_t slot, EventType cause, bool news) {
  const std::uint32_t p = state_.needs[slot].point;
  const std::uint32_t episode = state_.needs[slot].episode;
  const Time opened = state_.needs[slot].opened;
  if (state_.needs[slot].attempts == 0) time(outcome::Stage::breach_to_decision, opened, state_.now - opened);
  const Decision decision = put_to_policy(p, episode, opened, cause, news);
  std::uint16_t& attempts = state_.needs[slot].attempts;
  if (attempts < std::numeric_limits<std::uint16_t>::max()) ++attempts;
  const bool helped = act(slot, decision);

  Need& need = state_.needs[slot];
  need.pending = {};
  const bool nothing_wanted = decision.action == Action::no_action && decision.quantity <= 0;
  if (!short_of(p) && (helped || nothing_wanted)) {
    need.covered = true;
    if (!is_shelf(p) && state_.store[p].need == slot) state_.store[p].need = kNone;
    need.superseded = nothing_wanted && need.legs == 0;
    close_if_done(slot);
    return;
  }
  if (decision.action == Action::hold_for_review && !need.held) {
    need.held = true;
    if (need.recorded) count_held(p, decision);
  }
  if (helped && need.attempts < kMostAtOnce) return ask_policy(slot, cause, state_.now, false);
  Time again = state_.now + base::kDay;
  if (decision.action == Action::defer) again = decision.retry_at;
  // Nothing is wanted while it does not know yet what its own site knows.
  if (const Time known = is_shelf(p) ? state_.now : latest_news(p); nothing_wanted && known > state_.now)
    again = known;
  again = std::max(again, state_.now + base::kMinute);
  // A run at a set time takes what falls due shortly after it, so that a day later does not become two.
  const base::Schedule& decides = bundle_->decides();
  if (!decides.continuous()) again = decides.next(std::max(again - base::kHour, state_.now + base::kMinute), zone());
  ask_policy(slot, cause, again, false);
}

/// A need that is parked for a person, by what parked it first: a rule that says so, a failure, or no rule at all.
void Simulation::count_held(std::uint32_t p, const Decision& decision) {
  const auto because = [&](policy::Reason why) {
    return std::ranges::find(decision.reasons, why) != decision.reasons.end();
  };
  outcome::Measures& count = cell(p);
  ++count.needs_dead_lettered;
  count.needs_held_by_error += because(policy::Reason::expression_failed) || because(policy::Reason::budget_exceeded);
  count.needs_without_rule += because(policy::Reason::no_rule_matched);
}

/// Carries a decision out. True when it brings something.
bool Simulation::act(std::uint32_t slot, const Decision& decision) {
  if (decision.quantity <= 0) return false;
  switch (decision.action) {
    case Action::transfer_request:
      request_transfer(slot, decision);
      return true;
    case Action::requisition_create:
    case Action::requisition_expedite:
      request_order(slot, decision);
      return true;
    case Action::substitution_propose:
      propose_substitute(slot, decision);
      return true;
    default:
      return false;
  }
}

/// Something more is on its way to a point in need. A shelf then asks its storeroom for that much less.
void Simulation::expect(std::uint32_t p, std::int32_t quantity) {
  if (!is_shelf(p)) {
    state_.store[p].on_order += quantity;
    return;
  }
  Shelf& s = shelf(p);
  s.on_order += quantity;
  if (!is_direct(p)) {
    const std::int32_t spared = std::min(s.waiting, quantity);
    const std::uint32_t storeroom = model_->points[p].storeroom;
    s.waiting -= spared;
    state_.store[storeroom].owed -= spared;
    tell_taken(storeroom, -spared);
  }
  plan(p);
}

/// Something that was expected for a need will not come. The need of a store, or of a shelf without a storeroom, is
/// then open again: at once the first time, a day later when it keeps failing, so that nobody orders every hour what
/// a supplier does not have.
void Simulation::drop_order(std::uint32_t slot, std::int32_t quantity) {
  Need& need = state_.needs[slot];
  const std::uint32_t p = need.point;
  if (is_shelf(p)) {
    settle(p, state_.now - base::Duration{1});  // a pick at this very ms has its own event
    shelf(p).on_order -= quantity;
  } else {
    state_.store[p].on_order -= quantity;
  }
  if (is_shelf(p) && !is_direct(p)) {
    ask_for_more(p, state_.now);
  } else {
    std::uint32_t& open = is_shelf(p) ? shelf(p).need : state_.store[p].need;
    const bool asked = open != kNone && !state_.needs[open].covered;
    if (!asked && short_of(p)) {
      open = slot;
      need.covered = false;
      raise(slot, EventType::stock_par_breached, need.attempts < 2 ? state_.now : state_.now + base::kDay);
    }
  }
  if (is_shelf(p)) plan(p);
}

void Simulation::close_leg(std::uint32_t slot) {
  --state_.needs[slot].legs;
  close_if_done(slot);
}

/// Ends a need that is covered and for which nothing is under way any more.
void Simulation::close_if_done(std::uint32_t slot) {
  Need& need = state_.needs[slot];
  if (!need.covered || need.legs > 0) return;
  state_.queue.cancel(need.pending);
  const std::uint32_t p = need.point;
  if (is_shelf(p) && shelf(p).need == slot) shelf(p).need = kNone;
  if (need.recorded) ++(need.superseded ? cell(need.point).needs_cancelled : cell(need.point).needs_satisfied);
  state_.needs.remove(slot);
  if (is_shelf(p)) return_to_item(p);
}

/// Scans of a shelf that its platform has not sent yet.
std::int32_t Simulation::held_back(std::uint32_t p) const {
  const Shelf& s = shelf(p);
  const Time sent = model_->platform(model_->points[p].site).last_sent(state_.now);
  if (s.out || sent >= state_.now) return 0;
  const std::uint32_t by_then = picks_->count(p - model_->stores, demand::Mark::scanned, sent);
  return static_cast<std::int32_t>(s.seen.scanned - std::min(by_then, s.seen.scanned));
}

/// Whether a point still lacks what its stock rule asks for, by its own site's record.
bool Simulation::short_of(std::uint32_t p) const {
  if (is_shelf(p)) {
    return is_direct(p) ? above_reorder_point(p) <= 0 : shelf(p).waiting > 0;
  }
  const Store& store = state_.store[p];
  return store.on_hand + store.on_order - store.reserved - store.owed <= model_->points[p].reorder_point;
}

}  // namespace supplytwin::world
