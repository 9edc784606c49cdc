#pragma once

#include <nlohmann/json.hpp>

#include "scenario/file_kinds.hpp"

namespace supplytwin::cli {

/// The JSON Schema (draft 7) of a kind of file; editors check and complete with it.
nlohmann::ordered_json json_schema(const scenario::FileKind& kind);

}  // namespace supplytwin::cli
