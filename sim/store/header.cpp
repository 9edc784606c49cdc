#include "store/header.hpp"

namespace supplytwin::store {
namespace {

template <base::Config T>
void add_differing(const T& a, const T& b, std::vector<std::string>& names) {
  base::for_each_field<T>([&](const auto& field) {
    if (a.*field.member != b.*field.member) names.emplace_back(field.name);
  });
}

}  // namespace

std::string differing_fields(const Header& a, const Header& b) {
  std::vector<std::string> names;
  add_differing(a.provenance, b.provenance, names);
  add_differing(a.axes, b.axes, names);
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? text : text + (names.size() == 1 ? " differs" : " differ");
}

}  // namespace supplytwin::store
