#include "edge/undo_message.hpp"

#include <algorithm>

#include "edge/command_message.hpp"
#include "policy/decision.hpp"

namespace supplytwin::edge {
namespace {

using policy::Action;
using policy::Event;
using policy::EventType;

constexpr const char* kSource = "/orchestrator/host";

base::PointId point(const Members& decision, const Names& names, std::string_view location) {
  const auto found = names.point(decision.text(location), decision.text("item"));
  return decision.known(location, found);
}

/// Which of the item's substitutes it is.
base::Quantity ordinal(const Members& decision, const Names& names, base::ItemId item) {
  const auto all = names.master().substitutes_of(item);
  const auto by = decision.known("substitute", names.item(decision.text("substitute")));
  const auto found = std::ranges::find(all, by, &policy::Master::Substitute::by);
  if (found == all.end()) decision.refuse("substitute", "does not stand in for the item");
  return found - all.begin();
}

/// What ends in the view what the decision began there.
void undo(Event& e, const Members& decision, const Names& names) {
  e.quantity = decision.number("quantity");
  switch (decision.word<Action>("action")) {
    case Action::transfer_request:
      e.type = EventType::transfer_refused;
      e.other = point(decision, names, "from");
      return;
    case Action::requisition_create:
    case Action::requisition_expedite:
      e.type = EventType::receipt_discrepancy;
      e.offer =
          decision.known("contract_item", names.offer(decision.text("contract"), decision.text("contract_item")));
      return;
    case Action::substitution_propose:
      e.type = EventType::substitution_ended;
      e.quantity = ordinal(decision, names, names.master().points[e.point.value].item);
      return;
    default:
      decision.refuse("action", "has nothing that could be undone");
  }
}

}  // namespace

std::vector<std::string> undo_messages(std::string_view line, std::string_view key, const Place& reached,
                                       const Names& names) {
  const Json json = parse(line);
  const Members decision(json, "");
  Event back;
  back.occurred = back.recorded = reached.recorded;
  back.point = point(decision, names, "to");
  back.episode = need_of(decision.text("decision")).episode;
  Event again = back;
  undo(back, decision, names);
  again.type = EventType::timer_fired;
  again.from = decision.time("opened");
  again.cause = decision.word<EventType>("trigger");
  return {event_message(back, names, reached.sequence, {kSource, std::string(key) + "/undo"}),
          event_message(again, names, reached.sequence, {kSource, std::string(key) + "/again"})};
}

}  // namespace supplytwin::edge
