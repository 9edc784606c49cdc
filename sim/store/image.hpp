#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "store/h5.hpp"

namespace supplytwin::store {

/// Closes a file of h5::create_file(), seals its image and puts it under its name, whole or not at all.
void put_sealed(const std::filesystem::path& path, h5::Handle& file, std::vector<std::byte>& image);

}  // namespace supplytwin::store
