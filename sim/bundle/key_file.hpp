#pragma once

#include <filesystem>
#include <string>

#include "base/signature.hpp"

namespace supplytwin::bundle {

// Ed25519 keys as files: PEM, the secret as PKCS #8 and the public one as SubjectPublicKeyInfo (RFC 8410), as openssl
// and others have them too. Reading throws base::PolicyError that names the file and what was expected.

base::SecretKey read_secret_key(const std::filesystem::path& file);
base::PublicKey read_public_key(const std::filesystem::path& file);
/// A detached signature: its 64 bytes and nothing else.
base::Signature read_signature(const std::filesystem::path& file);

/// Writes a new file that its owner alone may read; throws base::StoreError when there is one already, or it cannot
/// be written whole, and then leaves nothing.
void write_secret_key(const std::filesystem::path& file, const base::SecretKey& key);
/// The same for a file that all may read.
void write_public_key(const std::filesystem::path& file, const base::PublicKey& key);

}  // namespace supplytwin::bundle
