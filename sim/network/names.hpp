#pragma once

#include <cstdint>
#include <ranges>
#include <string>
#include <string_view>
#include <unordered_map>

namespace supplytwin::network {

/// Which row of a table bears a name; the first one when two do. Asked by name only, so that hashes order nothing.
class Names {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  /// `id` gives the name of a row; the rows must outlive this.
  template <std::ranges::sized_range Rows, class Projection>
  Names(const Rows& rows, Projection id) {
    rows_.reserve(std::ranges::size(rows));
    std::uint32_t row = 0;
    for (const auto& r : rows) rows_.emplace(std::string_view{r.*id}, row++);
  }

  std::uint32_t find(std::string_view name) const {
    const auto found = rows_.find(name);
    return found == rows_.end() ? kNone : found->second;
  }
  bool has(std::string_view name) const { return rows_.contains(name); }

 private:
  std::unordered_map<std::string_view, std::uint32_t> rows_;
};

/// Two row numbers as one key.
constexpr std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32 | b; }

}  // namespace supplytwin::network
