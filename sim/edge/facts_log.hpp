#pragma once

#include <string>

#include "edge/names.hpp"
#include "edge/wire.hpp"
#include "policy/bundle.hpp"
#include "policy/decision.hpp"
#include "policy/view.hpp"

namespace supplytwin::edge {

/// A need and all that was known and may bear on it, on one line: what a decision can be taken from anew without the
/// events before it. What is as in an empty view (no stock, no cut, answers, no price told) is left out.
std::string facts_line(const policy::Bundle& bundle, const Names& names, const policy::View& view,
                       const policy::Trigger& trigger, base::Time as_of);

/// A need as such a line tells it.
struct RecordedNeed {
  policy::Trigger trigger;
  base::Time as_of{};
};

/// A view in which only what one line tells is known; all else is as in an empty one.
class FactsReader {
 public:
  /// The names must outlive it.
  explicit FactsReader(const Names& names) : names_(&names), view_(names.master()) {}

  /// Forgets the line before. Throws WireError.
  RecordedNeed read(std::string_view line);
  const policy::View& view() const { return view_; }

 private:
  policy::Event about(policy::EventType type, const Members& row) const;

  const Names* names_;
  policy::View view_;
  std::vector<base::PointId> touched_;
  bool shares_ = false;  // whether the line told of anything but stock
};

}  // namespace supplytwin::edge
