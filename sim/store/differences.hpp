#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace supplytwin::store {

/// What differs between two HDF5 files of this layout, one line a difference: objects missing in one, extents, values
/// of every dataset and attribute, compared element by element. Empty when they are equal.
std::vector<std::string> differences(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace supplytwin::store
