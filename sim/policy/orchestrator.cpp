#include "policy/orchestrator.hpp"

#include "base/hash.hpp"
#include "policy/known.hpp"

namespace supplytwin::policy {
namespace {

/// What is known, folded in as it is visited. Small numbers share a word, because a mix a word is what it costs.
class Hash {
 public:
  Hash(const View& view, const Master& master, base::PointId need)
      : view_(view), master_(master), category_(master.items[master.points[need.value].item.value].category) {}

  void add(std::uint64_t value) { hash_ = base::mix((hash_ ^ value) + kOdd); }
  void operator()(base::PointId p) {
    const View::Stock& s = view_.stock(p);
    add(pair(static_cast<std::uint32_t>(s.on_hand), static_cast<std::uint32_t>(s.on_order)));
    add(pair(static_cast<std::uint32_t>(s.reserved), s.episode));
    add(pair(static_cast<std::uint32_t>(s.attempts) << 16 | s.refused, s.substituted ? 1 : 0));
  }
  void operator()(base::CategoryId c) { add(static_cast<std::uint64_t>(view_.forecast(c).ppm)); }
  void operator()(base::OfferId o) {
    const Master::Offer& offer = master_.offers[o.value];
    add(static_cast<std::uint64_t>(view_.allocation(offer.supplier, category_).ppm) << 1 |
        (view_.healthy(offer.supplier) ? 1 : 0));
    add(static_cast<std::uint64_t>(view_.price(o, offer).micros));
  }
  std::uint64_t value() const { return hash_; }

 private:
  static constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15u;
  static std::uint64_t pair(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32 | b; }

  const View& view_;
  const Master& master_;
  base::CategoryId category_;
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
  Hash hash(view, master, trigger.point);
  for (const std::int64_t value :
       {static_cast<std::int64_t>(trigger.cause), std::int64_t{trigger.point.value}, std::int64_t{trigger.episode},
        base::milliseconds(trigger.opened), base::milliseconds(as_of)})
    hash.add(static_cast<std::uint64_t>(value));
  for_each_known(bundle, master, trigger, hash);
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
