#include "store/seal.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace supplytwin::store {
namespace {

constexpr std::string_view kMark = "\nsupplytwin sha256 ";
constexpr std::size_t kSeal = kMark.size() + 64 + 1;

/// The bytes of a file while it lives.
class Mapping {
 public:
  explicit Mapping(const std::filesystem::path& path) : size_(std::filesystem::file_size(path)) {
    if (size_ == 0) return;
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd >= 0) start_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    const int reason = errno;
    if (fd >= 0) close(fd);
    if (fd < 0 || start_ == MAP_FAILED)
      throw base::StoreError("cannot be read: " + std::generic_category().message(reason));
  }
  ~Mapping() {
    if (size_ > 0) munmap(start_, size_);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(start_), size_}; }

 private:
  std::size_t size_;
  void* start_ = nullptr;
};

std::string seal_of(std::span<const std::byte> bytes) {
  return std::string(kMark) + base::hex(base::sha256(bytes)) + "\n";
}

}  // namespace

void seal(const std::filesystem::path& path) {
  const std::string line = seal_of(Mapping(path).bytes());
  std::ofstream out(path, std::ios::binary | std::ios::app);
  out << line;
  out.flush();
  if (!out) throw base::StoreError("cannot be sealed");
}

void check_seal(const std::filesystem::path& path) {
  const Mapping file(path);
  const auto bytes = file.bytes();
  if (bytes.size() < kSeal) throw base::StoreError("too short");
  const auto tail = bytes.last(kSeal);
  const std::string_view found(reinterpret_cast<const char*>(tail.data()), tail.size());
  if (!found.starts_with(kMark)) throw base::StoreError("it does not end with its seal");
  if (found != seal_of(bytes.first(bytes.size() - kSeal)))
    throw base::StoreError("its content is not what was written");
}

}  // namespace supplytwin::store
