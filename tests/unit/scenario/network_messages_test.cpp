// What a network that does not hold together is told, word for word.
#include <gtest/gtest.h>

#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

TEST(Messages, UnknownIdInATable) {
  const Scratch s;
  s.replace("mini/par_levels.csv", "H02-OR,glove", "H02-OR,glvoe");
  EXPECT_EQ(s.told(),
            "mini/par_levels.csv:10:8: unknown item 'glvoe'; did you mean 'glove'?\n"
            "  10 | H02-OR,glvoe,100,400\n"
            "     |        ^~~~~\n");
}

TEST(Messages, ContractWithoutLane) {
  const Scratch s;
  s.replace("mini/lanes.csv", "maker,DC,1 day,,200 USD,,\n", "dist,DC,1 day,,200 USD,,\n");
  EXPECT_EQ(s.told(),
            "mini/contracts.csv:3:9: contract 'c-maker' can deliver nowhere: no lane leads from 'maker' to any "
            "distribution_centre\n"
            "   3 | c-maker,maker,dc\n"
            "     |         ^~~~~\n");
}

TEST(Messages, WhatACentreDoesNotSell) {
  const Scratch s;
  s.replace("mini/suppliers.csv", "own,,internal,DC,crossing,,0 h,2 h,,,,,\n",
            "own,,internal,DC,crossing,,0 h,2 h,90 %,,,100 USD,5 USD\n");
  EXPECT_EQ(
      s.told(),
      "mini/suppliers.csv:4:36: 'own' is internal: it ships from its stock and sells nothing; leave fill empty\n"
      "   4 | own,,internal,DC,crossing,,0 h,2 h,90 %,,,100 USD,5 USD\n"
      "     |                                    ^~~~\n"
      "mini/suppliers.csv:4:43: 'own' is internal: it ships from its stock and sells nothing; leave minimum_order "
      "empty\n"
      "   4 | own,,internal,DC,crossing,,0 h,2 h,90 %,,,100 USD,5 USD\n"
      "     |                                           ^~~~~~~\n"
      "mini/suppliers.csv:4:51: 'own' is internal: it ships from its stock and sells nothing; leave "
      "small_order_fee empty\n"
      "   4 | own,,internal,DC,crossing,,0 h,2 h,90 %,,,100 USD,5 USD\n"
      "     |                                                   ^~~~~\n");
}

TEST(Messages, CircleOfSubstitutes) {
  const Scratch s;
  s.write("mini/substitutes.csv", "item,substitute\nfoam,gauze\ngauze,glove\nglove,foam\n");
  EXPECT_EQ(s.told(),
            "mini/substitutes.csv:4:7: substitutes run in a circle: 'foam' -> 'gauze' -> 'glove' -> 'foam'\n"
            "   4 | glove,foam\n"
            "     |       ^~~~\n");
}

TEST(Messages, OwnershipVolumeStorageAndAcceptance) {
  const Scratch s;
  s.write("mini/substitutes.csv", "item,substitute,acceptance\nfoam,gauze,120 %\n");
  s.write("mini/items.csv",
          "id,category,criticality,standard_cost,ownership,volume\nfoam,wound,vital,1 USD,rented,1\n"
          "gauze,wound,vital,1 USD,,-1\nglove,ppe,vital,1 USD,,\n");
  s.replace("mini/network.yaml", "operations:\n",
            "operations:\n  substitution_answer: soon\n  overflow_cost: dear\n");
  s.replace("mini/network.yaml", "driver: census", "accepts_substitutes: -1 %, driver: census");
  std::string all;
  for (const base::Fault& f : s.faults()) all += f.message + "\n";
  EXPECT_EQ(all,
            "ownership: expected owned, consignment or bill_only, found 'rented'\n"
            "volume must not be negative\n"
            "acceptance must be at most 100 %\n"
            "accepts_substitutes must not be negative\n"
            "substitution_answer: 'soon' is not a duration; expected a number with a unit of time, such as '4 h' or "
            "'1 day 12 h'\n"
            "overflow_cost: 'dear' is not an amount of money; expected an amount of money, such as '12.50 USD' or "
            "'$12.50'\n");
}

TEST(Messages, RoomBeyondAllBounds) {
  const Scratch s;
  s.replace("mini/locations.csv", "unit_type,platform", "unit_type,platform,storage");
  s.replace("mini/locations.csv", "-86.1,,,,cloud", "-86.1,,,,cloud,10000001");
  s.replace("mini/locations.csv", "0.65,,onprem", "0.65,,onprem,20 m3");
  std::string all;
  for (const base::Fault& f : s.faults())
    if (f.message.starts_with("storage")) all += f.message + "\n";
  EXPECT_EQ(all, "storage must be at most 10000000\nstorage: '20 m3' is not a whole number\n");
}

TEST(Messages, StockThatTakesTooMuchRoom) {
  const Scratch s;
  s.replace("mini/items.csv", "capture,demand_cv\n", "capture,demand_cv,volume\n");
  s.replace("mini/items.csv", "90 %,0.5\n", "90 %,0.5,1000000\n");
  s.replace("mini/items.csv", "100,,,\n", "100,,,,\n");
  s.replace("mini/items.csv", "0.8,\n", "0.8,,\n");
  s.replace("mini/par_levels.csv", "H01,foam,40,100", "H01,foam,40,2000000");
  EXPECT_EQ(s.told().substr(0, s.told().find('\n')),
            "mini/par_levels.csv:2:13: the stock of all par levels would take more than 1000000 m3");
}

TEST(Messages, UnreachableUnit) {
  const Scratch s;
  s.replace("mini/lanes.csv", "dist,H02,3 h,mon-fri 05:00,35 USD,,\n", "");
  s.replace("mini/lanes.csv", "own,H02,2 h,daily 04:00,12 USD,,\n", "");
  s.replace("mini/lanes.csv", "H01,H02,50 min,continuous,40 USD,,\n", "");
  EXPECT_EQ(s.told(),
            "mini/locations.csv:4:1: hospital 'H02' cannot be reached: no lane leads to it from any supplier; nor "
            "can its units 'H02-OR'\n"
            "   4 | H02,hospital,,Southside,39.6,-86.2,80,0.65,,onprem\n"
            "     | ^~~\n");
}

}  // namespace
}  // namespace supplytwin::scenario
