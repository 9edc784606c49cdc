#include "edge/stock_members.hpp"

#include <limits>

namespace supplytwin::edge {

Json stock_data(const policy::View::Stock& s) {
  Json j = Json::object();
  base::for_each_field<policy::View::Stock>([&](const auto& field) {
    if (s.*field.member != policy::View::Stock{}.*field.member) j[field.name] = s.*field.member;
  });
  return j;
}

policy::View::Stock read_stock(const Members& m) {
  policy::View::Stock s;
  base::for_each_field<policy::View::Stock>([&](const auto& field) {
    using Member = std::remove_cvref_t<decltype(s.*field.member)>;
    if (!m.has(field.name)) return;
    if constexpr (std::is_same_v<Member, bool>)
      s.*field.member = m.truth(field.name);
    else
      s.*field.member = static_cast<Member>(
          m.number(field.name, std::numeric_limits<Member>::min(), std::numeric_limits<Member>::max()));
  });
  return s;
}

}  // namespace supplytwin::edge
