#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <string>

namespace supplytwin::cli {

/// Admits plain decimal whole numbers: CLI11 itself takes 010 for 8, 0x2 for 2 and -1 for the largest number.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// What is wrong with a command line that CLI11 refused, with a suggestion for a word that it does not know.
std::string explained(const CLI::App& app, const CLI::ParseError& error);

}  // namespace supplytwin::cli
