#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "outcome/kpi.hpp"
#include "policy/bundle.hpp"
#include "scenario/config.hpp"
#include "world/config.hpp"
#include "world/snapshot.hpp"

namespace supplytwin::scenario {

/// A policy that competes, compiled.
struct Competitor {
  std::string name;
  std::filesystem::path file;
  policy::Bundle bundle;
  base::Ratio par = base::kOne;  ///< its par levels, against those of the model
};

/// A known answer: a figure of the baseline policy.
struct Expectation {
  const outcome::Kpi* figure = nullptr;
  double value = 0;  ///< in the unit of the figure
  std::string site;  ///< empty: the whole network
  bool per_day = false;
  std::string note;
};

/// A scenario, read and checked with everything it names.
struct Scenario {
  std::string name, question, source;
  std::filesystem::path file;
  std::string text;             ///< the file as written
  ScenarioFile written;         ///< its values; the network, wherever it was written, is that of `model`
  base::Digest digest{};        ///< of the text
  base::Digest model_digest{};  ///< of the network folder and the surges
  world::ModelConfig model;
  std::shared_ptr<const world::Snapshot> from;  ///< what every replication goes on from; null: from the start
  base::Digest from_digest{};                   ///< of its file
  std::vector<Competitor> policies;             ///< in name order
  std::string baseline;
  std::uint32_t replications = 1;
  std::uint32_t block = 1;  ///< replications in a task
  std::uint64_t seed = 1;
  std::vector<Expectation> expectations;
};

/// The model that a policy of the scenario competes on: with its own stock.
world::ModelConfig model_of(const Scenario& scenario, const Competitor& competitor);

/// Reads a scenario file and all it names, as if its warm-up were so much `longer`; surges that tell nothing of that
/// time have nobody admitted then. Throws base::ScenarioError with every fault at once.
Scenario read(const std::filesystem::path& file, base::Duration longer = {});

}  // namespace supplytwin::scenario
