// V18: the lot of v18_eoq.yaml and the plan of v18_wagner_whitin.yaml cost least among others in the same engine.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "study/scorecard.hpp"

namespace supplytwin {
namespace {

/// The first figure that a scenario expects, which is its cost.
double cost_of(const scenario::Scenario& scenario) {
  std::atomic<bool> stop{false};
  return study::score(scenario, 1, stop).front().got;
}

TEST(LotSizing, TheEconomicOrderQuantityCostsLeast) {
  const scenario::Scenario economic = scenario::read(HERE "/v18_eoq.yaml");
  const double least = cost_of(economic);
  for (const std::int64_t lot : {50, 60, 75, 80, 100, 120, 150, 200}) {  // whole cycles in the period
    scenario::Scenario s = economic;
    network::ParLevelConfig& rule = s.model.network.par_levels[0];
    rule.lot = rule.par = rule.opening_stock = lot;
    const double n = static_cast<double>(lot), expected = 8 * 48 / n + 0.0768 * (n + 1) / 2;
    EXPECT_NEAR(cost_of(s), expected, 1e-9 * expected) << lot;
    EXPECT_TRUE(lot == 100 || cost_of(s) > least) << lot;
  }
}

/// The scenario with an order at the start of each of these periods; each is an item of its own.
scenario::Scenario plan(const scenario::Scenario& base, const std::vector<std::size_t>& starts) {
  const std::vector<std::int64_t> demand{90, 120, 80, 70};
  scenario::Scenario s = base;
  world::NetworkConfig& n = s.model.network;
  const auto item = n.items[0];
  const auto offer = n.contract_items[0];
  const auto rule = n.par_levels[0];
  const auto use = n.usage_rates[0];
  n.items.clear(), n.contract_items.clear(), n.par_levels.clear(), n.usage_rates.clear();
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t from = starts[i], to = i + 1 < starts.size() ? starts[i + 1] : demand.size();
    n.items.push_back(item), n.contract_items.push_back(offer), n.par_levels.push_back(rule),
        n.usage_rates.push_back(use);
    const std::string name = "from-" + std::to_string(from);
    n.items[i].id = n.contract_items[i].item = n.par_levels[i].item = n.usage_rates[i].item = name;
    std::vector<std::int64_t>& sizes = n.usage_rates[i].sizes;
    sizes = demand;
    std::fill_n(sizes.begin(), from, 0);
    std::fill(sizes.begin() + static_cast<std::ptrdiff_t>(to), sizes.end(), 0);
    n.par_levels[i].par = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    n.par_levels[i].review = base::Schedule({base::kDay * static_cast<std::int64_t>(from) + base::kHour * 6});
  }
  return s;
}

TEST(LotSizing, ThePlanOfWagnerAndWhitinCostsLeastOfAll) {
  const scenario::Scenario planned = scenario::read(HERE "/v18_wagner_whitin.yaml");
  for (unsigned orders = 0; orders < 8; ++orders) {  // a bit for an order in each of the periods 2 to 4
    std::vector<std::size_t> starts{0};
    for (std::size_t period = 1; period < 4; ++period)
      if (orders >> (period - 1) & 1) starts.push_back(period);
    const double cost = cost_of(plan(planned, starts));
    if (starts == std::vector<std::size_t>{0, 2}) {
      EXPECT_DOUBLE_EQ(cost, 1380);
      EXPECT_DOUBLE_EQ(cost, cost_of(planned));
    } else {
      EXPECT_GT(cost, 1380);
    }
  }
}

}  // namespace
}  // namespace supplytwin
