#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/elementary.hpp"

namespace supplytwin::bench {

/// xoshiro256++ (Blackman and Vigna 2019), seeded by splitmix64.
class Xoshiro {
 public:
  explicit Xoshiro(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9e3779b97f4a7c15;
      std::uint64_t z = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
      z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
      word = z ^ (z >> 31);
    }
  }
  std::uint64_t operator()() {
    auto& [a, b, c, d] = state_;
    const std::uint64_t result = std::rotl(a + d, 23) + a;
    const std::uint64_t shifted = b << 17;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = std::rotl(d, 45);
    return result;
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

/// Uniform in [0, 1) from 64 bits.
inline double unit(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

/// Exponential variates of mean 1, equal on every machine, by the ziggurat of 256 layers (Marsaglia and Tsang 2000).
class Ziggurat {
 public:
  Ziggurat() {
    edge_[0] = kArea * base::exp(kTail);
    edge_[1] = kTail;
    for (std::size_t i = 1; i < 255; ++i) edge_[i + 1] = -base::log(base::exp(-edge_[i]) + kArea / edge_[i]);
    edge_[256] = 0;
    for (std::size_t i = 0; i < edge_.size(); ++i) density_[i] = base::exp(-edge_[i]);
  }
  double operator()(Xoshiro& bits) const {
    double beyond = 0;
    while (true) {
      const std::uint64_t drawn = bits();
      const std::size_t layer = drawn & 255;
      const double x = unit(drawn) * edge_[layer];
      if (x < edge_[layer + 1]) return beyond + x;
      if (layer == 0) {
        beyond += kTail;  // the tail is the law itself again
      } else if (density_[layer] + unit(bits()) * (density_[layer + 1] - density_[layer]) < base::exp(-x)) {
        return beyond + x;
      }
    }
  }

 private:
  static constexpr double kTail = 7.69711747013104972, kArea = 0.0039496598225815571993;
  std::array<double, 257> edge_{}, density_{};
};

/// Draws an index in proportion to weights, in constant time (Walker 1977, Vose 1991).
class Alias {
 public:
  explicit Alias(std::span<const double> weights) : keep_(weights.size()), other_(weights.size()) {
    double total = 0;
    for (const double w : weights) total += w;
    std::vector<double> share;
    std::vector<std::uint32_t> small, large;
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
      share.push_back(weights[i] / total * static_cast<double>(weights.size()));
      (share[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::uint32_t little = small.back(), much = large.back();
      small.pop_back();
      keep_[little] = static_cast<std::uint64_t>(share[little] * 0x1p63) << 1;
      other_[little] = much;
      share[much] -= 1 - share[little];
      if (share[much] >= 1) continue;
      large.pop_back();
      small.push_back(much);
    }
    for (const auto& rest : {small, large})
      for (const std::uint32_t i : rest) {
        keep_[i] = ~std::uint64_t{0};
        other_[i] = i;
      }
  }
  std::uint32_t operator()(Xoshiro& bits) const {
    __extension__ using Wide = unsigned __int128;
    const Wide place = Wide{bits()} * keep_.size();
    const auto i = static_cast<std::uint32_t>(place >> 64);
    return static_cast<std::uint64_t>(place) < keep_[i] ? i : other_[i];
  }

 private:
  std::vector<std::uint64_t> keep_;
  std::vector<std::uint32_t> other_;
};

}  // namespace supplytwin::bench
