#include "kernel/random.hpp"

#include <Random123/philox.h>

#include <stdexcept>

#undef philox4x32  // the C interface of Random123 takes the name as a macro

namespace supplytwin::kernel {
namespace {

constexpr unsigned kIndexBits = 48;

std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }
std::uint64_t join(std::uint32_t l, std::uint32_t h) { return l | static_cast<std::uint64_t>(h) << 32; }

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t replication) : key_(base::combine(seed, replication)) {}

Draw Random::draw(std::uint64_t entity, Purpose purpose, std::uint64_t index) const {
  if (index >> kIndexBits != 0) throw std::out_of_range("index of a draw exceeds 48 bits");
  const std::uint64_t rest = index | static_cast<std::uint64_t>(purpose) << kIndexBits;
  const auto words = philox4x32({low(entity), high(entity), low(rest), high(rest)}, {low(key_), high(key_)});
  return Draw({join(words[0], words[1]), join(words[2], words[3])});
}

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  const r123::Philox4x32::ctr_type words{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::key_type keys{{key[0], key[1]}};
  const auto block = r123::Philox4x32_R<10>()(words, keys);
  return {block[0], block[1], block[2], block[3]};
}

}  // namespace supplytwin::kernel
