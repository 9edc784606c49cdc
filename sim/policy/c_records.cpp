#include "policy/c_records.hpp"

#include <limits>

namespace supplytwin::policy {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000;
constexpr std::int64_t kFirst = -62'135'596'800'000, kLast = 253'402'300'799'999;  // the years 1 to 9999
constexpr std::uint32_t kNone = ST_POLICY_NONE;

// The interface is a promise: sizes and numbers stay as they are within an ABI.
static_assert(sizeof(st_policy_event) == 56 && sizeof(st_policy_trigger) == 24 && sizeof(st_policy_decision) == 144);
static_assert(sizeof(st_policy_breaker) == 272 && kBreakerFailures == 32);
static_assert(ST_POLICY_SUPERSEDED == static_cast<int>(Step::superseded));
static_assert(ST_POLICY_HALF_OPEN == static_cast<int>(Circuit::half_open));
static_assert(ST_POLICY_MAY_HOLD == static_cast<int>(Admission::May::hold));
static_assert(ST_POLICY_FALLBACK_PHONE == static_cast<int>(Fallback::phone));
static_assert(sizeof(st_policy_call) == 32 && sizeof(st_policy_error) == 1024 && sizeof(st_policy_stock) == 28);
static_assert(kNone == base::PointId::kNone && ST_POLICY_NEVER == base::milliseconds(base::kNever));
static_assert(ST_POLICY_SUBSTITUTION_ENDED == static_cast<int>(EventType::substitution_ended));
static_assert(ST_POLICY_DEFER == static_cast<int>(Action::defer));
static_assert(ST_POLICY_DEAD_LETTER == static_cast<int>(Step::dead_letter));
static_assert(ST_POLICY_ABSENT == static_cast<int>(Outcome::absent));
static_assert(ST_POLICY_DESIRABLE == static_cast<int>(Criticality::desirable));
static_assert(ST_POLICY_OWN_CENTRE == static_cast<int>(Channel::internal));

template <base::NamedEnum E>
bool is_one(std::uint32_t value) {
  return value < base::EnumNames<E>::names.size();
}

/// Nothing, or an index of a table.
template <class Table>
bool may_name(std::uint32_t index, const Table& table) {
  return index == kNone || index < table.size();
}

bool is_within(std::int64_t value, std::int64_t low, std::int64_t high) { return low <= value && value <= high; }

bool needs_point(EventType type) {
  switch (type) {
    case EventType::stock_consumed:
    case EventType::stock_counted:
    case EventType::stock_par_breached:
    case EventType::transfer_received:
    case EventType::transfer_refused:
    case EventType::receipt_recorded:
    case EventType::receipt_discrepancy:
    case EventType::demand_urgent:
    case EventType::timer_fired:
    case EventType::substitution_accepted:
    case EventType::substitution_refused:
    case EventType::substitution_ended:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_instant(std::int64_t ms) { return is_within(ms, kFirst, kLast); }

const char* read(const st_policy_event& from, const Master& master, Event& to) {
  if (!is_one<EventType>(from.type) || !is_one<EventType>(from.cause)) return "no such type of event";
  const auto type = static_cast<EventType>(from.type);
  if (!may_name(from.point, master.points) || !may_name(from.other, master.points)) return "no such point";
  if (!may_name(from.supplier, master.suppliers)) return "no such supplier";
  if (!may_name(from.category, master.categories)) return "no such category";
  if (needs_point(type) && from.point == kNone) return "this type of event needs a point";
  if ((type == EventType::transfer_shipped || type == EventType::transfer_refused) && from.other == kNone)
    return "this type of event needs the donor's point";
  if ((type == EventType::supplier_allocation || type == EventType::endpoint_health) && from.supplier == kNone)
    return "this type of event needs a supplier";
  if (type == EventType::forecast_published && from.category == kNone) return "this type of event needs a category";
  if (type == EventType::contract_price_updated && from.offer >= master.offers.size()) return "no such offer";
  if (type == EventType::contract_price_updated && from.quantity < 0) return "the price is out of bounds";
  const bool substitution = type == EventType::substitution_accepted || type == EventType::substitution_refused ||
                            type == EventType::substitution_ended;
  const std::int64_t least = substitution ? 0 : -kMost;
  const std::int64_t most = substitution ? static_cast<std::int64_t>(kSubstitutes) - 1 : kMost;
  if (!is_within(from.quantity, least, most)) return "the quantity is out of bounds";
  if (!is_within(from.ratio, 0, kMost)) return "the ratio is out of bounds";
  if (!is_instant(from.opened)) return "the instant is out of bounds";
  to = Event{};
  to.type = type;
  to.cause = static_cast<EventType>(from.cause);
  to.point.value = from.point;
  to.other.value = from.other;
  to.supplier.value = from.supplier;
  to.category.value = from.category;
  to.episode = from.episode;
  if (type == EventType::contract_price_updated) {
    to.offer.value = from.offer;
    to.price.micros = from.quantity;
  } else {
    to.quantity = from.quantity;
  }
  to.ratio.ppm = from.ratio;
  to.from = base::Time{base::Duration{from.opened}};
  return nullptr;
}

const char* read(const st_policy_trigger& from, const Master& master, Trigger& to) {
  if (!is_one<EventType>(from.cause)) return "no such type of event";
  if (from.point >= master.points.size()) return "no such point";
  if (!is_instant(from.opened)) return "the instant is out of bounds";
  to = {static_cast<EventType>(from.cause), base::PointId(from.point), from.episode,
        base::Time{base::Duration{from.opened}}};
  return nullptr;
}

const char* read(const st_policy_stock& from, View::Stock& to) {
  constexpr std::uint32_t kBits = std::numeric_limits<std::uint16_t>::max();
  if (from.attempts > kBits) return "more attempts than can be counted";
  if (from.refused > kBits) return "more substitutes than an item can have";
  if (from.substituted > 1) return "a truth value that is neither 1 nor 0";
  to = {from.on_hand,
        from.on_order,
        from.reserved,
        from.episode,
        static_cast<std::uint16_t>(from.attempts),
        static_cast<std::uint16_t>(from.refused),
        from.substituted == 1};
  return nullptr;
}

const char* read(const st_policy_call& from, Call& to) {
  if (!is_one<Step>(from.step)) return "no such step";
  if (from.unknown > 1 || from.stale > 1) return "a truth value that is neither 1 nor 0";
  if (!is_instant(from.issued) || !is_instant(from.due)) return "the instant is out of bounds";
  if (from.failures == std::numeric_limits<std::uint32_t>::max()) return "more failures than can be counted";
  to = {base::Time{base::Duration{from.issued}},
        base::Time{base::Duration{from.due}},
        static_cast<Step>(from.step),
        from.failures,
        from.unknown == 1,
        from.stale == 1};
  return nullptr;
}

const char* read(const st_policy_breaker& from, Breaker& to) {
  if (!is_one<Circuit>(from.circuit)) return "no such circuit";
  if (from.failures > to.failed.size()) return "more failures than a breaker counts";
  if (!is_instant(from.until)) return "the instant is out of bounds";
  to = Breaker{};
  to.until = base::Time{base::Duration{from.until}};
  to.circuit = static_cast<Circuit>(from.circuit);
  to.failures = from.failures;
  for (std::size_t i = 0; i < to.failed.size(); ++i) {
    if (!is_instant(from.failed[i])) return "the instant is out of bounds";
    to.failed[i] = base::Time{base::Duration{from.failed[i]}};
  }
  return nullptr;
}

const char* read(const st_policy_decision& from, const Master& master, Decision& to) {
  if (from.point >= master.points.size() || !may_name(from.donor, master.points)) return "no such point";
  if (!may_name(from.offer, master.offers)) return "no such offer";
  if (!may_name(from.substitute, master.items)) return "no such item";
  if (!is_one<EventType>(from.cause)) return "no such type of event";
  if (!is_one<Action>(from.action)) return "no such action";
  const auto action = static_cast<Action>(from.action);
  const bool orders = action == Action::requisition_create || action == Action::requisition_expedite;
  if (action == Action::transfer_request && from.donor == kNone) return "a transfer without its donor";
  if (orders && from.offer == kNone) return "a requisition without its offer";
  if (action == Action::substitution_propose && from.substitute == kNone) return "a substitution without its item";
  if (from.rule != kNone && from.rule >= 0xff) return "no such rule";
  if (!is_within(from.quantity, -kMost, kMost)) return "the quantity is out of bounds";
  if (!is_instant(from.as_of)) return "the instant is out of bounds";
  for (const std::int64_t t : {from.needed_by, from.retry_at})
    if (!is_within(t, kFirst, ST_POLICY_NEVER)) return "the instant is out of bounds";
  if (from.estimated_cost == std::numeric_limits<std::int64_t>::min()) return "the cost is out of bounds";
  to = Decision{};
  for (std::size_t i = 0; i < to.reasons.size(); ++i) {
    if (!is_one<Reason>(from.reasons[i])) return "no such reason";
    to.reasons[i] = static_cast<Reason>(from.reasons[i]);
  }
  to.point.value = from.point;
  to.donor.value = from.donor;
  to.offer.value = from.offer;
  to.substitute.value = from.substitute;
  to.episode = from.episode;
  to.cause = static_cast<EventType>(from.cause);
  to.action = action;
  to.rule = from.rule == kNone ? std::uint8_t{0xff} : static_cast<std::uint8_t>(from.rule);
  to.quantity = from.quantity;
  to.as_of = base::Time{base::Duration{from.as_of}};
  to.needed_by = base::Time{base::Duration{from.needed_by}};
  to.retry_at = base::Time{base::Duration{from.retry_at}};
  to.estimated_cost.micros = from.estimated_cost;
  return nullptr;
}

const char* read_rejected(const st_policy_decision& from, const Bundle& bundle, const Master& master, Decision& to) {
  if (from.rejected_count > to.rejected.size()) return "more candidates passed over than a decision can hold";
  to.rejected_count = static_cast<std::uint8_t>(from.rejected_count);
  for (std::size_t i = 0; i < from.rejected_count; ++i) {
    const st_policy_rejected& r = from.rejected[i];
    if (r.rule >= bundle.rules()) return "no such rule";
    if (!is_one<Reason>(r.reason)) return "no such reason";
    Rejected& out = to.rejected[i];
    out = {static_cast<std::uint8_t>(r.rule), static_cast<Reason>(r.reason), r.candidate};
    if (r.candidate == kNone) continue;
    switch (bundle.choice(r.rule)) {
      case Choice::donors:
        if (r.candidate >= master.points.size()) return "no such point";
        break;
      case Choice::contracts:
        if (r.candidate >= master.offers.size()) return "no such offer";
        break;
      case Choice::substitutes:
        out.candidate = kNone;
        for (const Master::Substitute& s : master.substitutes_of(master.points[from.point].item))
          if (s.by.value == r.candidate) out.candidate = static_cast<std::uint32_t>(&s - master.substitutes.data());
        if (out.candidate == kNone) return "no such substitute";
        break;
      case Choice::none:
        return "a candidate of a rule that chooses nothing";
    }
  }
  return nullptr;
}

st_policy_stock written(const View::Stock& s) {
  return {s.on_hand, s.on_order, s.reserved, s.episode, s.attempts, s.refused, s.substituted};
}

st_policy_call written(const Call& c) {
  return {base::milliseconds(c.issued),
          base::milliseconds(c.due),
          static_cast<std::uint32_t>(c.step),
          c.failures,
          c.unknown,
          c.stale};
}

st_policy_breaker written(const Breaker& b) {
  st_policy_breaker out{base::milliseconds(b.until), static_cast<std::uint32_t>(b.circuit), b.failures, {}};
  for (std::size_t i = 0; i < b.failed.size(); ++i) out.failed[i] = base::milliseconds(b.failed[i]);
  return out;
}

st_policy_decision written(const Decision& d, const Bundle& bundle, const Master& master) {
  st_policy_decision out{};
  out.point = d.point.value;
  out.episode = d.episode;
  out.cause = static_cast<std::uint32_t>(d.cause);
  out.action = static_cast<std::uint32_t>(d.action);
  out.rule = d.rule == 0xff ? kNone : d.rule;
  for (std::size_t i = 0; i < d.reasons.size(); ++i) out.reasons[i] = static_cast<std::uint32_t>(d.reasons[i]);
  out.donor = d.donor.value;
  out.offer = d.offer.value;
  out.substitute = d.substitute.value;
  out.quantity = d.quantity;
  out.as_of = base::milliseconds(d.as_of);
  out.needed_by = base::milliseconds(d.needed_by);
  out.retry_at = base::milliseconds(d.retry_at);
  out.estimated_cost = d.estimated_cost.micros;
  out.rejected_count = d.rejected_count;
  for (st_policy_rejected& r : out.rejected) r = {kNone, 0, kNone};
  for (std::size_t i = 0; i < d.rejected_count; ++i) {
    const Rejected& r = d.rejected[i];
    const bool stands_in = r.candidate != kNone && bundle.choice(r.rule) == Choice::substitutes;
    out.rejected[i] = {r.rule, static_cast<std::uint32_t>(r.reason),
                       stands_in ? master.substitutes[r.candidate].by.value : r.candidate};
  }
  return out;
}

}  // namespace supplytwin::policy
