#include "outcome/record.hpp"

#include <gtest/gtest.h>

#include "made_up.hpp"

namespace supplytwin::outcome {
namespace {

TEST(Record, IndexesSiteCategoryCriticality) {
  Record r(2, 3, 4);
  EXPECT_EQ(r.measures.size(), 2u * 3 * kCriticalities);
  r.at(1, 2, 2).filled = 7;
  EXPECT_EQ(r.measures.back().filled, 7);
  r.day(Daily::stock_value, 3) = 9;
  EXPECT_EQ(r.daily.back(), 9);
  EXPECT_EQ(r.daily.size(), kDailySeries * 4);
}

TEST(Record, AddingMeasuresAddsEveryField) {
  const Measures a = made_up::record(0, 0).measures[0], b = made_up::record(0, 1).measures[0];
  Measures sum = a;
  sum += b;
  base::for_each_field<Measures>(
      [&](const auto& f) { EXPECT_EQ(sum.*f.member, a.*f.member + b.*f.member) << f.name; });
}

TEST(Record, FieldListHasEveryMember) {
  std::size_t fields = 0;
  base::for_each_field<Measures>([&](const auto&) { ++fields; });
  EXPECT_EQ(fields * sizeof(std::int64_t), sizeof(Measures));
}

}  // namespace
}  // namespace supplytwin::outcome
