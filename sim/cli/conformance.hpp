#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace supplytwin::cli {

/// What an expression came to.
struct Outcome {
  std::optional<nlohmann::json>
      value;          ///< a truth value, a whole number, a text, or a list of these; none: it failed
  std::string error;  ///< why it failed
};

/// Compiles an expression and runs it, by the compiler and the machine that decide in production. `bindings` is an
/// object; each of its names stands for a fact of that value. Throws std::invalid_argument for a value that
/// expressions do not have.
Outcome evaluate(const std::string& expression, const nlohmann::json& bindings);

/// A case that did not come out as it should.
struct ConformanceMiss {
  std::string name, expression, expected, got;
};

struct Conformance {
  std::size_t passed = 0;
  std::vector<ConformanceMiss> missed;
};

/// Runs a file of cases, in the order of the file:
///
///     {"cases": [{"name":, "expr":, "bindings": {NAME: VALUE}, "value": VALUE or "error": true}]}
///
/// `name`, `section` and `file` of a case say which it is, and may be absent; so may `bindings`. Throws
/// base::PolicyError with every fault when the file is not like that.
Conformance conformance(const std::filesystem::path& file);

}  // namespace supplytwin::cli
