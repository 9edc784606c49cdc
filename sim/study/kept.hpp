#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "store/reader.hpp"

namespace supplytwin::study {

/// A results file, or nothing when it is missing or torn; `why` then tells what is torn. Only a torn file is ever
/// thrown away: one that cannot be read at all may be whole, and for that store::Unusable is thrown.
std::optional<store::Reader> whole(const std::filesystem::path& file, std::string& why);

/// Throws Refused naming what differs when a file is of another study.
void check_same_study(const store::Reader& reader, const store::Header& header);

}  // namespace supplytwin::study
