#include <malloc.h>

#include "scenarios.hpp"
#include "world/model.hpp"
#include "world/world.hpp"

namespace supplytwin::bench {
namespace {

/// What is allocated now [byte].
double allocated() {
  const struct mallinfo2 now = mallinfo2();
  return static_cast<double>(now.uordblks + now.hblkhd);
}

}  // namespace

int serve_growth(const std::string& file, const std::string& policy) {
  const scenario::Scenario scenario = read(file, policy);
  const double empty = allocated();
  const world::Model model = world::Model::build(scenario.model);
  const auto points = static_cast<double>(model.data().points.size());
  const double of_model = allocated() - empty;
  return serve([&](std::uint64_t round) {
    const double before = allocated();
    Result result;
    double of_exogenous = 0, of_state = 0;
    outcome::Record record;
    result.seconds = seconds([&] {
      const world::Exogenous exogenous(model, scenario.seed, round);
      of_exogenous = allocated() - before;
      world::World world(model, exogenous, scenario.policies.front().bundle);
      of_state = allocated() - before - of_exogenous;
      record = world.finish();
    });
    result.work = static_cast<double>(record.events);
    result.more = {{"points", {points}},
                   {"picks", {static_cast<double>(record.picks)}},
                   {"bytes", {of_model / points, of_exogenous / points, of_state / points}}};
    return result;
  });
}

}  // namespace supplytwin::bench
