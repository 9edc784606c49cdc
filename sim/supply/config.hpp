#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/law.hpp"

namespace supplytwin::supply {

enum class Channel : std::uint8_t { distributor, direct, import, internal };
/// Whether a later order may overtake an earlier one on its way, or waits until the supplier is done with it.
enum class Sequence : std::uint8_t { crossing, sequential, one_at_a_time };

/// A row of suppliers.csv. An internal supplier is the distribution centre, which ships from its own stock.
struct SupplierConfig {
  std::string id, name;
  Channel channel{};
  std::string location;
  Sequence sequence{};
  base::Hours hours;
  kernel::Law acknowledge, lead_time, fill = kernel::Law::constant(1'000'000);
  kernel::Law expedite_lead_time;
  base::Ratio expedite_price{};
  base::Money minimum_order, small_order_fee;
  base::Duration terms{base::kDay * 30};

  template <class = void>
  static constexpr auto fields() {
    using C = SupplierConfig;
    return std::tuple{
        base::required("id", &C::id, "unique name"),
        base::optional("name", &C::name, "what people call it"),
        base::required("channel", &C::channel, "distributor, direct, import or internal"),
        base::optional("location", &C::location, "internal only: the distribution centre that ships"),
        base::required(
            "sequence", &C::sequence,
            "crossing, sequential or one_at_a_time: whether a later line may overtake an earlier one on its "
            "way, or is only begun when that one has shipped"),
        base::optional("hours", &C::hours, "when it works on orders"),
        base::required("acknowledge", &C::acknowledge,
                       "law from purchase order received to acknowledged, in its hours [time]"),
        base::required("lead_time", &C::lead_time, "law from acknowledged to shipped [time]"),
        base::optional("fill", &C::fill, "law of the share of a line that ships; the rest is cancelled [1]"),
        base::optional("expedite_lead_time", &C::expedite_lead_time,
                       "law from acknowledged to shipped when expedited [time]"),
        base::optional("expedite_price", &C::expedite_price,
                       "price factor of an expedited line; absent or 0: no expediting [1]")
            .between(0, 100'000'000),
        base::optional("minimum_order", &C::minimum_order, "order value below which the fee is due [money]"),
        base::optional("small_order_fee", &C::small_order_fee, "fee of an order below the minimum [money]"),
        base::optional("terms", &C::terms, "when an invoice is due, after it was received [time]")
            .between(0, (base::kDay * 365).count()),
    };
  }
};

/// How what suppliers ship comes to the dock: in one receipt or in several, whole or not.
struct DeliveryConfig {
  base::Ratio split{};
  std::int64_t most_receipts = 2;
  kernel::Law later, delay;
  base::Ratio discrepancy{};
  kernel::Law missing;

  template <class = void>
  static constexpr auto fields() {
    using C = DeliveryConfig;
    return std::tuple{
        base::optional("split", &C::split,
                       "share of shipments, and of the rests of split ones, of which a part comes later [1]")
            .between(0, 1'000'000),
        base::optional("most_receipts", &C::most_receipts, "receipts of one shipment at most [receipts]")
            .between(2, 100),
        base::optional("later", &C::later, "law of the share of a split shipment that comes later [1]"),
        base::optional("delay", &C::delay, "law from one part of a shipment to the next [time]"),
        base::optional("discrepancy", &C::discrepancy,
                       "share of receipts in which goods are found missing or damaged; the supplier credits them [1]")
            .between(0, 1'000'000),
        base::optional("missing", &C::missing, "law of the share of such a receipt that is missing or damaged [1]"),
    };
  }
};

/// A row of lanes.csv: how goods get from a supplier or a location to a location.
struct LaneConfig {
  std::string from, to;
  kernel::Law transit;
  base::Schedule schedule;
  base::Money cost;
  kernel::Law expedite_transit;
  base::Money expedite_cost;

  template <class = void>
  static constexpr auto fields() {
    using C = LaneConfig;
    return std::tuple{
        base::required("from", &C::from, "a supplier or a location"),
        base::required("to", &C::to, "a location"),
        base::required("transit", &C::transit, "law from departure to the dock [time]"),
        base::optional("schedule", &C::schedule, "when it departs, local time"),
        base::optional("cost", &C::cost, "cost of one shipment [money]"),
        base::optional("expedite_transit", &C::expedite_transit,
                       "law from departure to the dock when expedited; departs at once [time]"),
        base::optional("expedite_cost", &C::expedite_cost, "cost of one expedited shipment [money]"),
    };
  }
};

/// Something that happens to a supplier: from `start` for `length` each customer gets `share` of its ordinary use,
/// however much it orders.
struct AllocationConfig {
  std::string supplier, category;
  base::Time start{};
  base::Duration length{};
  base::Ratio share{};

  template <class = void>
  static constexpr auto fields() {
    using C = AllocationConfig;
    return std::tuple{
        base::required("supplier", &C::supplier, "who allocates"),
        base::optional("category", &C::category, "the category it allocates; absent: all"),
        base::required("start", &C::start, "first instant [local time]"),
        base::required("length", &C::length, "how long [time]").between(1, 1'000'000'000'000),
        base::required("share", &C::share, "share of a customer's ordinary use that ships [1]").between(0, 1'000'000),
    };
  }
};

}  // namespace supplytwin::supply

template <>
struct supplytwin::base::EnumNames<supplytwin::supply::Channel> {
  static constexpr std::array<std::string_view, 4> names{"distributor", "direct", "import", "internal"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::supply::Sequence> {
  static constexpr std::array<std::string_view, 3> names{"crossing", "sequential", "one_at_a_time"};
};
