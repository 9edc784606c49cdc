#pragma once

#include <cstdint>
#include <limits>

#include "base/wide.hpp"
#include "policy/decision.hpp"
#include "policy/facts.hpp"
#include "policy/image.hpp"
#include "policy/master.hpp"
#include "policy/value.hpp"
#include "policy/view.hpp"

namespace supplytwin::policy {

/// How long a stock lasts at an expected use: nothing for an empty shelf, kForever where nothing is used.
base::Duration cover(base::Quantity available, std::int64_t daily_use_milli);

/// An amount in micro-dollars, at the end of its range where it does not fit.
base::Money saturate(base::Int128 micros);

/// More than any shelf holds; what quantities saturate to.
inline constexpr base::Quantity kMostUnits = std::numeric_limits<std::int32_t>::max();

/// What a contract makes of a wanted quantity.
struct OrderQuantity {
  base::Quantity quantity = 0;
  bool raised = false;   ///< to the least quantity
  bool rounded = false;  ///< up to a multiple
  bool cut = false;      ///< to what there is room for; nothing when that is below the least quantity
};
OrderQuantity order_quantity(const Master::Offer& offer, base::Quantity wanted);

/// One need, seen with one candidate at a time: where the facts of an expression come from.
class Situation final : public FactSource {
 public:
  Situation(const Master& master, const View& view, const Trigger& trigger, base::Time as_of, Sees sees);

  Value fact(std::uint32_t index) const override;

  /// From now on the candidate is this donor's point, this offer or this row of substitutes.
  void look_at(Choice kind, std::uint32_t candidate);
  void want(base::Quantity wanted) { wanted_ = wanted; }
  /// What the donor must be left with [time of its expected use].
  void keep(base::Duration cover);

  base::Quantity wanted() const { return wanted_; }
  base::Quantity position() const { return position_; }
  base::Quantity quantity() const { return point_.par - position_; }
  std::uint32_t candidate() const { return candidate_; }
  base::LocationId site() const { return point_.site; }
  base::ItemId item() const { return point_.item; }
  /// Only a clinical unit uses goods, so only it can use others instead.
  bool at_unit() const { return point_.kind == PointKind::unit; }

  /// Whether a point could give to the need: another site with a courier lane here.
  bool can_reach(base::PointId donor) const;
  /// Whether an offer ships to the need, in any time.
  bool ships_here(const Master::Offer& offer) const;
  bool can_expedite(const Master::Offer& offer) const;
  bool active(const Master::Offer& offer) const;
  base::Quantity may_give() const;
  /// What the donor would lend: the wanted quantity in whole packs, up where it may give that much, else down.
  base::Quantity lends() const;
  /// What the site's store has of the substitute, less reserved.
  base::Quantity substitute_available() const;
  base::Quantity substitute_on_unit() const;
  /// Standard cost of so many units of the substitute.
  base::Money substitute_cost(base::Quantity quantity) const;
  /// Why a substitute cannot be proposed; none when it can.
  Reason substitute_barred() const;
  base::Duration time_away() const;
  base::Money courier_cost() const;
  /// What an order under a contract would bring: as the contract has it, and no more than there is room for.
  OrderQuantity orders(const Master::Offer& offer) const;
  /// How many more of the item there is room for, with what is on its way.
  base::Quantity room() const { return room_; }
  /// Of a base unit, as last told.
  base::Money price(const Master::Offer& offer) const;
  /// What the wanted quantity would cost as an order of its own.
  base::Money order_cost(const Master::Offer& offer) const;
  base::Money expedite_cost(const Master::Offer& offer) const;

 private:
  Value need(Fact f) const;
  Value donor(Fact f) const;
  Value contract(Fact f) const;
  Value substitute(Fact f) const;
  void foresee() const;
  base::Duration time_to_receive() const;
  base::Duration time_to_expedite() const;
  base::Quantity use_to_receive() const;
  bool in_stock(const Master::Offer& offer) const;
  base::Quantity room_left() const;
  base::Money cost_alone(const Master::Offer& offer, std::int64_t price, base::Money freight) const;
  base::PointId substitute_store() const;
  std::size_t lane_here(base::LocationId from) const;
  std::size_t lane_here(base::SupplierId from) const;

  const Master& master_;
  const View& view_;
  const Trigger& trigger_;
  base::Time as_of_;
  Sees sees_;
  const Master::Point& point_;
  const Master::Item& item_;
  const View::Stock& stock_;
  base::Quantity position_ = 0, wanted_ = 0, room_ = 0;
  base::Quantity kept_ = 0;  // by the donor
  Choice kind_ = Choice::none;
  std::uint32_t candidate_ = 0;
  mutable base::Duration time_to_receive_{-1}, time_to_expedite_{-1};  // below nothing: not computed yet
};

}  // namespace supplytwin::policy
