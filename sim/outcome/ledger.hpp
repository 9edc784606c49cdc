#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/money.hpp"

namespace supplytwin::outcome {

/// Where a unit of an item can be. `opening`, `supplier` and `discrepancy` are outside and may stand below zero; what
/// is on hand, in transit or consumed may not.
enum class Account : std::uint8_t {
  opening,      ///< what the start found on shelves and on the road
  supplier,     ///< suppliers, without limit
  in_transit,   ///< between two places of the network, or between a supplier and it
  on_hand,      ///< shelves of units, storerooms and distribution centres
  consumed,     ///< used up at clinical units
  discrepancy,  ///< lost, damaged or found
};
inline constexpr std::size_t kAccounts = 6;

/// Where money can be.
enum class MoneyAccount : std::uint8_t {
  opening,    ///< the value of what the start found
  inventory,  ///< stock on hand and in transit
  payable,    ///< owed to suppliers and carriers; below zero when owed
  expense,    ///< goods used, premium, freight, couriers, holding, lost goods
  accrued,    ///< owed for goods that were shipped and not invoiced yet, where invoices are modelled
  cash,       ///< below zero by what was paid
};
inline constexpr std::size_t kMoneyAccounts = 6;

/// Double-entry postings of units and money: every posting takes from one account what it gives another, so the
/// accounts of an item, and those of money, always sum to zero. Part of a world's state: copyable and comparable.
class Ledger {
 public:
  Ledger() = default;
  /// An empty ledger for items 0 to `items` - 1.
  explicit Ledger(std::size_t items) : items_(items) {}

  /// Moves `quantity` >= 0 of `item`; a reversal swaps the two accounts.
  void post(Account from, Account to, base::ItemId item, base::Quantity quantity) {
    assert(quantity >= 0 && item.value < items_.size());
    auto& accounts = items_[item.value];
    accounts[index(from)] -= quantity;
    accounts[index(to)] += quantity;
    totals_[index(from)] -= quantity;
    totals_[index(to)] += quantity;
  }
  /// Moves money from one account to another.
  void pay(MoneyAccount from, MoneyAccount to, base::Money amount) {
    money_[static_cast<std::size_t>(from)] -= amount;
    money_[static_cast<std::size_t>(to)] += amount;
  }

  /// Units of one item in an account [each].
  base::Quantity units(Account account, base::ItemId item) const { return items_[item.value][index(account)]; }
  /// Units of all items in an account [each].
  base::Quantity units(Account account) const { return totals_[index(account)]; }
  base::Money money(MoneyAccount account) const { return money_[static_cast<std::size_t>(account)]; }
  std::size_t items() const { return items_.size(); }

  /// Whether the totals sum to zero, money too, and no holding account is below zero. Constant time: after every
  /// event.
  bool balanced() const {
    return sound(totals_) && std::accumulate(money_.begin(), money_.end(), base::Money{}) == base::Money{};
  }
  /// The same for the accounts of one item: after every posting of it.
  bool balanced(base::ItemId item) const { return sound(items_[item.value]); }

  /// An item whose account differs from what was counted.
  struct Difference {
    base::ItemId item;
    base::Quantity posted, counted;
    bool operator==(const Difference&) const = default;
  };
  /// Compares an account with a count of the whole, by item; the first difference, or nothing when all agree.
  std::optional<Difference> recount(Account account, std::span<const base::Quantity> counted) const {
    assert(counted.size() == items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (const auto posted = items_[i][index(account)]; posted != counted[i])
        return Difference{base::ItemId(i), posted, counted[i]};
    return std::nullopt;
  }
  /// The slow proof behind balanced(): every item is sound and the totals are the sums over items.
  bool consistent() const {
    Balances sums{};
    for (const auto& accounts : items_) {
      if (!sound(accounts)) return false;
      for (std::size_t a = 0; a < kAccounts; ++a) sums[a] += accounts[a];
    }
    return sums == totals_ && balanced();
  }
  bool operator==(const Ledger&) const = default;

 private:
  using Balances = std::array<base::Quantity, kAccounts>;

  static constexpr std::size_t index(Account account) { return static_cast<std::size_t>(account); }
  static bool sound(const Balances& b) {
    return std::accumulate(b.begin(), b.end(), base::Quantity{0}) == 0 && b[index(Account::in_transit)] >= 0 &&
           b[index(Account::on_hand)] >= 0 && b[index(Account::consumed)] >= 0;
  }

  std::vector<Balances> items_;  // [item][account]
  Balances totals_{};            // [account], the sums of items_
  std::array<base::Money, kMoneyAccounts> money_{};

 public:
  template <class = void>
  static constexpr auto fields() {
    using S = Ledger;
    using base::required;
    return std::tuple{
        required("items", &S::items_,
                 "units by item and account: opening, supplier, in transit, on hand, consumed, discrepancy [each]"),
        required("totals", &S::totals_, "their sums over items [each]"),
        required("money", &S::money_,
                 "by account: opening, inventory, payable, expense, accrued, cash [micro-dollars]"),
    };
  }
};

}  // namespace supplytwin::outcome

template <>
struct supplytwin::base::EnumNames<supplytwin::outcome::Account> {
  static constexpr std::array<std::string_view, supplytwin::outcome::kAccounts> names{
      "opening", "supplier", "in_transit", "on_hand", "consumed", "discrepancy"};
};

template <>
struct supplytwin::base::EnumNames<supplytwin::outcome::MoneyAccount> {
  static constexpr std::array<std::string_view, supplytwin::outcome::kMoneyAccounts> names{
      "opening", "inventory", "payable", "expense", "accrued", "cash"};
};
