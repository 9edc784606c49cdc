#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace supplytwin::bundle {

/// The bytes of a file that people write, or nothing and a fault: no such file, a folder, a pipe or a device, not to
/// be read, more than `most` bytes. No more than that is ever read.
std::optional<std::string> load(const std::filesystem::path& file, std::size_t most,
                                std::vector<base::Fault>& faults);

}  // namespace supplytwin::bundle
