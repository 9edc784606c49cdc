#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/fields.hpp"

namespace supplytwin::base {

/// The type of the member that a field names.
template <class F>
using member_of = std::remove_cvref_t<decltype(std::declval<typename F::OwnerType&>().*std::declval<F>().member)>;

namespace counting {

/// Converts to whatever a member is.
struct Anything {
  template <class T>
  operator T() const;
};
template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires { T{(void(I), Anything{})...}; };
}
/// The size of a class that has the listed members, in their order, and no others.
template <class... F>
constexpr std::size_t size_of_listed(const std::tuple<F...>&) {
  std::size_t size = 0, widest = 1;
  const auto add = [&](std::size_t member, std::size_t alignment) {
    size = (size + alignment - 1) / alignment * alignment + member;
    widest = std::max(widest, alignment);
  };
  (add(sizeof(member_of<F>), alignof(member_of<F>)), ...);
  return (size + widest - 1) / widest * widest;
}
}  // namespace counting

/// Whether the field list of `T` names every member: by their number, or by the size where members are private. A
/// size tells less: one left out that fits into what would else be padding goes unseen.
template <Config T>
constexpr bool lists_every_member() {
  constexpr std::size_t n = std::tuple_size_v<decltype(T::fields())>;
  if constexpr (std::is_aggregate_v<T>)
    return counting::takes<T>(std::make_index_sequence<n>{}) &&
           !counting::takes<T>(std::make_index_sequence<n + 1>{});
  else
    return counting::size_of_listed(T::fields()) == sizeof(T);
}

}  // namespace supplytwin::base
