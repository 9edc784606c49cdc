#pragma once

#include <string>
#include <vector>

#include "scenario/file_kinds.hpp"

namespace supplytwin::cli {

/// A page in Markdown with every key of these kinds of files: what it takes and what it means.
std::string reference_page(const std::vector<scenario::FileKind>& kinds);

}  // namespace supplytwin::cli
