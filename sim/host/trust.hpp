#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/signature.hpp"
#include "host/state_file.hpp"

namespace supplytwin::host {

/// A policy that is not signed, or by another than the one who must.
struct Untrusted : Refused {
  using Refused::Refused;
};

/// Holds the canonical bytes of a policy against its signature, where there is a key that must have signed; `what` is
/// what they are called. Throws Untrusted.
void check_signature(const std::optional<base::PublicKey>& key, std::span<const std::byte> policy,
                     const std::optional<base::Signature>& signature, const std::string& what);

/// For a signature where there is no key: whoever gives one believes that it is looked at.
inline Refused nothing_to_hold_it_against() {
  return Refused("--signature is held against a --public-key, which is missing");
}

/// A signature or a key as hexadecimal digits; empty for none.
std::string in_digits(const std::optional<base::Signature>& signature);
std::string in_digits(const std::optional<base::PublicKey>& key);
/// Nothing for an empty text. Throws Refused for one that is no signature, or no key.
std::optional<base::Signature> signature_of(std::string_view digits);
std::optional<base::PublicKey> public_key_of(std::string_view digits);

}  // namespace supplytwin::host
