#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "base/signature.hpp"
#include "base/time.hpp"

namespace supplytwin::cli {

/// A time such as `5 s`; throws host::Refused with the name of the option.
base::Duration duration(const std::string& option, const std::string& text);

/// The signature in a file; none where no file is named.
std::optional<base::Signature> signature_in(const std::string& file);

/// This machine's clock.
base::Time wall_clock();

}  // namespace supplytwin::cli
