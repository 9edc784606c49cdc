#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "policy/event.hpp"

namespace supplytwin::policy {

enum class Action : std::uint8_t {
  no_action,
  transfer_request,
  requisition_create,
  requisition_expedite,
  substitution_propose,
  supplier_query,
  hold_for_review,
  defer,
};

/// Why a decision or a rejected alternative is what it is; words are in explain().
enum class Reason : std::uint8_t {
  none,
  rule_matched,
  no_rule_matched,
  nothing_to_order,
  no_candidate,
  condition_false,
  not_preferred,
  rounded_to_multiple,
  raised_to_minimum,
  limited_by_donor,
  expression_failed,
  budget_exceeded,
  refused_before,
  substituted_already,
  no_room,
  limited_by_room,
};

/// What a need looked like when it was put to the policy.
struct Trigger {
  EventType cause = EventType::stock_par_breached;
  base::PointId point;
  std::uint32_t episode = 0;  ///< ordinal of the need episode at the point
  base::Time opened{};        ///< when the episode opened
};

/// A candidate that a rule looked at and did not take.
struct Rejected {
  std::uint8_t rule = 0xff;
  Reason reason = Reason::none;
  std::uint32_t candidate =
      0xffffffffu;  ///< a point (donor), an offer (contract) or a row of substitutes; none: there was no candidate
  bool operator==(const Rejected&) const = default;
};

/// One decision: a fixed record without words or pointers.
struct Decision {
  base::PointId point;  ///< the stocking point in need (`to`)
  std::uint32_t episode = 0;
  EventType cause{};
  Action action = Action::no_action;
  std::uint8_t rule = 0xff;         ///< index of the rule that applied; 0xff when none did
  std::array<Reason, 4> reasons{};  ///< unused ones are none
  base::PointId donor;              ///< transfer_request: from where
  base::OfferId offer;              ///< requisition_*: which item under which contract
  base::ItemId substitute;          ///< substitution_propose
  base::Quantity quantity = 0;      ///< [each]
  base::Time as_of{};
  base::Time needed_by{};      ///< when the known position runs out
  base::Time retry_at{};       ///< defer: when to ask again
  base::Money estimated_cost;  ///< goods, freight and courier
  std::array<Rejected, 4> rejected{};
  std::uint8_t rejected_count = 0;  ///< how many of `rejected` are filled
  bool operator==(const Decision&) const = default;
};

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Reason> {
  static constexpr std::array<std::string_view, 16> names{"none",
                                                          "rule_matched",
                                                          "no_rule_matched",
                                                          "nothing_to_order",
                                                          "no_candidate",
                                                          "condition_false",
                                                          "not_preferred",
                                                          "rounded_to_multiple",
                                                          "raised_to_minimum",
                                                          "limited_by_donor",
                                                          "expression_failed",
                                                          "budget_exceeded",
                                                          "refused_before",
                                                          "substituted_already",
                                                          "no_room",
                                                          "limited_by_room"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Action> {
  static constexpr std::array<std::string_view, 8> names{"no_action",
                                                         "transfer.request",
                                                         "requisition.create",
                                                         "requisition.expedite",
                                                         "substitution.propose",
                                                         "supplier.query",
                                                         "hold_for_review",
                                                         "defer"};
};
