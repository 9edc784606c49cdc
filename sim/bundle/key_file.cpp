#include "bundle/key_file.hpp"

#include <fcntl.h>
#include <sodium/utils.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "bundle/load.hpp"

namespace supplytwin::bundle {
namespace {

constexpr std::size_t kMostKeyBytes = 1u << 20;
constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;

/// What a key file says before and after its key: the label of the PEM, and the DER around 32 bytes.
struct Form {
  std::string_view label;
  std::span<const std::uint8_t> head;
};
constexpr std::array<std::uint8_t, 16> kSecretHead{0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                                   0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
constexpr std::array<std::uint8_t, 12> kPublicHead{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                   0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr Form kSecret{"PRIVATE KEY", kSecretHead}, kPublic{"PUBLIC KEY", kPublicHead};

[[noreturn]] void refuse(const std::filesystem::path& file, std::string why) {
  throw base::PolicyError({base::Fault{file.string(), 0, 0, std::move(why), {}, 1}});
}

std::string content(const std::filesystem::path& file) {
  std::vector<base::Fault> faults;
  auto text = load(file, kMostKeyBytes, faults);
  if (!text) throw base::PolicyError(std::move(faults));
  return std::move(*text);
}

std::string dashes(std::string_view what, std::string_view label) {
  return "-----" + std::string(what) + " " + std::string(label) + "-----";
}

std::string pem(const Form& form, std::span<const std::uint8_t, 32> key) {
  std::vector<std::uint8_t> der(form.head.begin(), form.head.end());
  der.insert(der.end(), key.begin(), key.end());
  std::string body(sodium_base64_encoded_len(der.size(), kBase64), '\0');
  sodium_bin2base64(body.data(), body.size(), der.data(), der.size(), kBase64);
  body.pop_back();  // its NUL
  return dashes("BEGIN", form.label) + "\n" + body + "\n" + dashes("END", form.label) + "\n";
}

std::array<std::uint8_t, 32> key_in(const std::filesystem::path& file, const Form& form) {
  const std::string text = content(file);
  const std::string begin = dashes("BEGIN", form.label), end = dashes("END", form.label);
  const auto from = text.find(begin), to = text.find(end);
  const std::string expected =
      "expected an Ed25519 key in PEM, '" + begin + "', as `supplytwin policy keygen` writes";
  if (from == std::string::npos || to == std::string::npos || to < from) refuse(file, expected);
  const std::string_view body = std::string_view(text).substr(from + begin.size(), to - from - begin.size());
  std::vector<std::uint8_t> der(body.size() + 1);
  std::size_t size = 0;
  const char* rest = nullptr;
  const bool whole =
      sodium_base642bin(der.data(), der.size(), body.data(), body.size(), "\r\n\t ", &size, &rest, kBase64) == 0 &&
      rest == body.data() + body.size();
  std::array<std::uint8_t, 32> key{};
  if (!whole || size != form.head.size() + key.size() || !std::equal(form.head.begin(), form.head.end(), der.begin()))
    refuse(file, "this PEM holds no Ed25519 key; " + expected);
  std::copy_n(der.begin() + static_cast<std::ptrdiff_t>(form.head.size()), key.size(), key.begin());
  return key;
}

void write_new(const std::filesystem::path& file, std::string_view text, mode_t mode) {
  const auto fail = [&] { throw base::StoreError(file.string() + ": cannot be written: " + std::strerror(errno)); };
  const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (out < 0 && errno == EEXIST)
    throw base::StoreError(file.string() + ": is there already, and a key is never overwritten; choose another name");
  if (out < 0) fail();
  const bool whole = ::fchmod(out, mode) == 0 &&  // whatever the umask says
                     ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(out) == 0;
  const int why = errno;
  ::close(out);
  if (whole) return;
  ::unlink(file.c_str());
  errno = why;
  fail();
}

}  // namespace

base::SecretKey read_secret_key(const std::filesystem::path& file) { return key_in(file, kSecret); }
base::PublicKey read_public_key(const std::filesystem::path& file) { return key_in(file, kPublic); }

base::Signature read_signature(const std::filesystem::path& file) {
  const std::string text = content(file);
  base::Signature signature;
  if (text.size() != signature.size())
    refuse(file, "expected the 64 bytes of a signature, found " + std::to_string(text.size()));
  std::memcpy(signature.data(), text.data(), signature.size());
  return signature;
}

void write_secret_key(const std::filesystem::path& file, const base::SecretKey& key) {
  std::string text = pem(kSecret, key);
  write_new(file, text, 0600);
  sodium_memzero(text.data(), text.size());
}
void write_public_key(const std::filesystem::path& file, const base::PublicKey& key) {
  write_new(file, pem(kPublic, key), 0644);
}

}  // namespace supplytwin::bundle
