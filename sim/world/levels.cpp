#include <string>

#include "world/simulation.hpp"
#include "world/world.hpp"

namespace supplytwin::world {

Levels Simulation::levels(std::string_view location, std::string_view item) const {
  const base::PointId point = model_->network.find_point(location, item);
  if (!point) throw base::Error(std::string(location) + " does not stock " + std::string(item));
  const std::uint32_t p = point.value;
  Levels out;
  if (!model_->points[p].stocked) return out;
  if (is_shelf(p)) {
    // Picks that are not resolved yet all find stock, or all find none: anything else would have been an event.
    const Shelf& s = shelf(p);
    const demand::Counts now = picks_->counts(p - model_->stores, state_.now);
    const std::int64_t picked = now.total() - s.seen.total(), scanned = now.scanned - s.seen.scanned;
    out = {s.on_hand, s.known, s.on_order + s.waiting, 0, s.backorders};
    if (!s.out) {
      out.on_hand -= picked;
      out.known -= scanned;
    } else if (model_->points[p].backorders) {
      out.backorders += picked;
    }
  } else {
    const Store& s = state_.store[p];
    out = {s.on_hand, s.on_hand, s.on_order, 0, s.owed};
  }
  const auto add = [&](std::uint32_t to, std::int32_t quantity) { out.in_transit += to == p ? quantity : 0; };
  state_.restocks.for_each([&](const Restock& r) {
    if (r.bin_of == kNone) add(r.point, r.quantity);
  });
  state_.transfers.for_each([&](const Transfer& t) {
    if (t.shipped) add(t.point, t.quantity);
  });
  state_.lines.for_each([&](const Line& l) {
    if (l.shipped) add(l.point, l.quantity);
  });
  return out;
}

}  // namespace supplytwin::world
