#pragma once

#include <filesystem>

namespace supplytwin::store {

/// Syncs a file to the disk, gives it its final name and syncs the folder; throws StoreError.
void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace supplytwin::store
