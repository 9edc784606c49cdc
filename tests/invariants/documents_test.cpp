// One purchase from the order to the payment, every time, count and amount worked out by hand.
#include <gtest/gtest.h>

#include "outcome/kpi.hpp"
#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace supplytwin {
namespace {

using base::kDay;
using base::kHour;

class Documents : public testing::Test {
 protected:
  Documents() : scenario_(scenario::read(SOURCE_DIR "/tests/invariants/documents.yaml")), config_(scenario_.model) {}
  integration::PayablesConfig& payables() { return *config_.network.integration.payables; }
  outcome::Record run() const {
    const world::Model model = world::Model::build(config_);
    return world::run(model, world::Exogenous(model, 1, 0), scenario_.policies.front().bundle, {.check = true});
  }
  /// A figure as people see it, in its unit.
  double figure(const char* name) const {
    const outcome::Kpi& kpi = *outcome::find_kpi(name);
    const outcome::Record record = run();
    const auto seen = observe(kpi, record, totals(record, outcome::By::network).front(), config_.end - config_.start);
    return seen.numerator / seen.denominator;
  }
  world::Levels levels(base::Duration since_start) const {
    const world::Model model = world::Model::build(config_);
    const world::Exogenous exogenous(model, 1, 0);
    world::World world(model, exogenous, scenario_.policies.front().bundle, {.check = true});
    world.advance(config_.start + since_start);
    return world.levels("shelf", "item");
  }
  const scenario::Scenario scenario_;
  world::ModelConfig config_;
};

TEST_F(Documents, StockComesInTwoReceiptsLessWhatIsMissing) {
  const auto at = [&](int days, int hours) { return levels(kDay * days + kHour * hours); };
  EXPECT_EQ(at(2, 6), (world::Levels{.on_hand = 10, .known = 10, .on_order = 30, .in_transit = 30}));
  EXPECT_EQ(at(4, 6), (world::Levels{.on_hand = 28, .known = 28, .on_order = 12, .in_transit = 10}));
  EXPECT_EQ(at(4, 8), (world::Levels{.on_hand = 28, .known = 28, .on_order = 10, .in_transit = 10}));
  EXPECT_EQ(at(5, 8), (world::Levels{.on_hand = 37, .known = 37}));
}

TEST_F(Documents, TheNeedEndsWhenNothingMoreWillCome) {
  EXPECT_EQ(figure("needs"), 1);
  EXPECT_EQ(figure("needs_open"), 0);
  EXPECT_EQ(figure("purchase_orders"), 1);
  EXPECT_EQ(figure("partial_receipts"), 1);
  EXPECT_EQ(figure("receipt_discrepancies"), 2);
  EXPECT_EQ(figure("units_discrepant"), 3);
}

TEST_F(Documents, AllThreeExceptionsAreWorkedOffInOfficeHours) {
  // Billed on Thursday 18:00, ready on Friday 20:00, its last receipt posted on Saturday 08:00. The receipt is chased
  // on Monday from 08:00 to 09:00, the price until 12:00, the quantity until 15:00; it is matched on Monday 20:00.
  EXPECT_EQ(figure("invoices"), 1);
  EXPECT_EQ(figure("price_exceptions"), 1);
  EXPECT_EQ(figure("quantity_exceptions"), 1);
  EXPECT_EQ(figure("receipt_exceptions"), 1);
  EXPECT_EQ(figure("match_rate"), 0);
  EXPECT_EQ(figure("rework_hours"), 3);
  EXPECT_EQ(figure("invoice_p50"), 0);
  EXPECT_NEAR(figure("match_p50"), 98, 98 * 0.01);
  // Due ten days after Thursday 18:00, on a Sunday; paid on Friday the 21st at 10:00.
  EXPECT_NEAR(figure("payment_p50"), 254, 254 * 0.01);
  EXPECT_EQ(figure("paid_late_share"), 0);
}

TEST_F(Documents, PaysForWhatWasReceivedAtTheOrderedPrice) {
  EXPECT_NEAR(figure("purchases"), 54, 1e-9);
  EXPECT_EQ(figure("price_variance"), 0);
  EXPECT_EQ(figure("quantity_variance"), 0);
  EXPECT_NEAR(figure("total_spend"), 61, 1e-9);
  EXPECT_EQ(figure("contract_compliance"), 1);
  EXPECT_EQ(figure("off_contract_spend"), 0);
}

TEST_F(Documents, WorkingCapitalIsStockAndWhatIsOnItsWayLessWhatIsOwed) {
  // At midnights 30, 30 and 10 are on their way at 1 USD; of 60 USD owed from Wednesday on 4 and 2 are credited with
  // the receipts of Friday and Saturday, and the rest is paid after the end.
  const double on_its_way = 30 + 30 + 10, owed = 60 + 60 + 56 + 54 * 9;
  EXPECT_NEAR(figure("working_capital"), figure("stock_value") + (on_its_way - owed) / 14, 1e-4);
}

TEST_F(Documents, PaysTheBilledPriceWhereTheSupplierIsUpheld) {
  payables().upheld = base::kOne;
  EXPECT_NEAR(figure("price_variance"), 27 * 0.20, 1e-9);
  EXPECT_NEAR(figure("total_spend"), 61 + 27 * 0.20, 1e-9);
}

TEST_F(Documents, WithinTheTolerancesPaysWhatIsBilled) {
  payables().price_tolerance = {100'000};
  payables().quantity_tolerance = {200'000};
  payables().receipt_grace = kDay;
  EXPECT_EQ(figure("match_rate"), 1);
  EXPECT_EQ(figure("rework_hours"), 0);
  EXPECT_NEAR(figure("match_p50"), 50, 0.5);  // Thursday 18:00 to Saturday 20:00, the run after the receipt
  EXPECT_NEAR(figure("price_variance"), 30 * 0.20, 1e-9);
  EXPECT_NEAR(figure("quantity_variance"), 3 * 2.0, 1e-9);
}

TEST_F(Documents, AnInvoiceThatComesLateWaitsForNobody) {
  payables().invoice = kernel::Law::constant(static_cast<double>((kDay * 4).count()));  // Monday 06:00
  payables().price_mismatch = {};
  config_.network.deliveries.discrepancy = {};
  EXPECT_EQ(figure("match_rate"), 1);
  EXPECT_NEAR(figure("invoice_p50"), 46, 0.5);  // since Saturday 08:00
  EXPECT_NEAR(figure("match_p50"), 38, 0.4);    // ready on Tuesday 06:00
}

TEST_F(Documents, AnInvoiceMatchedAfterItWasDueIsPaidLate) {
  for (auto& supplier : config_.network.suppliers) supplier.terms = base::Duration{};
  EXPECT_EQ(figure("paid_late_share"), 1);  // due on Friday the 7th, matched on Monday the 10th
}

TEST_F(Documents, BuyingOffContractIsMeasuredAgainstTheContract) {
  config_.network.contract_items[0].price = base::kDollar * 3;
  EXPECT_NEAR(figure("off_contract_spend"), 27 * 2.50, 1e-9);
  EXPECT_NEAR(figure("off_contract_premium"), -27 * 0.50, 1e-9);
  EXPECT_EQ(figure("contract_compliance"), 0);
}

TEST_F(Documents, AllMissingIsCreditedAndOrderedAgain) {
  config_.network.deliveries.missing = kernel::Law::constant(1e6);
  // Each order is lost whole: Wednesday's is known lost on Saturday 08:00, when it is ordered again.
  EXPECT_EQ(levels(kDay * 5 + kHour * 8),
            (world::Levels{.on_hand = 10, .known = 10, .on_order = 30, .in_transit = 30}));
  EXPECT_NEAR(figure("purchases"), 60, 1e-9);  // what is under way at the end
}

TEST_F(Documents, WithoutPayablesNothingIsRecorded) {
  const outcome::Record with = run();
  config_.network.integration.payables.reset();
  const outcome::Record without = run();
  outcome::Measures m;
  for (const outcome::Measures& cell : without.measures) m += cell;
  EXPECT_EQ(m.invoices, 0);
  EXPECT_EQ(m.purchases, 54 * base::kDollar.micros);
  for (const auto stage : {outcome::Stage::invoice, outcome::Stage::match, outcome::Stage::payment})
    EXPECT_EQ(without.latency[static_cast<std::size_t>(stage)].count(), 0);
  EXPECT_EQ(with.picks, without.picks);
}

TEST_F(Documents, AForkWithInvoicesUnderWayEqualsTheStraightRun) {
  const world::Model model = world::Model::build(config_);
  const world::Exogenous exogenous(model, 1, 0);
  world::World straight(model, exogenous, scenario_.policies.front().bundle);
  world::World stepped = straight;
  stepped.advance(config_.start + kDay * 4 + kHour * 12);
  world::World fork = stepped;
  EXPECT_EQ(fork.finish(), straight.finish());
  EXPECT_EQ(fork, straight);
}

}  // namespace
}  // namespace supplytwin
