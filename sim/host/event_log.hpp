#pragma once

#include <cstdint>
#include <filesystem>

#include "host/state.hpp"

namespace supplytwin::host {

/// Writes the decisions of a state as a log, as `replay` does, and returns how many. Throws base::Error.
std::uint64_t write_decisions(State& state, const std::filesystem::path& to);

/// Throws Refused when the events of a state cannot be written: none came, or the first are not kept any more.
void check_events(State& state);

/// Writes the events of a state as a log, in the order in which they were decided on, and returns how many: each as
/// it came, with that order in its `sequence` and, where it came too late, the instant that it counted for in its
/// `recordedtime`. Replayed by one policy they lead to the same decisions. Throws as `check_events`, and
/// base::Error.
std::uint64_t write_events(State& state, const std::filesystem::path& to);

}  // namespace supplytwin::host
