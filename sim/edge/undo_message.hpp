#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "edge/event_message.hpp"
#include "edge/names.hpp"

namespace supplytwin::edge {

/// What a host tells itself when a command of a decision will not be carried out: what takes back in the view what
/// the decision had made of it, and a timer that asks again for its need. Messages from `/orchestrator/host`, in
/// their order; their ids are made of the command's key, so that told twice they are told once. They stand where
/// `reached` does. Throws WireError for a line that is no decision with commands, or names what the master does not
/// have.
std::vector<std::string> undo_messages(std::string_view line, std::string_view key, const Place& reached,
                                       const Names& names);

}  // namespace supplytwin::edge
