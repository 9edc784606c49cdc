#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/time.hpp"
#include "edge/event_message.hpp"
#include "policy/event.hpp"

namespace supplytwin::host {

/// What was accepted and waits for its turn: whatever is recorded before it may still be on its way.
///
/// An event is released, behind all that stand before it, when something recorded `hold` later has come, or when it
/// has lain here for `hold` and its source has nothing more. So a stream that is read again after an outage is put
/// into the same order as it would have been, however fast it is read. One that comes behind its turn is late: it is
/// released at once, and counts as recorded at the instant that was reached.
class Waiting {
 public:
  struct Item {
    std::int64_t entry = 0;  ///< its row in the inbox
    base::Time arrived{};
    edge::Message message;
    std::optional<policy::Event> event;  ///< what it tells, where the master was known when it came
  };
  struct Released {
    edge::Place place;
    Item item;
    base::Time taken{};  ///< the instant it counts for
    bool late = false;
  };

  explicit Waiting(base::Duration hold) : hold_(hold) {}

  void add(Item item) {
    edge::Place place = item.message.place();
    heard(place.recorded);
    all_.emplace(std::move(place), std::move(item));
  }
  /// Something recorded then has come.
  void heard(base::Time recorded) { newest_ = std::max(newest_, recorded); }
  /// Nothing is released as long as it is closed, that is, before the master is known.
  void open(const edge::Place& reached) {
    open_ = true;
    if (reached > reached_) reached_ = reached;
  }

  /// The next one whose turn it is, if any. `idle`: its source has nothing more, so that waiting has an end.
  std::optional<Released> next(base::Time now, bool idle);
  /// The next one whether or not it is its turn.
  std::optional<Released> next_of_all();

  std::size_t size() const { return all_.size(); }
  /// The latest recorded time that has come.
  base::Time newest() const { return newest_; }
  const edge::Place& reached() const { return reached_; }

 private:
  std::optional<Released> release();

  base::Duration hold_;
  bool open_ = false;
  std::map<edge::Place, Item> all_;
  base::Time newest_ = base::Time::min();
  edge::Place reached_{base::Time::min(), 0, {}, {}};  // of the last that came in time
};

}  // namespace supplytwin::host
