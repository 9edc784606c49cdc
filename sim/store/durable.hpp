#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace supplytwin::store {

/// Writes bytes to a file, made anew; throws StoreError with the system's reason.
void write_bytes(const std::filesystem::path& path, std::span<const std::byte> bytes);
/// All bytes of a file; throws StoreError with the system's reason.
std::vector<std::byte> read_bytes(const std::filesystem::path& path);

/// What a file is called until it is whole.
std::filesystem::path partial_name(const std::filesystem::path& path);
/// Writes a file that is whole whenever it has its name; a failure leaves what was there. Throws StoreError.
void write_whole(const std::filesystem::path& path, std::span<const std::byte> bytes);
/// Syncs a file to the disk, gives it its final name and syncs the folder; throws StoreError.
void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace supplytwin::store
