#include "kernel/random.hpp"

#include <Random123/philox.h>

#undef philox4x32  // the C interface of Random123 takes the name as a macro

namespace supplytwin::kernel {
namespace {

std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }
std::uint64_t join(std::uint32_t l, std::uint32_t h) { return l | static_cast<std::uint64_t>(h) << 32; }

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t replication) : key_(base::combine(seed, replication)) {}

void Draw::block() {
  const auto& [entity, rest] = words_;
  const auto words = philox4x32({low(entity), high(entity), low(rest), high(rest)}, {low(key_), high(key_)});
  words_ = {join(words[0], words[1]), join(words[2], words[3])};
  next_ = Next::first;
}

/// Mixed, or the third number would be a plain function of the first two.
void Draw::seed() {
  words_ = {base::mix(words_[0]), base::mix(words_[1])};
  if ((words_[0] | words_[1]) == 0) words_[0] = 1;  // the one state that xoroshiro never leaves
  next_ = Next::more;
}

void Draw::uniforms(std::span<double> x) {
  std::size_t i = 0;
  for (; i < x.size() && next_ != Next::more; ++i) x[i] = uniform();
  auto [one, other] = words_;  // apart, so that they stay in registers
  for (; i < x.size(); ++i) x[i] = uniform_of(step(one, other));
  words_ = {one, other};
}

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  const r123::Philox4x32::ctr_type words{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::key_type keys{{key[0], key[1]}};
  const auto block = r123::Philox4x32_R<10>()(words, keys);
  return {block[0], block[1], block[2], block[3]};
}

}  // namespace supplytwin::kernel
