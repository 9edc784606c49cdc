#include "edge/names.hpp"

#include "small_world.hpp"

namespace supplytwin::edge {
namespace {

TEST(Names, EveryThingIsFoundByTheNameThatItHas) {
  const SmallWorld world;
  const Names names(world.m);
  for (std::size_t p = 0; p < world.m.points.size(); ++p) {
    const base::PointId point(p);
    EXPECT_EQ(names.point(names.location_of(point), names.item_of(point)), point);
  }
  for (std::size_t i = 0; i < world.m.items.size(); ++i)
    EXPECT_EQ(names.item(names.of(base::ItemId(i))), base::ItemId(i));
  for (std::size_t c = 0; c < world.m.categories.size(); ++c)
    EXPECT_EQ(names.category(names.of(base::CategoryId(c))), base::CategoryId(c));
  for (std::size_t s = 0; s < world.m.suppliers.size(); ++s)
    EXPECT_EQ(names.supplier(names.of(base::SupplierId(s))), base::SupplierId(s));
  for (std::size_t o = 0; o < world.m.offers.size(); ++o)
    EXPECT_EQ(names.offer(names.of(world.m.offers[o].contract), names.of(world.m.offers[o].item)), base::OfferId(o));
}

TEST(Names, AUnitHasANameOfItsOwnAndTheSiteOfItsHospital) {
  const SmallWorld world;
  const Names names(world.m);
  EXPECT_EQ(names.location_of(base::PointId(SmallWorld::unit)), "H1-ICU");
  EXPECT_EQ(names.of(world.m.points[SmallWorld::unit].site), "H1");
}

TEST(Names, NothingIsFoundByANameThatNothingHas) {
  const SmallWorld world;
  const Names names(world.m);
  EXPECT_FALSE(names.item("mask"));  // as written
  EXPECT_FALSE(names.item(""));
  EXPECT_FALSE(names.category("MASK"));
  EXPECT_FALSE(names.supplier("C-ACME"));
  EXPECT_FALSE(names.point("H9", "MASK"));
  EXPECT_FALSE(names.point("H1", "TAPE"));
  EXPECT_FALSE(names.point("H2", "GOWN"));  // both are known, but it is not stocked there
  EXPECT_FALSE(names.offer("C-ACME", "GOWN"));
  EXPECT_FALSE(names.offer("ACME", "MASK"));
}

}  // namespace
}  // namespace supplytwin::edge
