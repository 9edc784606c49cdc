#include "store/seal.hpp"

#include <string_view>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace supplytwin::store {
namespace {

constexpr std::string_view kMark = "\nsupplytwin sha256 ";
constexpr std::size_t kSeal = kMark.size() + 64 + 1;

}  // namespace

std::string seal_of(std::span<const std::byte> bytes) {
  return std::string(kMark) + base::hex(base::sha256(bytes)) + "\n";
}

void check_seal(std::span<const std::byte> bytes) {
  if (bytes.size() < kSeal) throw base::StoreError("too short");
  const auto tail = bytes.last(kSeal);
  const std::string_view found(reinterpret_cast<const char*>(tail.data()), tail.size());
  if (!found.starts_with(kMark)) throw base::StoreError("it does not end with its seal");
  if (found != seal_of(bytes.first(bytes.size() - kSeal)))
    throw base::StoreError("its content is not what was written");
}

}  // namespace supplytwin::store
