#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace supplytwin::store {

/// The line that ends a file: the SHA-256 of everything before it. HDF5 ignores what stands behind its own end, and
/// its checksums leave some bytes uncovered (texts of variable length), on which it can crash.
std::string seal_of(std::span<const std::byte> bytes);

/// Throws StoreError unless the bytes end with their own seal: so they are whole, and as they were written.
void check_seal(std::span<const std::byte> bytes);

}  // namespace supplytwin::store
