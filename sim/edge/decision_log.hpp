#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/fields.hpp"
#include "edge/names.hpp"
#include "policy/bundle.hpp"
#include "policy/bytes.hpp"
#include "policy/orchestrator.hpp"

namespace supplytwin::edge {

/// What undoes the command of such a decision once it was carried out; empty for actions that have no command.
std::string_view undo_of(policy::Action action);

/// Puts decisions into words on one line each. Every line ends with `chain`, the SHA-256 of the chain before it and
/// of the line so far: a line that is changed, left out or put elsewhere breaks the chain.
class DecisionLines {
 public:
  /// Both must outlive it; the bundle may be replaced in its place.
  DecisionLines(const Names& names, const policy::Bundle& bundle) : names_(&names), bundle_(&bundle) {}

  std::string line(const policy::Trigger& trigger, const policy::View& view, const policy::Decision& decision);
  std::uint64_t count() const { return count_; }
  /// Of the last line; zeros before the first.
  const base::Digest& chain() const { return chain_; }

  /// How far the log has come, to go on from.
  void save(policy::Writer& to) const;
  /// Throws base::PolicyError for bytes that are not whole.
  void restore(policy::Reader& from);

 private:
  const Names* names_;
  const policy::Bundle* bundle_;
  std::unordered_map<std::uint64_t, std::uint32_t> revisions_;  // by point and episode: decisions so far
  base::Digest chain_{};
  std::uint64_t count_ = 0;
};

/// In what two decisions on one need can differ. Each member of a logged decision belongs to one of these, but for
/// its id, its policy and its chain; one that this version does not know belongs to `other`.
enum class Difference : std::uint8_t {
  action,    ///< what is done, and the commands
  source,    ///< from where, by which contract, of what, and to where
  quantity,  ///< [each]
  timing,    ///< decided when, tried again when, needed by when
  cost,      ///< estimated, and who has to release it
  reason,    ///< the rule, its reasons, and what was rejected
  facts,     ///< what was known, and what asked
  other,
  missing,  ///< only in the first log
  added     ///< only in the second
};
inline constexpr std::size_t kDifferences = 10, kCompared = 8;

/// A decision as the log tells it; texts as they stand there.
struct LoggedDecision {
  std::string id;  ///< location/item/episode/revision
  std::string policy, rule, action, from, as_of, reasons;
  std::string until;  ///< of a deferred one, when it is tried again
  std::string needed_by;
  std::int64_t quantity = 0;
  std::array<std::uint64_t, kCompared> hashes{};  ///< by Difference, of its members as they stand there
};

/// Reads logged decisions line by line and holds the chain. Throws WireError for a line that is none, or whose chain
/// is broken.
class DecisionReader {
 public:
  LoggedDecision read(std::string_view line);

 private:
  base::Digest chain_{};
};

}  // namespace supplytwin::edge

template <>
struct supplytwin::base::EnumNames<supplytwin::edge::Difference> {
  static constexpr std::array<std::string_view, 10> names{"action", "source", "quantity", "timing",  "cost",
                                                          "reason", "facts",  "other",    "missing", "added"};
};
