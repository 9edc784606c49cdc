#include "integration/payables.hpp"

#include <gtest/gtest.h>

namespace supplytwin::integration {
namespace {

using base::Duration;
using base::kDay;
using base::kDollar;
using base::kHour;
using base::Money;
using base::Time;
using kernel::Law;

constexpr Time kInvoiced{Duration{1'738'540'800'000}};  // 2025-02-03T00:00Z, a Monday
const base::TimeZone kOfficeZone;

Law of(Duration d) { return Law::constant(static_cast<double>(d.count())); }
kernel::Draw some_draw(std::uint64_t index = 1) {
  return kernel::Random(1, 1).draw(1, kernel::Purpose::rework, index);
}

class PayablesTest : public testing::Test {
 protected:
  /// Billed after a day, ready a day later, matched at night; four hours of waiting and two of work an exception.
  PayablesTest() {
    config_.invoice = config_.processing = of(kDay);
    config_.match_run =
        base::Schedule({kHour * 1, kDay + kHour, kDay * 2 + kHour, kDay * 3 + kHour, kDay * 4 + kHour});
    config_.payment_run = base::Schedule({kDay * 3 + kHour * 12});  // Thursdays
    config_.rework_wait = of(kHour * 4);
    config_.rework = of(kHour * 2);
  }
  Payables payables(Availability erp = {}) const { return {config_, office_, std::move(erp), kOfficeZone}; }
  /// Ordered at 10 USD, 100 received on Tuesday noon; billed on Monday.
  Match match(Money price, base::Quantity quantity, Time posted = kInvoiced + kHour * 36) const {
    return payables().match({kInvoiced, price, quantity}, {posted, kDollar * 10, 100}, some_draw(), some_draw());
  }

  PayablesConfig config_;
  const base::Hours office_{{{kHour * 8, kHour * 17},
                             {kDay + kHour * 8, kDay + kHour * 17},
                             {kDay * 2 + kHour * 8, kDay * 2 + kHour * 17},
                             {kDay * 3 + kHour * 8, kDay * 3 + kHour * 17}}};  // Monday to Thursday
};

TEST_F(PayablesTest, BillsWhatWasShippedAtTheOrderedPrice) {
  EXPECT_EQ(payables().invoiced(kInvoiced, some_draw()), kInvoiced + kDay);
  EXPECT_EQ(payables().bill(kInvoiced, kDollar * 10, 100, some_draw(), some_draw()),
            (Bill{kInvoiced, kDollar * 10, 100}));
}

TEST_F(PayablesTest, AWrongPriceIsAboveOrBelowTheOrderedOne) {
  config_.price_mismatch = base::kOne;
  config_.price_difference = Law::constant(50'000);
  EXPECT_EQ(payables().bill(kInvoiced, kDollar * 10, 100, some_draw(), some_draw()).price, Money{10'500'000});
  config_.overcharged = {};
  EXPECT_EQ(payables().bill(kInvoiced, kDollar * 10, 100, some_draw(), some_draw()).price, Money{9'500'000});
}

TEST_F(PayablesTest, AsManyPricesAreWrongAsTheShareSays) {
  config_.price_mismatch = {250'000};
  config_.price_difference = Law::constant(100'000);
  config_.overcharged = {800'000};
  int above = 0, below = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const Money price = payables().bill(kInvoiced, kDollar, 1, some_draw(i), some_draw()).price;
    above += price > kDollar;
    below += price < kDollar;
  }
  EXPECT_NEAR(above, 2000, 160);  // four standard deviations
  EXPECT_NEAR(below, 500, 87);
}

TEST_F(PayablesTest, AWrongQuantityIsAtLeastOneTooMany) {
  config_.quantity_mismatch = base::kOne;
  config_.quantity_difference = Law::constant(200'000);
  EXPECT_EQ(payables().bill(kInvoiced, kDollar, 100, some_draw(), some_draw()).quantity, 120);
  EXPECT_EQ(payables().bill(kInvoiced, kDollar, 1, some_draw(), some_draw()).quantity, 2);
}

TEST_F(PayablesTest, APriceStaysForAPeriod) {
  const Payables p = payables();
  const std::uint64_t period = p.price_period(kInvoiced);
  EXPECT_EQ(p.price_period(kInvoiced + kDay * 30), period + 1);
  EXPECT_EQ(p.price_period(Time{kDay * 30} - Duration{1}), 0u);
}

TEST_F(PayablesTest, PassesTheFirstTimeWhenAllThreeAgree) {
  const Match m = match(kDollar * 10, 100, kInvoiced + kHour * 12);
  EXPECT_TRUE(m.first_pass());
  EXPECT_EQ(m.at, kInvoiced + kDay + kHour);
  EXPECT_EQ(m.work, Duration{});
  EXPECT_EQ(m.price_variance, Money{});
  EXPECT_EQ(m.quantity_variance, Money{});
}

TEST_F(PayablesTest, AMissingReceiptIsChasedAndThenWaitedFor) {
  // Ready on Tuesday 01:00, taken up at 05:00, worked on until 10:00, matched the night after.
  const Match soon = match(kDollar * 10, 100);
  EXPECT_TRUE(soon.receipt_missing);
  EXPECT_FALSE(soon.first_pass());
  EXPECT_EQ(soon.work, kHour * 2);
  EXPECT_EQ(soon.at, kInvoiced + kDay * 2 + kHour);
  EXPECT_EQ(match(kDollar * 10, 100, kInvoiced + kDay * 3).at, kInvoiced + kDay * 3 + kHour);
}

TEST_F(PayablesTest, AReadyInvoiceWaitsForItsReceiptWithinTheGrace) {
  config_.receipt_grace = kHour * 11;  // until Tuesday noon, when the receipt is posted
  const Match m = match(kDollar * 10, 100);
  EXPECT_TRUE(m.first_pass());
  EXPECT_EQ(m.at, kInvoiced + kDay * 2 + kHour);
  config_.receipt_grace = kHour * 11 - Duration{1};
  EXPECT_TRUE(match(kDollar * 10, 100).receipt_missing);
}

TEST_F(PayablesTest, ExceptionsAreWorkedOffOneAfterTheOther) {
  // Missing receipt until Tuesday 10:00, price 14:00 to 16:00, quantity taken up at 20:00: Wednesday 10:00.
  const Match m = match(kDollar * 11, 101);
  EXPECT_TRUE(m.receipt_missing && m.price && m.quantity);
  EXPECT_EQ(m.work, kHour * 6);
  EXPECT_EQ(m.at, kInvoiced + kDay * 3 + kHour);
}

TEST_F(PayablesTest, APriceExceptionEndsAtTheOrderedOrTheUpheldPrice) {
  EXPECT_TRUE(match(kDollar * 11, 100).price);
  EXPECT_EQ(match(kDollar * 11, 100).price_variance, Money{});
  config_.upheld = base::kOne;
  EXPECT_EQ(match(kDollar * 11, 100).price_variance, kDollar * 100);
  EXPECT_EQ(match(kDollar * 9, 100).price_variance, -(kDollar * 100));
}

TEST_F(PayablesTest, WithinBothTolerancesTheBilledPriceIsPaid) {
  config_.price_tolerance = {100'000};
  EXPECT_FALSE(match(kDollar * 11, 100).price);
  EXPECT_EQ(match(kDollar * 11, 100).price_variance, kDollar * 100);
  EXPECT_TRUE(match(kDollar * 11 + Money{1}, 100).price);
  config_.amount_tolerance = kDollar * 100;
  EXPECT_FALSE(match(kDollar * 11, 100).price);
  config_.amount_tolerance = kDollar * 100 - Money{1};
  EXPECT_TRUE(match(kDollar * 11, 100).price);
  EXPECT_TRUE(match(kDollar * 9, 100).price);
}

TEST_F(PayablesTest, WithinTheToleranceTheBilledQuantityIsPaid) {
  config_.quantity_tolerance = {50'000};
  EXPECT_FALSE(match(kDollar * 10, 105).quantity);
  EXPECT_EQ(match(kDollar * 10, 105).quantity_variance, kDollar * 50);
  EXPECT_TRUE(match(kDollar * 10, 106).quantity);
  EXPECT_EQ(match(kDollar * 10, 106).quantity_variance, Money{});
  EXPECT_TRUE(match(kDollar * 10, 94).quantity);
}

TEST_F(PayablesTest, PaysAtTheFirstRunAtWhichAMatchedInvoiceIsDue) {
  const Time thursday = kInvoiced + kDay * 3 + kHour * 12;
  EXPECT_EQ(payables().paid(kInvoiced, thursday), thursday);
  EXPECT_EQ(payables().paid(kInvoiced, thursday + Duration{1}), thursday + base::kWeek);
  EXPECT_EQ(payables().paid(thursday + kDay, thursday), thursday + base::kWeek);
}

TEST_F(PayablesTest, WithoutTheErpRunsAreCaughtUp) {
  const Availability down(base::Hours(std::vector<base::Hours::Window>{}),
                          {{kInvoiced + kDay, kInvoiced + kDay + kHour * 9}});
  const Match m = payables(down).match({kInvoiced, kDollar, 1}, {kInvoiced + kDay + kHour * 8, kDollar, 1},
                                       some_draw(), some_draw());
  EXPECT_TRUE(m.first_pass());
  EXPECT_EQ(m.at, kInvoiced + kDay + kHour * 9);
}

}  // namespace
}  // namespace supplytwin::integration
