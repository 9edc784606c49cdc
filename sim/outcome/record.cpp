#include "outcome/record.hpp"

namespace supplytwin::outcome {

Record::Record(std::size_t sites_, std::size_t categories_, std::size_t days_)
    : sites(sites_),
      categories(categories_),
      days(days_),
      measures(sites_ * categories_ * kCriticalities),
      daily(kDailySeries * days_) {}

Measures& operator+=(Measures& total, const Measures& part) {
  base::for_each_field<Measures>([&](const auto& field) { total.*field.member += part.*field.member; });
  return total;
}

}  // namespace supplytwin::outcome
