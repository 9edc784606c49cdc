#include "world/simulation.hpp"

namespace supplytwin::world {

using outcome::Account;
using outcome::MoneyAccount;

/// Picks of what is never stocked: it is brought for the case, so that all are served.
void Simulation::use_unstocked(std::uint32_t p, std::int32_t picks) {
  outcome::Measures& m = cell(p);
  m.demanded += picks;
  m.filled += picks;
  state_.ledger.post(Account::supplier, Account::consumed, base::ItemId(model_->points[p].item), picks);
  bill(p, picks);
}

/// What was the supplier's until it was used is bought now.
void Simulation::bill(std::uint32_t p, std::int32_t quantity) {
  const base::Money price = base::Money{model_->points[p].bill} * quantity;
  outcome::Measures& m = cell(p);
  m.billed += quantity;
  m.billed_value += price.micros;
  m.purchases += price.micros;
  if (model_->points[p].bill_spot) m.off_contract_spend += price.micros;
  state_.ledger.pay(owed_to_carriers(), MoneyAccount::expense, price);  // as theirs, nothing is matched
}

/// A refill of what is the supplier's own costs what expediting it costs.
void Simulation::refill(const Line& line, base::Money premium) {
  outcome::Measures& m = cell(line.point);
  m.expedite_premium += premium.micros;
  if (line.expedited) m.emergency_spend += premium.micros;
  state_.ledger.pay(owed_to_carriers(), MoneyAccount::expense, premium);
}

}  // namespace supplytwin::world
