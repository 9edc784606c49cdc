#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Time;
using kernel::EventClass;
using policy::EventType;

Simulation::Simulation(const Model::Data& model, const Exogenous::Data& exogenous, const policy::Bundle& bundle,
                       const RunOptions& options)
    : model_(&model),
      exogenous_(&exogenous),
      bundle_(&bundle),
      options_(options),
      record_(model.network.sites(), model.network.categories().size(), model.day_ends.size()),
      picks_(std::make_shared<demand::Picks>(exogenous.path)) {
  open();
}

kernel::EventHandle Simulation::at(Time t, EventClass klass, EventKind kind, std::uint32_t a, std::uint64_t b) {
  return state_.queue.schedule(t, klass, {static_cast<std::uint32_t>(kind), a, b});
}

void Simulation::advance(Time t) {
  constexpr std::int64_t kStopEvery = 4096;
  while (!state_.queue.empty() && state_.queue.next_time() <= t) {
    const kernel::EventQueue::Entry entry = state_.queue.pop();
    state_.now = entry.time;
    if (const kernel::Event* second = state_.queue.after_next()) fetch_far(*second);
    if (!state_.queue.empty()) fetch_near(state_.queue.next());
    if (options_.journal && state_.now >= next_pass_) pass();
    dispatch(entry);
    if (options_.check) check_event();
    if (++record_.events % kStopEvery == 0 && options_.stop && options_.stop->load(std::memory_order_relaxed))
      throw Interrupted();
  }
  state_.now = t;
}

void Simulation::use(const policy::Bundle& bundle) {
  if (over() && bundle.digest() != bundle_->digest())
    throw base::Error("the period is over, so that there is nothing left for another policy to decide");
  bundle_ = &bundle;
}

bool Simulation::share_picks(const Simulation& other) {
  if (exogenous_ != other.exogenous_) return false;
  picks_ = other.picks_;
  return true;
}

outcome::Record Simulation::finish() {
  if (!over()) {
    advance(end());
    close_record();
    state_.closed = record_.measures;
  }
  if (!state_.finished) follow_up();
  if (options_.journal) pass();
  state_.finished = true;
  return record_;
}

/// Tens of thousands of stocking points take turns, so that what is needed of one is mostly far from the processor:
/// it is sent for while the events before it are worked on, first what stands in known places, then what that points
/// to.
void Simulation::fetch_far(const kernel::Event& event) const {
  switch (static_cast<EventKind>(event.kind)) {
    case EventKind::restocked:
      return fetch_shelf(state_.restocks[event.a].point);
    case EventKind::shelf_empty:
    case EventKind::shelf_review:
    case EventKind::empty_report:
      return fetch_shelf(event.a);
    case EventKind::decide:
      return __builtin_prefetch(&state_.needs[event.a]);
    case EventKind::centre_order:
    case EventKind::docked:
      return __builtin_prefetch(&state_.lines[event.a]);
    case EventKind::posted:
    case EventKind::store_review:
      return fetch_store(event.a);
    default:
      return;
  }
}

void Simulation::fetch_near(const kernel::Event& event) const {
  switch (static_cast<EventKind>(event.kind)) {
    case EventKind::restocked:
      return fetch_around(state_.restocks[event.a].point);
    case EventKind::shelf_empty:
    case EventKind::shelf_review:
    case EventKind::empty_report:
      return fetch_around(event.a);
    case EventKind::decide:
      return fetch_store(state_.needs[event.a].point);
    case EventKind::centre_order:
    case EventKind::docked:
      return fetch_store(state_.lines[event.a].point);
    default:
      return;
  }
}

/// Of an event that was cancelled, the row it is about may be free, and then names no point.
void Simulation::fetch_shelf(std::uint32_t p) const {
  if (p == kNone || !is_shelf(p)) return;
  __builtin_prefetch(&model_->points[p]);
  __builtin_prefetch(&model_->master.points[p]);
  const char* s = reinterpret_cast<const char*>(&shelf(p));
  __builtin_prefetch(s);
  __builtin_prefetch(s + 64);
  picks_->fetch_far(p - model_->stores, state_.now);
}

void Simulation::fetch_around(std::uint32_t p) const {
  if (p == kNone || !is_shelf(p)) return;
  if (const std::uint32_t storeroom = model_->points[p].storeroom; storeroom != kNone) fetch_store(storeroom);
  picks_->fetch_near(p - model_->stores, state_.now);
}

void Simulation::fetch_store(std::uint32_t p) const {
  if (p == kNone || is_shelf(p)) return;
  __builtin_prefetch(&model_->points[p]);
  __builtin_prefetch(&model_->master.points[p]);
  const char* s = reinterpret_cast<const char*>(&state_.store[p]);
  for (std::size_t line = 0; line < sizeof(Store); line += 64) __builtin_prefetch(s + line);
  __builtin_prefetch(&state_.view.stock(base::PointId(p)));
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
      return on_decide(a, static_cast<EventType>(b & ~kNews), (b & kNews) != 0);
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
    case EventKind::truck_left:
      return on_truck_left(a, static_cast<std::uint32_t>(b));
    case EventKind::docked:
      return on_docked(a);
    case EventKind::substitute_answered:
      return on_substitute_answered(a);
    case EventKind::bin_filled:
      return on_bin_filled(a);
    case EventKind::sent_back:
      return on_sent_back(a);
    case EventKind::posted:
      return on_posted(a, static_cast<std::int32_t>(b & 0xffffffffu), static_cast<std::uint32_t>(b >> 32));
    case EventKind::books:
      return on_books();
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
