#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace supplytwin::study {

/// A path as messages show it, on one line.
std::string path_in_words(const std::filesystem::path& path);

// What stands at a path. Each throws Refused with the mend when the system does not tell.
bool is_there(const std::filesystem::path& path);
bool is_folder(const std::filesystem::path& path);
/// What is in a folder, in name order.
std::vector<std::filesystem::path> entries(const std::filesystem::path& folder);

}  // namespace supplytwin::study
