#include "outcome/latency_kpis.hpp"

#include <array>

namespace supplytwin::outcome {
namespace {

struct StageWords {
  Stage stage;
  const char *title, *doc;
};
constexpr std::array<StageWords, kStages> kStageWords{{
    {Stage::scan_to_visible, "Scan to visible", "pick scanned to visible on its inventory platform"},
    {Stage::breach_to_decision, "Breach to decision", "par breach to decision"},
    {Stage::decision_to_requisition, "Decision to requisition", "decision to requisition posted in the ERP"},
    {Stage::approval, "Approval", "requisition posted to approved"},
    {Stage::purchase_order, "Purchase order", "requisition approved to purchase order sent"},
    {Stage::acknowledgement, "Acknowledgement", "purchase order sent to acknowledged"},
    {Stage::delivery, "Delivery", "purchase order acknowledged to goods at the dock"},
    {Stage::posting, "Posting", "goods at the dock to receipt posted"},
    {Stage::order_cycle, "Order cycle", "breach to goods at the dock, orders to suppliers"},
    {Stage::dc_cycle, "DC cycle", "breach to goods at the dock, from the distribution centre"},
    {Stage::transfer_cycle, "Transfer cycle", "breach to goods at the dock, lateral transfers"},
    {Stage::restock_cycle, "Restock cycle", "breach at a unit to goods on its shelf"},
    {Stage::invoice, "Invoice", "last receipt posted to invoice received, 0 when it was there before"},
    {Stage::match, "Match", "invoice received to matched"},
    {Stage::payment, "Payment", "invoice matched to paid"},
}};

bool headline(Stage stage, int percent) {
  switch (stage) {
    case Stage::breach_to_decision:
      return percent != 99;
    case Stage::approval:
      return percent == 95;
    case Stage::order_cycle:
      return true;
    case Stage::dc_cycle:
    case Stage::transfer_cycle:
      return percent == 95;
    default:
      return false;
  }
}

struct Share {
  int percent;
  const char *name, *words;
};
constexpr std::array<Share, 3> kShares{
    {{50, "p50", "median"}, {95, "p95", "95th percentile"}, {99, "p99", "99th percentile"}}};

/// The stages that are timed when they end; the others are known when they begin.
bool can_be_under_way(Stage stage) {
  switch (stage) {
    case Stage::breach_to_decision:
    case Stage::delivery:
    case Stage::order_cycle:
    case Stage::dc_cycle:
    case Stage::transfer_cycle:
    case Stage::restock_cycle:
      return true;
    default:
      return false;
  }
}

}  // namespace

void add_latency(std::vector<Kpi>& all) {
  for (const auto& words : kStageWords) {
    for (const auto& share : kShares)
      all.push_back({.name = std::string(base::name_of(words.stage)).append("_").append(share.name),
                     .title = std::string(words.title).append(" ").append(share.name),
                     .unit = "h",
                     .doc = std::string(words.doc).append(", ").append(share.words),
                     .group = KpiGroup::latency,
                     .direction = Direction::lower,
                     .headline = headline(words.stage, share.percent),
                     .shape = Shape::quantile,
                     .factor = kHours,
                     .stage = words.stage,
                     .share = share.percent / 100.0});
    if (can_be_under_way(words.stage))
      all.push_back({.name = std::string(base::name_of(words.stage)).append("_under_way"),
                     .title = std::string(words.title).append(" under way"),
                     .unit = "1",
                     .doc = std::string(words.doc).append(", share not ended when last seen"),
                     .group = KpiGroup::latency,
                     .direction = Direction::neither,
                     .shape = Shape::under_way,
                     .stage = words.stage,
                     .least = 0,
                     .most = 1});
  }
}

}  // namespace supplytwin::outcome
