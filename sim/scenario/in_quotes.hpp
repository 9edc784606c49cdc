#pragma once

#include <string>
#include <string_view>

namespace supplytwin::scenario {

/// A text in single quotes, as messages show what was written.
inline std::string in_quotes(std::string_view text) { return std::string("'").append(text).append("'"); }

}  // namespace supplytwin::scenario
