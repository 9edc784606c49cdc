#include "store/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/error.hpp"

namespace supplytwin::store {
namespace {

[[noreturn]] void fail(const std::string& what, int reason) {
  throw base::StoreError(what + std::generic_category().message(reason));
}

/// An open file that closes itself.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  operator int() const { return number_; }

 private:
  int number_;
};

void sync(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (file < 0 || fsync(file) != 0) fail("cannot sync " + path.string() + ": ", errno);
}

}  // namespace

void write_bytes(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (file < 0) fail("", errno);
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("", errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (fsync(file) != 0) fail("", errno);
}

std::vector<std::byte> read_bytes(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (file < 0) fail(path.string() + ": cannot be read: ", errno);
  const off_t size = lseek(file, 0, SEEK_END);
  if (size < 0 || lseek(file, 0, SEEK_SET) != 0) fail(path.string() + ": cannot be read: ", errno);
  std::vector<std::byte> bytes(static_cast<std::size_t>(size));
  for (std::size_t have = 0; have < bytes.size();) {
    const ssize_t more = read(file, bytes.data() + have, bytes.size() - have);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) fail(path.string() + ": cannot be read: ", errno);
    if (more == 0) bytes.resize(have);  // it was cut while it was read
    have += static_cast<std::size_t>(more);
  }
  return bytes;
}

std::filesystem::path partial_name(const std::filesystem::path& path) { return path.string() + ".partial"; }

void write_whole(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  const std::filesystem::path partial = partial_name(path);
  try {
    write_bytes(partial, bytes);
    rename_durably(partial, path);
  } catch (const base::StoreError&) {
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    throw;
  }
}

void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  sync(from);
  std::error_code error;
  std::filesystem::rename(from, to, error);
  if (error) throw base::StoreError("cannot rename " + from.string() + ": " + error.message());
  sync(to.has_parent_path() ? to.parent_path() : std::filesystem::path("."));
}

}  // namespace supplytwin::store
