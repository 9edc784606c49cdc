#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace supplytwin::base {

/// An Ed25519 signature (RFC 8032) over bytes that stand elsewhere.
using Signature = std::array<std::uint8_t, 64>;
/// Holds signatures; may be known to all.
using PublicKey = std::array<std::uint8_t, 32>;
/// Makes signatures; known to who signs alone. It is the seed of RFC 8032.
using SecretKey = std::array<std::uint8_t, 32>;

/// A new secret, from the system's own randomness.
SecretKey new_secret_key();
PublicKey public_key_of(const SecretKey& secret);
Signature sign(std::span<const std::byte> bytes, const SecretKey& secret);
/// Whether the holder of the key's secret signed exactly these bytes.
bool is_signed(std::span<const std::byte> bytes, const Signature& signature, const PublicKey& key);

}  // namespace supplytwin::base
