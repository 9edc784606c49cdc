#include <algorithm>

#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Time;
using kernel::EventClass;
using policy::EventType;

namespace {

policy::Event about(policy::Event e, const Transfer& transfer, std::int32_t quantity) {
  e.point = base::PointId(transfer.point);
  e.other = base::PointId(transfer.donor);
  e.quantity = quantity;
  return e;
}

}  // namespace

void Simulation::request_transfer(std::uint32_t slot, const policy::Decision& decision) {
  Need& need = state_.needs[slot];
  Transfer transfer;
  transfer.need = slot;
  transfer.point = need.point;
  transfer.donor = decision.donor.value;
  transfer.quantity = static_cast<std::int32_t>(decision.quantity);
  transfer.opened = need.opened;
  transfer.draw = decision_index_of(need);
  ++need.legs;
  expect(need.point, transfer.quantity);
  const Time asked = over_bus(state_.now, need.point, BusMessage::transfer, transfer.draw);
  at(asked, EventClass::completion, EventKind::transfer_asked, state_.transfers.add(transfer));
}

/// The donor reserves what it has on its shelf; what it cannot give is refused.
void Simulation::on_transfer_asked(std::uint32_t slot) {
  Transfer& transfer = state_.transfers[slot];
  Store& donor = state_.store[transfer.donor];
  const std::int32_t given = std::clamp(donor.on_hand - donor.reserved, 0, transfer.quantity);
  const std::int32_t refused = transfer.quantity - given;
  transfer.quantity = given;
  const Transfer known = transfer;
  if (refused > 0) tell(about(event(EventType::transfer_refused), known, refused));
  if (given > 0) {
    donor.reserved += given;
    tell(about(event(EventType::transfer_reserved), known, given));
    kernel::Draw work = draw(known.point, kernel::Purpose::processing, known.draw);
    at(state_.now + operations().transfer_handling.sample_duration(work), EventClass::completion,
       EventKind::transfer_packed, slot);
    check_store(known.donor);
  } else {
    state_.transfers.remove(slot);
    ++cell(known.point).transfers_refused;
  }
  if (refused > 0) drop_order(known.need, refused);
  if (given == 0) close_leg(known.need);
}

void Simulation::on_transfer_packed(std::uint32_t slot) {
  Transfer& transfer = state_.transfers[slot];
  const Model::Data::Point& to = model_->points[transfer.point];
  const supply::Lane& lane = *model_->courier(model_->points[transfer.donor].site, to.site);
  const bool express = lane.can_expedite();
  state_.store[transfer.donor].reserved -= transfer.quantity;
  take(transfer.donor, transfer.quantity);
  transfer.shipped = true;
  tell(about(event(EventType::transfer_shipped), transfer, transfer.quantity));
  outcome::Measures& m = cell(transfer.point);
  ++m.transfers;
  const base::Money cost = lane.cost(express) + operations().transfer_handling_cost;
  m.transfer_cost += cost.micros;
  state_.ledger.pay(owed_to_carriers(), outcome::MoneyAccount::expense, cost);
  kernel::Draw trip = draw(transfer.point, kernel::Purpose::trip, transfer.draw);
  at(lane.arrival(lane.departure(state_.now, express), express, trip), EventClass::arrival,
     EventKind::transfer_arrived, slot);
}

void Simulation::on_transfer_arrived(std::uint32_t slot) {
  const Transfer transfer = state_.transfers[slot];
  state_.transfers.remove(slot);
  time(outcome::Stage::transfer_cycle, transfer.opened, state_.now - transfer.opened);
  tell(about(event(EventType::transfer_received), transfer, transfer.quantity));
  receive(transfer.point, transfer.quantity, transfer.need);
}

}  // namespace supplytwin::world
