#include <type_traits>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "policy/image.hpp"

namespace supplytwin::policy {
namespace {

constexpr std::string_view kMagic = "supplytwin policy\n";
constexpr std::uint32_t kLayout = 1;
constexpr std::size_t kChecksum = 8;

[[noreturn]] void refuse(const std::string& what) {
  throw base::PolicyError({base::Fault{"canonical bytes", 0, 0, what, {}, 1}});
}

std::string_view characters(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Writes numbers little-endian at their full width, and a length before whatever varies.
class Writer {
 public:
  template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void number(const T& value) {
    auto bits = static_cast<std::uint64_t>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i, bits >>= 8) out.push_back(static_cast<std::byte>(bits & 0xFFu));
  }
  void text(const std::string& value) {
    number(static_cast<std::uint32_t>(value.size()));
    for (const char c : value) out.push_back(static_cast<std::byte>(c));
  }
  template <class List, class Each>
  void list(const List& values, Each each) {
    number(static_cast<std::uint32_t>(values.size()));
    for (auto& v : values) each(v);
  }

  std::vector<std::byte> out;
};

/// Reads what Writer wrote; whatever runs past the end is refused before anything is allocated for it.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void number(T& value) {
    const auto part = take(sizeof(T));
    std::uint64_t bits = 0;
    for (std::size_t i = sizeof(T); i-- > 0;) bits = bits << 8 | static_cast<std::uint64_t>(part[i]);
    if constexpr (std::is_same_v<T, bool>) {
      if (bits > 1) refuse("a truth value that is neither true nor false");
    }
    value = static_cast<T>(bits);
  }
  void text(std::string& value) { value = characters(take(length())); }
  template <class List, class Each>
  void list(List& values, Each each) {
    const std::uint32_t count = length();
    values.resize(count);
    for (auto& v : values) each(v);
  }
  bool done() const { return bytes_.empty(); }

 private:
  std::span<const std::byte> take(std::size_t count) {
    if (count > bytes_.size()) refuse("the bytes end in the middle of a value");
    const auto part = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return part;
  }
  /// Every element takes a byte at least, so a count past what is left is wrong.
  std::uint32_t length() {
    std::uint32_t count = 0;
    number(count);
    if (count > bytes_.size()) refuse("a length past the end of the bytes");
    return count;
  }

  std::span<const std::byte> bytes_;
};

/// Constness of the image follows the stream: a writer reads it, a reader fills it.
template <class Stream, class T>
using For = std::conditional_t<std::is_same_v<Stream, Writer>, const T, T>;

template <class Stream>
void walk_code(Stream& s, For<Stream, Code>& code) {
  s.list(code, [&](auto& i) {
    s.number(i.op);
    s.number(i.argument);
  });
}

template <class Stream>
void walk_duration(Stream& s, For<Stream, base::Duration>& d) {
  std::int64_t count = d.count();
  s.number(count);
  if constexpr (!std::is_same_v<Stream, Writer>) d = base::Duration{count};
}

/// The layout of canonical bytes, listed once for both ways.
template <class Stream>
void walk(Stream& s, For<Stream, Image>& image) {
  s.text(image.name);
  s.text(image.summary);
  s.number(image.version);
  s.number(image.sees);
  s.number(image.reviews_forecasts);
  s.number(image.budget);
  s.list(image.decides, [&](auto& d) { walk_duration(s, d); });
  base::for_each_field<ExecutorConfig>([&](const auto& field) {
    auto& value = image.executor.*field.member;
    using T = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_same_v<T, base::Duration>) {
      walk_duration(s, value);
    } else if constexpr (std::is_same_v<T, base::Ratio>) {
      s.number(value.ppm);
    } else {
      s.number(value);
    }
  });
  s.list(image.constants.numbers, [&](auto& n) { s.number(n); });
  s.list(image.constants.texts, [&](auto& t) { s.text(t); });
  s.list(image.parameters, [&](auto& p) {
    s.text(p.name);
    s.number(p.type);
    s.list(p.numbers, [&](auto& n) { s.number(n); });
    s.list(p.texts, [&](auto& t) { s.text(t); });
  });
  s.list(image.variables, [&](auto& v) {
    s.text(v.name);
    walk_code(s, v.code);
  });
  s.list(image.rules, [&](auto& r) {
    s.text(r.name);
    walk_code(s, r.when);
    s.number(r.choice);
    walk_code(s, r.choose_when);
    s.list(r.prefer, [&](auto& code) { walk_code(s, code); });
    s.number(r.then);
    walk_code(s, r.quantity);
    walk_code(s, r.keep);
    walk_duration(s, r.wait);
  });
}

std::uint64_t checksum(std::span<const std::byte> bytes) { return base::hash_name(characters(bytes)); }

}  // namespace

std::vector<std::byte> encode(const Image& image) {
  Writer body;
  walk(body, image);
  Writer w;
  for (const char c : kMagic) w.out.push_back(static_cast<std::byte>(c));
  w.number(kLayout);
  w.number(static_cast<std::uint64_t>(body.out.size()));
  w.out.insert(w.out.end(), body.out.begin(), body.out.end());
  w.number(checksum(w.out));
  return std::move(w.out);
}

Image decode(std::span<const std::byte> bytes) {
  if (!characters(bytes).starts_with(kMagic)) refuse("these are not the canonical bytes of a policy bundle");
  Reader head(bytes.subspan(kMagic.size()));
  std::uint32_t layout = 0;
  std::uint64_t size = 0;
  head.number(layout);
  if (layout != kLayout) {
    refuse("canonical bytes of layout " + std::to_string(layout) + "; expected " + std::to_string(kLayout));
  }
  head.number(size);
  const std::size_t begin = kMagic.size() + sizeof(layout) + sizeof(size);
  if (bytes.size() < begin + kChecksum || size != bytes.size() - begin - kChecksum) {
    refuse("the bytes are not as long as they say");
  }
  Reader tail(bytes.last(kChecksum));
  std::uint64_t expected = 0;
  tail.number(expected);
  if (checksum(bytes.first(bytes.size() - kChecksum)) != expected)
    refuse("the bytes were changed: their checksum differs");
  Reader body(bytes.subspan(begin, size));
  Image image;
  walk(body, image);
  if (!body.done()) refuse("bytes are left over after the last rule");
  return image;
}

}  // namespace supplytwin::policy
