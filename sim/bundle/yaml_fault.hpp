#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace supplytwin::bundle {

/// Why a text is not YAML, and where to look [byte].
struct YamlFault {
  std::size_t position = 0;
  std::string message;
};

/// Where the quote that opens at `open` is closed; npos when it never is.
std::size_t closing_quote(std::string_view text, std::size_t open);

/// Says in plain words what the parser stumbled over at `position`; a quote or bracket that is still open there is
/// named where it was opened.
YamlFault explain(std::string_view text, std::size_t position, const std::string& parser_message);

}  // namespace supplytwin::bundle
