#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/quote.hpp"

namespace supplytwin::scenario {

/// A text in single quotes, as messages show what was written.
inline std::string in_quotes(std::string_view text) { return base::in_quotes(text); }
/// A path in single quotes, all of it.
inline std::string path_in_quotes(const std::filesystem::path& path) {
  return "'" + base::on_one_line(path.string()) + "'";
}

}  // namespace supplytwin::scenario
