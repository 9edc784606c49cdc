#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "outcome/record.hpp"
#include "store/header.hpp"

namespace supplytwin::store {

/// The dimensions of a results file; each is a dimension scale of the same name.
enum class Dimension : std::uint8_t { policy, replication, site, category, criticality, stage, bin, series, day };
inline constexpr std::size_t kDimensions = 9;

/// Length of every dimension, by Dimension.
using Shape = std::array<std::size_t, kDimensions>;
Shape shape_of(const Axes& axes, std::size_t replications);

/// A dataset of figures: int64, policy and replication first, then `inner`.
struct Variable {
  std::string name, units, long_name;
  std::vector<Dimension> inner;
  /// Copies a record's part of it out, and back in.
  std::function<void(const outcome::Record&, std::span<std::int64_t>)> gather;
  std::function<void(outcome::Record&, std::span<const std::int64_t>)> scatter;

  /// Numbers that one record gives to it.
  std::size_t size(const Shape& shape) const;
};

/// Every variable of the layout, in file order.
std::vector<Variable> variables();

/// `picks wanted [each]` parted into words and unit.
struct Words {
  std::string text, unit;
};
Words split_unit(std::string_view doc);

}  // namespace supplytwin::store

template <>
struct supplytwin::base::EnumNames<supplytwin::store::Dimension> {
  static constexpr std::array<std::string_view, supplytwin::store::kDimensions> names{
      "policy", "replication", "site", "category", "criticality", "stage", "bin", "series", "day"};
};
