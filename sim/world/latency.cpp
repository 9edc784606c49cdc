#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Duration;
using base::Time;
using outcome::Stage;

/// Records a stage of what was opened at `opened`: the latency of all that was opened in the period, whenever it
/// ends.
void Simulation::time(Stage stage, Time opened, Duration latency) {
  if (in_cohort(opened)) record_.latency[static_cast<std::size_t>(stage)].add(latency.count());
}

/// Calls `visit(stage, age)` for each stage under way of what was opened in the period. The other stages are known
/// when they begin.
template <class Visit>
void Simulation::each_under_way(Visit&& visit) const {
  state_.needs.for_each([&](const Need& need) {
    if (in_cohort(need.opened) && need.attempts == 0) visit(Stage::breach_to_decision, state_.now - need.opened);
  });
  state_.lines.for_each([&](const Line& line) {
    const bool cancelled = !line.shipped && line.acknowledged != Time{};
    if (!in_cohort(line.opened) || cancelled) return;
    const bool internal = model_->suppliers[model_->network.offers()[line.offer].supplier.value].internal();
    visit(internal ? Stage::dc_cycle : Stage::order_cycle, state_.now - line.opened);
    if (line.shipped && line.acknowledged <= state_.now) visit(Stage::delivery, state_.now - line.acknowledged);
  });
  state_.transfers.for_each([&](const Transfer& transfer) {
    if (in_cohort(transfer.opened)) visit(Stage::transfer_cycle, state_.now - transfer.opened);
  });
  state_.restocks.for_each([&](const Restock& restock) {
    // What goes to a bin, or back from one, is no restock.
    if (is_shelf(restock.point) && restock.need == kNone && in_cohort(restock.asked))
      visit(Stage::restock_cycle, state_.now - restock.asked);
  });
  for (const Shelf& shelf : state_.shelves) {
    if (shelf.waiting == 0 || shelf.need == kNone) continue;
    const Time asked = state_.needs[shelf.need].opened;
    if (in_cohort(asked)) visit(Stage::restock_cycle, state_.now - asked);
  }
}

/// Goes on after the period until everything that was opened in it has ended or the time for that is over, and notes
/// the age of what has not. Nothing else of the record changes.
void Simulation::follow_up() {
  constexpr Duration kLook = base::kHour * 6;
  for (bool busy = true; busy && state_.now < model_->horizon;) {
    const Time next = end() + kLook * ((state_.now - end()) / kLook + 1);  // wherever an interrupt left off
    advance(std::min(next, model_->horizon));
    busy = false;
    each_under_way([&](Stage, Duration) { busy = true; });
    state_.invoices.for_each([&](const Invoice& invoice) { busy |= in_cohort(invoice.opened); });
  }
  record_.measures = state_.closed;
  each_under_way(
      [&](Stage stage, Duration age) { record_.under_way[static_cast<std::size_t>(stage)].add(age.count()); });
}

}  // namespace supplytwin::world
