#include "network/network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/error.hpp"
#include "tables_fixture.hpp"

namespace supplytwin::network {
namespace {

template <class Things>
std::vector<std::string> ids(const Things& things) {
  std::vector<std::string> all;
  for (const auto& t : things) all.push_back(t.id);
  return all;
}

TEST(Network, IdsFollowNamesSitesFirst) {
  const Example e;
  const Network n(e.tables());
  EXPECT_EQ(ids(n.locations()), (std::vector<std::string>{"DC", "H1", "H2", "A-WARD", "H1-ICU", "H2-OR"}));
  EXPECT_EQ(n.sites(), 3u);
  EXPECT_EQ(n.categories(), (std::vector<std::string>{"protection", "wound"}));
  EXPECT_EQ(ids(n.items()), (std::vector<std::string>{"foam", "gauze", "glove"}));
  EXPECT_EQ(n.items()[2].category.value, 0u);
  EXPECT_EQ(ids(n.suppliers()), (std::vector<std::string>{"dist", "maker", "own"}));
  EXPECT_EQ(ids(n.contracts()), (std::vector<std::string>{"c-dist", "c-maker", "c-own"}));
  EXPECT_EQ(n.locations()[4].row, 5u);
  EXPECT_EQ(n.locations()[4].site.value, 1u);
  EXPECT_EQ(n.locations()[1].site.value, 1u);
}

TEST(Network, PointsGoByLocationThenItem) {
  const Example e;
  const Network n(e.tables());
  std::vector<std::string> points;
  for (const Point& p : n.points())
    points.push_back(n.locations()[p.location.value].id + "/" + n.items()[p.item.value].id);
  EXPECT_EQ(points, (std::vector<std::string>{"DC/gauze", "H1/foam", "H1/gauze", "H2/foam", "H2/glove", "A-WARD/foam",
                                              "H1-ICU/foam", "H1-ICU/gauze", "H2-OR/glove"}));
  EXPECT_EQ(n.points()[0].par, 4000);
  EXPECT_EQ(n.points()[0].reorder_point, 1000);
  EXPECT_EQ(n.points()[0].row, 4u);
  EXPECT_FALSE(n.points()[1].storeroom);
  EXPECT_EQ(n.points()[6].storeroom.value, 1u);
  EXPECT_EQ(n.points()[7].storeroom.value, 2u);
  EXPECT_EQ(n.points()[8].storeroom.value, 4u);
  EXPECT_EQ(n.points()[7].usage_row, 1u);
  EXPECT_EQ(n.points()[5].usage_row, kNoRow);
  ASSERT_EQ(n.unit_points_of(base::PointId(std::size_t{1})).size(), 2u);
  EXPECT_EQ(n.unit_points_of(base::PointId(std::size_t{1}))[1].value, 6u);
  EXPECT_EQ(n.points_of(base::LocationId(std::size_t{4})).size(), 2u);
  EXPECT_EQ(n.units_of(base::LocationId(std::size_t{1})).size(), 2u);
  EXPECT_TRUE(n.units_of(base::LocationId(std::size_t{0})).empty());
  EXPECT_FALSE(n.point(base::LocationId(std::size_t{2}), base::ItemId(std::size_t{1})));
  EXPECT_EQ(n.point(base::LocationId(std::size_t{2}), base::ItemId(std::size_t{2})).value, 4u);
}

TEST(Network, Offers) {
  const Example e;
  const Network n(e.tables());
  ASSERT_EQ(n.offers().size(), 5u);
  const auto gauze = n.offers_of(base::ItemId(std::size_t{1}));
  ASSERT_EQ(gauze.size(), 3u);
  const Offer& maker = n.offers()[gauze[1].value];
  EXPECT_EQ(n.suppliers()[maker.supplier.value].id, "maker");
  EXPECT_EQ(maker.ships_to, ShipsTo::dc);
  EXPECT_EQ(maker.price, base::Money{20'000});
  EXPECT_EQ(maker.multiple, 1000);
  EXPECT_EQ(maker.minimum, 2000);
  EXPECT_EQ(maker.row, 1u);
}

TEST(Network, LanesOfAnInternalSupplierAreThoseOfItsSite) {
  const Example e;
  const Network n(e.tables());
  const base::SupplierId dist(std::size_t{0}), maker(std::size_t{1}), own(std::size_t{2});
  const base::LocationId dc(std::size_t{0}), h1(std::size_t{1}), h2(std::size_t{2});
  EXPECT_EQ(n.lane(dist, h1), 0u);
  EXPECT_EQ(n.lane(maker, h1), std::nullopt);
  EXPECT_EQ(n.lane(own, h1), 3u);
  EXPECT_EQ(n.lane(own, h2), 4u);
  EXPECT_EQ(n.lane(dc, h2), 4u);
  EXPECT_EQ(n.lane(h1, h2), 5u);
  EXPECT_EQ(n.lane(h1, dc), std::nullopt);
}

TEST(Network, DonorsByTimeThenCost) {
  const Example e;
  const Network n(e.tables());
  const auto donors = n.donors(base::LocationId(std::size_t{2}));
  ASSERT_EQ(donors.size(), 2u);
  EXPECT_EQ(donors[0].site.value, 1u);
  EXPECT_EQ(donors[0].time, base::kMinute * 50);
  EXPECT_EQ(donors[0].legs, 1u);
  // The centre is quicker by way of H1 (1 h + 50 min) than by its own lane (2 h).
  EXPECT_EQ(donors[1].site.value, 0u);
  EXPECT_EQ(donors[1].time, base::kMinute * 110);
  EXPECT_EQ(donors[1].cost, base::kDollar * 50);
  EXPECT_EQ(donors[1].legs, 2u);
}

TEST(Network, Substitutes) {
  const Example e;
  const Network n(e.tables());
  const auto of_foam = n.substitutes_of(base::ItemId(std::size_t{0}));
  ASSERT_EQ(of_foam.size(), 2u);
  EXPECT_EQ(of_foam[0].by.value, 1u);
  EXPECT_EQ(of_foam[1].by.value, 2u);
  EXPECT_TRUE(n.substitutes_of(base::ItemId(std::size_t{2})).empty());
}

TEST(Network, OrderOfRowsDoesNotMatter) {
  Example e;
  const Network first(e.tables());
  std::mt19937 random(7);
  const auto shuffle = [&](auto& rows) { std::shuffle(rows.begin(), rows.end(), random); };
  for (int round = 0; round < 20; ++round) {
    shuffle(e.locations), shuffle(e.items), shuffle(e.suppliers), shuffle(e.contracts), shuffle(e.contract_items);
    shuffle(e.lanes), shuffle(e.par_levels), shuffle(e.usage), shuffle(e.substitutes);
    const Network n(e.tables());
    EXPECT_EQ(ids(n.locations()), ids(first.locations()));
    ASSERT_EQ(n.points().size(), first.points().size());
    for (std::size_t p = 0; p < n.points().size(); ++p) {
      EXPECT_EQ(n.points()[p].location, first.points()[p].location);
      EXPECT_EQ(n.points()[p].item, first.points()[p].item);
      EXPECT_EQ(n.points()[p].storeroom, first.points()[p].storeroom);
      EXPECT_EQ(n.points()[p].par, first.points()[p].par);
    }
    for (std::size_t o = 0; o < n.offers().size(); ++o) EXPECT_EQ(n.offers()[o].price, first.offers()[o].price);
  }
}

TEST(Network, RefusesTablesThatWereNotChecked) {
  Example e;
  e.par_levels[0].item = "gauz";
  EXPECT_THROW(Network(e.tables()), base::Error);
}

}  // namespace
}  // namespace supplytwin::network
