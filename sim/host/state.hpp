#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/signature.hpp"
#include "base/time.hpp"
#include "edge/event_message.hpp"
#include "host/state_file.hpp"
#include "policy/bundle.hpp"

namespace supplytwin::host {

/// A policy that decided, and behind which event it began to.
struct InForce {
  std::int64_t after = 0;
  std::string digest;
  std::vector<std::byte> canonical;
  std::optional<base::Signature> signature{};  ///< of those bytes, where one was given

  static InForce of(const policy::Bundle& bundle, std::int64_t after,
                    const std::optional<base::Signature>& signature);
};

/// What a host remembers of events and decisions, in tables. Each change is part of the transaction that is open.
/// Throws base::StoreError.
class State {
 public:
  explicit State(StateFile& file);

  Database& database() { return *db_; }
  const std::string& name() const { return file_->name(); }
  /// A random number that no other state has.
  std::string id();
  std::int64_t fact(std::string_view name, std::int64_t otherwise);
  void set_fact(std::string_view name, std::int64_t value);
  /// A fact that is a text; empty where there is none.
  std::string text_fact(std::string_view name);
  void set_text_fact(std::string_view name, std::string_view value);

  /// The message that the state was opened by; empty before.
  std::string master();
  void open(std::string_view message);
  std::vector<InForce> policies();
  void add_policy(const InForce& policy);
  /// The last policy has this signature from now on.
  void sign_policy(const base::Signature& signature);

  /// How far a source was read; nothing when it never was.
  std::optional<std::uint64_t> position(const std::string& source, std::string* made);
  void set_position(const std::string& source, const std::string& made, std::uint64_t at);

  bool knows(const std::string& source, const std::string& id);
  /// Adds a message that waits; its row.
  std::int64_t add(const edge::Place& place, base::Time arrived, std::string_view message);
  /// It was the event number `place` for the policy.
  void release(std::int64_t entry, std::int64_t place, base::Time taken, bool late);
  void forget(std::int64_t entry);
  /// Drops the events before `place` that were recorded before `before`, with what is known of their ids.
  void forget_before(std::int64_t place, base::Time before);
  void add_decision(std::uint64_t number, std::int64_t place, std::string_view line);

  void save(std::int64_t place, std::span<const std::byte> bytes);
  /// The event behind which the snapshot was taken, and its bytes; nothing when there is none.
  std::optional<std::pair<std::int64_t, std::vector<std::byte>>> snapshot();

  struct Event {
    std::int64_t entry = 0, place = 0;
    base::Time arrived{}, taken{};
    bool late = false;
    std::string message;
  };
  /// Events behind a place, in order; those that wait.
  void each_behind(std::int64_t place, const std::function<void(const Event&)>& tell);
  void each_waiting(const std::function<void(const Event&)>& tell);
  /// The lines of decisions behind one, in order.
  void each_decision_behind(std::uint64_t number, const std::function<void(std::string_view)>& tell);
  std::uint64_t decisions();
  /// The hash that the last line of decisions ends with; empty when there is none.
  std::string chain_head();
  /// The text of a row of the inbox.
  std::string message(std::int64_t entry);
  std::int64_t last_place();
  /// The first that is still there; one more than the last when none is.
  std::int64_t first_place();
  /// The place in the order of the last that came in time.
  std::optional<edge::Place> reached();

 private:
  StateFile* file_;
  Database* db_;
  Statement knows_, add_, release_, add_decision_, set_fact_, set_position_;
};

}  // namespace supplytwin::host
