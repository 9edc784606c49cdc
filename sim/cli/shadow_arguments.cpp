#include "cli/shadow_arguments.hpp"

#include <chrono>

#include "bundle/key_file.hpp"
#include "bundle/units.hpp"
#include "host/state_file.hpp"

namespace supplytwin::cli {

base::Duration duration(const std::string& option, const std::string& text) {
  const auto parsed = bundle::parse_duration(text);
  if (!parsed) throw host::Refused(option + ": " + parsed.error);
  if (*parsed < base::Duration{0}) throw host::Refused(option + ": a time below zero");
  return *parsed;
}

std::optional<base::Signature> signature_in(const std::string& file) {
  return file.empty() ? std::nullopt : std::optional(bundle::read_signature(file));
}

base::Time wall_clock() { return std::chrono::floor<base::Duration>(std::chrono::system_clock::now()); }

}  // namespace supplytwin::cli
