#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "draws.hpp"

namespace supplytwin::bench {

/// What the naive draw came to.
struct Drawn {
  double time = 0;                 ///< of the last pick, in mean gaps
  std::uint64_t crossings = 0;     ///< how often a counter reached zero and began again
  std::vector<std::int32_t> left;  ///< counters at the end
};

/// Draws picks one by one, which is what a simulator does that steps every pick and does nothing else: the
/// exponential gap, the stocking point in proportion to its rate, and one less in its counter, which begins again at
/// `lots`.
inline Drawn draw_picks(std::uint64_t picks, std::span<const double> rates, std::span<const std::int32_t> lots,
                        std::uint64_t seed) {
  const Ziggurat gap;
  const Alias point(rates);
  Xoshiro bits(seed);
  Drawn drawn{.left = {lots.begin(), lots.end()}};
  for (std::uint64_t i = 0; i < picks; ++i) {
    drawn.time += gap(bits);
    const std::uint32_t p = point(bits);
    if (--drawn.left[p] == 0) {
      drawn.left[p] = lots[p];
      ++drawn.crossings;
    }
  }
  return drawn;
}

}  // namespace supplytwin::bench
