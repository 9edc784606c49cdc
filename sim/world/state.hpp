#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <vector>

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
};

/// What left a store and is on its way to the orchestrator.
struct News {
  std::int32_t quantity = 0;  ///< [each]; below zero when less is asked than was told
  base::Time from{};          ///< since when it was taken
  base::Time sent{};          ///< when the platform sends it
  base::Time known{};         ///< when it reaches the orchestrator
  bool operator==(const News&) const = default;
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
};

/// A delivery from a storeroom, or from the dock, to a shelf.
struct Restock {
  std::uint32_t point = kNone;
  std::int32_t quantity = 0;
  base::Time asked{};
  std::uint32_t need = kNone;    ///< set when the goods came from outside for this episode
  std::uint32_t bin_of = kNone;  ///< a substitute from the store `point` for a bin at this shelf
  bool operator==(const Restock&) const = default;
};

/// A lateral transfer.
struct Transfer {
  std::uint32_t need = kNone, point = kNone, donor = kNone;
  std::int32_t quantity = 0;
  std::uint64_t draw = 0;  ///< index of its draws: episode and decision
  base::Time opened{};
  bool shipped = false;
  bool operator==(const Transfer&) const = default;
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
};

/// A purchase order that waits for the run that sends it.
struct PurchaseOrder {
  std::uint32_t site = 0, supplier = 0;
  bool expedited = false;
  std::uint32_t first_line = kNone;
  base::Time run{};
  bool operator==(const PurchaseOrder&) const = default;
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
};

/// What the books will follow at a match or payment run.
struct Booking {
  base::Money ordered;  ///< accrued for goods whose invoices are then matched
  base::Money matched;  ///< what those invoices come to
  base::Money paid;
  bool operator==(const Booking&) const = default;
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
};

/// What is in a storeroom or distribution centre with a limit of room.
struct Room {
  std::int64_t taken = 0;  ///< [ml]
  base::Time changed{};    ///< when it last changed
  bool operator==(const Room&) const = default;
};

/// Everything that changes while a replication runs. Copyable and comparable.
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
  std::vector<Room> rooms;  // [site] of sites with a limit of room
  std::map<std::tuple<std::uint32_t, std::uint32_t, base::Time>, std::uint32_t>
      open_orders;                       // {supplier, site, run}: the purchase order that takes standard lines
  std::vector<base::Time> last_arrival;  // [supplier * sites + site] for suppliers that keep their sequence
  std::vector<base::Time> busy_until;    // [supplier] of suppliers that work on one line at a time
  base::Time accounted{};                // end of the last accounting period
  std::set<std::tuple<base::Time, std::uint32_t, std::uint32_t>> trucks;  // {departure, from, to} already paid for
  supply::Rationing rationing;
  std::vector<std::uint32_t> out_shelves;  // shelves out of stock, in the order they ran out
  policy::View view;
  outcome::Ledger ledger;
  bool operator==(const State&) const = default;
};

}  // namespace supplytwin::world
