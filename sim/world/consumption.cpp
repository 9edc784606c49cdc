#include <algorithm>
#include <limits>
#include <span>

#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Duration;
using base::kNever;
using base::Time;
using demand::Mark;
using kernel::EventClass;
using outcome::Account;
using outcome::MoneyAccount;

namespace {

constexpr std::int32_t kAll = std::numeric_limits<std::int32_t>::max();

}  // namespace

/// Resolves the picks of a shelf up to `until`. Of these, `at_end` are known to fall at its very end.
void Simulation::settle(std::uint32_t p, Time until, std::int32_t at_end) {
  const Shelf& s = shelf(p);
  if (until <= s.settled) return;
  const std::size_t i = p - model_->stores;
  if (const demand::Batches* batches = picks_->batches(i)) {
    for (Time t = batches->next(s.settled); t <= until; t = batches->next(t)) {
      const std::uint32_t units = batches->count(t);
      resolve(p, t, {units, 0}, static_cast<std::int32_t>(units - s.seen.scanned));
    }
    if (s.settled < until) resolve(p, until, s.seen, 0);
    return;
  }
  resolve(p, until, picks_->counts(i, until), at_end);
}

/// Serves what stock allows of the picks up to `until`, loses or backorders the rest.
void Simulation::resolve(std::uint32_t p, Time until, demand::Counts counts, std::int32_t at_end) {
  Shelf& s = shelf(p);
  const Model::Data::Point& point = model_->points[p];
  const std::size_t i = p - model_->stores;
  const auto wanted = static_cast<std::int32_t>(counts.total() - s.seen.total());
  const auto scanned = static_cast<std::int32_t>(counts.scanned - s.seen.scanned);
  if (!point.stocked) {
    use_unstocked(p, wanted);
    s.seen = counts;
    s.settled = until;
    return;
  }
  const std::int32_t before = s.on_hand;
  const std::int32_t served = std::min(wanted, before);
  outcome::Measures& m = cell(p);

  Time empty_from = until;
  std::int32_t served_scanned = scanned;
  if (before == 0) {
    empty_from = s.settled;
    served_scanned = 0;
  } else if (served == before) {
    empty_from = picks_->nth(i, s.seen, static_cast<std::uint32_t>(before), until);
    // Of several picks at that ms the scanned ones count as earlier, as in demand::Picks::nth.
    const demand::Counts at_empty = picks_->counts(i, empty_from);
    served_scanned = std::min(static_cast<std::int32_t>(at_empty.scanned - s.seen.scanned), before);
  }
  const Duration span = until - s.settled;
  // Picks inside a span of a Poisson path are spread evenly in the mean; one that ends it leaves the stock as it was.
  const std::int64_t inside = wanted - std::min(at_end, wanted);
  const std::int64_t fell = std::min<std::int64_t>(inside, std::max(before - 1, 0));
  s.stock_time += (2 * static_cast<std::int64_t>(before) - fell) * (empty_from - s.settled).count() / 2;
  if (point.backorders) {
    s.backorder_time += s.backorders * span.count();
    s.backorder_time += std::max<std::int64_t>(0, inside - served) * (until - empty_from).count() / 2;
  }
  if (s.out) m.stockout_time += span.count();
  if (s.covered) m.covered_time += span.count();
  m.empty_time += (until - empty_from).count();
  m.stocked_time += span.count();
  m.demanded += wanted;
  m.filled += served;
  m.missed_scans += served - served_scanned;
  s.on_hand -= served;
  s.known -= served_scanned;
  if (served > 0) consume(p, served);
  if (const std::int32_t without = wanted - served; without > 0) {
    const std::int32_t covered =
        s.substitution == kNone ? 0 : serve_substitute(p, until, without, scanned - served_scanned);
    const std::int32_t unserved = without - covered;
    s.covered = unserved == 0;
    if (point.backorders) {
      s.backorders += unserved;
      m.backordered += unserved;
    } else {
      m.lost += unserved;
      m.lost_cost += model_->costs[p].lost * unserved;
    }
    if (!s.out) {
      s.out = true;
      ++s.outages;
      ++m.stockouts;
      const Time first = picks_->nth(i, s.seen, static_cast<std::uint32_t>(before) + 1, until);
      m.stockout_time += (until - first).count();
      state_.out_shelves.push_back(p);
    }
  }
  s.seen = counts;
  s.settled = until;
}

/// Schedules what happens next at a shelf that was settled: its first unserved pick, or its record at the reorder
/// point.
void Simulation::plan(std::uint32_t p) {
  Shelf& s = shelf(p);
  state_.queue.cancel(s.next);
  s.next = {};
  if (!model_->points[p].stocked) return;
  if (s.out) return plan_empty(p);
  const std::size_t i = p - model_->stores;
  const std::int32_t above = above_reorder_point(p);
  Time breach = state_.now, visible = kNever;
  if (above > 0) {
    const std::uint32_t index = s.seen.scanned + static_cast<std::uint32_t>(above) - 1;
    breach = s.due == kNever || by_delivery(p).scanned > index ? picks_->awaited(i, Mark::scanned, index) : kNever;
    if (breach < kNever) {
      const integration::Platform& platform = model_->platform(model_->points[p].site);
      const Time known = platform.published(platform.sent(breach), draw(p, kernel::Purpose::message, index));
      visible = next_review(p, known);
    }
  } else if (!is_asking(p)) {
    visible = next_review(p, state_.now);
  }
  // A pick at the very ms of a delivery finds the goods.
  const Time limit = std::min({visible, s.due - Duration{1}, model_->horizon});
  if (limit == visible) picks_->counts(i, breach);  // the review will ask; here the picks are at hand
  const demand::Counts by_limit = limit < s.due - Duration{1} ? picks_->counts(i, limit) : by_delivery(p);
  if (by_limit.total() - s.seen.total() > static_cast<std::uint32_t>(s.on_hand)) {
    const Time empty = picks_->nth(i, s.seen, static_cast<std::uint32_t>(s.on_hand) + 1, limit);
    s.next = at(empty, EventClass::consumption, EventKind::shelf_empty, p);
  } else if (visible < s.due) {
    s.next = at(visible, EventClass::review, EventKind::shelf_review, p,
                static_cast<std::uint64_t>(base::milliseconds(breach)));
  }
}

/// Picks before a shelf's next delivery, for which they will be asked for again.
demand::Counts Simulation::by_delivery(std::uint32_t p) {
  return picks_->counts(p - model_->stores, shelf(p).due - Duration{1});
}

/// The same at an empty shelf: its next pick while a substitute stands in, or its next review.
void Simulation::plan_empty(std::uint32_t p) {
  Shelf& s = shelf(p);
  const Time breach = next_breach_when_empty(p);
  const Time review = breach == kNever ? kNever : next_review(p, breach);
  const Time pick =
      stands_in(p) ? picks_->nth(p - model_->stores, s.seen, 1, std::min(review, model_->horizon)) : kNever;
  if (pick < kNever) {
    s.next = at(pick, EventClass::consumption, EventKind::shelf_empty, p);
  } else if (review < kNever) {
    s.next = at(review, EventClass::review, EventKind::shelf_review, p,
                static_cast<std::uint64_t>(base::milliseconds(breach)));
  }
}

/// A lost pick leaves the position as it is, so that nothing happens before goods come, somebody reports it, or a
/// review is due; a pick that waits lowers it.
Time Simulation::next_breach_when_empty(std::uint32_t p) const {
  const Model::Data::Point& point = model_->points[p];
  const std::int32_t above = above_reorder_point(p);
  if (above > 0 ? !point.backorders : is_asking(p) || (!point.backorders && point.review == 0)) return kNever;
  if (above <= 0) return state_.now;
  return picks_->nth(p - model_->stores, shelf(p).seen, static_cast<std::uint32_t>(above), model_->horizon);
}

/// How far a shelf's position lies above its reorder point, by its own site's record.
std::int32_t Simulation::above_reorder_point(std::uint32_t p) const {
  const Shelf& s = shelf(p);
  return s.known + s.on_order + s.waiting - s.backorders - model_->points[p].reorder_point;
}

/// Whether a shelf without a storeroom has a need that is not decided yet; what is decided plans again.
bool Simulation::is_asking(std::uint32_t p) const {
  const Shelf& s = shelf(p);
  return is_direct(p) && s.need != kNone && !state_.needs[s.need].covered;
}

void Simulation::on_shelf_empty(std::uint32_t p) {
  const Shelf& s = shelf(p);
  if (s.out) {  // only a shelf with a substitute is looked at again
    settle(p, state_.now, kAll);
    return plan(p);
  }
  settle(p, state_.now, 1);
  kernel::Draw report = draw(p, kernel::Purpose::processing, s.seen.total());
  at(state_.now + operations().empty_report.sample_duration(report), EventClass::review, EventKind::empty_report, p,
     s.outages);
  plan_empty(p);
}

void Simulation::on_shelf_review(std::uint32_t p, Time breach) {
  settle(p, breach, 1);
  settle(p, state_.now);
  // A periodic review waits on purpose.
  if (breach < state_.now && model_->points[p].review == 0)
    time(outcome::Stage::scan_to_visible, breach, state_.now - breach);
  ask_for_more(p, breach);
  plan(p);
}

/// Somebody at an empty shelf sets its record right, makes an open need urgent, and looks again a day later.
void Simulation::on_empty_report(std::uint32_t p, std::uint64_t outage) {
  settle(p, state_.now);
  Shelf& s = shelf(p);
  if (!s.out || s.outages != outage) return;
  if (s.known != 0) {
    ++cell(p).corrections;
    s.known = 0;
  }
  ask_for_more(p, state_.now);
  plan(p);  // a periodic review may come first
  if (s.need != kNone && !state_.needs[s.need].covered) {
    raise(s.need, policy::EventType::demand_urgent, over_bus(state_.now, p, BusMessage::urgent, s.seen.total()));
  }
  at(state_.now + base::kDay, EventClass::review, EventKind::empty_report, p, s.outages);
}

/// A shelf's record that was right stays right until a scan is missed; such a shelf needs no look at its picks.
bool Simulation::may_be_wrong(std::uint32_t p) const {
  const Shelf& s = shelf(p);
  return s.known != s.on_hand || picks_->awaited(p - model_->stores, Mark::missed, s.seen.missed) <= state_.now;
}

/// Counts all shelves of a unit and sets their records right.
void Simulation::on_unit_count(std::uint32_t unit) {
  const auto location = base::LocationId(model_->network.sites() + unit);
  const std::span<const base::PointId> points = model_->network.points_of(location);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i + 2 < points.size() && may_be_wrong(points[i + 2].value)) fetch_shelf(points[i + 2].value);
    if (i + 1 < points.size() && may_be_wrong(points[i + 1].value)) fetch_around(points[i + 1].value);
    const std::uint32_t p = points[i].value;
    if (!may_be_wrong(p)) continue;
    Shelf& s = shelf(p);
    settle(p, state_.now);
    if (s.known == s.on_hand) continue;
    ++cell(p).corrections;
    s.known = s.on_hand;
    ask_for_more(p, state_.now);
    plan(p);
  }
  at(state_.now + operations().count_interval, EventClass::review, EventKind::unit_count, unit);
}

/// Goods leave their point for good.
void Simulation::consume(std::uint32_t p, std::int32_t quantity) {
  const base::ItemId item{model_->points[p].item};
  const base::Money value = base::Money{model_->cost[item.value]} * quantity;
  cell(p).consumption_value += value.micros;
  state_.ledger.post(Account::on_hand, Account::consumed, item, quantity);
  state_.ledger.pay(MoneyAccount::inventory, MoneyAccount::expense, value);
  if (!is_owned(p)) bill(p, quantity);
}

/// Puts goods on a shelf; picks that wait are served first.
void Simulation::stock_shelf(std::uint32_t p, std::int32_t quantity) {
  settle(p, state_.now - Duration{1});  // a pick at this very ms finds the goods
  Shelf& s = shelf(p);
  const base::ItemId item{model_->points[p].item};
  state_.ledger.post(Account::in_transit, Account::on_hand, item, quantity);
  const std::int32_t late = std::min(s.backorders, quantity);
  if (late > 0) {
    s.backorders -= late;
    consume(p, late);
  }
  s.on_hand += quantity - late;
  s.known += quantity - late;
  s.due = kNever;  // the next plan looks at the whole horizon; a later delivery plans again
  if (s.out && s.on_hand > 0) {
    s.out = s.covered = false;
    std::erase(state_.out_shelves, p);
  }
}

}  // namespace supplytwin::world
