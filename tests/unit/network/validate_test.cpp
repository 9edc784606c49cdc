#include "network/validate.hpp"

#include <gtest/gtest.h>

#include "tables_fixture.hpp"

namespace supplytwin::network {
namespace {

using Told = std::vector<std::string>;

TEST(Validate, TheExampleIsSound) { EXPECT_EQ(Example().told(), Told{}); }

TEST(Validate, UnknownNames) {
  Example e;
  e.locations[3].parent = "H3";
  e.suppliers[0].location = "DD";
  e.contracts[1].supplier = "dits";
  e.contract_items[2].contract = "nothing like it";
  e.contract_items[3].item = "foma";
  e.lanes[0].from = "disst";
  e.lanes[1].to = "H22";
  e.par_levels[0].location = "H1-IUC";
  e.usage[0].item = "fome";
  e.substitutes[0].substitute = "golve";
  EXPECT_EQ(e.told(), (Told{"locations 4.parent: unknown location 'H3'; did you mean 'H2'?",
                            "suppliers 1.location: unknown location 'DD'; did you mean 'DC'?",
                            "contracts 2.supplier: unknown supplier 'dits'; did you mean 'dist'?",
                            "contract_items 3.contract: unknown contract 'nothing like it'",
                            "contract_items 4.item: unknown item 'foma'; did you mean 'foam'?",
                            "lanes 1.from: unknown supplier or location 'disst'; did you mean 'dist'?",
                            "lanes 2.to: unknown location 'H22'; did you mean 'H2'?",
                            "par_levels 1.location: unknown location 'H1-IUC'; did you mean 'H1-ICU'?",
                            "usage_rates 1.item: unknown item 'fome'",
                            "substitutes 1.substitute: unknown item 'golve'; did you mean 'glove'?"}));
}

TEST(Validate, DuplicateIdsAndRows) {
  Example e;
  e.locations.push_back(e.locations[4]);
  e.items.push_back(e.items[0]);
  e.suppliers.push_back(e.suppliers[1]);
  e.contracts.push_back(e.contracts[1]);
  e.contract_items.push_back(e.contract_items[0]);
  e.lanes.push_back({"DC", "H2", base::kHour, {}});  // own -> H2 is the same lane
  e.par_levels.push_back(e.par_levels[0]);
  e.usage.push_back(e.usage[0]);
  e.substitutes.push_back(e.substitutes[0]);
  EXPECT_EQ(e.told(), (Told{"locations 7.id: duplicate id 'A-WARD': an earlier row has it",
                            "items 4.id: duplicate id 'gauze': an earlier row has it",
                            "suppliers 4.id: duplicate id 'dist': an earlier row has it",
                            "contracts 4.id: duplicate id 'c-dist': an earlier row has it",
                            "contract_items 6.contract: duplicate row: an earlier one has the same contract and item",
                            "lanes 8.from: duplicate row: an earlier one has the same from and to",
                            "par_levels 10.location: duplicate row: an earlier one has the same location and item",
                            "usage_rates 4.location: duplicate row: an earlier one has the same location and item",
                            "substitutes 4.item: duplicate row: an earlier one has the same item and substitute"}));
}

TEST(Validate, Locations) {
  Example e;
  e.locations[1].platform.clear();
  e.locations[1].unit_type = "ward";
  e.locations[2].parent = "H2";
  e.locations[3].parent = "DC";
  e.locations[4].unit_type.clear();
  e.locations[5].platform = "cloud";
  e.locations.push_back(Example::unit("lost", ""));
  EXPECT_EQ(
      e.told(),
      (Told{"locations 2.unit_type: only a unit has a unit_type; 'H2' is a hospital",
            "locations 2.platform: hospital 'H2' has no platform; name one of network.yaml's platforms",
            "locations 3.parent: only a unit has a parent; 'H1' is a hospital",
            "locations 4.parent: parent 'DC' is a distribution_centre; the parent of a unit is a hospital",
            "locations 5.unit_type: unit 'A-WARD' has no unit_type",
            "locations 6.platform: unit 'H1-ICU' scans through the platform of its hospital; leave platform empty",
            "locations 7.parent: unit 'lost' has no parent; name the hospital it belongs to"}));
}

TEST(Validate, Suppliers) {
  Example e;
  e.suppliers[0].location = "H1";
  e.suppliers.push_back({"inside", "", true});
  e.suppliers.push_back({"H2", "", false});
  e.suppliers[1].location = "DC";
  EXPECT_EQ(e.told(),
            (Told{"suppliers 1.location: 'H1' is a hospital; an internal supplier ships from a distribution_centre",
                  "suppliers 2.location: only an internal supplier has a location",
                  "suppliers 4.location: internal supplier 'inside' has no location; name the distribution centre it "
                  "ships from",
                  "suppliers 5.id: 'H2' is the name of a location too; lanes could not tell them apart",
                  "lanes 6.from: duplicate row: an earlier one has the same from and to"}));
}

TEST(Validate, APositionBelowNothingIsForACrossDockAlone) {
  Example e;
  e.par_levels[0].reorder_point = -1;
  EXPECT_EQ(e.told(), Told{"par_levels 1.reorder_point: reorder_point must not be negative beside a par above 0"});
}

TEST(Validate, OnlyADistributionCentreStocksNothing) {
  Example e;
  for (ParLevelConfig& p : e.par_levels) p.par = 0, p.reorder_point = -1;
  const std::vector<std::string> told = e.told();
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told[0],
            "par_levels 1.par: only a distribution centre may have par 0 and pass on what comes; 'H1-ICU' is a unit");
  for (std::size_t i = 0, at = 0; i < e.par_levels.size(); ++i) {
    if (e.par_levels[i].location == "DC") continue;
    EXPECT_TRUE(told[at++].starts_with("par_levels " + std::to_string(i + 1) + ".par: only")) << i;
  }
}

TEST(Validate, Lanes) {
  Example e;
  e.lanes.push_back({"dist", "H1-ICU", {}, {}});
  e.lanes.push_back({"H1-ICU", "H1", {}, {}});
  e.lanes.push_back({"own", "DC", {}, {}});
  EXPECT_EQ(
      e.told(),
      (Told{
          "lanes 8.to: unit 'H1-ICU' is restocked from its hospital; lanes end at a hospital or distribution_centre",
          "lanes 9.from: unit 'H1-ICU' ships nothing; lanes start at a supplier, hospital or distribution_centre",
          "lanes 10.to: a lane leads from 'own' to itself"}));
}

TEST(Validate, ASiteThatNothingReachesIsToldOnce) {
  Example e;
  std::erase_if(e.lanes, [](const LaneRow& l) { return l.to == "H2"; });
  EXPECT_EQ(e.told(), (Told{"locations 2.id: hospital 'H2' cannot be reached: no lane leads to it from any supplier; "
                            "nor can its units 'H2-OR'"}));
}

TEST(Validate, ReachedByTransfersOnlyCannotBuy) {
  Example e;
  std::erase_if(e.lanes, [](const LaneRow& l) { return l.to == "H2" && l.from != "H1"; });
  EXPECT_EQ(e.told(), (Told{"par_levels 6.item: nothing can bring 'glove' to 'H2': contract 'c-dist' offers it, but "
                            "no lane leads from 'dist' to 'H2'",
                            "par_levels 7.item: nothing can bring 'foam' to 'H2': contract 'c-dist' offers it, but "
                            "no lane leads from 'dist' to 'H2'"}));
}

TEST(Validate, ContractThatDeliversNowhereIsToldOnce) {
  Example e;
  e.lanes[2] = {"maker", "H1", base::kDay, {}};
  EXPECT_EQ(e.told(),
            (Told{"locations 1.id: distribution_centre 'DC' cannot be reached: no lane leads to it from any supplier",
                  "contracts 3.supplier: contract 'c-maker' can deliver nowhere: no lane leads from 'maker' to any "
                  "distribution_centre"}));
}

TEST(Validate, AnItemThatNoContractBrings) {
  Example e;
  e.contract_items.erase(e.contract_items.begin() + 2);
  EXPECT_EQ(
      e.told(),
      (Told{"par_levels 6.item: nothing can bring 'glove' to 'H2': no contract that ships to a hospital offers it"}));
}

TEST(Validate, StockRules) {
  Example e;
  e.par_levels[0].reorder_point = 100;
  e.par_levels[5].reorder_point = 2000;
  e.par_levels.push_back({"H2-OR", "gauze", 1, 2});
  e.par_levels.erase(e.par_levels.begin() + 4);  // the centre ships gauze but does not stock it
  EXPECT_EQ(e.told(), (Told{"contract_items 1.item: 'DC' ships 'gauze' under contract 'c-own' but does not stock it; "
                            "par_levels.csv needs a row for it",
                            "par_levels 1.reorder_point: reorder_point 100 must be below par 100",
                            "par_levels 5.reorder_point: reorder_point 2000 must be below par 1000"}));
}

TEST(Validate, Usage) {
  Example e;
  e.usage.push_back({"H1", "foam"});
  e.usage.push_back({"A-WARD", "gauze"});
  EXPECT_EQ(e.told(), (Told{"usage_rates 4.location: 'H1' is a hospital; only units use items",
                            "usage_rates 5.item: unit 'A-WARD' uses 'gauze' but has no par level for it"}));
}

TEST(Validate, BillOnlyItems) {
  Example e;
  ItemConfig stent = Example::item("stent", "implants");
  stent.ownership = Ownership::bill_only;
  e.items.push_back(stent);
  e.usage.push_back({"H2-OR", "stent"});
  EXPECT_EQ(e.told(), (Told{"usage_rates 4.item: no contract offers 'stent', which is bought when used"}));
  e.contract_items.push_back({"c-dist", "stent", base::kDollar, 1, 1});
  EXPECT_EQ(e.told(), Told{});
  e.par_levels.push_back({"H2", "stent", 2, 4});
  e.substitutes.push_back({"stent", "foam", base::kOne});
  e.items.push_back(Example::item("tape", "wound"));
  e.substitutes.push_back({"tape", "stent", base::kOne});
  EXPECT_EQ(
      e.told(),
      (Told{"par_levels 10.item: 'stent' is bill_only, so it is never stocked",
            "substitutes 4.item: 'stent' is bill_only: it is brought for its case, so nothing stands in for it, "
            "nor it for anything",
            "substitutes 5.substitute: 'stent' is bill_only: it is brought for its case, so nothing stands in for "
            "it, nor it for anything"}));
}

TEST(Validate, AnItemHasSixteenSubstitutesAtMost) {
  Example e;
  for (int k = 0; k < 17; ++k) {
    e.items.push_back(Example::item("k" + std::to_string(k), "wound"));
    e.substitutes.push_back({"glove", "k" + std::to_string(k), base::kOne});
  }
  EXPECT_EQ(e.told(), (Told{"substitutes 20.item: 'glove' has more than 16 substitutes"}));
}

TEST(Validate, CirclesOfSubstitutes) {
  Example e;
  e.items.push_back(Example::item("tape", "wound"));
  e.items.push_back(Example::item("strip", "wound"));
  e.substitutes.push_back({"glove", "foam", base::kOne});
  e.substitutes.push_back({"tape", "strip", base::kOne});
  e.substitutes.push_back({"strip", "tape", base::kOne});
  EXPECT_EQ(e.told(),
            (Told{"substitutes 4.substitute: substitutes run in a circle: 'gauze' -> 'glove' -> 'foam' -> 'gauze'",
                  "substitutes 6.substitute: substitutes run in a circle: 'tape' -> 'strip' -> 'tape'"}));
  e.substitutes = {{"tape", "tape", base::kOne}};
  EXPECT_EQ(e.told(), (Told{"substitutes 1.substitute: substitutes run in a circle: 'tape' -> 'tape'"}));
}

}  // namespace
}  // namespace supplytwin::network
