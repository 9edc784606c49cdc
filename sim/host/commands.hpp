#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "edge/command_message.hpp"
#include "host/sqlite.hpp"
#include "policy/executor.hpp"

namespace supplytwin::host {

/// A command and how far it has come.
struct Dispatch {
  edge::Command command;
  policy::Call call;
  policy::Criticality criticality{};                   ///< of the item in need
  policy::Fallback fallback = policy::Fallback::wait;  ///< what is done about it since it was parked
  std::string note;                                    ///< what the other side said, or why it is parked
};

/// The commands of decisions in a state. Each change is part of the transaction that is open. Throws
/// base::StoreError.
class Commands {
 public:
  explicit Commands(Database& database) : db_(&database) {}

  void add(const Dispatch& dispatch, std::uint64_t decision);
  std::optional<Dispatch> find(std::string_view key);
  /// What became of it: it is not under way any more.
  void keep(const Dispatch& dispatch);
  void set_under_way(std::string_view key);
  /// The keys of all that is under way.
  std::vector<std::string> under_way();
  /// Commands of a verb whose step is due, the longest due first.
  std::vector<Dispatch> due(std::string_view verb, base::Time now, std::int64_t most);
  /// All of a verb that were issued by an instant and are to be sent or asked about, now or later, and not under way.
  std::vector<Dispatch> held(std::string_view verb, base::Time issued_by);
  /// What is parked for a person.
  std::vector<Dispatch> parked();
  /// Sets a parked one going again; false when there is none of that key.
  bool redrive(std::string_view key, base::Time now);
  /// Takes a parked one for carried out, by what a person notes; false when there is none of that key.
  bool settle(std::string_view key, std::string_view note, base::Time now);

  /// A superseded command that the view still counts on, and the line of its decision.
  struct Stale {
    std::string key, decision;
  };
  std::vector<Stale> to_undo(std::int64_t most);
  void set_undone(std::string_view key);

  struct Counts {
    std::map<std::string, std::uint64_t> steps;  ///< by what is to be done next
    std::uint64_t phone = 0;                     ///< parked, and to be carried out by telephone
    std::uint64_t to_undo = 0;                   ///< superseded and not undone yet
  };
  Counts count();

 private:
  Database* db_;
};

}  // namespace supplytwin::host
