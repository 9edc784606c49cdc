#include "supply/delivery.hpp"

#include <gtest/gtest.h>

namespace supplytwin::supply {
namespace {

using base::kDay;
using kernel::Law;

kernel::Draw any(std::uint64_t index = 1) { return kernel::Random(1, 1).draw(1, kernel::Purpose::delivery, index); }

DeliveryConfig always(std::int64_t later_ppm) {
  DeliveryConfig c;
  c.split = base::kOne;
  c.later = Law::constant(static_cast<double>(later_ppm));
  c.delay = Law::constant(static_cast<double>(kDay.count()));
  return c;
}

TEST(Delivery, ComesWholeAndAtOnceUnlessSaidOtherwise) {
  EXPECT_EQ(parts({}, 30, 1, any()), (std::vector<Part>{{30, 0, {}}}));
}

TEST(Delivery, SplitsIntoWholeMultiples) {
  EXPECT_EQ(parts(always(500'000), 30, 10, any()), (std::vector<Part>{{20, 0, {}}, {10, 0, kDay}}));
  EXPECT_EQ(parts(always(10'000), 30, 10, any()), (std::vector<Part>{{20, 0, {}}, {10, 0, kDay}}));
  EXPECT_EQ(parts(always(1'000'000), 30, 10, any()), (std::vector<Part>{{10, 0, {}}, {20, 0, kDay}}));
  EXPECT_EQ(parts(always(500'000), 10, 10, any()), (std::vector<Part>{{10, 0, {}}}));
  EXPECT_EQ(parts(always(900'000), 13, 10, any()), (std::vector<Part>{{3, 0, {}}, {10, 0, kDay}}));
}

TEST(Delivery, RestsSplitAgainUpToTheMostReceipts) {
  DeliveryConfig c = always(500'000);
  c.most_receipts = 3;
  EXPECT_EQ(parts(c, 80, 1, any()), (std::vector<Part>{{40, 0, {}}, {20, 0, kDay}, {20, 0, kDay * 2}}));
  c.most_receipts = 100;
  EXPECT_EQ(parts(c, 3, 1, any()), (std::vector<Part>{{1, 0, {}}, {1, 0, kDay}, {1, 0, kDay * 2}}));
}

TEST(Delivery, ADiscrepancyIsAtLeastOneAndAtMostTheReceipt) {
  DeliveryConfig c = always(500'000);
  c.discrepancy = base::kOne;
  c.missing = Law::constant(100'000);
  EXPECT_EQ(parts(c, 30, 10, any()), (std::vector<Part>{{20, 2, {}}, {10, 1, kDay}}));
  c.missing = Law::constant(0);
  EXPECT_EQ(parts(c, 30, 10, any()), (std::vector<Part>{{20, 1, {}}, {10, 1, kDay}}));
  c.missing = Law::constant(1'000'000);
  EXPECT_EQ(parts(c, 30, 10, any()), (std::vector<Part>{{20, 20, {}}, {10, 10, kDay}}));
}

TEST(Delivery, SharesAreWhatTheySay) {
  DeliveryConfig c = always(500'000);
  c.split = {200'000};
  c.discrepancy = {100'000};
  c.missing = Law::constant(500'000);
  int split = 0, short_ones = 0, receipts = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const auto all = parts(c, 10, 1, any(i));
    split += all.size() > 1;
    for (const Part& p : all) ++receipts, short_ones += p.missing > 0;
  }
  EXPECT_NEAR(split, 2000, 160);
  EXPECT_NEAR(short_ones, receipts / 10, 132);
}

}  // namespace
}  // namespace supplytwin::supply
