#include "policy/master.hpp"

#include <gtest/gtest.h>

namespace supplytwin::policy {
namespace {

TEST(Master, FindsStoresOffersAndSubstitutesOfAnItem) {
  Master m;
  m.items.resize(3);
  const auto point = [&](std::size_t item, PointKind kind) {
    m.points.push_back({base::LocationId(0), base::ItemId(item), kind, 1, 0, 0});
  };
  point(1, PointKind::storeroom);
  point(1, PointKind::unit);
  point(0, PointKind::dc);
  point(1, PointKind::dc);
  for (const std::size_t item : {2, 1, 2}) {
    Master::Offer o;
    o.item = base::ItemId(item);
    m.offers.push_back(o);
  }
  m.substitutes = {{base::ItemId(2), base::ItemId(1), base::kOne},
                   {base::ItemId(0), base::ItemId(2), base::kOne},
                   {base::ItemId(0), base::ItemId(1), base::kOne}};
  m.index();
  const auto stores = [&](std::size_t i) {
    return std::vector(m.stores_of(base::ItemId(i)).begin(), m.stores_of(base::ItemId(i)).end());
  };
  EXPECT_EQ(stores(0), (std::vector{base::PointId(2)}));
  EXPECT_EQ(stores(1), (std::vector{base::PointId(0), base::PointId(3)}));
  EXPECT_TRUE(stores(2).empty());
  ASSERT_EQ(m.offers_of(base::ItemId(2)).size(), 2u);
  EXPECT_EQ(m.offers_of(base::ItemId(2))[1], base::OfferId(2));
  EXPECT_TRUE(m.offers_of(base::ItemId(0)).empty());
  ASSERT_EQ(m.substitutes_of(base::ItemId(0)).size(), 2u);
  EXPECT_EQ(m.substitutes_of(base::ItemId(0))[0].by, base::ItemId(2));  // the order written
  EXPECT_TRUE(m.substitutes_of(base::ItemId(1)).empty());
}

}  // namespace
}  // namespace supplytwin::policy
