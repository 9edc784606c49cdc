#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace supplytwin::network {

/// Many short lists in two arrays: the values that belong to each key, in the order they were given.
template <class Key, class Value>
class Csr {
 public:
  struct Pair {
    Key key;
    Value value;
  };

  Csr() = default;
  Csr(std::size_t keys, const std::vector<Pair>& pairs) : begin_(keys + 1, 0) {
    for (const Pair& p : pairs) ++begin_[p.key.value + 1];
    for (std::size_t i = 0; i < keys; ++i) begin_[i + 1] += begin_[i];
    values_.resize(pairs.size());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (const Pair& p : pairs) values_[next[p.key.value]++] = p.value;
  }

  std::span<const Value> operator[](Key key) const {
    return std::span(values_).subspan(begin_[key.value], begin_[key.value + 1] - begin_[key.value]);
  }

 private:
  std::vector<std::uint32_t> begin_{0};
  std::vector<Value> values_;
};

}  // namespace supplytwin::network
