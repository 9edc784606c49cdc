#pragma once

#include <optional>
#include <string>

#include "host/host.hpp"

namespace supplytwin::host {

/// Drives again what is parked: a dead letter by its number, a command by its key, or `all` letters. Returns what
/// became of each, as JSON. `mended` is taken in place of one letter. Throws Refused when there is no such thing.
std::string redrive(Host& host, State& state, const std::string& which, const std::optional<std::string>& mended,
                    base::Time now);

/// Takes off the list what a person has seen to: a dead letter by its number, a command by its key, which counts as
/// carried out. Returns its name and the note, as JSON. `note` says who did what. Throws Refused when nothing of that
/// name is parked.
std::string settle(State& state, const std::string& which, const std::string& note, base::Time now);

}  // namespace supplytwin::host
