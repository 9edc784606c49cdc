#pragma once

#include "../outcome/made_up.hpp"
#include "study/carry_out.hpp"
#include "world/run.hpp"

namespace supplytwin::study {

inline Plan made_up_plan() {
  Plan plan;
  plan.file = "/somewhere/made up.yaml";
  plan.overrides.policies = {"swift", "nightly"};
  plan.block = 2;
  plan.policies = {"nightly", "swift"};
  plan.first_day = "2024-10-01";
  auto& from = plan.provenance;
  from.scenario = "made-up";
  from.scenario_text = "scenario: made-up\n";
  from.scenario_sha256 = std::string(64, 'a');
  from.model_sha256 = std::string(64, 'b');
  from.policy_sha256 = {std::string(64, 'c'), std::string(64, 'd')};
  from.baseline = "nightly";
  from.seed = 1;
  from.replications_planned = 11;
  from.version = "0.1.0";
  from.git_commit = "unknown";
  from.period_end = 432'000'000;
  return plan;
}

inline experiment::Simulation made_up_simulation() {
  return {{"H01", "H02"},
          {"gloves", "masks", "wound care"},
          made_up::kDays,
          [](std::uint64_t replication, const std::atomic<bool>& stop, std::atomic<std::int64_t>& progress) {
            if (stop) throw world::Interrupted();
            progress += 2 * 432'000'000;
            return std::vector{made_up::record(0, replication), made_up::record(1, replication)};
          }};
}

}  // namespace supplytwin::study
