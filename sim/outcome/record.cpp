#include "outcome/record.hpp"

namespace supplytwin::outcome {

Record::Record(std::size_t site_count, std::size_t category_count, std::size_t day_count)
    : sites(site_count),
      categories(category_count),
      days(day_count),
      measures(site_count * category_count * kCriticalities),
      daily(kDailySeries * day_count) {}

Measures& operator+=(Measures& total, const Measures& part) {
  base::for_each_field<Measures>([&](const auto& field) { total.*field.member += part.*field.member; });
  return total;
}

std::int64_t spend(const Measures& m) {
  return m.purchases + m.expedite_premium + m.price_variance + m.quantity_variance + m.freight + m.expedite_freight +
         m.transfer_cost;
}

}  // namespace supplytwin::outcome
