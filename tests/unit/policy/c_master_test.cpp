#include <gtest/gtest.h>

#include <string>

#include "policy/c_handles.hpp"
#include "small_host.hpp"

namespace supplytwin::policy {
namespace {

/// What is wrong with a builder to which something was added.
template <class Add>
std::string mistakes(Add add) {
  Builder b = builder();
  add(b.get());
  st_policy_error error{};
  const MasterHandle master(st_policy_builder_finish(b.get(), &error));
  EXPECT_EQ(error.code, master ? ST_POLICY_OK : ST_POLICY_BAD_MASTER);
  return error.text;
}

TEST(CMaster, EveryMistakeIsTold) {
  EXPECT_EQ(mistakes([](auto) {}), "");
  EXPECT_EQ(mistakes([](auto b) {
              st_policy_add_category(b, "ppe");
              st_policy_add_unit(b, "H1", 7);
              const st_policy_item item{"", -1, 0, 0, 9, 3};
              st_policy_add_item(b, &item);
            }),
            "category 1: its name is used twice\nunit 1: its name is used twice\nunit 1: no site 7\n"
            "item 3: has no name\nitem 3: no category 9\nitem 3: criticality 3 is outside 0 to 2\n"
            "item 3: standard_cost -1 is outside 0 to 1000000000000000\nitem 3: pack 0 is outside 1 to 2147483647");
  EXPECT_EQ(mistakes([](auto b) {
              const st_policy_point wrong_site{10, 4, 0, 0, 0, 1, 0}, again{10, 4, 0, 0, 0, 1, ST_POLICY_NONE},
                  nothing{10, 4, 0, 0, ST_POLICY_NONE, 8, 9};
              for (const auto* p : {&wrong_site, &again, &nothing}) st_policy_add_point(b, p);
            }),
            "point 5: its unit belongs to another site\npoint 5: its item has a point there already\n"
            "point 6: its item has a point there already\npoint 7: no item is named\npoint 7: no site 8\n"
            "point 7: no unit 9");
  EXPECT_EQ(mistakes([](auto b) {
              const st_policy_contract contract{"C", INT64_MAX, 0, 4};
              st_policy_add_contract(b, &contract);
              const st_policy_offer offer{0, 0, 0, 2, 3, 2, 0};
              st_policy_add_offer(b, &offer);
              const st_policy_substitute self{ST_POLICY_ONE, 0, 1, 1}, twice{ST_POLICY_ONE, 0, 0, 1};
              st_policy_add_substitute(b, &self);
              st_policy_add_substitute(b, &twice);
            }),
            "contract 1: no supplier 4\ncontract 1: its beginning is not in the years 1 to 9999\noffer 1: no item 3\n"
            "offer 1: no contract 2\noffer 1: to_hospitals 2 is outside 0 to 1\n"
            "offer 1: multiple 0 is outside 1 to 2147483647\nsubstitute 2: an item does not stand in for itself\n"
            "substitute 3: is there twice");
  EXPECT_EQ(mistakes([](auto b) {
              const st_policy_courier nowhere{1, 1, 0, 2}, twice{1, -1, 1, 0};
              st_policy_add_courier(b, &nowhere);
              st_policy_add_courier(b, &twice);
              const st_policy_lane lane{-1, -2, 0, 0, 0, 0};
              st_policy_add_lane(b, &lane);
            }),
            "lane 1: receive_time -1 is outside 0 to 3162240000000\n"
            "lane 1: expedite_time -2 is outside -1 to 3162240000000\nlane 1: is there twice\n"
            "courier 1: no site 2\ncourier 2: cost -1 is outside 0 to 1000000000000000\ncourier 2: is there twice");
}

TEST(CMaster, ALongTextIsCut) {
  const std::string text = mistakes([](auto b) {
    for (int n = 0; n < 50; ++n) st_policy_add_unit(b, "", 99);
  });
  EXPECT_EQ(text.size(), sizeof(st_policy_error::text) - 1);
  std::string long_words;
  for (int n = 0; n < 600; ++n) long_words += "\u00e9";
  st_policy_error error{};
  report(&error, ST_POLICY_INTERNAL, long_words);
  EXPECT_EQ(std::string(error.text), long_words.substr(0, 1018));  // between characters
}

TEST(CMaster, AnEmptyOneIsSound) {
  const Builder b(st_policy_builder_new());
  st_policy_error error{};
  const MasterHandle master(st_policy_builder_finish(b.get(), &error));
  ASSERT_TRUE(master) << error.text;
  const ViewHandle view(st_policy_view_new(master.get(), &error));
  EXPECT_TRUE(view);
}

}  // namespace
}  // namespace supplytwin::policy
