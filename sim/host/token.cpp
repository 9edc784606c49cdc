#include "host/token.hpp"

#include <sodium.h>
#include <sys/stat.h>

#include <fstream>

#include "base/digest.hpp"
#include "host/state_file.hpp"

namespace supplytwin::host {
namespace {

constexpr std::size_t kShortest = 16;

}  // namespace

std::string read_token(const std::filesystem::path& file) {
  struct stat told{};
  if (::stat(file.c_str(), &told) != 0 || !S_ISREG(told.st_mode))
    throw Refused(file.string() + ": no such file with a token");
  if ((told.st_mode & 077) != 0)
    throw Refused(file.string() +
                  ": others may read or write it; `chmod 600` it, and choose another token if they did");
  std::ifstream in(file);
  std::string token;
  std::getline(in, token);
  if (token.size() < kShortest)
    throw Refused(file.string() + ": its first line is the token, and has less than " + std::to_string(kShortest) +
                  " characters; `openssl rand -hex 32` makes one");
  return token;
}

bool same_token(std::string_view a, std::string_view b) {
  // Of equal length whatever they are.
  const base::Digest one = base::sha256(a), other = base::sha256(b);
  return sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace supplytwin::host
