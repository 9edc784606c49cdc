#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.hpp"

namespace supplytwin::cli {

/// Prints JSON on standard output; bytes that are not UTF-8, as names of files may have, are replaced.
void print_json(const nlohmann::ordered_json& value);

/// `[{"file":, "line":, "column":, "message":, "excerpt":}]`
nlohmann::ordered_json json_of(const std::vector<base::Fault>& faults);

}  // namespace supplytwin::cli
