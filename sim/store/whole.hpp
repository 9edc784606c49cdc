#pragma once

#include <filesystem>
#include <string_view>

namespace supplytwin::store {

/// What a person should know of a kind of file that is not what it should be.
struct Kind {
  std::string_view name;      ///< `a results file`
  std::string_view expected;  ///< what is expected and what makes it
  std::string_view mend;      ///< what to do about a damaged one
};

/// Throws Unusable when a file cannot be read at all, and Damaged, saying what it is instead, unless its bytes are as
/// supplytwin wrote them: HDF5 sees only such files.
void check_whole(const std::filesystem::path& path, const Kind& kind);

}  // namespace supplytwin::store
