// V01: Philox4x32-10 makes the words that its authors and the C++ standard publish.
#include <algorithm>
#include <string>

#include "kernel/random.hpp"
#include "study/computed_case.hpp"

namespace supplytwin::study {
namespace {

using Counter = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

struct KnownAnswer {
  std::string note;
  Counter counter;
  Key key;
  Counter words;
};

}  // namespace

std::vector<Score> score_generator(const std::atomic<bool>&) {
  constexpr std::uint32_t kOnes = 0xffffffffu;
  const KnownAnswer answers[] = {
      {"zeros", {}, {}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {"ones", {kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {"digits of pi",
       {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  std::vector<Score> scores;
  for (const KnownAnswer& a : answers) {
    const Counter words = kernel::philox4x32(a.counter, a.key);
    for (std::size_t i = 0; i < words.size(); ++i)
      scores.push_back(exactly("word " + std::to_string(i + 1) + " of " + a.note, "32 bits", a.words[i], words[i]));
  }
  // Of std::philox4x32: the counter counts blocks of four words from 0.
  const Counter block = kernel::philox4x32({2499, 0, 0, 0}, {20111115, 0});
  scores.push_back(exactly("word 10000 of the standard seed", "32 bits", 1955073260u, block[3]));
  return scores;
}

}  // namespace supplytwin::study
