#include "policy/view.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace supplytwin::policy {
namespace {

constexpr base::PointId kHere{std::size_t{0}}, kDonor{std::size_t{1}};

Master two_points() {
  Master m;
  m.categories = {"a", "b"};
  m.sites = {{"H1", false}, {"H2", false}};
  m.items = {{"X", base::CategoryId(0), Criticality::vital, base::kDollar, 1}};
  m.points = {{base::LocationId(0), base::ItemId(0), PointKind::storeroom, 10, 4, 1000},
              {base::LocationId(1), base::ItemId(0), PointKind::storeroom, 10, 4, 1000}};
  m.suppliers = {{"S", Channel::direct, false, base::kOne, {}, {}},
                 {"T", Channel::direct, false, base::kOne, {}, {}}};
  m.index();
  return m;
}

Event event(EventType type, base::Quantity quantity, std::uint32_t episode = 1) {
  Event e;
  e.type = type;
  e.point = kHere;
  e.other = kDonor;
  e.quantity = quantity;
  e.episode = episode;
  return e;
}

View view() {
  View v(two_points());
  v.open(kHere, {5, 0, 0, 0, 0});
  v.open(kDonor, {50, 0, 0, 0, 0});
  return v;
}

TEST(View, ConsumptionInPartsIsConsumptionAtOnce) {
  View parts = view(), whole = view();
  Event a = event(EventType::stock_consumed, 3), b = a, all = a;
  b.from = a.occurred = base::Time{base::kHour};
  b.occurred = all.occurred = base::Time{base::kHour * 2};
  b.quantity = 4;
  all.quantity = 7;
  parts.project(a);
  parts.project(b);
  whole.project(all);
  EXPECT_EQ(parts, whole);
  EXPECT_EQ(parts.stock(kHere).on_hand, -2);  // a record may fall below nothing
}

TEST(View, ACountReplacesWhatWasKnown) {
  View v = view();
  v.project(event(EventType::stock_consumed, 9));
  v.project(event(EventType::stock_counted, 12));
  EXPECT_EQ(v.stock(kHere), (View::Stock{12, 0, 0, 0, 0}));
}

TEST(View, ATransferFromRequestToReceipt) {
  View v = view();
  Decision d;
  d.point = kHere;
  d.donor = kDonor;
  d.episode = 1;
  d.action = Action::transfer_request;
  d.quantity = 20;
  v.project(event(EventType::stock_par_breached, 5));
  v.commit(d);
  EXPECT_EQ(v.stock(kHere), (View::Stock{5, 20, 0, 1, 1}));
  EXPECT_EQ(v.stock(kDonor), (View::Stock{50, 0, 20, 0, 0}));  // at once: nobody else may pick it
  v.project(event(EventType::transfer_refused, 4));
  v.project(event(EventType::transfer_reserved, 16));
  EXPECT_EQ(v.stock(kHere).on_order, 16);
  EXPECT_EQ(v.stock(kDonor), (View::Stock{50, 0, 16, 0, 0}));
  v.project(event(EventType::transfer_shipped, 16));
  EXPECT_EQ(v.stock(kDonor), (View::Stock{34, 0, 0, 0, 0}));
  v.project(event(EventType::transfer_received, 16));
  EXPECT_EQ(v.stock(kHere), (View::Stock{21, 0, 0, 1, 1}));
}

TEST(View, ARefusalFreesTheDonorsStock) {
  View v = view();
  Decision d;
  d.point = kHere;
  d.donor = kDonor;
  d.action = Action::transfer_request;
  d.quantity = 16;
  v.commit(d);
  v.project(event(EventType::transfer_refused, 16));
  EXPECT_EQ(v.stock(kDonor).reserved, 0);
  EXPECT_EQ(v.stock(kHere).on_order, 0);
}

TEST(View, AnOrderFromRequisitionToReceipt) {
  View v = view();
  Decision d;
  d.point = kHere;
  d.episode = 1;
  d.quantity = 30;
  for (const Action action : {Action::requisition_create, Action::requisition_expedite}) {
    d.action = action;
    v.commit(d);
  }
  EXPECT_EQ(v.stock(kHere), (View::Stock{5, 60, 0, 1, 2}));
  v.project(event(EventType::receipt_recorded, 25));
  v.project(event(EventType::receipt_discrepancy, 35));
  EXPECT_EQ(v.stock(kHere), (View::Stock{30, 0, 0, 1, 2}));
}

TEST(View, DecisionsThatMoveNothingOnlyCount) {
  View v = view();
  Decision d;
  d.point = kHere;
  d.episode = 1;
  d.quantity = 30;
  for (const Action action : {Action::no_action, Action::defer, Action::hold_for_review, Action::supplier_query}) {
    d.action = action;
    v.commit(d);
  }
  EXPECT_EQ(v.stock(kHere), (View::Stock{5, 0, 0, 1, 4}));
}

TEST(View, WhatAUnitSaysOfSubstitutes) {
  View v = view();
  Decision d;
  d.point = kHere, d.episode = 1, d.quantity = 30;
  d.action = Action::substitution_propose;
  v.commit(d);
  EXPECT_EQ(v.stock(kHere), (View::Stock{5, 0, 0, 1, 1, 0, true}));
  v.project(event(EventType::substitution_refused, 2, 1));
  EXPECT_EQ(v.stock(kHere), (View::Stock{5, 0, 0, 1, 1, 0b100, false}));
  v.project(event(EventType::substitution_refused, 16, 1));  // more than an item has
  v.project(event(EventType::substitution_accepted, 0, 1));
  EXPECT_EQ(v.stock(kHere), (View::Stock{5, 0, 0, 1, 1, 0b100, true}));
  v.project(event(EventType::substitution_ended, 0, 1));
  EXPECT_EQ(v.stock(kHere), (View::Stock{5, 0, 0, 1, 1, 0b100, false}));
}

TEST(View, ANewEpisodeStartsItsAttemptsAnew) {
  View v = view();
  Decision d;
  d.point = kHere;
  d.episode = 1;
  v.project(event(EventType::stock_par_breached, 5, 1));
  v.commit(d);
  v.project(event(EventType::demand_urgent, 2, 1));
  EXPECT_EQ(v.stock(kHere).attempts, 1);
  v.project(event(EventType::demand_urgent, 2, 2));
  EXPECT_EQ(v.stock(kHere).attempts, 0);
  EXPECT_EQ(v.stock(kHere).episode, 2u);
  v.project(event(EventType::stock_par_breached, 5, 1));  // a late message about the one before
  EXPECT_EQ(v.stock(kHere).episode, 2u);
  v.commit(d);  // and a late decision
  EXPECT_EQ(v.stock(kHere).attempts, 0);
}

TEST(View, Announcements) {
  View v = view();
  EXPECT_EQ(v.forecast(base::CategoryId(0)), base::kOne);
  Event e;
  e.type = EventType::forecast_published;
  e.category = base::CategoryId(1);
  e.ratio = base::Ratio{1'300'000};
  v.project(e);
  EXPECT_EQ(v.forecast(base::CategoryId(1)).ppm, 1'300'000);
  EXPECT_EQ(v.forecast(base::CategoryId(0)), base::kOne);
  e.type = EventType::supplier_allocation;
  e.supplier = base::SupplierId(1);
  e.ratio = base::Ratio{600'000};
  v.project(e);
  EXPECT_EQ(v.allocation(base::SupplierId(1), base::CategoryId(1)).ppm, 600'000);
  EXPECT_EQ(v.allocation(base::SupplierId(1), base::CategoryId(0)), base::kOne);
  e.category = {};  // all of them
  v.project(e);
  EXPECT_EQ(v.allocation(base::SupplierId(1), base::CategoryId(0)).ppm, 600'000);
  EXPECT_EQ(v.allocation(base::SupplierId(0), base::CategoryId(0)), base::kOne);
  e.type = EventType::endpoint_health;
  e.quantity = 0;
  v.project(e);
  EXPECT_FALSE(v.healthy(base::SupplierId(1)));
  EXPECT_TRUE(v.healthy(base::SupplierId(0)));
  e.quantity = 1;
  v.project(e);
  EXPECT_TRUE(v.healthy(base::SupplierId(1)));
}

TEST(View, NumbersStayAtTheEndOfTheirRange) {
  View v = view();
  v.project(event(EventType::stock_counted, std::numeric_limits<base::Quantity>::max()));
  EXPECT_EQ(v.stock(kHere).on_hand, std::numeric_limits<std::int32_t>::max());
  v.project(event(EventType::stock_consumed, std::numeric_limits<base::Quantity>::max()));
  v.project(event(EventType::stock_consumed, std::numeric_limits<base::Quantity>::max()));
  EXPECT_EQ(v.stock(kHere).on_hand, std::numeric_limits<std::int32_t>::min());
  Decision d;
  d.point = kHere;
  for (int i = 0; i < 70'000; ++i) v.commit(d);
  EXPECT_EQ(v.stock(kHere).attempts, std::numeric_limits<std::uint16_t>::max());
}

TEST(View, AnEventAboutAnUnknownThingChangesNothing) {
  View v = view();
  for (std::size_t t = 0; t < base::EnumNames<EventType>::names.size(); ++t) {
    Event e;
    e.type = static_cast<EventType>(t);
    e.quantity = 7;
    v.project(e);
  }
  v.commit(Decision{});
  EXPECT_EQ(v, view());
}

TEST(View, APriceHoldsUntilTheNextOne) {
  Master m = two_points();
  m.contracts = {{"C", base::SupplierId(0), {}, base::kNever}};
  m.offers = {{base::ContractId(0), base::SupplierId(0), base::ItemId(0), true, false, base::kDollar, 1, 1},
              {base::ContractId(0), base::SupplierId(0), base::ItemId(0), true, false, base::kDollar * 2, 1, 1}};
  m.index();
  View v(m);
  const auto price = [&](std::size_t o) { return v.price(base::OfferId(o), m.offers[o]); };
  EXPECT_EQ(price(0), base::kDollar);
  Event e = event(EventType::contract_price_updated, 0);
  e.offer = base::OfferId(1);
  e.price = base::Money{};
  v.project(e);
  EXPECT_EQ(price(0), base::kDollar);
  EXPECT_EQ(price(1), base::Money{});  // for nothing, which is a price
  e.price = base::kDollar * 3;
  v.project(e);
  EXPECT_EQ(price(1), base::kDollar * 3);
  e.offer = base::OfferId(7);
  const View before = v;
  v.project(e);
  EXPECT_EQ(v, before);
}

TEST(View, SomeEventsAreHeardAndChangeNothing) {
  for (const EventType type :
       {EventType::transfer_reserved, EventType::supplier_promised, EventType::po_acknowledged,
        EventType::shipment_updated, EventType::invoice_received, EventType::item_master_updated,
        EventType::census_updated, EventType::erp_document_status, EventType::timer_fired}) {
    View v = view();
    Event e = event(type, 9);
    e.item = base::ItemId(0);
    e.price = base::kDollar;
    e.ratio = base::Ratio{5};
    e.word = 1;
    v.project(e);
    EXPECT_EQ(v, view()) << base::name_of(type);
  }
}

}  // namespace
}  // namespace supplytwin::policy
