#include "policy/situation.hpp"

#include <algorithm>
#include <limits>

namespace supplytwin::policy {
namespace {

constexpr base::Quantity kUnbounded = std::numeric_limits<base::Quantity>::max();

}  // namespace

base::Money saturate(base::Int128 micros) {
  constexpr base::Int128 kTop = std::numeric_limits<std::int64_t>::max();
  return {static_cast<std::int64_t>(std::clamp(micros, -kTop, kTop))};
}

base::Duration cover(base::Quantity available, std::int64_t daily_use_milli) {
  if (available <= 0) return base::Duration{0};
  if (daily_use_milli <= 0) return base::kForever;
  constexpr std::int64_t kMilliDay = base::kDay.count() * 1000;
  if (available <= kUnbounded / kMilliDay)  // nearly always, and half the time of the long division
    return std::min(base::Duration{available * kMilliDay / daily_use_milli}, base::kForever);
  const base::Int128 ms = base::Int128{available} * 1000 * base::kDay.count() / daily_use_milli;
  return base::Duration{static_cast<std::int64_t>(std::min<base::Int128>(ms, base::kForever.count()))};
}

OrderQuantity order_quantity(const Master::Offer& offer, base::Quantity wanted) {
  OrderQuantity out;
  out.quantity = std::max(wanted, offer.minimum);
  out.raised = out.quantity > wanted;
  const base::Quantity step = std::max<base::Quantity>(1, offer.multiple);
  const base::Quantity rest = out.quantity % step;
  out.rounded = rest != 0;
  if (out.rounded) out.quantity += step - rest;
  return out;
}

Situation::Situation(const Master& master, const View& view, const Trigger& trigger, base::Time as_of, Sees sees)
    : master_(master),
      view_(view),
      trigger_(trigger),
      as_of_(as_of),
      sees_(sees),
      point_(master.points[trigger.point.value]),
      item_(master.items[point_.item.value]),
      stock_(view.stock(trigger.point)),
      position_(base::Quantity{stock_.on_hand} + stock_.on_order - stock_.reserved),
      wanted_(point_.wanted(position_)),
      room_(room_left()) {
  foresee();
}

void Situation::look_at(Choice kind, std::uint32_t candidate) {
  kind_ = kind;
  candidate_ = candidate;
  kept_ = 0;
}

void Situation::keep(base::Duration cover) {
  constexpr std::int64_t kMilliDay = base::kDay.count() * 1000;
  const std::int64_t use = std::max<std::int64_t>(0, master_.points[candidate_].daily_use_milli);
  std::int64_t product = 0;
  if (!__builtin_mul_overflow(cover.count(), use, &product) && product <= kUnbounded - kMilliDay) {
    kept_ = (product + kMilliDay - 1) / kMilliDay;  // by a constant, so that nothing is divided
    return;
  }
  const base::Int128 kept = (base::Int128{cover.count()} * use + kMilliDay - 1) / kMilliDay;
  kept_ = static_cast<base::Quantity>(std::min<base::Int128>(kept, kUnbounded));
}

/// Asks the processor for what a decision may look at one by one, all at once: it lies far apart.
void Situation::foresee() const {
  for (const base::OfferId o : master_.offers_of(point_.item)) __builtin_prefetch(&master_.offers[o.value]);
  for (const base::PointId p : master_.stores_near(point_.item, point_.site)) {
    const Master::Point& point = master_.points[p.value];
    __builtin_prefetch(&point.site);
    __builtin_prefetch(&point.daily_use_milli);
    __builtin_prefetch(&view_.stock(p));
  }
}

std::size_t Situation::lane_here(base::LocationId from) const {
  return from.value * master_.sites.size() + point_.site.value;
}
std::size_t Situation::lane_here(base::SupplierId from) const {
  return from.value * master_.sites.size() + point_.site.value;
}

bool Situation::can_reach(base::PointId donor) const {
  const base::LocationId from = master_.points[donor.value].site;
  return from != point_.site && master_.transfer_time[lane_here(from)] >= base::Duration{0};
}

bool Situation::ships_here(const Master::Offer& offer) const {
  const bool kind = master_.sites[point_.site.value].dc ? offer.to_dc : offer.to_hospitals;
  return kind && master_.receive_time[lane_here(offer.supplier)] >= base::Duration{0};
}

bool Situation::can_expedite(const Master::Offer& offer) const {
  return master_.suppliers[offer.supplier.value].can_expedite &&
         master_.expedite_time[lane_here(offer.supplier)] >= base::Duration{0};
}

bool Situation::active(const Master::Offer& offer) const {
  const Master::Contract& c = master_.contracts[offer.contract.value];
  return c.from <= as_of_ && (c.to <= c.from || as_of_ < c.to);
}

base::Quantity Situation::may_give() const {
  const View::Stock& s = view_.stock(base::PointId(candidate_));
  const base::Quantity available = base::Quantity{s.on_hand} - s.reserved;
  return available > kept_ ? available - kept_ : 0;
}

base::Quantity Situation::lends() const {
  const base::Quantity pack = std::max<base::Quantity>(1, master_.items[item().value].pack);
  const base::Quantity packs = std::max<base::Quantity>(0, (std::min(wanted_, kMostUnits) + pack - 1) / pack * pack);
  return std::min({packs, may_give(), room()}) / pack * pack;
}

base::Quantity Situation::room_left() const {
  const std::int64_t limit = master_.sites[point_.site.value].room;
  if (limit == 0 || item_.volume == 0 || at_unit()) return kUnbounded;
  base::Int128 left = limit;
  for (const base::PointId p : master_.stores_at(point_.site)) {
    const View::Stock& s = view_.stock(p);
    left -= std::max(base::Int128{s.on_hand} + s.on_order, base::Int128{0}) *
            master_.items[master_.points[p.value].item.value].volume;
  }
  return static_cast<base::Quantity>(std::clamp<base::Int128>(left / item_.volume, 0, kUnbounded));
}

OrderQuantity Situation::orders(const Master::Offer& offer) const {
  OrderQuantity out = order_quantity(offer, wanted_);
  const base::Quantity most = room();
  out.cut = out.quantity > most;
  if (!out.cut) return out;
  out.quantity = most / std::max<base::Quantity>(1, offer.multiple) * std::max<base::Quantity>(1, offer.multiple);
  if (out.quantity < offer.minimum) out.quantity = 0;
  return out;
}

base::PointId Situation::substitute_store() const {
  for (const base::PointId p : master_.stores_near(master_.substitutes[candidate_].by, point_.site)) {
    if (master_.points[p.value].site == point_.site) return p;
  }
  return {};
}

base::Quantity Situation::substitute_available() const {
  const base::PointId store = substitute_store();
  return store ? base::Quantity{view_.stock(store).on_hand} - view_.stock(store).reserved : 0;
}

base::Quantity Situation::substitute_on_unit() const {
  const base::PointId shelf = master_.shelf_of(point_.location, master_.substitutes[candidate_].by);
  return shelf ? base::Quantity{view_.stock(shelf).on_hand} : 0;
}

base::Money Situation::substitute_cost(base::Quantity quantity) const {
  return saturate(base::Int128{master_.items[master_.substitutes[candidate_].by.value].standard_cost.micros} *
                  quantity);
}

Reason Situation::substitute_barred() const {
  if (stock_.substituted) return Reason::substituted_already;
  const auto ordinal =
      static_cast<std::size_t>(&master_.substitutes[candidate_] - master_.substitutes_of(point_.item).data());
  return ordinal >= kSubstitutes || (stock_.refused >> ordinal & 1) != 0 ? Reason::refused_before : Reason::none;
}

base::Duration Situation::time_away() const {
  return master_.transfer_time[lane_here(master_.points[candidate_].site)];
}

base::Money Situation::courier_cost() const {
  return master_.transfer_cost[lane_here(master_.points[candidate_].site)];
}

base::Money Situation::price(const Master::Offer& offer) const {
  return view_.price(base::OfferId(static_cast<std::uint32_t>(&offer - master_.offers.data())), offer);
}

base::Money Situation::order_cost(const Master::Offer& offer) const {
  return cost_alone(offer, price(offer).micros, master_.order_freight[lane_here(offer.supplier)]);
}

base::Money Situation::expedite_cost(const Master::Offer& offer) const {
  const std::int64_t express =
      base::scale(price(offer).micros, master_.suppliers[offer.supplier.value].expedite_price);
  return cost_alone(offer, express, master_.expedite_freight[lane_here(offer.supplier)]);
}

base::Money Situation::cost_alone(const Master::Offer& offer, std::int64_t price, base::Money freight) const {
  const Master::Supplier& supplier = master_.suppliers[offer.supplier.value];
  const base::Int128 goods = base::Int128{price} * orders(offer).quantity;
  const base::Money fee = goods < supplier.minimum_order.micros ? supplier.small_order_fee : base::Money{};
  return saturate(goods + freight.micros + fee.micros);
}

base::Duration Situation::time_to_receive() const {
  if (time_to_receive_ >= base::Duration{0}) return time_to_receive_;
  base::Duration& least = time_to_receive_ = base::kForever;
  for (const base::OfferId o : master_.offers_of(point_.item)) {
    const Master::Offer& offer = master_.offers[o.value];
    if (ships_here(offer) && active(offer)) least = std::min(least, master_.receive_time[lane_here(offer.supplier)]);
  }
  return least;
}

base::Duration Situation::time_to_expedite() const {
  if (time_to_expedite_ >= base::Duration{0}) return time_to_expedite_;
  base::Duration& least = time_to_expedite_ = base::kForever;
  for (const base::OfferId o : master_.offers_of(point_.item)) {
    const Master::Offer& offer = master_.offers[o.value];
    if (ships_here(offer) && active(offer) && can_expedite(offer)) {
      least = std::min(least, master_.expedite_time[lane_here(offer.supplier)]);
    }
  }
  return least;
}

base::Quantity Situation::use_to_receive() const {
  const base::Int128 day = base::Int128{base::kDay.count()} * 1000;
  const base::Int128 used =
      base::Int128{time_to_receive().count()} * std::max<std::int64_t>(0, point_.daily_use_milli);
  return static_cast<base::Quantity>(std::min<base::Int128>((used + day - 1) / day, kMostUnits));
}

/// A site that is alone does not see the shelves of the distribution centre and takes them for full.
bool Situation::in_stock(const Master::Offer& offer) const {
  const Master::Supplier& supplier = master_.suppliers[offer.supplier.value];
  if (sees_ == Sees::own_site || supplier.channel != Channel::internal) return true;
  const base::Quantity wanted = orders(offer).quantity;
  const auto stores = master_.stores_near(point_.item, point_.site);
  return std::any_of(stores.begin(), stores.end(), [&](base::PointId p) {
    const View::Stock& s = view_.stock(p);
    const Master::Point& store = master_.points[p.value];
    const bool ships = supplier.ships_from ? store.site == supplier.ships_from : store.kind == PointKind::dc;
    return ships && base::Quantity{s.on_hand} - s.reserved >= wanted;
  });
}

}  // namespace supplytwin::policy
