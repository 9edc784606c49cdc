#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace supplytwin::policy {

/// What the orchestrator is told. Names on the wire carry a version (`stock.consumed.v1`).
enum class EventType : std::uint8_t {
  stock_consumed,
  stock_counted,
  stock_par_breached,
  transfer_reserved,
  transfer_shipped,
  transfer_received,
  transfer_refused,
  supplier_promised,
  supplier_allocation,
  po_acknowledged,
  shipment_updated,
  receipt_recorded,
  receipt_discrepancy,
  invoice_received,
  item_master_updated,
  contract_price_updated,
  forecast_published,
  census_updated,
  demand_urgent,
  erp_document_status,
  endpoint_health,
  timer_fired,
  substitution_accepted,
  substitution_refused,
  substitution_ended,
};

/// What a supplier answered to a purchase order.
enum class OrderAnswer : std::uint8_t { accepted, changed, backordered, rejected };
/// Where a shipment is.
enum class ShipmentStatus : std::uint8_t { shipped, in_transit, delayed, arrived };
/// A document of the ERP, and what has become of it.
enum class Document : std::uint8_t { requisition, purchase_order, receipt, invoice };
enum class DocumentStatus : std::uint8_t { created, held, approved, rejected, sent, closed, cancelled };

// clang-format off
/// One event, as a plain struct. Fields that a type does not use keep their defaults.
///
/// | type                | point    | other | quantity                                    | also                       |
/// | stock_consumed      | where    |       | taken over (from, occurred]                 | from                       |
/// | stock_counted       | where    |       | found on the shelf, replaces what was known |                            |
/// | stock_par_breached  | where    |       |                                             | episode                    |
/// | transfer_reserved   | receiver | donor | confirmed by the donor; changes nothing     | episode                    |
/// | transfer_shipped    | receiver | donor | left the donor                              | episode                    |
/// | transfer_received   | receiver | donor | reached the receiver                        | episode                    |
/// | transfer_refused    | receiver | donor | could not be given, free at the donor again | episode                    |
/// | receipt_recorded    | where    |       | booked in                                   | episode, offer, if known   |
/// | receipt_discrepancy | where    |       | ordered but will not come                   | episode, offer             |
/// | supplier_allocation |          |       |                                             | supplier, category, ratio  |
/// | forecast_published  |          |       |                                             | category, ratio, due       |
/// | contract_price_updated |       |       |                                             | offer, price               |
/// | supplier_promised   | where    |       | promised                                    | episode, offer, due        |
/// | po_acknowledged     | where    |       | that the supplier will deliver              | episode, offer, word: OrderAnswer |
/// | shipment_updated    | where    |       | on its way                                  | episode, offer, due, word: ShipmentStatus |
/// | invoice_received    | where    |       | invoiced                                    | episode, offer, price      |
/// | erp_document_status | where    |       |                                             | episode, document, word: DocumentStatus |
/// | item_master_updated |          |       | in one pack                                 | item, category, price: standard cost, word: Criticality |
/// | census_updated      |          |       | patients in beds, a count                   | place                      |
/// | endpoint_health     |          |       | 1 up, 0 down                                | supplier                   |
/// | demand_urgent       | where    |       |                                             | episode                    |
/// | timer_fired         | where    |       |                                             | episode, cause             |
/// | substitution_accepted | unit   |       | the ordinal of the substitute, from 0       | episode                    |
/// | substitution_refused  | unit   |       | the same; it is not proposed here again     | episode                    |
/// | substitution_ended    | unit   |       | the same; the unit is back at the item      | episode                    |
// clang-format on
struct Event {
  EventType type{};
  base::Time occurred{}, recorded{};
  base::Time from{};  ///< of the types that ask for a decision: when the need opened
  base::PointId point, other;
  base::Quantity quantity = 0;
  std::uint32_t episode = 0;  ///< ordinal of the need episode at `point` (the receiver)
  base::OfferId offer;
  base::SupplierId supplier;
  base::CategoryId category;
  base::Ratio ratio{};
  base::Time due{};
  base::Money price;       ///< of a base unit
  base::ItemId item;       ///< of the item master
  base::LocationId place;  ///< a site or clinical unit as a whole: index into the master's locations
  Document document{};
  std::uint8_t word = 0;  ///< of the enum that the type says
  EventType cause{};      ///< timer_fired: what first asked for the decision that is due again
  bool operator==(const Event&) const = default;
};

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::OrderAnswer> {
  static constexpr std::array<std::string_view, 4> names{"accepted", "changed", "backordered", "rejected"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::ShipmentStatus> {
  static constexpr std::array<std::string_view, 4> names{"shipped", "in_transit", "delayed", "arrived"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Document> {
  static constexpr std::array<std::string_view, 4> names{"requisition", "purchase_order", "receipt", "invoice"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::DocumentStatus> {
  static constexpr std::array<std::string_view, 7> names{"created", "held",   "approved", "rejected",
                                                         "sent",    "closed", "cancelled"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::EventType> {
  static constexpr std::array<std::string_view, 25> names{
      "stock.consumed",      "stock.counted",     "stock.par_breached",    "transfer.reserved",
      "transfer.shipped",    "transfer.received", "transfer.refused",      "supplier.promised",
      "supplier.allocation", "po.acknowledged",   "shipment.updated",      "receipt.recorded",
      "receipt.discrepancy", "invoice.received",  "item_master.updated",   "contract_price.updated",
      "forecast.published",  "census.updated",    "demand.urgent",         "erp.document_status",
      "endpoint.health",     "timer.fired",       "substitution.accepted", "substitution.refused",
      "substitution.ended"};
};
