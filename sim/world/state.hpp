#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "kernel/event_queue.hpp"
#include "outcome/ledger.hpp"
#include "outcome/record.hpp"
#include "policy/view.hpp"
#include "supply/rationing.hpp"
#include "world/goods.hpp"
#include "world/paper.hpp"
#include "world/pool.hpp"

namespace supplytwin::world {

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
  std::map<BookingKey, Booking> bookings;  // of invoices whose receipts are all posted
  std::vector<base::Money> owed;           // [row of record/measures] for goods that are invoiced
  Pool<Substitution> substitutions;
  std::vector<Room> rooms;                        // [site] of sites with a limit of room
  std::map<OrderKey, std::uint32_t> open_orders;  // the purchase order that takes standard lines
  std::vector<base::Time> last_arrival;           // [supplier * sites + site] for suppliers that keep their sequence
  std::vector<base::Time> busy_until;             // [supplier] of suppliers that work on one line at a time
  base::Time accounted{};                         // end of the last accounting period
  std::map<TruckLoad, base::Money> trucks;        // value of what is on trucks that are to leave
  supply::Rationing rationing;
  std::vector<std::uint32_t> out_shelves;  // shelves out of stock, in the order they ran out
  policy::View view;
  outcome::Ledger ledger;
  std::vector<std::int64_t> day_base;     // running totals of the daily series at the end of the day before
  std::vector<outcome::Measures> closed;  // [row of record/measures] as the period left them; empty until then
  bool finished = false;                  // what was opened in the period was followed to its end
  bool operator==(const State&) const = default;

  template <class = void>
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
        required("bookings", &S::bookings, "what the books will follow at a match or payment run"),
        required("owed", &S::owed, "for goods that are invoiced, by row of record/measures [micro-dollars]"),
        required("substitutions", &S::substitutions, "substitutes that are proposed or stand in"),
        required("rooms", &S::rooms, "room taken by site, where it is limited"),
        required("open_orders", &S::open_orders, "the purchase order that takes standard lines [row of orders]"),
        required("last_arrival", &S::last_arrival,
                 "the latest arrival by supplier and site, of suppliers that keep their sequence [ms since "
                 "1970-01-01T00:00Z]"),
        required("busy_until", &S::busy_until,
                 "by supplier, of those that work on one line at a time [ms since 1970-01-01T00:00Z]"),
        required("accounted", &S::accounted, "end of the last accounting period [ms since 1970-01-01T00:00Z]"),
        required("trucks", &S::trucks, "value of what is on trucks that are to leave [micro-dollars]"),
        required("rationing", &S::rationing, "what suppliers on allocation have shipped"),
        required("out_shelves", &S::out_shelves, "shelves out of stock, in the order they ran out [point]"),
        required("view", &S::view, "what the orchestrator knows"),
        required("ledger", &S::ledger, "postings of units and money"),
        required("day_base", &S::day_base, "running totals of the daily series at the end of the day before"),
        required("closed", &S::closed, "measures as the period left them, once it is over"),
        required("finished", &S::finished, "1 when what was opened in the period was followed to its end"),
    };
  }
};

}  // namespace supplytwin::world
