#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "policy/value_type.hpp"

namespace supplytwin::policy {

/// What a fact is about: the need itself, or the candidate that a choice looks at.
enum class Subject : std::uint8_t { need, donor, contract, substitute };

/// Every fact that a rule may use. The order is part of the canonical bytes: append, never reorder.
enum class Fact : std::uint8_t {
  need_kind,
  need_site,
  need_item,
  need_category,
  need_criticality,
  need_trigger,
  need_quantity,
  need_on_hand,
  need_on_order,
  need_reserved,
  need_position,
  need_available,
  need_par,
  need_reorder_point,
  need_daily_use,
  need_cover,
  need_position_cover,
  need_time_to_receive,
  need_time_to_expedite,
  need_use_to_receive,
  need_attempts,
  need_age,
  need_value,
  need_forecast,
  donor_site,
  donor_is_dc,
  donor_on_hand,
  donor_available,
  donor_cover,
  donor_cover_after,
  donor_time_away,
  donor_cost,
  contract_id,
  contract_supplier,
  contract_channel,
  contract_active,
  contract_healthy,
  contract_allocation,
  contract_price,
  contract_cost,
  contract_time_to_receive,
  contract_can_expedite,
  contract_expedite_time,
  contract_expedite_cost,
  contract_internal,
  contract_in_stock,
  substitute_item,
  substitute_ratio,
  substitute_available,
  substitute_criticality,
  need_substituted,
  substitute_on_unit,
  substitute_cover,
  substitute_extra_cost,
  substitute_acceptance,
  need_room,
};
inline constexpr std::size_t kFactCount = static_cast<std::size_t>(Fact::need_room) + 1;

/// A fact as bundles name it.
struct FactInfo {
  Fact fact{};
  std::string_view name;
  Subject subject{};
  ValueType type{};
  std::string_view doc;                       ///< one line, unit in brackets
  std::span<const std::string_view> words{};  ///< all that a text of a closed set may be; empty: any text
};

/// All facts, in the order of the enum.
const std::array<FactInfo, kFactCount>& facts();
/// The fact of a name such as `need.cover`.
std::optional<FactInfo> find_fact(std::string_view name);

}  // namespace supplytwin::policy
