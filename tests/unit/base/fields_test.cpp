#include "base/fields.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace supplytwin::base {
namespace {

enum class Colour { red, green };

struct Shelf {
  std::int64_t height = 3;
  std::string name;
  Colour colour = Colour::red;

  template <class = void>
  static constexpr auto fields() {
    return std::tuple{required("name", &Shelf::name, "what it is called"),
                      optional("height", &Shelf::height, "how high it hangs [mm]").between(1, 9),
                      optional("colour", &Shelf::colour, "its paint")};
  }
};

TEST(Fields, AreVisitedInTheOrderOfTheirList) {
  std::vector<std::string_view> names;
  std::vector<bool> needed;
  for_each_field<Shelf>([&](const auto& field) {
    names.push_back(field.name);
    needed.push_back(field.required);
  });
  EXPECT_EQ(names, (std::vector<std::string_view>{"name", "height", "colour"}));
  EXPECT_EQ(needed, (std::vector<bool>{true, false, false}));
}

TEST(Fields, CarryBoundsAndReachTheirMember) {
  constexpr auto height = std::get<1>(Shelf::fields());
  EXPECT_EQ(height.lowest, 1);
  EXPECT_EQ(height.highest, 9);
  Shelf shelf;
  shelf.*height.member = 7;
  EXPECT_EQ(shelf.height, 7);
}

}  // namespace

template <>
struct EnumNames<Colour> {
  static constexpr std::array<std::string_view, 2> names{"red", "green"};
};

TEST(Fields, EnumsHaveWords) { EXPECT_EQ(name_of(Colour::green), "green"); }

}  // namespace supplytwin::base
