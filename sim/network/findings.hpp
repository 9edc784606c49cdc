#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/quote.hpp"
#include "network/names.hpp"
#include "network/tables.hpp"
#include "network/validate.hpp"

namespace supplytwin::network {

inline constexpr std::uint32_t kNone = Names::kNone;  ///< no row

/// A name in single quotes.
inline std::string in_quotes(std::string_view name) { return base::in_quotes(name); }

/// Where a problem stands.
struct Place {
  std::string_view table;
  std::size_t row = 0;
  std::string_view column;
};

/// Tables under examination, their names, and what was found wrong so far.
class Findings {
 public:
  /// `of` must outlive this.
  explicit Findings(const Tables& of);

  void add(const Place& at, std::string message);
  // The row that bears a name; Names::kNone, and a problem, when none does.
  std::uint32_t location(std::string_view name, const Place& at);
  std::uint32_t item(std::string_view name, const Place& at);
  std::uint32_t supplier(std::string_view name, const Place& at);
  std::uint32_t contract(std::string_view name, const Place& at);
  /// Tells that `name` is none of `known`, with a suggestion.
  void unknown(std::string_view kind, std::string_view name, const std::vector<std::string>& known, const Place& at);
  /// Tells which ids of a table an earlier row has.
  template <class Rows>
  void distinct(std::string_view table, const Rows& rows) {
    std::unordered_set<std::string_view> seen;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (seen.insert(rows[row].id).second) continue;
      add({table, row, "id"}, "duplicate id " + in_quotes(rows[row].id) + ": an earlier row has it");
    }
  }
  /// Whether the pair (a, b) is new; a problem when it is not. A pair with an unknown half counts as new.
  bool first(std::unordered_set<std::uint64_t>& seen, std::uint32_t a, std::uint32_t b, const Place& at,
             std::string_view what);
  /// All problems by table and row.
  std::vector<Problem> take();

  const Tables& tables;
  const Names locations, items, suppliers, contracts;

 private:
  template <class Rows>
  std::uint32_t resolve(std::string_view kind, std::string_view name, const Names& names, const Rows& rows,
                        const Place& at) {
    const std::uint32_t row = names.find(name);
    if (row != Names::kNone) return row;
    std::vector<std::string> known;
    if (suggestions_left_ > 0) {
      for (const auto& r : rows) known.push_back(r.id);
    }
    unknown(kind, name, known, at);
    return row;
  }

  int suggestions_left_ = 200;  // a suggestion looks at every known name
  std::vector<Problem> problems_;
};

}  // namespace supplytwin::network
