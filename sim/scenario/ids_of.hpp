#pragma once

#include <string>
#include <vector>

namespace supplytwin::scenario {

/// The ids of things that have one, in their order.
template <class Things>
std::vector<std::string> ids_of(const Things& things) {
  std::vector<std::string> ids;
  for (const auto& t : things) ids.push_back(t.id);
  return ids;
}

}  // namespace supplytwin::scenario
