#include "host/trust.hpp"

#include <sodium.h>

namespace supplytwin::host {
namespace {

template <class Bytes>
std::string digits(const std::optional<Bytes>& bytes) {
  if (!bytes) return "";
  std::string text(bytes->size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes->data(), bytes->size());
  text.pop_back();
  return text;
}

template <class Bytes>
std::optional<Bytes> bytes_of(std::string_view digits, const char* what) {
  if (digits.empty()) return std::nullopt;
  Bytes bytes{};
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_hex2bin(bytes.data(), bytes.size(), digits.data(), digits.size(), nullptr, &size, &end);
  if (failed != 0 || size != bytes.size() || end != digits.data() + digits.size())
    throw Refused(std::string("expected ") + what + " as " + std::to_string(bytes.size() * 2) +
                  " hexadecimal digits");
  return bytes;
}

}  // namespace

void check_signature(const std::optional<base::PublicKey>& key, std::span<const std::byte> policy,
                     const std::optional<base::Signature>& signature, const std::string& what) {
  if (!key) return;
  if (!signature)
    throw Untrusted(what +
                    ": is not signed, and this host takes signed policies alone; sign it with `supplytwin "
                    "policy sign` and give the signature with --signature");
  if (!base::is_signed(policy, *signature, *key))
    throw Untrusted(what +
                    ": the signature does not hold; the holder of the key did not sign these bytes, which must "
                    "be what `supplytwin policy compile` wrote");
}

std::string in_digits(const std::optional<base::Signature>& signature) { return digits(signature); }
std::string in_digits(const std::optional<base::PublicKey>& key) { return digits(key); }

std::optional<base::Signature> signature_of(std::string_view text) {
  return bytes_of<base::Signature>(text, "a signature");
}
std::optional<base::PublicKey> public_key_of(std::string_view text) {
  return bytes_of<base::PublicKey>(text, "a public key");
}

}  // namespace supplytwin::host
