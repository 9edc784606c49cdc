#pragma once

#include <cstdint>

#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/event_queue.hpp"
#include "world/pool.hpp"

namespace supplytwin::world {

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

  template <class = void>
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

  template <class = void>
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

  template <class = void>
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

  template <class = void>
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

/// When the books follow invoices, and of what.
struct BookingKey {
  base::Time at{};
  std::uint32_t cell = 0;
  auto operator<=>(const BookingKey&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using S = BookingKey;
    using base::required;
    return std::tuple{
        required("at", &S::at, "the match or payment run [ms since 1970-01-01T00:00Z]"),
        required("cell", &S::cell, "site and kind of item of who received [row of record/measures]"),
    };
  }
};

/// What the books will follow at a match or payment run.
struct Booking {
  base::Money ordered;  ///< accrued for goods whose invoices are then matched
  base::Money matched;  ///< what those invoices come to
  base::Money paid;
  bool operator==(const Booking&) const = default;
  Booking& operator+=(const Booking& other) {
    ordered += other.ordered;
    matched += other.matched;
    paid += other.paid;
    return *this;
  }

  template <class = void>
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

/// What standard lines of one purchase order have in common.
struct OrderKey {
  std::uint32_t supplier = 0, site = 0;
  base::Time run{};
  auto operator<=>(const OrderKey&) const = default;

  template <class = void>
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

/// What a stocking point has on a truck that is to leave a distribution centre; all lines that leave together are on
/// one truck.
struct TruckLoad {
  base::Time departure{};
  std::uint32_t from = 0, to = 0, point = 0;
  auto operator<=>(const TruckLoad&) const = default;
  bool same_truck(const TruckLoad& other) const {
    return departure == other.departure && from == other.from && to == other.to;
  }

  template <class = void>
  static constexpr auto fields() {
    using S = TruckLoad;
    using base::required;
    return std::tuple{
        required("departure", &S::departure, "when it leaves [ms since 1970-01-01T00:00Z]"),
        required("from", &S::from, "whence [site]"),
        required("to", &S::to, "where [site]"),
        required("point", &S::point, "who receives [point]"),
    };
  }
};

}  // namespace supplytwin::world
