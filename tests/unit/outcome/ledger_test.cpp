#include "outcome/ledger.hpp"

#include <gtest/gtest.h>

namespace supplytwin::outcome {
namespace {

using base::ItemId;

TEST(Ledger, PostingsSumToZeroAndFollowTheGoods) {
  Ledger ledger(2);
  ledger.post(Account::opening, Account::on_hand, ItemId(0), 100);
  ledger.post(Account::supplier, Account::in_transit, ItemId(0), 40);
  ledger.post(Account::in_transit, Account::on_hand, ItemId(0), 38);
  ledger.post(Account::in_transit, Account::discrepancy, ItemId(0), 2);
  ledger.post(Account::on_hand, Account::consumed, ItemId(0), 30);
  EXPECT_EQ(ledger.units(Account::on_hand, ItemId(0)), 108);
  EXPECT_EQ(ledger.units(Account::on_hand, ItemId(1)), 0);
  EXPECT_EQ(ledger.units(Account::consumed), 30);
  EXPECT_TRUE(ledger.balanced());
  EXPECT_TRUE(ledger.balanced(ItemId(0)));
  EXPECT_TRUE(ledger.consistent());
}

TEST(Ledger, MoneyMovesBetweenAccounts) {
  Ledger ledger(1);
  ledger.pay(MoneyAccount::payable, MoneyAccount::inventory, base::Money{5'000'000});
  ledger.pay(MoneyAccount::inventory, MoneyAccount::expense, base::Money{1'000'000});
  EXPECT_EQ(ledger.money(MoneyAccount::inventory).micros, 4'000'000);
  EXPECT_EQ(ledger.money(MoneyAccount::payable).micros, -5'000'000);
  EXPECT_TRUE(ledger.balanced());
}

TEST(Ledger, TakingWhatIsNotThereShows) {
  Ledger ledger(2);
  ledger.post(Account::opening, Account::on_hand, ItemId(0), 10);
  ledger.post(Account::on_hand, Account::consumed, ItemId(1), 3);
  EXPECT_TRUE(ledger.balanced()) << "the other item hides it in the totals";
  EXPECT_FALSE(ledger.balanced(ItemId(1)));
  EXPECT_FALSE(ledger.consistent());
  ledger.post(Account::on_hand, Account::consumed, ItemId(1), 8);
  EXPECT_FALSE(ledger.balanced());
}

TEST(Ledger, RecountFindsTheFirstDifference) {
  Ledger ledger(3);
  for (std::size_t i = 0; i < 3; ++i) ledger.post(Account::opening, Account::on_hand, ItemId(i), 10);
  EXPECT_EQ(ledger.recount(Account::on_hand, std::vector<base::Quantity>{10, 10, 10}), std::nullopt);
  const auto found = ledger.recount(Account::on_hand, std::vector<base::Quantity>{10, 9, 8});
  EXPECT_EQ(found, (Ledger::Difference{ItemId(1), 10, 9}));
}

TEST(Ledger, CopiesAreEqualUntilOneIsPosted) {
  Ledger a(1);
  a.post(Account::opening, Account::on_hand, ItemId(0), 1);
  Ledger b = a;
  EXPECT_EQ(a, b);
  b.post(Account::on_hand, Account::consumed, ItemId(0), 1);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace supplytwin::outcome
