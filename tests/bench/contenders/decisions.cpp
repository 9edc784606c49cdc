#include "draws.hpp"
#include "hold.hpp"
#include "scenarios.hpp"
#include "world/model.hpp"

namespace supplytwin::bench {

int serve_decisions(const scenario::Scenario& scenario, std::uint32_t decisions) {
  const world::Model model = world::Model::build(scenario.model);
  const policy::Master& master = model.data().master;
  const policy::Bundle& bundle = scenario.policies.front().bundle;

  // Every point holds something between nothing and its par; those at or below their reorder point are in need.
  policy::View view(master);
  Xoshiro bits(1);
  std::vector<std::uint32_t> in_need;
  for (std::uint32_t p = 0; p < master.points.size(); ++p) {
    const policy::Master::Point& point = master.points[p];
    policy::View::Stock stock;
    stock.on_hand = static_cast<std::int32_t>(unit(bits()) * static_cast<double>(point.par + 1));
    view.open(base::PointId(p), stock);
    if (point.kind != policy::PointKind::unit && stock.on_hand <= point.reorder_point) in_need.push_back(p);
  }
  return serve([&](std::uint64_t) {
    Trace trace;
    std::vector<double> actions(8);
    Result result{.work = static_cast<double>(decisions)};
    result.seconds = seconds([&] {
      for (std::uint32_t i = 0; i < decisions; ++i) {
        policy::Trigger need;
        need.point = base::PointId(in_need[i % in_need.size()]);
        need.episode = 1;
        need.opened = model.data().begin;
        const policy::Decision decision = bundle.decide(master, view, need, model.data().begin);
        trace.add(decision.quantity, static_cast<std::uint64_t>(decision.action));
        ++actions[static_cast<std::size_t>(decision.action)];
      }
    });
    result.check = hexadecimal(trace.hash);
    result.more = {{"actions", actions}};
    return result;
  });
}

}  // namespace supplytwin::bench
