// V41: a serial system of three stages, compared step by step with a published trace (v41_trace.csv).
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>

#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace supplytwin {
namespace {

struct Step {
  std::int64_t ordered = 0, received = 0, shipped = 0, level = 0;
};

/// [day][stage - 1]
std::vector<std::array<Step, 3>> published() {
  std::ifstream in(HERE "/v41_trace.csv");
  std::vector<std::array<Step, 3>> days;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || !std::isdigit(static_cast<unsigned char>(line[0]))) continue;
    std::istringstream cells(line);
    std::array<std::int64_t, 6> v{};
    for (auto& value : v) {
      std::string cell;
      std::getline(cells, cell, ',');
      value = std::stoll(cell);
    }
    if (v[1] == 1) days.emplace_back();
    days.back()[static_cast<std::size_t>(v[1] - 1)] = {v[2], v[3], v[4], v[5]};
  }
  return days;
}

TEST(SerialTrace, EveryStepOfEveryStageIsThePublishedOne) {
  const auto steps = published();
  ASSERT_EQ(steps.size(), 15u);
  const scenario::Scenario s = scenario::read(HERE "/v41_trace.yaml");
  const world::Model model = world::Model::build(s.model);
  const world::Exogenous exogenous(model, s.seed, 0);
  world::World world(model, exogenous, s.policies.front().bundle, {.check = true});
  const std::array<std::string, 3> places{"shelf", "stage2", "stage3"};
  const std::array<double, 3> holding{7, 4, 2};
  constexpr double kBackorder = 37.12;

  std::array<std::int64_t, 3> outstanding{}, in_transit{};
  double cost = 0;
  for (std::size_t day = 0; day < steps.size(); ++day) {
    world.advance(s.model.start + base::kDay * static_cast<std::int64_t>(day) + base::kHour * 18);
    for (std::size_t j = 0; j < 3; ++j) {
      const Step& step = steps[day][j];
      const world::Levels now = world.levels(places[j], "item");
      const std::string where = "day " + std::to_string(day) + ", stage " + std::to_string(j + 1);
      EXPECT_EQ(now.on_hand - now.backorders, step.level) << where;
      outstanding[j] += step.ordered - step.received;
      EXPECT_EQ(now.on_order, outstanding[j]) << where;
      // The stage above ships; what is ordered outside is on its way at once.
      in_transit[j] += (j < 2 ? steps[day][j + 1].shipped : step.ordered) - step.received;
      EXPECT_EQ(now.in_transit, in_transit[j]) << where;
      cost += holding[j] * static_cast<double>(now.on_hand);
      if (j < 2) cost += holding[j + 1] * static_cast<double>(now.in_transit);
      if (j == 0) cost += kBackorder * static_cast<double>(now.backorders);
    }
  }
  EXPECT_NEAR(cost, 998.72, 1e-9);
}

TEST(SerialTrace, AForkGoesOnAsTheStraightRun) {
  const scenario::Scenario s = scenario::read(HERE "/v19_row1.yaml");
  const world::Model model = world::Model::build(s.model);
  const world::Exogenous exogenous(model, 7, 0);
  world::World straight(model, exogenous, s.policies.front().bundle);
  world::World stepped = straight;
  for (int day = 1; day < 20; ++day) stepped.advance(s.model.start - s.model.warm_up + base::kDay * day);
  world::World fork = stepped;
  EXPECT_EQ(fork, stepped);
  const outcome::Record record = straight.finish();
  EXPECT_EQ(stepped.finish(), record);
  EXPECT_EQ(fork.finish(), record);
  EXPECT_EQ(fork, straight);
}

TEST(SerialTrace, AWorldDoesNotGoBackOrPastItsEnd) {
  const scenario::Scenario s = scenario::read(HERE "/v41_trace.yaml");
  const world::Model model = world::Model::build(s.model);
  const world::Exogenous exogenous(model, s.seed, 0);
  world::World world(model, exogenous, s.policies.front().bundle);
  world.advance(s.model.start + base::kDay);
  EXPECT_THROW(world.advance(s.model.start), base::Error);
  EXPECT_THROW(world.advance(s.model.end + base::kDay), base::Error);
  EXPECT_THROW(world.levels("stage9", "item"), base::Error);
}

}  // namespace
}  // namespace supplytwin
