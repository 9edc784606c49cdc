#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "policy/executor.hpp"

namespace supplytwin::edge {

/// A command of a decision, ready to be sent.
struct Command {
  std::string key;              ///< under which it is carried out once, however often it is sent
  std::string verb;             ///< what is to be done, such as transfer.request
  std::string message;          ///< CloudEvent 1.0 on one line; its id is the key
  base::Time as_of{};           ///< when it was decided
  std::uint32_t decisions = 1;  ///< taken on its need so far, with the one that it is of
};

/// What the id of a decision says of its need: location/item/episode/revision.
struct Need {
  std::uint32_t episode = 0;    ///< the how-manieth need there
  std::uint32_t decisions = 0;  ///< the how-manieth decision on it
};
/// Throws WireError for another text.
Need need_of(std::string_view decision);

/// The commands of a decision, from its line of the log. Throws WireError for a line that is none.
std::vector<Command> commands_of(std::string_view line);

/// Asks by its key whether a command was carried out.
std::string query_message(std::string_view key);

/// What the answer to a command says: `{"outcome": "accepted"}`, or refused or failed; to a query: found or absent.
/// Throws WireError for another answer, which says nothing of what was done.
policy::Outcome read_answer(std::string_view text, bool to_query);

}  // namespace supplytwin::edge
