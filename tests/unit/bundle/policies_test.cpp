#include <gtest/gtest.h>

#include "bundle/compile.hpp"
#include "small_network.hpp"

namespace supplytwin::bundle {
namespace {

using policy::Action;
using policy::Decision;

policy::Bundle load(const std::string& name) { return load_file(SOURCE_DIR "/models/policies/" + name + ".yaml"); }

const char* const kAll[] = {"nightly-batch", "standard-par", "transfer-first", "criticality-tiered", "forecast-led"};

TEST(Policies, AllOrderWhatIsNotUrgentFromTheCentre) {
  SmallNetwork n;
  n.set(n.h1, 40);
  for (const char* name : kAll) {
    const Decision d = n.decide(load(name), n.h1);
    EXPECT_EQ(d.action, Action::requisition_create) << name;
    EXPECT_EQ(d.offer, base::OfferId(0)) << name;
    EXPECT_EQ(d.quantity, 60) << name;
  }
}

TEST(Policies, AllLeaveAFullShelfAlone) {
  const SmallNetwork n;
  for (const char* name : kAll) EXPECT_EQ(n.decide(load(name), n.h1).action, Action::no_action) << name;
}

TEST(Policies, AllOrderForTheCentre) {
  SmallNetwork n;
  n.set(n.dc, 300);
  for (const char* name : kAll) EXPECT_EQ(n.decide(load(name), n.dc).offer, base::OfferId(2)) << name;
}

TEST(Policies, WhenAVitalItemRunsOut) {
  SmallNetwork n;
  n.set(n.h1, 5);  // half a day, goods take a day
  const auto action = [&](const char* name) { return n.decide(load(name), n.h1).action; };
  EXPECT_EQ(action("nightly-batch"), Action::requisition_expedite);
  EXPECT_EQ(action("standard-par"), Action::requisition_create);
  EXPECT_EQ(action("criticality-tiered"), Action::transfer_request);
  EXPECT_EQ(action("forecast-led"), Action::requisition_expedite);
  const Decision d = n.decide(load("transfer-first"), n.h1);
  EXPECT_EQ(d.action, Action::transfer_request);
  EXPECT_EQ(d.donor, base::PointId(n.dc));  // an hour away
  EXPECT_EQ(d.quantity, 30);                // what 265 % of a day's use takes, in tens
}

TEST(Policies, TheRestOfALoanIsOrdered) {
  SmallNetwork n;
  n.set(n.h1, 5);
  const policy::Bundle b = load("transfer-first");
  n.v.commit(n.decide(b, n.h1));
  const Decision d = n.decide(b, n.h1);
  EXPECT_EQ(d.action, Action::requisition_create);
  EXPECT_EQ(d.quantity, 70);  // 65 in tens
}

TEST(Policies, WithoutALenderWhatMattersIsOrderedExpress) {
  SmallNetwork n;
  n.set(n.h1, 5);
  n.set(n.h2, 20);
  n.set(n.h3, 20);
  n.set(n.dc, 40);
  for (const char* name : {"transfer-first", "criticality-tiered"})
    EXPECT_EQ(n.decide(load(name), n.h1).action, Action::requisition_expedite) << name;
}

TEST(Policies, AnEmptyCentreIsPassedOverByWhoSeesIt) {
  SmallNetwork n;
  n.set(n.h1, 40);
  n.set(n.dc, 10);
  EXPECT_EQ(n.decide(load("standard-par"), n.h1).offer, base::OfferId(1));
  EXPECT_EQ(n.decide(load("nightly-batch"), n.h1).offer, base::OfferId(0));
}

TEST(Policies, ASupplierOnAllocationIsAskedAfterOthers) {
  SmallNetwork n;
  n.set(n.h1, 38);
  n.set(n.h2, 0);
  n.set(n.h3, 0);
  n.set(n.dc, 0);
  n.m.offers.push_back(
      {base::ContractId(2), base::SupplierId(2), base::ItemId(0), true, false, base::kDollar, 10, 10});
  for (std::size_t site = 1; site <= 3; ++site) n.m.receive_time[2 * 4 + site] = base::kDay * 3;
  n.m.index();
  const auto offer = [&](const char* name) { return n.decide(load(name), n.h1).offer; };
  EXPECT_EQ(offer("standard-par"), base::OfferId(1));
  policy::Event e;
  e.type = policy::EventType::supplier_allocation;
  e.supplier = base::SupplierId(1);
  for (const std::int64_t share : {600'000, 800'000}) {
    e.ratio = base::Ratio{share};
    n.v.project(e);
    for (const char* name : {"standard-par", "transfer-first", "criticality-tiered", "forecast-led"}) {
      EXPECT_EQ(offer(name), base::OfferId(3)) << name << " " << share;
    }
  }
}

TEST(Policies, AUnitWaitsForItsStoreroom) {
  SmallNetwork n;
  n.m.items[0].criticality = policy::Criticality::desirable;
  n.set(n.unit, 0);
  for (const char* name : {"nightly-batch", "standard-par", "transfer-first", "criticality-tiered"}) {
    const Decision d = n.decide(load(name), n.unit);
    EXPECT_EQ(d.action, Action::defer) << name;
    EXPECT_GT(d.retry_at, n.now) << name;
  }
}

TEST(Policies, CriticalityTieredOffersASubstituteToAUnitThatWouldRunOut) {
  SmallNetwork n;
  const policy::Bundle b = load("criticality-tiered");
  n.set(n.unit, 8);  // goods take a day
  EXPECT_EQ(n.decide(b, n.unit).action, Action::substitution_propose);
  n.v.open(base::PointId(n.unit), {8, 0, 0, 0, 0, 0, true});
  EXPECT_EQ(n.decide(b, n.unit).action, Action::defer);  // while it stands in, nobody is sent
  n.set(n.unit, 8);
  n.set(n.gown, 20);  // two days
  EXPECT_EQ(n.decide(b, n.unit).action, Action::transfer_request);
}

TEST(Policies, ADesirableItemIsNotWorthACourier) {
  SmallNetwork n;
  n.m.items[0].criticality = policy::Criticality::desirable;
  n.m.items[0].standard_cost = base::Money{10'000};
  n.set(n.h1, 5);
  for (const char* name : kAll) EXPECT_EQ(n.decide(load(name), n.h1).action, Action::requisition_create) << name;
}

TEST(Policies, ForecastLedOrdersAhead) {
  SmallNetwork n;
  const policy::Bundle b = load("forecast-led");
  ASSERT_TRUE(b.reviews_forecasts());
  const auto review = [&](std::int64_t ppm, std::int32_t on_hand) {
    policy::Event e;
    e.type = policy::EventType::forecast_published;
    e.category = base::CategoryId(0);
    e.ratio = base::Ratio{ppm};
    n.v.project(e);
    n.set(n.h1, on_hand);
    policy::Trigger t = n.trigger(n.h1);
    t.cause = policy::EventType::forecast_published;
    return b.decide(n.m, n.v, t, n.now);
  };
  EXPECT_EQ(review(1'400'000, 57).action, Action::no_action);  // above 40 scaled to 56
  Decision d = review(1'400'000, 56);
  EXPECT_EQ(d.action, Action::requisition_create);
  EXPECT_EQ(d.quantity, 90);  // 140 less 56, in tens
  EXPECT_EQ(review(1'020'000, 30).action, Action::no_action);
  d = review(9'000'000, 50);
  EXPECT_EQ(d.quantity, 110);  // the scale is capped at 1.52
}

}  // namespace
}  // namespace supplytwin::bundle
