#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "policy/event.hpp"

namespace supplytwin::edge {

/// One member of a message: its name, what it holds and what that means. Writer, reader and the schemas of the
/// contract read these lists, so that none of them knows a member that the others do not.
struct MessageMember {
  enum class Kind : std::uint8_t {
    text,
    whole,    ///< from `low` to `high`
    truth,    ///< true or false
    instant,  ///< RFC 3339, UTC
    word,     ///< one of `words`
    object,   ///< of the members `of`
    list,     ///< of what `of` holds: objects of these members, or values of one member without a name
    by_name,  ///< an object whose keys are names and whose values are the one member of `of`
  };

  std::string_view name;
  Kind kind = Kind::text;
  std::string_view doc;  ///< one line, unit in brackets
  std::int64_t low = std::numeric_limits<std::int64_t>::min(), high = std::numeric_limits<std::int64_t>::max();
  std::span<const std::string_view> words{};
  std::string_view pattern{};  ///< of a text; empty: any text that is not empty
  std::vector<MessageMember> of{};
  bool required = true, may_be_null = false;
};

using MessageMembers = std::vector<MessageMember>;

/// The members around the data of a message, as CloudEvents 1.0 has them; `type` may be any text here.
const MessageMembers& envelope_members();

/// The members that the data of a type of event has, in their order.
const MessageMembers& members_of(policy::EventType type);

/// What a type of event tells, in one line.
std::string_view meaning_of(policy::EventType type);

/// The members of the data of a `master.snapshot`.
const MessageMembers& master_members();

/// The members of one line of decisions.
const MessageMembers& decision_members();

/// The members of the data of a command: what of a decision the other side needs in order to carry it out.
const MessageMembers& command_members();
/// Of a question by its key whether a command was carried out.
const MessageMembers& query_members();
/// Of the answer to a command, or to such a question.
const MessageMembers& answer_members(bool to_query);

}  // namespace supplytwin::edge
