#pragma once

#include <filesystem>

namespace supplytwin::store {

/// Ends a file with a line that holds the SHA-256 of everything before it. HDF5 ignores what stands behind its own
/// end, and its checksums leave some bytes uncovered (texts of variable length), on which it can crash.
void seal(const std::filesystem::path& path);

/// Throws StoreError unless the file ends with its own seal: so it is whole, and as it was written.
void check_seal(const std::filesystem::path& path);

}  // namespace supplytwin::store
