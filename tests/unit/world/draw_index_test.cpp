#include "world/draw_index.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace supplytwin::world {
namespace {

/// Of everything that is counted in a range: the least, and the most that a run comes to.
const std::vector<std::uint64_t> kCounted{0,
                                          1,
                                          (std::uint64_t{1} << 40) - 1,  // an instant: ms of 34 years
                                          day_index(12'000, 4'095),
                                          decision_index(1, 0),
                                          decision_index((1u << 27) - 1, 0xffff),
                                          shelf_decision_index(1, 0),
                                          shelf_decision_index((1u << 27) - 1, 0xffff)};

TEST(DrawIndex, NoRangeReachesIntoAnother) {
  std::set<std::uint64_t> all;
  for (std::uint64_t range = 0; range < 16; ++range)
    for (const std::uint64_t counted : kCounted) {
      const std::uint64_t index = draw_index(Walk{range}, counted);
      EXPECT_LT(index, std::uint64_t{1} << 48);
      EXPECT_EQ(index >> kRangeBits, range);
      EXPECT_TRUE(all.insert(index).second) << range << " " << counted;
    }
}

TEST(DrawIndex, AnOrderOfAShelfIsNotASubstituteOfIt) {
  for (const std::uint32_t episode : {1u, 2u, 1'000u})
    EXPECT_NE(draw_index(BusMessage::order, shelf_decision_index(episode, 0)),
              draw_index(BusMessage::substitute, decision_index(episode, 0)));
}

TEST(DrawIndex, ADecisionOfAShelfIsNotAPickOfIt) {
  EXPECT_GT(shelf_decision_index(0, 0), std::uint64_t{0xffffffff});  // picks are counted in 32 bits
}

}  // namespace
}  // namespace supplytwin::world
