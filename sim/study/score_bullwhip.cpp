// V26: what a shelf orders varies more than what is used when its level follows a moving average of the use. With an
// order-up-to level of L times the mean use of p days, q_t = (1 + L/p) D_(t-1) - (L/p) D_(t-p-1), so that the
// variance of orders is 1 + 2 L/p + 2 (L/p)^2 times that of use: the bound of Chen et al., tight here.
#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include "base/error.hpp"
#include "bundle/compile.hpp"
#include "study/computed_case.hpp"
#include "world/world.hpp"

namespace supplytwin::study {
namespace {

constexpr std::uint64_t kReplications = 40;

base::Schedule daily(base::Duration at) {
  std::vector<base::Duration> days;
  for (int d = 0; d < 7; ++d) days.push_back(base::kDay * d + at);
  return base::Schedule(std::move(days));
}

/// One shelf, reviewed each morning, whose use is normal and independent by day, so far from 0 that no order would be
/// a return. Goods come a day less than L after a review, since the next one is a day later.
world::ModelConfig shelf(std::int64_t level) {
  world::ModelConfig config;
  world::NetworkConfig& n = config.network;
  n.network = "one shelf";
  n.time_zone = "UTC";
  n.locations.resize(2);
  n.locations[0].id = "hospital", n.locations[0].kind = network::LocationKind::hospital;
  n.locations[1].id = "shelf", n.locations[1].kind = network::LocationKind::unit;
  n.locations[1].parent = "hospital";
  network::ItemConfig& item = n.items.emplace_back();
  item.id = "item", item.category = "any", item.criticality = network::Criticality::vital;
  item.standard_cost = base::kDollar, item.unmet = network::Unmet::backorder;
  supply::SupplierConfig& supplier = n.suppliers.emplace_back();
  supplier.id = "supplier", supplier.channel = supply::Channel::direct;
  supplier.sequence = supply::Sequence::crossing;
  supplier.lead_time = kernel::Law::constant(static_cast<double>((level - 1) * base::kDay.count()));
  n.contracts.push_back({"contract", "supplier", network::ShipsTo::hospitals});
  n.contract_items.push_back({"contract", "item", base::kDollar});
  supply::LaneConfig& lane = n.lanes.emplace_back();
  lane.from = "supplier", lane.to = "hospital";
  network::ParLevelConfig& rule = n.par_levels.emplace_back();
  rule.location = "shelf", rule.item = "item", rule.review = daily(base::kHour * 6);
  rule.reorder_point = level * 10'000 - 5'000;  // between the position before a review and the one after it
  rule.par = rule.opening_stock = level * 10'000;
  demand::UsageRateConfig& use = n.usage_rates.emplace_back();
  use.location = "shelf", use.item = "item", use.every = daily(base::kHour * 12);
  use.size = kernel::Law::normal(10'000, 200);
  config.start = base::Time{base::Duration{1'704'067'200'000}};  // 2024-01-01T00:00Z
  config.end = config.start + base::kDay * 3600;
  config.warm_up = base::kDay;
  return config;
}

/// A policy that orders this much when it is asked.
class Orders {
 public:
  const policy::Bundle& of(std::int64_t quantity) {
    const auto known = bundles_.find(quantity);
    if (known != bundles_.end()) return known->second;
    const std::string text =
        "policy: follow-use\nversion: 1\ncontract: 1\nsummary: Orders what a planner works out each "
        "morning.\nrules:\n"
        "  - { rule: order, choose: { from: contracts }, quantity: " +
        std::to_string(quantity) + ", then: order }\n";
    return bundles_.emplace(quantity, policy::Bundle::load(bundle::compile(text, "follow-use.yaml"))).first->second;
  }

 private:
  std::map<std::int64_t, policy::Bundle> bundles_;
};

struct Series {
  std::vector<double> used, ordered;
};

/// A planner looks at the shelf before each review and brings in the policy of the day; `level` times the mean use of
/// `days` is what the position is raised to.
Series follow(const world::Model& model, std::uint64_t replication, Orders& orders, std::int64_t level,
              std::size_t days, const std::atomic<bool>& stop) {
  const world::Exogenous exogenous(model, 1, replication);
  world::World world(model, exogenous, orders.of(10'000));
  world.heed(&stop);
  const auto position = [&] {
    const world::Levels now = world.levels("shelf", "item");
    return now.on_hand + now.on_order - now.backorders;
  };
  Series out;
  std::vector<std::int64_t> used;
  world.advance(model.config().start);
  std::int64_t after = position();
  for (base::Time review = model.config().start + base::kHour * 6; review < model.config().end;
       review += base::kDay) {
    world.advance(review - base::kMinute);
    const std::int64_t before = position();
    if (used.empty()) after = before;  // nothing was used since midnight
    used.push_back(after - before);
    if (used.size() > days + 1) {
      const std::int64_t sum =
          std::accumulate(used.end() - static_cast<std::ptrdiff_t>(days), used.end(), std::int64_t{0});
      world.use(orders.of(std::llround(static_cast<double>(level * sum) / static_cast<double>(days)) - before));
    }
    world.advance(review + base::kMinute);
    after = position();
    if (after <= before) throw base::Error("V26: a morning without an order");
    if (used.size() <= 2 * days + 2) continue;  // the first levels are not yet moving averages
    out.used.push_back(static_cast<double>(used.back()));
    out.ordered.push_back(static_cast<double>(after - before));
  }
  return out;
}

double variance(const std::vector<double>& values) {
  double mean = 0, squares = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(values.size() - 1);
}

compare::Estimate ratio(std::int64_t level, std::size_t days, const std::atomic<bool>& stop) {
  const world::Model model = world::Model::build(shelf(level));
  Orders orders;
  compare::Sample sample;
  for (std::uint64_t r = 0; r < kReplications; ++r) {
    const Series series = follow(model, r, orders, level, days, stop);
    sample.push_back({variance(series.ordered), variance(series.used), true});
  }
  return compare::estimate(*compare::pseudo_values(sample));
}

}  // namespace

std::vector<Score> score_bullwhip(const std::atomic<bool>& stop) {
  return {
      held("bullwhip, L 2 days, average of 10", "1", 1.48, ratio(2, 10, stop)),
      held("bullwhip, L 2 days, average of 5", "1", 2.12, ratio(2, 5, stop)),
      held("bullwhip, L 5 days, average of 4", "1", 6.625, ratio(5, 4, stop)),
  };
}

}  // namespace supplytwin::study
