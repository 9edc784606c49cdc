#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace supplytwin::cli {

/// What `validate` was given: something that it can read, or something of which it can only say what it is.
struct NamedFile {
  enum class Kind : std::uint8_t { scenario, policy, surge, network, other };
  Kind kind = Kind::scenario;
  std::string instead;  ///< of another kind: what it is and what to validate in its place
};

/// Told by name and by the first key that says what a file is; what cannot be told is taken for a scenario, whose
/// reader then says what is wrong with it.
NamedFile named_file(const std::filesystem::path& path);

}  // namespace supplytwin::cli
