#include "policy/master.hpp"

#include <gtest/gtest.h>

namespace supplytwin::policy {
namespace {

TEST(StockRule, RaisesThePositionToPar) {
  Master::Point point;
  point.par = 20, point.reorder_point = 8;
  EXPECT_EQ(point.wanted(8), 12);
  EXPECT_EQ(point.wanted(-3), 23);
}

TEST(StockRule, OrdersWholeLotsToAboveTheReorderPoint) {
  Master::Point point;
  point.par = 20, point.reorder_point = 8, point.lot = 5;
  EXPECT_EQ(point.wanted(9), 0);
  EXPECT_EQ(point.wanted(8), 5);
  EXPECT_EQ(point.wanted(4), 5);
  EXPECT_EQ(point.wanted(3), 10);  // 8 would still be at the reorder point
  EXPECT_EQ(point.wanted(-100), 110);
}

}  // namespace
}  // namespace supplytwin::policy
