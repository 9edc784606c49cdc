#include <type_traits>

#include "policy/bundle.hpp"
#include "policy/bytes.hpp"
#include "policy/image.hpp"

namespace supplytwin::policy {
namespace {

constexpr std::string_view kMagic = Bundle::kMagic;
constexpr std::uint32_t kLayout = 2;
constexpr std::string_view kWhat = "canonical bytes";

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
  s.list(image.approvals, [&](auto& a) {
    s.text(a.role);
    s.number(a.up_to.micros);
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

}  // namespace

std::vector<std::byte> encode(const Image& image) {
  Writer body;
  walk(body, image);
  return seal(kMagic, kLayout, body.out);
}

Image decode(std::span<const std::byte> bytes) {
  if (!characters(bytes).starts_with(kMagic)) {
    Reader(bytes, kWhat).refuse("these are not the canonical bytes of a policy bundle");
  }
  Reader body(unseal(kMagic, kLayout, kWhat, bytes), kWhat);
  Image image;
  walk(body, image);
  if (!body.done()) body.refuse("bytes are left over after the last rule");
  return image;
}

}  // namespace supplytwin::policy
