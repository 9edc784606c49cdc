#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace supplytwin::host {

/// The secret that every order over HTTP must carry: the first line of a file that nobody else may read. Throws
/// Refused.
std::string read_token(const std::filesystem::path& file);

/// Whether two secrets are equal, in a time that tells nothing of where they differ.
bool same_token(std::string_view a, std::string_view b);

}  // namespace supplytwin::host
