#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "host/sqlite.hpp"

namespace supplytwin::host {

/// What could not be taken as it came, for a person to see to.
struct Letter {
  std::int64_t number = 0;
  std::string kind;  ///< refused: it was not taken; late: it was taken, behind its turn
  base::Time arrived{};
  std::string source;      ///< where it came from, and its place there
  std::string reason;      ///< why
  std::uint64_t size = 0;  ///< of the message [bytes]
  std::string message;     ///< its text; of one that is too long only the beginning
  bool settled = false;    ///< it was driven again and taken, or a person has seen to it
};

/// The dead letters and the notes of late events in a state. Throws base::StoreError.
class Letters {
 public:
  static constexpr std::string_view kRefused = "refused", kLate = "late";
  /// How much is kept of a message that is too long [bytes].
  static constexpr std::size_t kBeginning = std::size_t{64} << 10;

  explicit Letters(Database& database) : db_(&database) {}

  void add(const Letter& letter);
  void settle(std::int64_t number, base::Time at);
  /// Why it is here by now.
  void set_reason(std::int64_t number, std::string_view reason);
  std::optional<Letter> find(std::int64_t number);
  /// Of one kind, the open ones or all of them.
  std::vector<Letter> list(std::string_view kind, bool also_settled);
  std::uint64_t open();

 private:
  Database* db_;
};

}  // namespace supplytwin::host
