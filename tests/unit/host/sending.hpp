#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "../edge/small_world.hpp"
#include "host/state_file.hpp"
#include "naive_erp.hpp"

namespace supplytwin::host {

using policy::Circuit;
using policy::Criticality;
using policy::Fallback;

inline constexpr const char* kTransfer = "transfer.request";
inline constexpr const char* kOrder = "requisition.create";

using Mood = NaiveErp::Mood;

/// An outbox on a state file, and the ERP that it sends to.
class Sending : public testing::Test {
 protected:
  Sending() { fresh(); }
  void fresh() {
    outbox = std::make_unique<Outbox>(file.database(), erp, metrics, [this] { return now; });
  }
  void add(const std::string& key, base::Duration age = base::Duration{0}, const std::string& verb = kTransfer,
           Criticality criticality = Criticality::essential, std::uint32_t decisions = 1) {
    Transaction t(file.database());
    outbox->add({key, verb, "{}", now - age, decisions}, 1, criticality, config);
    t.commit();
  }
  void work(int rounds = 60, base::Duration step = base::kSecond * 10) {
    for (int i = 0; i < rounds; ++i, now += step) outbox->work(config);
  }
  std::optional<Dispatch> find(const std::string& key) { return Commands(file.database()).find(key); }
  std::string step(const std::string& key) {
    const auto d = find(key);
    return d ? std::string(base::name_of(d->call.step)) : "";
  }
  /// What the state, and not the outbox, has of a system.
  policy::Breaker breaker(const std::string& verb = kTransfer) { return Breakers(file.database()).of(verb); }
  /// Lets one command after the other fail until the breaker opens; the keys of them.
  std::vector<std::string> break_it() {
    erp.down = true;
    std::vector<std::string> keys;
    for (int i = 0; i < config.breaker_failures; ++i) {
      add(keys.emplace_back("lost" + std::to_string(i)));
      outbox->work(config);
    }
    now += config.timeout;
    outbox->work(config);
    return keys;
  }
  /// A command that was carried out without an answer, and is given up at once.
  void park_unanswered(const std::string& key) {
    config.retries = 0;
    erp.moods = {Mood::answers_never};
    add(key);
    outbox->work(config);
    now += config.timeout;
    outbox->work(config);
  }
  /// Waits until the system may be tried, and tries it.
  void try_it() {
    now = std::max(now, breaker().until);
    outbox->work(config);
  }

  edge::Scratch scratch;
  StateFile file{scratch.path / "state.db", StateFile::Use::begin};
  Metrics metrics;
  NaiveErp erp;
  policy::ExecutorConfig config{.retries = 5, .timeout = base::kSecond * 30, .backoff = base::kSecond};
  base::Time now{base::kDay * 20'000};
  std::unique_ptr<Outbox> outbox;
};

}  // namespace supplytwin::host
