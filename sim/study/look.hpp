#pragma once

#include <filesystem>
#include <vector>

namespace supplytwin::study {

// What stands at a path. Each throws Refused with the mend when the system does not tell.
bool is_there(const std::filesystem::path& path);
bool is_folder(const std::filesystem::path& path);
/// What is in a folder, in name order.
std::vector<std::filesystem::path> entries(const std::filesystem::path& folder);

}  // namespace supplytwin::study
