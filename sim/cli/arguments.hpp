#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace supplytwin::cli {

/// Admits plain decimal whole numbers: CLI11 itself takes 010 for 8, 0x2 for 2 and -1 for the largest number.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// Admits numbers in these bounds, and nothing that is none.
CLI::Validator number_between(double least, double most);

/// Admits these words, and suggests one for a word that is nearly it.
CLI::Validator one_of(std::vector<std::string> words);

/// Refuses an empty path.
CLI::Validator some_path();

/// An option that takes names as `a,b`, and may be given again for more. An empty name is refused.
CLI::Option* add_names(CLI::App& parser, const std::string& option, std::vector<std::string>& names,
                       const std::string& words);

/// What is wrong with a command line that CLI11 refused, with a suggestion for a word that it does not know.
std::string explained(const CLI::App& app, const CLI::ParseError& error);

}  // namespace supplytwin::cli
