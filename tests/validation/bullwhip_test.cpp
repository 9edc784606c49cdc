// V26: variance of orders against variance of use when the order-up-to level is L times a moving average of p days.
// q_t = (1 + L/p) D_(t-1) - (L/p) D_(t-p-1), so the ratio is 1 + 2 L/p + 2 (L/p)^2: 1.48, 2.12, 6.625.
// Chen, Drezner, Ryan and Simchi-Levi (2000), Management Science 46(3), whose bound is tight here.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "bundle/compile.hpp"
#include "scenario/scenario.hpp"
#include "stats/student.hpp"
#include "world/world.hpp"

namespace supplytwin {
namespace {

constexpr int kReplications = 40;

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
Series follow(const scenario::Scenario& s, const world::Model& model, int replication, Orders& orders,
              std::int64_t level, std::size_t days) {
  const world::Exogenous exogenous(model, s.seed, static_cast<std::uint64_t>(replication));
  world::World world(model, exogenous, orders.of(10'000));
  const auto position = [&] {
    const world::Levels now = world.levels("shelf", "item");
    return now.on_hand + now.on_order - now.backorders;
  };
  Series out;
  std::vector<std::int64_t> used;
  world.advance(s.model.start);
  std::int64_t after = position();
  for (base::Time review = s.model.start + base::kHour * 6; review < s.model.end; review += base::kDay) {
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
    EXPECT_GT(after, before);
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

void expect_ratio(std::int64_t level, std::size_t days, double answer) {
  scenario::Scenario s = scenario::read(HERE "/v26_bullwhip.yaml");
  s.model.network.suppliers[0].lead_time =
      kernel::Law::constant(static_cast<double>((level - 1) * base::kDay.count()));
  network::ParLevelConfig& rule = s.model.network.par_levels[0];
  rule.reorder_point = level * 10'000 - 5'000;  // between the position before a review and the one after it
  rule.par = rule.opening_stock = level * 10'000;
  const world::Model model = world::Model::build(s.model);
  Orders orders;
  std::vector<double> of_orders, of_use;
  for (int r = 0; r < kReplications; ++r) {
    const Series series = follow(s, model, r, orders, level, days);
    of_orders.push_back(variance(series.ordered));
    of_use.push_back(variance(series.used));
  }
  const stats::Interval ratio = stats::ratio_interval(of_orders, of_use, 0.95);
  const double error = (ratio.hi - ratio.lo) / 2 / stats::student_quantile(0.975, kReplications - 1);
  testing::Test::RecordProperty("ratio", std::to_string(ratio.mean) + ", standard error " + std::to_string(error));
  EXPECT_NEAR(ratio.mean, answer, 4 * error);
  EXPECT_LE(error, 0.005 * answer);
}

TEST(Bullwhip, OfTwoDaysAndAnAverageOfTen) { expect_ratio(2, 10, 1.48); }
TEST(Bullwhip, OfTwoDaysAndAnAverageOfFive) { expect_ratio(2, 5, 2.12); }
TEST(Bullwhip, OfFiveDaysAndAnAverageOfFour) { expect_ratio(5, 4, 6.625); }

}  // namespace
}  // namespace supplytwin
