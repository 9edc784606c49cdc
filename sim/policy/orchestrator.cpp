#include "policy/orchestrator.hpp"

#include "base/hash.hpp"

namespace supplytwin::policy {
namespace {

class Hash {
 public:
  void add(std::int64_t value) { hash_ = base::combine(hash_, static_cast<std::uint64_t>(value)); }
  void add(const View::Stock& s) {
    for (const std::int64_t value :
         {std::int64_t{s.on_hand}, std::int64_t{s.on_order}, std::int64_t{s.reserved}, std::int64_t{s.episode},
          std::int64_t{s.attempts}, std::int64_t{s.refused}, std::int64_t{s.substituted}})
      add(value);
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0;
};

}  // namespace

std::optional<Trigger> asks(const Event& event) {
  switch (event.type) {
    case EventType::stock_par_breached:
    case EventType::demand_urgent:
      return Trigger{event.type, event.point, event.episode, event.from};
    case EventType::timer_fired:
      return Trigger{event.cause, event.point, event.episode, event.from};
    default:
      return std::nullopt;
  }
}

bool moves_something(const Decision& d) {
  return d.quantity > 0 && (d.action == Action::transfer_request || d.action == Action::requisition_create ||
                            d.action == Action::requisition_expedite || d.action == Action::substitution_propose);
}

std::uint64_t facts_hash(const Bundle& bundle, const Master& master, const View& view, const Trigger& trigger,
                         base::Time as_of) {
  const Master::Point& point = master.points[trigger.point.value];
  Hash hash;
  for (const std::int64_t value :
       {static_cast<std::int64_t>(trigger.cause), std::int64_t{trigger.point.value}, std::int64_t{trigger.episode},
        base::milliseconds(trigger.opened), base::milliseconds(as_of)})
    hash.add(value);
  hash.add(view.stock(trigger.point));
  for (const base::PointId p : master.stores_near(point.item, point.site)) hash.add(view.stock(p));
  const base::CategoryId category = master.items[point.item.value].category;
  hash.add(view.forecast(category).ppm);
  for (const base::OfferId o : master.offers_of(point.item)) {
    hash.add(view.allocation(master.offers[o.value].supplier, category).ppm);
    hash.add(view.healthy(master.offers[o.value].supplier));
  }
  if (point.kind == PointKind::unit && bundle.substitutes())
    for (const Master::Substitute& s : master.substitutes_of(point.item)) {
      for (const base::PointId p : master.stores_at(point.site))
        if (master.points[p.value].item == s.by) hash.add(view.stock(p));
      if (const base::PointId shelf = master.shelf_of(point.location, s.by)) hash.add(view.stock(shelf));
    }
  if (master.sites[point.site.value].room > 0)
    for (const base::PointId p : master.stores_at(point.site)) hash.add(view.stock(p));
  return hash.value();
}

void tell(View& view, const Event& event, Journal* journal) {
  if (journal) journal->told(event);
  view.project(event);
}

Decision take(const Bundle& bundle, const Master& master, View& view, const Trigger& trigger, base::Time as_of,
              Journal* journal) {
  const Decision decision = bundle.decide(master, view, trigger, as_of);
  if (journal) journal->decided(trigger, view, decision);
  if (moves_something(decision)) view.commit(decision);
  return decision;
}

}  // namespace supplytwin::policy
