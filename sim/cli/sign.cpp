#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/digest.hpp"
#include "base/signature.hpp"
#include "bundle/compile.hpp"
#include "bundle/key_file.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "store/durable.hpp"
#include "study/look.hpp"

namespace supplytwin::cli {
namespace {

struct SignArguments {
  std::string bundle, key, public_key, signature;
  bool json = false;
};

/// Only canonical bytes are signed: they are what production loads, and YAML may change without them.
policy::Bundle compiled(const std::string& file) {
  const policy::Bundle bundle = bundle::load_file(file);
  const auto bytes = store::read_bytes(file);
  if (!std::ranges::equal(bytes, bundle.canonical()))
    throw base::PolicyError({base::Fault{
        file, 0, 0, "is no compiled policy; a signature is over what `supplytwin policy compile` writes", {}, 1}});
  return bundle;
}

int keygen(const SignArguments& a) {
  const base::SecretKey secret = base::new_secret_key();
  bundle::write_secret_key(a.key, secret);
  try {
    bundle::write_public_key(a.public_key, base::public_key_of(secret));
  } catch (...) {
    std::error_code untold;
    std::filesystem::remove(a.key, untold);  // one without the other is of no use
    throw;
  }
  if (a.json)
    print_json({{"key", a.key}, {"public_key", a.public_key}});
  else
    fmt::print("{}: a secret key, to sign with; keep it to yourself\n{}: its public key, to verify with\n", a.key,
               a.public_key);
  return kDone;
}

int sign(const SignArguments& a) {
  const policy::Bundle bundle = compiled(a.bundle);
  const base::Signature signature = base::sign(bundle.canonical(), bundle::read_secret_key(a.key));
  if (std::filesystem::exists(a.signature))
    throw base::StoreError(study::path_in_words(a.signature) + ": is there already; choose another --out");
  try {
    store::write_whole(a.signature, std::as_bytes(std::span(signature)));
  } catch (const base::StoreError& e) {
    throw base::StoreError(study::path_in_words(a.signature) + ": cannot be written: " + e.what());
  }
  if (a.json)
    print_json({{"file", a.signature}, {"policy", bundle.name()}, {"digest", base::hex(bundle.digest())}});
  else
    fmt::print("{}: signature of {} version {}, SHA-256 {}\n", a.signature, bundle.name(), bundle.version(),
               base::hex(bundle.digest()));
  return kDone;
}

int verify(const SignArguments& a) {
  const policy::Bundle bundle = compiled(a.bundle);
  const base::Signature signature = bundle::read_signature(a.signature);
  const bool holds = base::is_signed(bundle.canonical(), signature, bundle::read_public_key(a.public_key));
  if (a.json)
    print_json({{"holds", holds}, {"policy", bundle.name()}, {"digest", base::hex(bundle.digest())}});
  else
    fmt::print("{}: {}\n", a.signature,
               holds ? fmt::format("holds for {} version {}, SHA-256 {}", bundle.name(), bundle.version(),
                                   base::hex(bundle.digest()))
                     : "does not hold: the holder of this key did not sign these bytes");
  return holds ? kDone : kFailed;
}

}  // namespace

Command add_policy_keygen(CLI::App& policy) {
  auto a = std::make_shared<SignArguments>();
  CLI::App* parser = policy.add_subcommand("keygen", "Make an Ed25519 key pair to sign policies with");
  parser->add_option("--key", a->key, "the secret key to write (PEM, mode 0600); never overwritten")
      ->required()
      ->check(some_path());
  parser->add_option("--public-key", a->public_key, "the public key to write (PEM); never overwritten")
      ->required()
      ->check(some_path());
  parser->add_flag("--json", a->json, "what was written as JSON");
  return {parser, [a] { return keygen(*a); }};
}

Command add_policy_sign(CLI::App& policy) {
  auto a = std::make_shared<SignArguments>();
  CLI::App* parser = policy.add_subcommand("sign", "Sign a compiled policy, for hosts that require it");
  parser->add_option("file", a->bundle, "what `policy compile` wrote")->required()->check(some_path());
  parser->add_option("--key", a->key, "the secret key that `policy keygen` wrote")->required()->check(some_path());
  parser->add_option("--out", a->signature, "the signature to write, 64 bytes")->required()->check(some_path());
  parser->add_flag("--json", a->json, "name and digest as JSON");
  return {parser, [a] { return sign(*a); }};
}

Command add_policy_verify(CLI::App& policy) {
  auto a = std::make_shared<SignArguments>();
  CLI::App* parser = policy.add_subcommand("verify",
                                           "Hold a compiled policy against its signature; exit code 1 when "
                                           "it does not hold");
  parser->add_option("file", a->bundle, "what `policy compile` wrote")->required()->check(some_path());
  parser->add_option("signature", a->signature, "what `policy sign` wrote")->required()->check(some_path());
  parser->add_option("--public-key", a->public_key, "the public key of who should have signed")
      ->required()
      ->check(some_path());
  parser->add_flag("--json", a->json, "whether it holds, name and digest as JSON");
  return {parser, [a] { return verify(*a); }};
}

}  // namespace supplytwin::cli
