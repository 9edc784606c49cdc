#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/time.hpp"
#include "outcome/record.hpp"
#include "policy/bundle.hpp"
#include "policy/orchestrator.hpp"
#include "world/config.hpp"

namespace supplytwin::world {

/// A network and what happens to it, built and const; shared by all threads.
class Model {
 public:
  /// Throws base::Error when the config was not checked; the reader checks it.
  static Model build(ModelConfig config);
  ~Model();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;

  const ModelConfig& config() const;
  /// Names of the sites, categories and days that a Record is indexed by.
  const std::vector<std::string>& sites() const;
  const std::vector<std::string>& categories() const;
  std::size_t days() const;

  struct Data;
  const Data& data() const { return *data_; }

 private:
  explicit Model(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

/// What does not depend on the policy in one replication, drawn once and shared by all policies: intensities and
/// noise.
class Exogenous {
 public:
  Exogenous(const Model& model, std::uint64_t seed, std::uint64_t replication);
  ~Exogenous();
  Exogenous(Exogenous&&) noexcept;

  /// Whether two of one model are of one seed and replication.
  bool same_draws(const Exogenous& other) const;

  struct Data;
  const Data& data() const { return *data_; }

 private:
  std::unique_ptr<Data> data_;
};

struct RunOptions {
  base::Duration skip{};                    ///< of the warm-up: stock stands at its start only then
  bool check = false;                       ///< verify that postings balance at every event and recount each day
  const std::atomic<bool>* stop = nullptr;  ///< when it turns true the run ends early and throws Interrupted
  std::atomic<std::int64_t>* progress = nullptr;  ///< simulated ms are added to it as the run advances
  policy::Journal* journal = nullptr;             ///< hears what the orchestrator is told and decides
};

/// Thrown out of `run` when `stop` turned true.
struct Interrupted : base::Error {
  Interrupted() : Error("interrupted") {}
};

/// Simulates one replication under one policy. Pure: equal inputs give equal records.
outcome::Record run(const Model& model, const Exogenous& exogenous, const policy::Bundle& bundle,
                    const RunOptions& options);

}  // namespace supplytwin::world
