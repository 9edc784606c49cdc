#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "edge/command_message.hpp"
#include "host/breakers.hpp"
#include "host/commands.hpp"
#include "host/metrics.hpp"
#include "host/sqlite.hpp"
#include "policy/breaker.hpp"
#include "policy/executor.hpp"

namespace supplytwin::host {

/// What time it is.
using Clock = std::function<base::Time()>;

/// How commands and questions about them reach the other side, and its answers come back.
class Channel {
 public:
  struct Answer {
    std::uint64_t call = 0;  ///< to which call
    std::string text;
    bool nobody = false;  ///< nobody listens there, so that it had no effect
  };
  virtual ~Channel() = default;
  virtual bool open() const = 0;
  /// False when it surely did not leave.
  virtual bool send(std::uint64_t call, const edge::Command& command) = 0;
  /// Asks the system that the command is for whether it carried it out; changes nothing there.
  virtual bool ask(std::uint64_t call, const edge::Command& command) = 0;
  /// The next answer that came, if any.
  virtual std::optional<Answer> answer() = 0;
};

/// The commands of decisions on their way: each is in the state before it is sent, and what came of it before
/// anything follows from that. One that was under way when the host ended may have been carried out, so it is asked
/// after. A system that fails too often is left alone for a while, and its commands wait; then one question tries it.
/// What an outage made stale, and what is parked and to be decided again, ends as superseded: whoever holds the view
/// undoes it there (Commands::to_undo).
class Outbox {
 public:
  Outbox(Database& database, Channel& channel, Metrics& metrics, Clock clock);

  /// Adds a command for an item of that criticality; part of the transaction that is open. One that was decided
  /// longer ago than commands may be under way is parked at once: what it would have helped is past.
  void add(const edge::Command& command, std::uint64_t decision, policy::Criticality criticality,
           const policy::ExecutorConfig& config);
  /// Takes answers, tells calls that ran out of time, sends what is due. No transaction may be open.
  void work(const policy::ExecutorConfig& config);

 private:
  struct UnderWay {
    std::string key, verb;
    bool query = false;
    bool probe = false;  // it only tries whether the system answers
    base::Time until{};
    bool over = false;   // it ran out of time; an answer may still come
    std::string note{};  // what came that was no answer
  };
  void came(const UnderWay& of, policy::Outcome outcome, const std::string& note,
            const policy::ExecutorConfig& config);
  bool heard(const UnderWay& of, policy::Outcome outcome, const policy::ExecutorConfig& config);
  void drain(const std::string& verb, const policy::ExecutorConfig& config);
  void become(Dispatch dispatch, const policy::Call& call, const std::string& note,
              const policy::ExecutorConfig& config);
  void fall_back(Dispatch& dispatch, const policy::ExecutorConfig& config);
  void ask_after_what_was_under_way(const policy::ExecutorConfig& config);
  void take_answers(const policy::ExecutorConfig& config);
  void send_due(const policy::ExecutorConfig& config);
  void call(const std::vector<Dispatch>& due, bool probe, const policy::ExecutorConfig& config);
  void tell_circuit(const std::string& verb);
  void hold(const policy::ExecutorConfig& config);
  void count();

  Database* db_;
  Channel* channel_;
  Metrics* metrics_;
  Clock clock_;
  Commands commands_;
  Breakers breakers_;
  std::map<std::uint64_t, UnderWay> under_way_;
  std::uint64_t calls_ = 0;
  bool begun_ = false;
  base::Time looked_{};
};

}  // namespace supplytwin::host
