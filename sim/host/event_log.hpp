#pragma once

#include <cstdint>
#include <filesystem>

#include "host/state.hpp"

namespace supplytwin::host {

/// Writes the decisions of a state as a log, as `replay` does, and returns how many. Throws base::Error.
std::uint64_t write_decisions(State& state, const std::filesystem::path& to);

/// Writes the events of a state as a log, in the order in which they were decided on, and returns how many: each as
/// it came, with that order in its `sequence` and, where it came too late, the instant that it counted for in its
/// `recordedtime`. Replayed by one policy they lead to the same decisions. Throws Refused when the first are not kept
/// any more, and base::Error.
std::uint64_t write_events(State& state, const std::filesystem::path& to);

}  // namespace supplytwin::host
