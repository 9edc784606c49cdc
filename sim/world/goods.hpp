#pragma once

#include <array>
#include <cstdint>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "demand/picks.hpp"
#include "kernel/event_queue.hpp"
#include "world/pool.hpp"

namespace supplytwin::world {

/// One item on the shelf of a clinical unit.
struct Shelf {
  std::int32_t on_hand = 0;            ///< physical [each]
  std::int32_t known = 0;              ///< on the platform's record: what was booked in less what was scanned [each]
  std::int32_t on_order = 0;           ///< on its way: restock, transfer or order [each]
  std::int32_t waiting = 0;            ///< asked of the storeroom, which had none [each]
  std::int32_t backorders = 0;         ///< picks that wait for stock [each]
  demand::Counts seen;                 ///< picks resolved up to `settled`
  bool out = false;                    ///< a pick found it empty and nothing came since
  std::uint32_t outages = 0;           ///< how often it ran out
  base::Time settled{};                ///< until when picks are resolved
  base::Time due = base::kNever;       ///< when the next delivery comes, as far as scheduled
  std::int64_t stock_time = 0;         ///< stock on hand integrated over the recorded time [each x ms]
  std::int64_t backorder_time = 0;     ///< the same of waiting picks [each x ms]
  std::uint32_t need = kNone;          ///< open need episode
  std::uint32_t episodes = 0;          ///< episodes opened so far
  std::uint32_t next_claim = kNone;    ///< the next shelf that waits for the same storeroom point
  std::uint32_t substitution = kNone;  ///< a substitute that is proposed or stands in
  bool covered = false;                ///< out, and a substitute served the latest pick
  kernel::EventHandle next;            ///< its next consumption or review event
  bool operator==(const Shelf&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Shelf;
    using base::required;
    return std::tuple{
        required("on_hand", &S::on_hand, "physical [each]"),
        required("known", &S::known, "on the platform's record: what was booked in less what was scanned [each]"),
        required("on_order", &S::on_order, "on its way: restock, transfer or order [each]"),
        required("waiting", &S::waiting, "asked of the storeroom, which had none [each]"),
        required("backorders", &S::backorders, "picks that wait for stock [each]"),
        required("seen", &S::seen, "picks resolved up to `settled`"),
        required("out", &S::out, "1 when a pick found it empty and nothing came since"),
        required("outages", &S::outages, "how often it ran out"),
        required("settled", &S::settled, "until when picks are resolved [ms since 1970-01-01T00:00Z]"),
        required("due", &S::due, "when the next delivery comes, as far as scheduled [ms since 1970-01-01T00:00Z]"),
        required("stock_time", &S::stock_time, "stock on hand integrated over the recorded time [each x ms]"),
        required("backorder_time", &S::backorder_time, "the same of waiting picks [each x ms]"),
        required("need", &S::need, "open need episode [row of needs]"),
        required("episodes", &S::episodes, "episodes opened so far"),
        required("next_claim", &S::next_claim, "the next shelf that waits for the same storeroom point [point]"),
        required("substitution", &S::substitution,
                 "a substitute that is proposed or stands in [row of substitutions]"),
        required("covered", &S::covered, "1 when it is out and a substitute served the latest pick"),
        required("next", &S::next, "its next consumption or review event"),
    };
  }
};

/// What left a store and is on its way to the orchestrator.
struct News {
  std::int32_t quantity = 0;  ///< [each]; below zero when less is asked than was told
  base::Time from{};          ///< since when it was taken
  base::Time sent{};          ///< when the platform sends it
  base::Time known{};         ///< when it reaches the orchestrator
  bool operator==(const News&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = News;
    using base::required;
    return std::tuple{
        required("quantity", &S::quantity, "below zero when less is asked than was told [each]"),
        required("from", &S::from, "since when it was taken [ms since 1970-01-01T00:00Z]"),
        required("sent", &S::sent, "when the platform sends it [ms since 1970-01-01T00:00Z]"),
        required("known", &S::known, "when it reaches the orchestrator [ms since 1970-01-01T00:00Z]"),
    };
  }
};

/// One item in a hospital storeroom or the distribution centre.
struct Store {
  std::int32_t on_hand = 0;   ///< physical [each]
  std::int32_t reserved = 0;  ///< promised to another site, not yet packed [each]
  std::int32_t on_order = 0;  ///< on its way [each]
  std::int32_t owed = 0;      ///< asked of it and not yet given [each]
  std::array<News, 2> news;   ///< a message on its way, and the one being collected behind it
  std::uint32_t first_claim = kNone, last_claim = kNone;  ///< who waits: shelves, or order lines at the centre
  std::uint32_t need = kNone;                             ///< need episode that is not covered yet
  std::uint32_t episodes = 0;
  std::uint32_t order_day = 0;  ///< day of the last order line, and how many that day
  std::uint32_t order_ordinal = 0;
  bool reviewing = false;       ///< its next periodic review is set
  base::Time changed{};         ///< when on_hand last changed
  std::int64_t stock_time = 0;  ///< [each x ms]
  std::int64_t bin_time = 0;    ///< of what stands in bins at units, on its books [each x ms]
  bool operator==(const Store&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Store;
    using base::required;
    return std::tuple{
        required("on_hand", &S::on_hand, "physical [each]"),
        required("reserved", &S::reserved, "promised to another site, not yet packed [each]"),
        required("on_order", &S::on_order, "on its way [each]"),
        required("owed", &S::owed, "asked of it and not yet given [each]"),
        required("news", &S::news, "a message on its way, and the one being collected behind it"),
        required("first_claim", &S::first_claim,
                 "who waits first: a shelf, or an order line at the centre [point or row of lines]"),
        required("last_claim", &S::last_claim, "who waits last [point or row of lines]"),
        required("need", &S::need, "need episode that is not covered yet [row of needs]"),
        required("episodes", &S::episodes, "episodes opened so far"),
        required("order_day", &S::order_day, "day of the last order line, from the start of the simulation"),
        required("order_ordinal", &S::order_ordinal, "order lines that day, less one"),
        required("reviewing", &S::reviewing, "1 when its next periodic review is set"),
        required("changed", &S::changed, "when on_hand last changed [ms since 1970-01-01T00:00Z]"),
        required("stock_time", &S::stock_time, "stock on hand integrated over the recorded time [each x ms]"),
        required("bin_time", &S::bin_time,
                 "what stands in bins at units integrated over the recorded time [each x ms]"),
    };
  }
};

/// A delivery from a storeroom, or from the dock, to a shelf.
struct Restock {
  std::uint32_t point = kNone;
  std::int32_t quantity = 0;
  base::Time asked{};
  std::uint32_t need = kNone;    ///< set when the goods came from outside for this episode
  std::uint32_t bin_of = kNone;  ///< a substitute from the store `point` for a bin at this shelf
  bool operator==(const Restock&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Restock;
    using base::required;
    return std::tuple{
        required("point", &S::point, "the shelf [point]"),
        required("quantity", &S::quantity, "on its way [each]"),
        required("asked", &S::asked, "when it was asked for [ms since 1970-01-01T00:00Z]"),
        required("need", &S::need, "set when the goods came from outside for this episode [row of needs]"),
        required("bin_of", &S::bin_of, "a substitute from the store `point` for a bin at this shelf [point]"),
    };
  }
};

/// A lateral transfer.
struct Transfer {
  std::uint32_t need = kNone, point = kNone, donor = kNone;
  std::int32_t quantity = 0;
  std::uint64_t draw = 0;  ///< index of its draws: episode and decision
  base::Time opened{};
  bool shipped = false;
  bool operator==(const Transfer&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Transfer;
    using base::required;
    return std::tuple{
        required("need", &S::need, "the episode it is for [row of needs]"),
        required("point", &S::point, "who receives [point]"),
        required("donor", &S::donor, "who gives [point]"),
        required("quantity", &S::quantity, "asked for [each]"),
        required("draw", &S::draw, "index of its draws: episode and decision"),
        required("opened", &S::opened, "when the episode opened [ms since 1970-01-01T00:00Z]"),
        required("shipped", &S::shipped, "1 when it is on the road"),
    };
  }
};

/// A substitute that is proposed to a unit, or stands in for what its shelf lacks.
struct Substitution {
  std::uint32_t point = kNone;   ///< the shelf of the item
  std::uint32_t row = 0;         ///< of Model::Data::substitutes
  std::uint32_t episode = 0;     ///< of the need it was proposed for
  std::uint32_t shelf = kNone;   ///< the unit's own shelf of the substitute; none: a bin is set up
  std::uint32_t store = kNone;   ///< the substitute in the storeroom
  std::int32_t lot = 0;          ///< what the storeroom brings at a time [each]
  std::int32_t in_bin = 0;       ///< [each]
  std::int32_t on_order = 0;     ///< on its way to the bin [each]
  std::int64_t broken = 0;       ///< left of a unit that was opened [each / 1000000]
  std::uint32_t deliveries = 0;  ///< from the storeroom so far
  bool accepted = false;
  base::Time changed{};  ///< when in_bin last changed
  bool operator==(const Substitution&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Substitution;
    using base::required;
    return std::tuple{
        required("point", &S::point, "the shelf of the item [point]"),
        required("row", &S::row, "which substitute it is [row of substitutes]"),
        required("episode", &S::episode, "of the need it was proposed for"),
        required("shelf", &S::shelf, "the unit's own shelf of the substitute; none: a bin is set up [point]"),
        required("store", &S::store, "the substitute in the storeroom [point]"),
        required("lot", &S::lot, "what the storeroom brings at a time [each]"),
        required("in_bin", &S::in_bin, "in the bin [each]"),
        required("on_order", &S::on_order, "on its way to the bin [each]"),
        required("broken", &S::broken, "left of a unit that was opened [each / 1000000]"),
        required("deliveries", &S::deliveries, "from the storeroom so far"),
        required("accepted", &S::accepted, "1 when the unit takes it"),
        required("changed", &S::changed, "when in_bin last changed [ms since 1970-01-01T00:00Z]"),
    };
  }
};

/// What is in a storeroom or distribution centre with a limit of room.
struct Room {
  std::int64_t taken = 0;  ///< [ml]
  base::Time changed{};    ///< when it last changed
  bool operator==(const Room&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = Room;
    using base::required;
    return std::tuple{
        required("taken", &S::taken, "room taken [ml]"),
        required("changed", &S::changed, "when it last changed [ms since 1970-01-01T00:00Z]"),
    };
  }
};

}  // namespace supplytwin::world
