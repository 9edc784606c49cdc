#pragma once

#include <compare>
#include <cstdint>

#include "base/wide.hpp"

namespace supplytwin::base {

/// A quantity of an item [base units].
using Quantity = std::int64_t;

/// An amount of money [micro-dollars]; some items cost less than a cent.
struct Money {
  std::int64_t micros = 0;

  constexpr auto operator<=>(const Money&) const = default;
  constexpr Money& operator+=(Money other) {
    micros += other.micros;
    return *this;
  }
  constexpr Money& operator-=(Money other) {
    micros -= other.micros;
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return {a.micros + b.micros}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.micros - b.micros}; }
  friend constexpr Money operator-(Money a) { return {-a.micros}; }
  friend constexpr Money operator*(Money price, Quantity units) { return {price.micros * units}; }
};

inline constexpr Money kDollar{1'000'000};

/// A ratio in parts per million.
struct Ratio {
  std::int64_t ppm = 0;
  constexpr auto operator<=>(const Ratio&) const = default;
};

inline constexpr Ratio kOne{1'000'000};

/// `value * ratio`, rounded half away from zero; exact for products up to 2^127.
constexpr std::int64_t scale(std::int64_t value, Ratio ratio) {
  const Int128 product = static_cast<Int128>(value) * ratio.ppm;
  return static_cast<std::int64_t>((product + (product >= 0 ? 500'000 : -500'000)) / 1'000'000);
}

}  // namespace supplytwin::base
