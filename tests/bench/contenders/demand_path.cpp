#include <algorithm>

#include "naive_draw.hpp"
#include "scenarios.hpp"
#include "world/model.hpp"

namespace supplytwin::bench {
namespace {

/// Picks of each shelf from full to its reorder point.
std::vector<std::int32_t> lots(const world::Model::Data& model) {
  std::vector<std::int32_t> all;
  for (std::size_t p = model.stores; p < model.points.size(); ++p)
    all.push_back(std::max(1, model.points[p].par - model.points[p].reorder_point));
  return all;
}

}  // namespace

int serve_naive_draw(const scenario::Scenario& scenario, std::uint64_t picks) {
  const world::Model model = world::Model::build(scenario.model);
  std::vector<double> rates;
  for (const demand::Point& point : model.data().picks) rates.push_back(point.rate);
  const std::vector<std::int32_t> lot = lots(model.data());
  return serve([&](std::uint64_t round) {
    Drawn drawn;
    Result result{.work = static_cast<double>(picks)};
    result.seconds = seconds([&] { drawn = draw_picks(picks, rates, lot, round + 1); });
    result.more = {{"crossings", {static_cast<double>(drawn.crossings)}}};
    return result;
  });
}

int serve_demand_path(const scenario::Scenario& scenario) {
  const world::Model model = world::Model::build(scenario.model);
  const std::vector<std::int32_t> lot = lots(model.data());
  return serve([&](std::uint64_t round) {
    double picks = 0, crossings = 0;
    Result result;
    result.seconds = seconds([&] {
      const world::Exogenous exogenous(model, scenario.seed, round);
      demand::Picks path(exogenous.data().path);
      const base::Time end = exogenous.data().path.end() - base::Duration{1};
      for (std::size_t p = 0; p < lot.size(); ++p) {
        demand::Counts past;
        while (true) {
          const base::Time next = path.nth(p, past, static_cast<std::uint32_t>(lot[p]), end);
          if (next == base::kNever) break;
          past = path.counts(p, next);
          ++crossings;
        }
        picks += path.counts(p, end).total();
      }
    });
    result.work = picks;
    result.more = {{"crossings", {crossings}}};
    return result;
  });
}

}  // namespace supplytwin::bench
