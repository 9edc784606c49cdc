#include <algorithm>
#include <array>
#include <string_view>

#include "base/wide.hpp"
#include "policy/situation.hpp"

namespace supplytwin::policy {
namespace {

template <base::NamedEnum E>
Value word(E e) {
  return Value::of(base::name_of(e));
}

Value named(const std::string& t) { return Value::of(std::string_view(t)); }
Value time(base::Duration d) { return Value::of(d.count()); }

base::Duration or_forever(base::Duration d) { return d < base::Duration{0} ? base::kForever : d; }

/// Of each fact, by its index.
const auto kSubjects = [] {
  std::array<Subject, kFactCount> subjects{};
  for (std::size_t i = 0; i < kFactCount; ++i) subjects[i] = facts()[i].subject;
  return subjects;
}();

}  // namespace

Value Situation::fact(std::uint32_t index) const {
  switch (kSubjects[index]) {
    case Subject::need:
      return need(static_cast<Fact>(index));
    case Subject::donor:
      return kind_ == Choice::donors ? donor(static_cast<Fact>(index)) : Value{};
    case Subject::contract:
      return kind_ == Choice::contracts ? contract(static_cast<Fact>(index)) : Value{};
    case Subject::substitute:
      return kind_ == Choice::substitutes ? substitute(static_cast<Fact>(index)) : Value{};
  }
  return {};
}

Value Situation::need(Fact f) const {
  const base::Quantity available = base::Quantity{stock_.on_hand} - stock_.reserved;
  switch (f) {
    case Fact::need_kind:
      return word(point_.kind);
    case Fact::need_site:
      return named(master_.sites[point_.site.value].id);
    case Fact::need_item:
      return named(item_.id);
    case Fact::need_category:
      return named(master_.categories[item_.category.value]);
    case Fact::need_criticality:
      return word(item_.criticality);
    case Fact::need_trigger:
      return word(trigger_.cause);
    case Fact::need_quantity:
      return Value::of(quantity());
    case Fact::need_on_hand:
      return Value::of(std::int64_t{stock_.on_hand});
    case Fact::need_on_order:
      return Value::of(std::int64_t{stock_.on_order});
    case Fact::need_reserved:
      return Value::of(std::int64_t{stock_.reserved});
    case Fact::need_position:
      return Value::of(position_);
    case Fact::need_available:
      return Value::of(available);
    case Fact::need_par:
      return Value::of(point_.par);
    case Fact::need_reorder_point:
      return Value::of(point_.reorder_point);
    case Fact::need_daily_use:
      return Value::of(point_.daily_use_milli);
    case Fact::need_cover:
      return time(cover(available, point_.daily_use_milli));
    case Fact::need_position_cover:
      return time(cover(position_, point_.daily_use_milli));
    case Fact::need_time_to_receive:
      return time(time_to_receive());
    case Fact::need_time_to_expedite:
      return time(time_to_expedite());
    case Fact::need_use_to_receive:
      return Value::of(use_to_receive());
    case Fact::need_attempts: {
      const bool current = stock_.episode == trigger_.episode;
      return Value::of(current ? std::int64_t{stock_.attempts} : std::int64_t{0});
    }
    case Fact::need_age:
      return time(as_of_ - trigger_.opened);
    case Fact::need_value:
      return Value::of(saturate(base::Int128{item_.standard_cost.micros} * quantity()).micros);
    case Fact::need_forecast:
      return Value::of(view_.forecast(item_.category).ppm);
    case Fact::need_room:
      return Value::of(std::min(room(), kMostUnits));
    case Fact::need_substituted:
      return Value::of(stock_.substituted);
    default:
      return {};
  }
}

Value Situation::donor(Fact f) const {
  const base::PointId id(candidate_);
  const Master::Point& p = master_.points[candidate_];
  const Master::Site& from = master_.sites[p.site.value];
  const View::Stock& s = view_.stock(id);
  const base::Quantity available = base::Quantity{s.on_hand} - s.reserved;
  switch (f) {
    case Fact::donor_site:
      return named(from.id);
    case Fact::donor_is_dc:
      return Value::of(from.dc);
    case Fact::donor_on_hand:
      return Value::of(std::int64_t{s.on_hand});
    case Fact::donor_available:
      return Value::of(available);
    case Fact::donor_cover:
      return time(cover(available, p.daily_use_milli));
    case Fact::donor_cover_after: {
      return time(cover(available - lends(), p.daily_use_milli));
    }
    case Fact::donor_time_away:
      return time(time_away());
    case Fact::donor_cost:
      return Value::of(courier_cost().micros);
    default:
      return {};
  }
}

Value Situation::contract(Fact f) const {
  const Master::Offer& offer = master_.offers[candidate_];
  const Master::Supplier& supplier = master_.suppliers[offer.supplier.value];
  switch (f) {
    case Fact::contract_id:
      return named(master_.contracts[offer.contract.value].id);
    case Fact::contract_supplier:
      return named(supplier.id);
    case Fact::contract_channel:
      return word(supplier.channel);
    case Fact::contract_active:
      return Value::of(active(offer));
    case Fact::contract_healthy:
      return Value::of(view_.healthy(offer.supplier));
    case Fact::contract_allocation:
      return Value::of(view_.allocation(offer.supplier, item_.category).ppm);
    case Fact::contract_price:
      return Value::of(price(offer).micros);
    case Fact::contract_cost:
      return Value::of(order_cost(offer).micros);
    case Fact::contract_time_to_receive:
      return time(or_forever(master_.receive_time[lane_here(offer.supplier)]));
    case Fact::contract_can_expedite:
      return Value::of(can_expedite(offer));
    case Fact::contract_expedite_time:
      return time(or_forever(master_.expedite_time[lane_here(offer.supplier)]));
    case Fact::contract_expedite_cost:
      return Value::of(expedite_cost(offer).micros);
    case Fact::contract_internal:
      return Value::of(supplier.channel == Channel::internal);
    case Fact::contract_in_stock:
      return Value::of(in_stock(offer));
    default:
      return {};
  }
}

Value Situation::substitute(Fact f) const {
  const Master::Substitute& s = master_.substitutes[candidate_];
  switch (f) {
    case Fact::substitute_item:
      return named(master_.items[s.by.value].id);
    case Fact::substitute_ratio:
      return Value::of(s.ratio.ppm);
    case Fact::substitute_available:
      return Value::of(substitute_available());
    case Fact::substitute_criticality:
      return word(master_.items[s.by.value].criticality);
    case Fact::substitute_on_unit:
      return Value::of(substitute_on_unit());
    case Fact::substitute_cover: {
      const base::PointId store = substitute_store();
      return time(store ? cover(substitute_available(), master_.points[store.value].daily_use_milli)
                        : base::Duration{0});
    }
    case Fact::substitute_extra_cost:
      return Value::of(saturate(base::Int128{base::scale(master_.items[s.by.value].standard_cost.micros, s.ratio)} -
                                item_.standard_cost.micros)
                           .micros);
    case Fact::substitute_acceptance:
      return Value::of(s.acceptance.ppm);
    default:
      return {};
  }
}

}  // namespace supplytwin::policy
