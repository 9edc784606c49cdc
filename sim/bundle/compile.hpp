#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "bundle/expression.hpp"
#include "policy/bundle.hpp"

namespace supplytwin::bundle {

/// The canonical bytes of a policy written in YAML. Comments, layout, bounds and docs do not change them. Throws
/// base::PolicyError with every fault at once; `file_name` is what the faults name. `more` are words of facts that
/// only a network knows, such as its categories.
std::vector<std::byte> compile(const std::string& text, const std::string& file_name,
                               const std::vector<Vocabulary>& more = {});

/// Reads a policy file: YAML, which is compiled, or the canonical bytes that came of it earlier.
policy::Bundle load_file(const std::filesystem::path& file, const std::vector<Vocabulary>& more = {});

}  // namespace supplytwin::bundle
