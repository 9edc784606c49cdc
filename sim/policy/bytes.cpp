#include "policy/bytes.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"

namespace supplytwin::policy {
namespace {

constexpr std::size_t kChecksum = 8;

std::uint64_t checksum(std::span<const std::byte> bytes) { return base::hash_name(characters(bytes)); }

}  // namespace

std::string_view characters(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void Writer::text(std::string_view value) {
  number(static_cast<std::uint32_t>(value.size()));
  for (const char c : value) out.push_back(static_cast<std::byte>(c));
}

void Reader::refuse(const std::string& why) const {
  throw base::PolicyError({base::Fault{std::string(what_), 0, 0, why, {}, 1}});
}

std::span<const std::byte> Reader::take(std::size_t count) {
  if (count > bytes_.size()) refuse("the bytes end in the middle of a value");
  const auto part = bytes_.first(count);
  bytes_ = bytes_.subspan(count);
  return part;
}

std::uint32_t Reader::length() {
  std::uint32_t count = 0;
  number(count);
  if (count > bytes_.size()) refuse("a length past the end of the bytes");
  return count;
}

std::vector<std::byte> seal(std::string_view magic, std::uint32_t layout, std::span<const std::byte> body) {
  Writer w;
  for (const char c : magic) w.out.push_back(static_cast<std::byte>(c));
  w.number(layout);
  w.number(static_cast<std::uint64_t>(body.size()));
  w.out.insert(w.out.end(), body.begin(), body.end());
  w.number(checksum(w.out));
  return std::move(w.out);
}

std::span<const std::byte> unseal(std::string_view magic, std::uint32_t layout, std::string_view what,
                                  std::span<const std::byte> bytes) {
  if (!characters(bytes).starts_with(magic)) Reader(bytes, what).refuse("they do not begin as such bytes do");
  Reader head(bytes.subspan(magic.size()), what);
  std::uint32_t found = 0;
  std::uint64_t size = 0;
  head.number(found);
  if (found != layout) {
    head.refuse(std::string(what) + " of layout " + std::to_string(found) + "; expected " + std::to_string(layout));
  }
  head.number(size);
  const std::size_t begin = magic.size() + sizeof(found) + sizeof(size);
  if (bytes.size() < begin + kChecksum || size != bytes.size() - begin - kChecksum) {
    head.refuse("the bytes are not as long as they say");
  }
  Reader tail(bytes.last(kChecksum), what);
  std::uint64_t expected = 0;
  tail.number(expected);
  if (checksum(bytes.first(bytes.size() - kChecksum)) != expected)
    head.refuse("the bytes were changed: their checksum differs");
  return bytes.subspan(begin, size);
}

}  // namespace supplytwin::policy
