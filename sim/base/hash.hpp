#pragma once

#include <cstdint>
#include <string_view>

namespace supplytwin::base {

/// Mixes 64 bits into 64 bits, one to one (the finaliser of SplitMix64, Steele et al. 2014).
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// A stable 64-bit hash of a name: FNV-1a, then mixed. Equal on every machine and in every version.
constexpr std::uint64_t hash_name(std::string_view name) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return mix(h);
}

/// A stable hash of two hashes, in order.
constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) { return mix(a ^ mix(b)); }

}  // namespace supplytwin::base
