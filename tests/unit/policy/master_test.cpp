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

/// Two centres, each with a hospital that it supplies; only the second centre has a courier, to the first hospital.
Master two_centres() {
  Master m;
  m.sites = {{"C1", true}, {"C2", true}, {"H1", false}, {"H2", false}};
  m.items.resize(2);
  for (std::size_t site = 0; site < 4; ++site)
    for (std::size_t item = 0; item < 2; ++item)
      m.points.push_back(
          {base::LocationId(site), base::ItemId(item), site < 2 ? PointKind::dc : PointKind::storeroom});
  m.points.push_back({base::LocationId(2), base::ItemId(0), PointKind::unit});
  m.suppliers = {{"from C1", Channel::internal, false, base::kOne, {}, {}},
                 {"from C2", Channel::internal, false, base::kOne, {}, {}},
                 {"MAKER", Channel::direct, false, base::kOne, {}, {}}};
  const base::Duration none{-1}, day = base::kDay;
  m.transfer_time.assign(16, none);
  m.transfer_time[1 * 4 + 2] = base::kHour;
  m.receive_time = {none, none, day, none, none, none, none, day, day, day, none, none};
  return m;
}

std::vector<std::size_t> near(const Master& m, std::size_t item, std::size_t site) {
  std::vector<std::size_t> sites;
  for (const base::PointId p : m.stores_near(base::ItemId(item), base::LocationId(site))) {
    EXPECT_EQ(m.points[p.value].item.value, item);
    sites.push_back(m.points[p.value].site.value);
  }
  return sites;
}

TEST(Stores, NearASiteAreItsOwnThoseWithACourierAndThoseThatSupplyIt) {
  Master m = two_centres();
  m.suppliers[0].ships_from = base::LocationId(0);
  m.suppliers[1].ships_from = base::LocationId(1);
  m.index();
  EXPECT_EQ(near(m, 0, 2), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(near(m, 1, 3), (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(near(m, 1, 0), (std::vector<std::size_t>{0}));
}

TEST(Stores, AnInternalSupplierOfNoKnownCentreMayShipFromAny) {
  Master m = two_centres();
  m.index();
  EXPECT_EQ(near(m, 0, 3), (std::vector<std::size_t>{0, 1, 3}));
}

}  // namespace
}  // namespace supplytwin::policy
