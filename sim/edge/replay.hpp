#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

#include "base/error.hpp"
#include "policy/bundle.hpp"

namespace supplytwin::edge {

struct Replayed {
  std::uint64_t events = 0, decisions = 0;
  bool operator==(const Replayed&) const = default;
};

/// Decides again from events alone: reads a log of events that opens with a `master.snapshot` and is in order (see
/// Place), and writes what the bundle decides. Adds the bytes it has read to `progress`. Nothing is
/// written when it fails or `stop` turns true. Throws base::Error that names file and line, and Stopped.
Replayed replay(const std::filesystem::path& events, const policy::Bundle& bundle,
                const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                std::atomic<std::int64_t>& progress);

/// Decides again from recorded facts, each decision from its own line alone: reads what a Recorder wrote as
/// `facts.jsonl`. The rest is as with `replay`; `events` of the count are lines of facts.
Replayed replay_facts(const std::filesystem::path& facts, const policy::Bundle& bundle,
                      const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                      std::atomic<std::int64_t>& progress);

/// Thrown by both when `stop` turned true.
struct Stopped : base::Error {
  Stopped() : Error("interrupted; nothing is kept") {}
};

}  // namespace supplytwin::edge
