#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "demand/path.hpp"
#include "kernel/event_queue.hpp"
#include "outcome/ledger.hpp"
#include "policy/view.hpp"
#include "supply/rationing.hpp"
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
  std::uint32_t messages = 0;   ///< platform messages sent, the index of their draws
  std::uint32_t order_day = 0;  ///< day of the last order line, and how many that day
  std::uint32_t order_ordinal = 0;
  bool reviewing = false;       ///< its next periodic review is set
  base::Time changed{};         ///< when on_hand last changed
  std::int64_t stock_time = 0;  ///< [each x ms]
  bool operator==(const Store&) const = default;

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
        required("messages", &S::messages, "platform messages sent, the index of their draws"),
        required("order_day", &S::order_day, "day of the last order line, from the start of the simulation"),
        required("order_ordinal", &S::order_ordinal, "order lines that day, less one"),
        required("reviewing", &S::reviewing, "1 when its next periodic review is set"),
        required("changed", &S::changed, "when on_hand last changed [ms since 1970-01-01T00:00Z]"),
        required("stock_time", &S::stock_time, "stock on hand integrated over the recorded time [each x ms]"),
    };
  }
};

/// A need episode. It lives until the position is covered and everything ordered for it has come or failed.
struct Need {
  std::uint32_t point = kNone;
  std::uint32_t episode = 0;
  base::Time opened{};
  std::uint16_t legs = 0;       ///< transfers and order lines under way
  std::uint16_t attempts = 0;   ///< decisions taken
  bool covered = false;         ///< nothing more to decide
  bool recorded = false;        ///< opened in the recorded period
  bool held = false;            ///< parked for a person at least once
  bool superseded = false;      ///< nothing was wanted any more when the policy looked
  kernel::EventHandle pending;  ///< its next decision
  bool operator==(const Need&) const = default;

  static constexpr auto fields() {
    using S = Need;
    using base::required;
    return std::tuple{
        required("point", &S::point, "where [point]"),
        required("episode", &S::episode, "its number at the point, from 1"),
        required("opened", &S::opened, "when it opened [ms since 1970-01-01T00:00Z]"),
        required("legs", &S::legs, "transfers and order lines under way"),
        required("attempts", &S::attempts, "decisions taken"),
        required("covered", &S::covered, "1 when nothing more is to be decided"),
        required("recorded", &S::recorded, "1 when it opened in the recorded period"),
        required("held", &S::held, "1 when it was parked for a person at least once"),
        required("superseded", &S::superseded, "1 when nothing was wanted any more when the policy looked"),
        required("pending", &S::pending, "its next decision"),
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

/// One line of an order, external or to the distribution centre.
struct Line {
  std::uint32_t need = kNone, point = kNone, offer = kNone;
  std::int32_t quantity = 0;  ///< still to come [each]
  std::int32_t missing = 0;   ///< of that, will be found missing or damaged at the dock [each]
  bool expedited = false;
  bool shipped = false;
  std::uint64_t draw = 0;  ///< index of its draws: day and ordinal that day
  base::Time opened{}, acknowledged{};
  base::Money price;  ///< of one base unit, external orders
  std::uint32_t invoice = kNone;
  std::uint32_t next = kNone;  ///< the next line of its purchase order, or in the queue at the centre
  bool operator==(const Line&) const = default;

  static constexpr auto fields() {
    using S = Line;
    using base::required;
    return std::tuple{
        required("need", &S::need, "the episode it is for [row of needs]"),
        required("point", &S::point, "who receives [point]"),
        required("offer", &S::offer, "what was ordered under which contract [offer]"),
        required("quantity", &S::quantity, "still to come [each]"),
        required("missing", &S::missing, "of that, will be found missing or damaged at the dock [each]"),
        required("expedited", &S::expedited, "1 when it is expedited"),
        required("shipped", &S::shipped, "1 when it is on the road"),
        required("draw", &S::draw, "index of its draws: day and ordinal that day"),
        required("opened", &S::opened, "when the episode opened [ms since 1970-01-01T00:00Z]"),
        required("acknowledged", &S::acknowledged, "when the supplier acknowledged it [ms since 1970-01-01T00:00Z]"),
        required("price", &S::price, "of one base unit, external orders [micro-dollars]"),
        required("invoice", &S::invoice, "what its invoice will be matched with [row of invoices]"),
        required("next", &S::next,
                 "the next line of its purchase order, or in the queue at the centre [row of lines]"),
    };
  }
};

/// A purchase order that waits for the run that sends it.
struct PurchaseOrder {
  std::uint32_t site = 0, supplier = 0;
  bool expedited = false;
  std::uint32_t first_line = kNone;
  base::Time run{};
  bool operator==(const PurchaseOrder&) const = default;

  static constexpr auto fields() {
    using S = PurchaseOrder;
    using base::required;
    return std::tuple{
        required("site", &S::site, "who orders [site]"),
        required("supplier", &S::supplier, "who sells [supplier]"),
        required("expedited", &S::expedited, "1 when its line is expedited"),
        required("first_line", &S::first_line, "the first of its lines [row of lines]"),
        required("run", &S::run, "when it is sent [ms since 1970-01-01T00:00Z]"),
    };
  }
};

/// A shipped line whose receipts are not all posted: what the supplier's invoice for it will be matched with.
struct Invoice {
  std::uint32_t point = kNone, offer = kNone;
  std::int32_t shipped = 0;     ///< [each]
  std::int32_t missing = 0;     ///< of that, found missing or damaged so far [each]
  std::uint32_t receipts = 0;   ///< still to be posted
  std::uint64_t draw = 0;       ///< index of its line's draws
  base::Time opened{}, left{};  ///< of its need; when the goods left
  base::Money price;            ///< of one base unit on the purchase order
  bool operator==(const Invoice&) const = default;

  static constexpr auto fields() {
    using S = Invoice;
    using base::required;
    return std::tuple{
        required("point", &S::point, "who receives [point]"),
        required("offer", &S::offer, "what was ordered under which contract [offer]"),
        required("shipped", &S::shipped, "what left the supplier [each]"),
        required("missing", &S::missing, "of that, found missing or damaged so far [each]"),
        required("receipts", &S::receipts, "still to be posted"),
        required("draw", &S::draw, "index of its line's draws"),
        required("opened", &S::opened, "when the episode opened [ms since 1970-01-01T00:00Z]"),
        required("left", &S::left, "when the goods left [ms since 1970-01-01T00:00Z]"),
        required("price", &S::price, "of one base unit on the purchase order [micro-dollars]"),
    };
  }
};

/// What the books will follow at a match or payment run.
struct Booking {
  base::Money ordered;  ///< accrued for goods whose invoices are then matched
  base::Money matched;  ///< what those invoices come to
  base::Money paid;
  bool operator==(const Booking&) const = default;

  static constexpr auto fields() {
    using S = Booking;
    using base::required;
    return std::tuple{
        required("ordered", &S::ordered, "accrued for goods whose invoices are then matched [micro-dollars]"),
        required("matched", &S::matched, "what those invoices come to [micro-dollars]"),
        required("paid", &S::paid, "paid then [micro-dollars]"),
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

  static constexpr auto fields() {
    using S = Room;
    using base::required;
    return std::tuple{
        required("taken", &S::taken, "room taken [ml]"),
        required("changed", &S::changed, "when it last changed [ms since 1970-01-01T00:00Z]"),
    };
  }
};

/// What standard lines of one purchase order have in common.
struct OrderKey {
  std::uint32_t supplier = 0, site = 0;
  base::Time run{};
  auto operator<=>(const OrderKey&) const = default;

  static constexpr auto fields() {
    using S = OrderKey;
    using base::required;
    return std::tuple{
        required("supplier", &S::supplier, "who sells [supplier]"),
        required("site", &S::site, "who orders [site]"),
        required("run", &S::run, "when it is sent [ms since 1970-01-01T00:00Z]"),
    };
  }
};

/// A departure from the distribution centre; all lines that leave with it are on one truck.
struct Truck {
  base::Time departure{};
  std::uint32_t from = 0, to = 0;
  auto operator<=>(const Truck&) const = default;

  static constexpr auto fields() {
    using S = Truck;
    using base::required;
    return std::tuple{
        required("departure", &S::departure, "when it leaves [ms since 1970-01-01T00:00Z]"),
        required("from", &S::from, "whence [site]"),
        required("to", &S::to, "where [site]"),
    };
  }
};

/// Everything that changes while a replication runs, its record apart. Copyable and comparable.
struct State {
  base::Time now{};
  bool recording = false;  ///< the warm-up is over
  kernel::EventQueue queue;
  std::vector<Shelf> shelves;  // [point - stores]
  std::vector<Store> store;    // [point]
  Pool<Need> needs;
  Pool<Restock> restocks;
  Pool<Transfer> transfers;
  Pool<Line> lines;
  Pool<PurchaseOrder> orders;
  Pool<Invoice> invoices;
  std::map<base::Time, Booking> bookings;  // of invoices whose receipts are all posted
  Pool<Substitution> substitutions;
  std::vector<Room> rooms;                        // [site] of sites with a limit of room
  std::map<OrderKey, std::uint32_t> open_orders;  // the purchase order that takes standard lines
  std::vector<base::Time> last_arrival;           // [supplier * sites + site] for suppliers that keep their sequence
  std::vector<base::Time> busy_until;             // [supplier] of suppliers that work on one line at a time
  base::Time accounted{};                         // end of the last accounting period
  std::set<Truck> trucks;                         // already paid for
  supply::Rationing rationing;
  std::vector<std::uint32_t> out_shelves;  // shelves out of stock, in the order they ran out
  policy::View view;
  outcome::Ledger ledger;
  std::vector<std::int64_t> day_base;  // running totals of the daily series at the end of the day before
  bool finished = false;               // the period is over and its record closed
  bool operator==(const State&) const = default;

  static constexpr auto fields() {
    using S = State;
    using base::required;
    return std::tuple{
        required("now", &S::now, "the instant [ms since 1970-01-01T00:00Z]"),
        required("recording", &S::recording, "1 when the warm-up is over"),
        required("queue", &S::queue, "what is yet to happen"),
        required("shelves", &S::shelves,
                 "items on the shelves of units, in the order of the stocking points at units"),
        required("store", &S::store,
                 "items in storerooms and distribution centres, in the order of the stocking points there"),
        required("needs", &S::needs, "need episodes"),
        required("restocks", &S::restocks, "deliveries on their way to a shelf"),
        required("transfers", &S::transfers, "lateral transfers"),
        required("lines", &S::lines, "order lines, external or to a distribution centre"),
        required("orders", &S::orders, "purchase orders that wait for the run that sends them"),
        required("invoices", &S::invoices, "shipped lines whose receipts are not all posted"),
        required("bookings", &S::bookings,
                 "what the books will follow at a match or payment run [ms since 1970-01-01T00:00Z]"),
        required("substitutions", &S::substitutions, "substitutes that are proposed or stand in"),
        required("rooms", &S::rooms, "room taken by site, where it is limited"),
        required("open_orders", &S::open_orders, "the purchase order that takes standard lines [row of orders]"),
        required("last_arrival", &S::last_arrival,
                 "the latest arrival by supplier and site, of suppliers that keep their sequence [ms since "
                 "1970-01-01T00:00Z]"),
        required("busy_until", &S::busy_until,
                 "by supplier, of those that work on one line at a time [ms since 1970-01-01T00:00Z]"),
        required("accounted", &S::accounted, "end of the last accounting period [ms since 1970-01-01T00:00Z]"),
        required("trucks", &S::trucks, "departures already paid for"),
        required("rationing", &S::rationing, "what suppliers on allocation have shipped"),
        required("out_shelves", &S::out_shelves, "shelves out of stock, in the order they ran out [point]"),
        required("view", &S::view, "what the orchestrator knows"),
        required("ledger", &S::ledger, "postings of units and money"),
        required("day_base", &S::day_base, "running totals of the daily series at the end of the day before"),
        required("finished", &S::finished, "1 when the period is over and its record closed"),
    };
  }
};

}  // namespace supplytwin::world
