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
#include "host/metrics.hpp"
#include "host/sqlite.hpp"
#include "policy/executor.hpp"

namespace supplytwin::host {

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
  virtual bool ask(std::uint64_t call, std::string_view key) = 0;
  /// The next answer that came, if any.
  virtual std::optional<Answer> answer() = 0;
};

/// A command and how far it has come.
struct Dispatch {
  edge::Command command;
  policy::Call call;
  std::string note;  ///< what the other side said, or why it is parked
};

/// The commands of decisions on their way: each is in the state before it is sent, and what came of it before
/// anything follows from that. One that was under way when the host ended may have been carried out, so it is asked
/// after.
class Outbox {
 public:
  using Clock = std::function<base::Time()>;

  Outbox(Database& database, Channel& channel, Metrics& metrics, Clock clock);

  /// Adds a command; part of the transaction that is open. One that was decided longer ago than commands may be
  /// under way is parked at once: what it would have helped is past.
  void add(const edge::Command& command, std::uint64_t decision, const policy::ExecutorConfig& config);
  /// Takes answers, tells calls that ran out of time, sends what is due. No transaction may be open.
  void work(const policy::ExecutorConfig& config);

 private:
  struct UnderWay {
    std::string key;
    bool query = false;
    base::Time until{};
    bool over = false;  // it ran out of time; an answer may still come
  };
  void came(std::uint64_t call, const UnderWay& of, policy::Outcome outcome, const std::string& note,
            const policy::ExecutorConfig& config);
  void take_answers(const policy::ExecutorConfig& config);
  void send_due(const policy::ExecutorConfig& config);
  void count();

  Database* db_;
  Channel* channel_;
  Metrics* metrics_;
  Clock clock_;
  std::map<std::uint64_t, UnderWay> under_way_;
  std::uint64_t calls_ = 0;
  bool begun_ = false;
  base::Time counted_{};
};

/// Commands that are parked for a person, from the state.
std::vector<Dispatch> parked_commands(Database& database);
/// Sets a parked command going again; false when there is none of that key.
bool redrive_command(Database& database, std::string_view key, base::Time now);

}  // namespace supplytwin::host
