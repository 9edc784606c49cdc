#include "policy/view.hpp"

#include <algorithm>
#include <limits>

namespace supplytwin::policy {
namespace {

/// Adds without leaving the type: a count that no shelf can hold stays at the end of its range.
void shift(std::int32_t& count, base::Quantity by) {
  constexpr std::int64_t kLow = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t kHigh = std::numeric_limits<std::int32_t>::max();
  by = std::clamp(by, kLow - kHigh, kHigh - kLow);
  count = static_cast<std::int32_t>(std::clamp(count + by, kLow, kHigh));
}

}  // namespace

View::View(const Master& master)
    : stock_(master.points.size()),
      forecast_(master.categories.size(), base::kOne),
      allocation_(master.suppliers.size() * master.categories.size(), base::kOne),
      healthy_(master.suppliers.size(), 1),
      categories_(master.categories.size()),
      offers_(master.offers.size()) {}

void View::project(const Event& event) {
  const auto at = [&](base::PointId p) -> Stock* { return p.value < stock_.size() ? &stock_[p.value] : nullptr; };
  Stock* const here = at(event.point);
  Stock* const donor = at(event.other);
  const base::Quantity q = event.quantity;
  switch (event.type) {
    case EventType::stock_consumed:
      if (here) shift(here->on_hand, -q);
      break;
    case EventType::stock_counted:
      if (here) {
        here->on_hand = 0;
        shift(here->on_hand, q);
      }
      break;
    case EventType::stock_par_breached:
    case EventType::demand_urgent:
      if (here && event.episode > here->episode) {
        here->episode = event.episode;
        here->attempts = 0;
      }
      break;
    case EventType::transfer_shipped:
      if (donor) {
        shift(donor->on_hand, -q);
        shift(donor->reserved, -q);
      }
      break;
    case EventType::transfer_received:
    case EventType::receipt_recorded:
      if (here) {
        shift(here->on_order, -q);
        shift(here->on_hand, q);
      }
      break;
    case EventType::transfer_refused:
      if (donor) shift(donor->reserved, -q);
      [[fallthrough]];
    case EventType::receipt_discrepancy:
      if (here) shift(here->on_order, -q);
      break;
    case EventType::substitution_refused:
      if (here && q >= 0 && q < static_cast<base::Quantity>(kSubstitutes))
        here->refused = static_cast<std::uint16_t>(here->refused | 1u << q);
      [[fallthrough]];
    case EventType::substitution_ended:
      if (here) here->substituted = false;
      break;
    case EventType::substitution_accepted:
      if (here) here->substituted = true;
      break;
    case EventType::supplier_allocation:
      if (event.supplier.value < healthy_.size()) {
        for (std::size_t c = 0; c < categories_; ++c) {
          if (!event.category || event.category.value == c) {
            allocation_[event.supplier.value * categories_ + c] = event.ratio;
          }
        }
      }
      break;
    case EventType::forecast_published:
      if (event.category.value < forecast_.size()) forecast_[event.category.value] = event.ratio;
      break;
    case EventType::endpoint_health:
      if (event.supplier.value < healthy_.size()) healthy_[event.supplier.value] = q != 0 ? 1 : 0;
      break;
    case EventType::contract_price_updated:
      if (event.offer.value < offers_ && event.price >= base::Money{}) {
        if (prices_.empty()) prices_.assign(offers_, base::Money{-1});
        prices_[event.offer.value] = event.price;
      }
      break;
    case EventType::transfer_reserved:  // confirms what the decision reserved
    case EventType::supplier_promised:
    case EventType::po_acknowledged:
    case EventType::shipment_updated:
    case EventType::invoice_received:
    case EventType::item_master_updated:
    case EventType::census_updated:
    case EventType::erp_document_status:
    case EventType::timer_fired:
      break;  // told, but no fact is made of it
  }
}

void View::commit(const Decision& decision) {
  if (decision.point.value >= stock_.size()) return;
  Stock& here = stock_[decision.point.value];
  if (decision.episode > here.episode) {
    here.episode = decision.episode;
    here.attempts = 0;
  }
  if (decision.episode == here.episode && here.attempts < std::numeric_limits<std::uint16_t>::max()) ++here.attempts;
  if (decision.action == Action::transfer_request || decision.action == Action::requisition_create ||
      decision.action == Action::requisition_expedite) {
    shift(here.on_order, decision.quantity);
  }
  if (decision.action == Action::substitution_propose) here.substituted = true;
  if (decision.action == Action::transfer_request && decision.donor.value < stock_.size()) {
    shift(stock_[decision.donor.value].reserved, decision.quantity);
  }
}

}  // namespace supplytwin::policy
