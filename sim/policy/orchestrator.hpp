#pragma once

#include <cstdint>
#include <optional>

#include "policy/bundle.hpp"
#include "policy/decision.hpp"
#include "policy/event.hpp"
#include "policy/master.hpp"
#include "policy/view.hpp"

namespace supplytwin::policy {

/// What an event asks to be decided; nothing for one that only tells.
std::optional<Trigger> asks(const Event& event);

/// Whether a decision moves goods or proposes a substitute, so that the view must remember it.
bool moves_something(const Decision& decision);

/// A hash of all that is known and may bear on a need (known.hpp): its point, its item's stores and offers, its
/// substitutes where the policy proposes any, and its site's stock where room is short. Equal for equal facts, on any
/// machine.
std::uint64_t facts_hash(const Bundle& bundle, const Master& master, const View& view, const Trigger& trigger,
                         base::Time as_of);

/// Hears all that an orchestrator is told, and what it decides, in order; whoever does not care for a part leaves it.
class Journal {
 public:
  virtual ~Journal() = default;
  /// Before all else: what is known at the beginning.
  virtual void opened(const Master& /*master*/, const View& /*view*/, base::Time /*at*/) {}
  virtual void told(const Event& /*event*/) {}
  /// A decision, and the view before it is part of it.
  virtual void decided(const Trigger& /*trigger*/, const View& /*view*/, const Decision& /*decision*/) {}
  /// Nothing that is told from now on was recorded before `t`, or at it.
  virtual void passed(base::Time /*t*/) {}
};

/// Folds an event into the view.
void tell(View& view, const Event& event, Journal* journal);

/// Decides on a need, and folds the decision into the view when it moves goods or proposes a substitute.
Decision take(const Bundle& bundle, const Master& master, View& view, const Trigger& trigger, base::Time as_of,
              Journal* journal);

}  // namespace supplytwin::policy
