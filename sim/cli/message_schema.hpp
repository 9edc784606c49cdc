#pragma once

#include <nlohmann/json.hpp>

namespace supplytwin::cli {

/// The JSON Schema (draft 7) of the messages that an orchestrator is told, a definition a type.
nlohmann::ordered_json event_schema();

/// The JSON Schema (draft 7) of one line of its decisions.
nlohmann::ordered_json decision_schema();

/// The JSON Schema (draft 7) of the commands of decisions, of questions about them, and of the answers to both.
nlohmann::ordered_json command_schema();

}  // namespace supplytwin::cli
