#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace supplytwin::host {

/// A message as it came, and where it stands in its source.
struct Arrival {
  std::string message;
  std::uint64_t at = 0;    ///< rises in each source; the next start goes on behind it
  std::uint64_t size = 0;  ///< of the message [bytes]; more than is here when it was too long to be kept
};

/// Where messages come from, in an order that is the same whenever it is read again from one place.
class Source {
 public:
  virtual ~Source() = default;
  /// What the state remembers its place by, and what tells another source of that name from it.
  virtual const std::string& name() const = 0;
  virtual const std::string& made() const = 0;
  /// Begins behind `at`; nothing: at its beginning. Throws Refused when that place is not there any more.
  virtual void go_on(std::optional<std::uint64_t> at) = 0;
  /// What has come, at most `most` messages; waits so long for the first. Throws base::Error.
  virtual std::vector<Arrival> take(std::size_t most, std::chrono::milliseconds patience) = 0;
  /// Up to where all was told: the place of the last that was taken, or a later one up to which nothing is of
  /// interest.
  virtual std::uint64_t at() const = 0;
  /// All up to there is on the disk here, and may be forgotten there.
  virtual void kept(std::uint64_t at) = 0;
  /// Nothing will ever come any more.
  virtual bool ended() const = 0;
  /// More lies there than was taken, so that what is missing may still be among it.
  virtual bool more() const = 0;
  /// Messages that lie there, as far as is known.
  virtual std::uint64_t lag() const = 0;
  virtual bool connected() const = 0;
  /// What a person should know of its end; empty: nothing.
  virtual std::string remark() const { return ""; }
};

}  // namespace supplytwin::host
