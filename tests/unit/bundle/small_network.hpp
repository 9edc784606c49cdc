#pragma once

#include <string>

#include "policy/bundle.hpp"
#include "policy/master.hpp"
#include "policy/view.hpp"

namespace supplytwin::bundle {

/// Three hospitals around a distribution centre; MASK (vital, packs of 10) is stocked everywhere and in one unit of
/// H1, GOWN (desirable) may stand in for it at H1. Offers of MASK: 0 the centre to hospitals, 1 a distributor to
/// hospitals, 2 a direct supplier to the centre.
struct SmallNetwork {
  enum Point : std::uint32_t { dc, h1, h2, h3, unit, gown };

  SmallNetwork() {
    using namespace policy;
    m.categories = {"ppe", "linen"};
    m.sites = {{"DC", true}, {"H1", false}, {"H2", false}, {"H3", false}};
    m.items = {{"MASK", base::CategoryId(0), Criticality::vital, base::Money{500'000}, 10},
               {"GOWN", base::CategoryId(1), Criticality::desirable, base::Money{2'000'000}, 1}};
    const auto point = [&](std::size_t site, std::size_t item, PointKind kind, base::Quantity par, base::Quantity s) {
      m.points.push_back({base::LocationId(site), base::ItemId(item), kind, par, s, 10'000});  // 10 a day
    };
    point(0, 0, PointKind::dc, 1000, 500);
    point(1, 0, PointKind::storeroom, 100, 40);
    point(2, 0, PointKind::storeroom, 100, 40);
    point(3, 0, PointKind::storeroom, 100, 40);
    point(1, 0, PointKind::unit, 20, 8);
    point(1, 1, PointKind::storeroom, 50, 20);
    m.suppliers = {{"CENTRE", Channel::internal, false, base::kOne, {}, {}},
                   {"ACME", Channel::distributor, true, base::Ratio{1'200'000}, {}, {}},
                   {"MILL", Channel::direct, false, base::kOne, {}, {}}};
    m.contracts = {{"C-CENTRE", base::SupplierId(0), {}, base::kNever},
                   {"C-ACME", base::SupplierId(1), {}, base::kNever},
                   {"C-MILL", base::SupplierId(2), {}, base::kNever}};
    const auto offer = [&](std::size_t contract, bool to_dc, std::int64_t cents, base::Quantity multiple,
                           base::Quantity minimum) {
      m.offers.push_back({base::ContractId(contract), m.contracts[contract].supplier, base::ItemId(0), !to_dc, to_dc,
                          base::Money{cents * 10'000}, multiple, minimum});
    };
    offer(0, false, 50, 10, 10);
    offer(1, false, 60, 25, 50);
    offer(2, true, 40, 100, 500);
    m.substitutes = {{base::ItemId(0), base::ItemId(1), base::Ratio{500'000}}};
    const base::Duration none{-1};
    const auto h = [](int hours) { return base::kHour * hours; };
    m.transfer_time = {none, h(1), h(2), h(3), h(1), none, h(2), h(4),
                       h(2), h(2), none, none, h(3), h(4), none, none};
    m.transfer_cost.assign(16, base::kDollar * 40);
    const base::Duration day = base::kDay;
    m.receive_time = {none, day, day, day, none, day * 3, day * 3, day * 3, day * 10, none, none, none};
    m.expedite_time = {none, none, none, none, none, h(8), h(8), h(8), none, none, none, none};
    const base::Money free{}, centre = base::kDollar * 5, acme = base::kDollar * 20, express = base::kDollar * 90;
    m.order_freight = {free, centre, centre, centre, free, acme, acme, acme, base::kDollar * 200, free, free, free};
    m.expedite_freight = {free, free, free, free, free, express, express, express, free, free, free, free};
    m.index();
    v = policy::View(m);
    for (std::uint32_t p = 0; p < m.points.size(); ++p) set(p, static_cast<std::int32_t>(m.points[p].par));
  }

  void set(std::uint32_t point, std::int32_t on_hand, std::int32_t on_order = 0, std::int32_t reserved = 0) {
    v.open(base::PointId(point), {on_hand, on_order, reserved, 0, 0});
  }
  policy::Decision decide(const policy::Bundle& bundle, std::uint32_t point) const {
    return bundle.decide(m, v, trigger(point), now);
  }
  policy::Trigger trigger(std::uint32_t point) const {
    return {policy::EventType::stock_par_breached, base::PointId(point), 1, now - base::kHour};
  }

  policy::Master m;
  policy::View v;
  base::Time now{base::kDay * 20'000};
};

}  // namespace supplytwin::bundle
