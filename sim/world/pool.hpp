#pragma once

#include <cstdint>
#include <vector>

#include "base/fields.hpp"

namespace supplytwin::world {

/// No slot, no thing.
inline constexpr std::uint32_t kNone = 0xffffffffu;

/// Slots for things that come and go, reused in last-freed-first order, so that equal histories give equal slots.
template <class T>
class Pool {
 public:
  std::uint32_t add(T value) {
    if (free_.empty()) {
      items_.push_back(std::move(value));
      live_.push_back(1);
      return static_cast<std::uint32_t>(items_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    items_[slot] = std::move(value);
    live_[slot] = 1;
    return slot;
  }
  void remove(std::uint32_t slot) {
    items_[slot] = T{};
    live_[slot] = 0;
    free_.push_back(slot);
  }
  T& operator[](std::uint32_t slot) { return items_[slot]; }
  const T& operator[](std::uint32_t slot) const { return items_[slot]; }
  /// Calls `visit(item)` for each live item, in slot order.
  template <class Visitor>
  void for_each(Visitor&& visit) const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (live_[i]) visit(items_[i]);
    }
  }
  bool operator==(const Pool&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Pool;
    using base::required;
    return std::tuple{
        required("items", &S::items_, "what a row holds, also one that is free"),
        required("live", &S::live_, "1 when the row is in use"),
        required("free", &S::free_, "free rows, the next one to be used last"),
    };
  }

 private:
  std::vector<T> items_;
  std::vector<std::uint8_t> live_;
  std::vector<std::uint32_t> free_;
};

}  // namespace supplytwin::world
