#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "edge/names.hpp"
#include "edge/wire.hpp"
#include "policy/event.hpp"

namespace supplytwin::edge {

/// The version of every type of message, the last part of its name on the wire.
inline constexpr std::string_view kVersion = ".v1";
/// The type that opens a log.
inline constexpr std::string_view kMasterSnapshot = "master.snapshot.v1";

/// An event as a CloudEvent 1.0 in structured JSON, on one line: `time` is when it occurred, `recordedtime` when the
/// orchestrator was told, `sequence` its place among the messages of one instant; id and sequence are one number.
std::string event_message(const policy::Event& event, const Names& names, std::uint64_t sequence);

/// Who says something, and its name there.
struct Origin {
  std::string source, id;
};
/// The same from another source, with an id of its own.
std::string event_message(const policy::Event& event, const Names& names, std::uint64_t sequence, const Origin& from);

/// A `master.snapshot` alike, around its data.
std::string master_message(const Json& data, base::Time at);

/// The place of a message among all others: by recorded time, at one instant by sequence, and where several sources
/// number their own messages by source.
struct Place {
  base::Time recorded{};
  std::uint64_t sequence = 0;
  std::string source, id;
  std::strong_ordering operator<=>(const Place&) const = default;
  bool operator==(const Place&) const = default;
};

/// A message that was read.
struct Message {
  std::string source, id, type;
  std::uint64_t sequence = 0;
  base::Time recorded{}, occurred{};
  Json data;

  Place place() const { return {recorded, sequence, source, id}; }
};

/// Reads the envelope; whether its type is known, `read_event` tells. Throws WireError.
Message read_message(std::string_view line);

/// The event that a message tells; a type or version that nobody knows is refused. Throws WireError.
policy::Event read_event(const Message& message, const Names& names);

}  // namespace supplytwin::edge
