#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace supplytwin::store {

/// Joins shards, in any order, into one results file with replications ascending. The shards must come from the same
/// study and not overlap; throws Unusable naming the two files that disagree. Replications may be missing; returns
/// how many there are.
std::int64_t merge(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& results);

}  // namespace supplytwin::store
