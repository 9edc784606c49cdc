#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "world/run.hpp"
#include "world/snapshot.hpp"

namespace supplytwin::world {

/// Stock of one item at one location at one instant [each].
struct Levels {
  std::int64_t on_hand = 0;     ///< physical
  std::int64_t known = 0;       ///< on the record of its own site
  std::int64_t on_order = 0;    ///< asked for and not yet there, what is on the road included
  std::int64_t in_transit = 0;  ///< on the road to it
  std::int64_t backorders = 0;  ///< picks that wait, at a unit; units owed to others, at a store
  bool operator==(const Levels&) const = default;
};

/// One replication under one policy, moved on by hand. A copy is a fork: it shares the past, and every draw of the
/// future that its policy does not change. The model, what is exogenous and the bundle must outlive it. One thread at
/// a time may use a world, and its const functions too: picks that were looked at are kept. Copies are apart.
class World {
 public:
  /// At the start of the warm-up.
  World(const Model& model, const Exogenous& exogenous, const policy::Bundle& bundle, const RunOptions& options = {});
  /// Goes on from a snapshot, of which `exogenous` has the seed and replication. The policy may be another, and so
  /// may what happens after its instant; the network and the period may not. Events that were under way keep the
  /// times drawn for them. Throws base::Error when the snapshot does not fit, as one whose period is over does not
  /// for another policy.
  World(const Model& model, const Exogenous& exogenous, const policy::Bundle& bundle, const Snapshot& snapshot,
        const RunOptions& options = {});
  World(const World& other);
  World& operator=(const World& other);
  World(World&&) noexcept;
  World& operator=(World&&) noexcept;
  ~World();

  /// The flag that ends `advance` and `finish` early with Interrupted; a copy heeds the same one until told
  /// otherwise.
  void heed(const std::atomic<bool>* stop);

  base::Time now() const;
  /// Where the recorded period ends.
  base::Time end() const;
  /// Whether the period is over and its record closed: all that is left is the follow-up.
  bool over() const;
  /// Lets everything up to and including `t` happen. Throws base::Error when `t` lies before now or after the end.
  void advance(base::Time t);
  /// Lets another policy decide from now on. Needs that wait for a decision keep the time set for it. Throws
  /// base::Error for another policy when the period is over.
  void use(const policy::Bundle& bundle);
  /// Lets another future come to this present: from now on picks and all draws are those of another seed or
  /// replication of the same model, which must outlive the world. What is under way keeps the times drawn for it.
  void redraw(const Exogenous& future);
  /// Keeps the picks that it looks at together with another world of the same exogenous, so that worlds that go on
  /// side by side look at each but once; one thread at a time may then use either. A copy is apart again. Throws
  /// base::Error when the other has other draws.
  void share_picks(const World& other);
  Snapshot save() const;
  /// Throws base::Error when the item is not stocked there.
  Levels levels(std::string_view location, std::string_view item) const;
  /// Runs to the end and returns the record of the whole replication; the world is at its end then.
  outcome::Record finish();

  /// Whether everything that will happen under one policy is the same, and everything recorded so far.
  bool operator==(const World& other) const;

 private:
  std::unique_ptr<class Simulation> simulation_;
};

}  // namespace supplytwin::world
