#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "policy/bundle.hpp"

namespace supplytwin::bundle {

/// The canonical bytes of a policy written in YAML. Comments, layout, bounds and docs do not change them. Throws
/// base::PolicyError with every fault at once; `file_name` is what the faults name.
std::vector<std::byte> compile(const std::string& text, const std::string& file_name);

/// Reads and compiles a policy file.
policy::Bundle load_file(const std::filesystem::path& file);

}  // namespace supplytwin::bundle
