#include "base/signature.hpp"

#include <sodium/core.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <tuple>

#include "base/error.hpp"

namespace supplytwin::base {
namespace {

static_assert(crypto_sign_ed25519_BYTES == std::tuple_size_v<Signature>);
static_assert(crypto_sign_ed25519_PUBLICKEYBYTES == std::tuple_size_v<PublicKey>);
static_assert(crypto_sign_ed25519_SEEDBYTES == std::tuple_size_v<SecretKey>);

const unsigned char* characters(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// The seed spread out as the algorithm wants it; wiped when it is no longer needed.
struct Spread {
  explicit Spread(const SecretKey& secret) {
    crypto_sign_ed25519_seed_keypair(known.data(), hidden.data(), secret.data());
  }
  ~Spread() { sodium_memzero(hidden.data(), hidden.size()); }
  Spread(const Spread&) = delete;
  Spread& operator=(const Spread&) = delete;

  PublicKey known{};
  std::array<unsigned char, crypto_sign_ed25519_SECRETKEYBYTES> hidden{};
};

}  // namespace

SecretKey new_secret_key() {
  if (sodium_init() < 0) throw Error("the system gives no randomness");
  SecretKey secret;
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

PublicKey public_key_of(const SecretKey& secret) { return Spread(secret).known; }

Signature sign(std::span<const std::byte> bytes, const SecretKey& secret) {
  const Spread spread(secret);
  Signature signature;
  crypto_sign_ed25519_detached(signature.data(), nullptr, characters(bytes), bytes.size(), spread.hidden.data());
  return signature;
}

bool is_signed(std::span<const std::byte> bytes, const Signature& signature, const PublicKey& key) {
  return crypto_sign_ed25519_verify_detached(signature.data(), characters(bytes), bytes.size(), key.data()) == 0;
}

}  // namespace supplytwin::base
