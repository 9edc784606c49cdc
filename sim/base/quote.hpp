#pragma once

#include <string>
#include <string_view>

namespace supplytwin::base {

/// A text that stays on its line: line ends, tabs and other control characters as \n, \t, \x07.
std::string on_one_line(std::string_view text);
/// A text as messages quote it: in single quotes, on one line, the end of a long one cut.
std::string in_quotes(std::string_view text);

}  // namespace supplytwin::base
