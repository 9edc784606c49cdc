#include "host/waiting.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace supplytwin::host {
namespace {

using base::Duration;
using base::Time;

Time at(std::int64_t ms) { return Time{Duration{ms}}; }

Waiting::Item item(std::int64_t recorded, std::uint64_t sequence = 1, std::int64_t arrived = 0,
                   const std::string& source = "/a") {
  Waiting::Item i;
  i.arrived = at(arrived);
  i.message.recorded = at(recorded);
  i.message.sequence = sequence;
  i.message.source = source;
  i.message.id = source + std::to_string(recorded) + "-" + std::to_string(sequence);
  return i;
}

std::vector<std::string> all_ripe(Waiting& w, std::int64_t now, bool idle = false) {
  std::vector<std::string> ids;
  while (auto released = w.next(at(now), idle)) ids.push_back(released->place.id + (released->late ? " late" : ""));
  return ids;
}

using Ids = std::vector<std::string>;

class Order : public testing::Test {
 protected:
  Order() { w.open({at(0), 0, {}, {}}); }
  Waiting w{Duration{10}};
};

TEST_F(Order, AnEventIsReleasedOnceSomethingRecordedTheHoldLaterHasCome) {
  w.add(item(100));
  w.add(item(109));
  EXPECT_EQ(all_ripe(w, 1'000'000), Ids{});  // the clock alone releases nothing while more may be there
  w.add(item(110));
  EXPECT_EQ(all_ripe(w, 0), Ids{"/a100-1"});
  w.add(item(140));
  EXPECT_EQ(all_ripe(w, 0), (Ids{"/a109-1", "/a110-1"}));
}

TEST_F(Order, OfOneInstantTheSequenceDecidesAndOnlyThenTheSource) {
  w.add(item(100, 2, 0, "/a"));
  w.add(item(100, 1, 0, "/z"));
  w.add(item(100, 2, 0, "/b"));
  w.add(item(99, 9, 0, "/z"));
  w.heard(at(200));
  EXPECT_EQ(all_ripe(w, 0), (Ids{"/z99-9", "/z100-1", "/a100-2", "/b100-2"}));
}

TEST_F(Order, WhatComesBehindItsTurnIsLateAndTakenAsOfTheInstantReached) {
  w.add(item(100));
  w.add(item(120));
  EXPECT_EQ(all_ripe(w, 0), Ids{"/a100-1"});
  w.add(item(105));  // behind the hold, but its turn has not passed
  EXPECT_EQ(all_ripe(w, 0), Ids{"/a105-1"});
  w.add(item(90));
  const auto late = w.next(at(0), false);
  ASSERT_TRUE(late);
  EXPECT_TRUE(late->late);
  EXPECT_EQ(late->taken, at(105));
  w.add(item(91));
  EXPECT_EQ(all_ripe(w, 0), Ids{"/a91-1 late"});  // a late one moves nothing
  EXPECT_EQ(w.reached().recorded, at(105));
}

TEST_F(Order, WhereItsSourceHasNothingMoreTheClockReleases) {
  w.add(item(100, 1, 5));
  w.add(item(101, 1, 50));
  EXPECT_EQ(all_ripe(w, 14, true), Ids{});
  EXPECT_EQ(all_ripe(w, 15, false), Ids{});
  EXPECT_EQ(all_ripe(w, 15, true), Ids{"/a100-1"});
  EXPECT_EQ(all_ripe(w, 59, true), Ids{});
  w.add(item(95, 1, 59));
  EXPECT_EQ(all_ripe(w, 60, true), (Ids{"/a95-1 late", "/a101-1"}));
}

TEST_F(Order, WhatStandsBeforeOneThatWaitedEnoughGoesWithIt) {
  w.add(item(101, 1, 0));
  w.add(item(100, 1, 9));
  EXPECT_EQ(all_ripe(w, 10, true), (Ids{"/a100-1", "/a101-1"}));
}

TEST(Closed, NothingIsReleasedBeforeTheMasterIsKnown) {
  Waiting w(Duration{10});
  w.add(item(100));
  w.add(item(500));
  EXPECT_EQ(all_ripe(w, 1'000, true), Ids{});
  EXPECT_FALSE(w.next_of_all());
  w.open({at(50), 0, {}, {}});
  EXPECT_EQ(all_ripe(w, 0), Ids{"/a100-1"});
  EXPECT_EQ(w.next_of_all()->place.recorded, at(500));
  EXPECT_EQ(w.size(), 0U);
}

}  // namespace
}  // namespace supplytwin::host
