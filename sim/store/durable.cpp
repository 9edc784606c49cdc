#include "store/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/error.hpp"

namespace supplytwin::store {
namespace {

void sync(const std::filesystem::path& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && fsync(fd) == 0;
  const std::error_code reason(errno, std::generic_category());
  if (fd >= 0) close(fd);
  if (!synced) throw base::StoreError("cannot sync " + path.string() + ": " + reason.message());
}

}  // namespace

void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  sync(from);
  std::error_code error;
  std::filesystem::rename(from, to, error);
  if (error) throw base::StoreError("cannot rename " + from.string() + ": " + error.message());
  sync(to.has_parent_path() ? to.parent_path() : std::filesystem::path("."));
}

}  // namespace supplytwin::store
