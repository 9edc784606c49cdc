#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/time.hpp"

namespace supplytwin::cli {

/// A time such as `5 s`; throws host::Refused with the name of the option.
base::Duration duration(const std::string& option, const std::string& text);

/// This machine's clock.
base::Time wall_clock();

}  // namespace supplytwin::cli
