#include "base/tabulate.hpp"

#include <gtest/gtest.h>

#include <set>

namespace supplytwin::base {
namespace {

struct Part {
  std::int32_t count = 0;
  Time since{};
  bool operator==(const Part&) const = default;
  template <class = void>
  static constexpr auto fields() {
    return std::tuple{required("count", &Part::count, "how many [each]"),
                      required("since", &Part::since, "from when [ms]")};
  }
};
struct Key {
  std::uint32_t a = 0, b = 0;
  auto operator<=>(const Key&) const = default;
  template <class = void>
  static constexpr auto fields() {
    return std::tuple{required("a", &Key::a, "one"), required("b", &Key::b, "two")};
  }
};
class Hidden {
 public:
  Hidden() = default;
  explicit Hidden(std::uint8_t v) : values_{v} {}
  bool operator==(const Hidden&) const = default;
  template <class = void>
  static constexpr auto fields() {
    return std::tuple{required("values", &Hidden::values_, "some values")};
  }

 private:
  std::vector<std::uint8_t> values_;
};
struct Whole {
  bool flag = false;
  Part part;
  std::array<Money, 2> money{};
  std::vector<Part> parts;
  std::vector<std::uint64_t> numbers;
  std::map<Key, std::int64_t> map;
  std::set<Key> set;
  std::array<Hidden, 2> hidden{};
  std::vector<Hidden> more;
  bool operator==(const Whole&) const = default;
  template <class = void>
  static constexpr auto fields() {
    using W = Whole;
    return std::tuple{required("flag", &W::flag, "yes or no"),     required("part", &W::part, "a part"),
                      required("money", &W::money, "two sums"),    required("parts", &W::parts, "many"),
                      required("numbers", &W::numbers, "any"),     required("map", &W::map, "by key"),
                      required("set", &W::set, "keys alone"),      required("hidden", &W::hidden, "two lists"),
                      required("more", &W::more, "lists of lists")};
  }
};

struct Leaky {
  std::int32_t listed = 0, forgotten = 0;
  template <class = void>
  static constexpr auto fields() {
    return std::tuple{required("listed", &Leaky::listed, "")};
  }
};
class LeakyClass {
 public:
  LeakyClass() {}
  template <class = void>
  static constexpr auto fields() {
    return std::tuple{required("listed", &LeakyClass::listed_, "")};
  }

 private:
  std::vector<int> listed_, forgotten_;
};
static_assert(lists_every_member<Whole>() && lists_every_member<Hidden>() && lists_every_member<Part>());
static_assert(!lists_every_member<Leaky>() && !lists_every_member<LeakyClass>());

Whole some() {
  Whole w;
  w.flag = true;
  w.part = {3, kNever};
  w.money = {Money{-5}, kDollar};
  w.parts = {{1, Time{}}, {-2, Time{Duration{7}}}};
  w.numbers = {~std::uint64_t{0}, 1};
  w.map = {{{1, 2}, 3}, {{0, 9}, -4}};
  w.set = {{4, 4}, {1, 0}};
  w.hidden = {Hidden(1), Hidden(255)};
  w.more = {Hidden(9)};
  return w;
}

Tables saved(const Whole& value) {
  Saver saver;
  saver.save("whole", "all of it", value);
  return saver.tables;
}
std::string fault(const Tables& tables) {
  try {
    Whole w;
    Loader loader(tables);
    loader.load("whole", w);
    loader.finish();
    return {};
  } catch (const Error& e) {
    return e.what();
  }
}

TEST(Tabulate, WhatIsSavedIsLoaded) {
  const Tables tables = saved(some());
  Whole read;
  Loader loader(tables);
  loader.load("whole", read);
  loader.finish();
  EXPECT_EQ(read, some());
}

TEST(Tabulate, AListIsATableAndAMemberOfAMemberAColumn) {
  const Tables tables = saved(some());
  std::vector<std::string> names;
  for (const Table& t : tables) names.push_back(t.name);
  EXPECT_EQ(names, (std::vector<std::string>{"whole", "whole/parts", "whole/numbers", "whole/map", "whole/set",
                                             "whole/hidden/0/values", "whole/hidden/1/values", "whole/more",
                                             "whole/more/0/values"}));
  names.clear();
  for (const Column& c : tables[0].columns) names.push_back(c.name);
  EXPECT_EQ(names, (std::vector<std::string>{"flag", "part.count", "part.since", "money.0", "money.1"}));
  EXPECT_EQ(tables[0].columns[1].doc, "a part: how many [each]");
  EXPECT_EQ(tables[3].columns[2], (Column{"value", "by key", {-4, 3}}));
}

TEST(Tabulate, WhatDoesNotFitIsRefused) {
  Tables tables = saved(some());
  tables[1].columns[0].values[0] = std::int64_t{1} << 40;
  EXPECT_EQ(fault(tables), "table whole/parts: count: 1099511627776 does not fit");
  tables = saved(some());
  tables[4].columns[0].values = {1, 1};
  tables[4].columns[1].values = {2, 2};
  EXPECT_EQ(fault(tables), "table whole/set: two rows have the same key");
  tables = saved(some());
  tables[1].columns[0].name = "amount";
  EXPECT_EQ(fault(tables), "table whole/parts: its columns are not those of this version");
  tables = saved(some());
  tables[2].columns[0].values.clear();
  EXPECT_EQ(fault(tables), "");  // an empty list is a list
  for (Column& c : tables[0].columns) c.values.clear();
  EXPECT_EQ(fault(tables), "table whole: expected one row");
  tables = saved(some());
  tables.push_back({"other", "", {{"value", "", {}}}});
  EXPECT_EQ(fault(tables), "table other is not known");
  tables.erase(tables.begin() + 1);
  EXPECT_EQ(fault(tables), "table whole/parts is missing");
}

}  // namespace
}  // namespace supplytwin::base
