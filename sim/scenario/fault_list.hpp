#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace supplytwin::scenario {

/// At most this many faults of one file are told; the rest are counted.
inline constexpr std::size_t kMostFaults = 1'000;

/// Faults as a person works through them: the file `first`, then the others as first met, each from top to bottom.
std::vector<base::Fault> in_order(std::vector<base::Fault> faults, const std::string& first);

/// `unknown WHAT 'name'` with a suggestion from `known`, or with all of them, or with some when they are many.
std::string unknown(std::string_view what, std::string_view name, const std::vector<std::string>& known);

}  // namespace supplytwin::scenario
