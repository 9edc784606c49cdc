#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/signature.hpp"
#include "base/time.hpp"
#include "edge/decider.hpp"
#include "host/letters.hpp"
#include "host/metrics.hpp"
#include "host/outbox.hpp"
#include "host/source.hpp"
#include "host/state.hpp"
#include "host/waiting.hpp"
#include "policy/bundle.hpp"

namespace supplytwin::host {

struct HostConfig {
  base::Duration hold = base::kSecond * 5;     ///< how long one waits for what was recorded before it
  base::Duration retention = base::kDay * 30;  ///< how long an event and its id are kept, by recorded time
  base::Duration ahead = base::kMinute * 5;    ///< how far recorded times may run ahead of the clock
  std::int64_t snapshot_every = 20'000;        ///< events between two snapshots of what is known
  std::optional<base::PublicKey> key{};        ///< whose holder must have signed each policy; none: nobody
  bool drop_key = false;                       ///< without a key, though the state's host last worked with one
  std::optional<base::Signature> signature{};  ///< of the policy that is given
};

/// The config that a host last worked with in a state, for what is done to it at rest.
HostConfig last_config(State& state);

/// Whether the host that last worked with a state sent its commands.
bool emits(State& state);

/// What became of a letter that was driven again.
struct Redriven {
  bool taken = false;
  std::string reason;  ///< why it was refused once more
};

/// The orchestrator as production runs it: takes messages as they come, puts them in order, decides, and keeps all in
/// the state, so that it goes on after any end as if there had been none. Whatever a message does, to the view, to
/// the decisions and to the inbox, is in one transaction; `keep` ends it.
class Host {
 public:
  /// The most bytes that a message may have; a `master.snapshot` that opens a state may have 64 MiB.
  static constexpr std::size_t kLongest = std::size_t{1} << 20;

  /// Goes on from the state: decides again on what followed the last snapshot and holds it against the decisions that
  /// are there. `policy` is who decides; nullptr: as the state says. `outbox` takes the commands; nullptr: shadow.
  /// Throws Untrusted, also where a key is dropped in silence; Refused when the state does not fit the policy or
  /// disagrees with itself; base::StoreError.
  Host(State& state, const policy::Bundle* policy, const HostConfig& config, Metrics& metrics, Clock clock,
       Outbox* outbox = nullptr);
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// Opens a new state with a `master.snapshot` that comes by hand. Throws Refused for another one than it has.
  void open(std::string_view master);
  /// Reads from that source from now on, behind what the state holds of it.
  void read_from(Source& source);

  void take(const Arrival& arrival);
  /// Nothing up to there is of interest.
  void pass(std::uint64_t at);
  /// Releases what has waited long enough; `idle`: the source has nothing more.
  void release_due(bool idle);
  /// Releases all: nothing more will come.
  void flush();
  /// Takes superseded commands of the outbox out of the view and decides their needs again, as of the instant that is
  /// reached; in a transaction of its own. They wait while that instant is so long ago that what would be decided
  /// could not be sent. How many those were.
  std::size_t decide_again();
  /// On the disk when it returns: then the source may forget up to `position`.
  void keep();
  std::uint64_t position() const { return position_; }
  /// Remembers all that is known, so that the next start is quick.
  void save();

  /// Lets another policy decide from the next event on; in a transaction of its own. Throws Untrusted.
  void use(const policy::Bundle& bundle, const std::optional<base::Signature>& signature = std::nullopt);
  /// Takes a dead letter again, or a mended text in its place; in a transaction of its own. Throws Refused when there
  /// is no such open letter.
  Redriven redrive(std::int64_t number, const std::optional<std::string>& mended);

  bool opened() const { return decider_.has_value(); }
  const policy::Bundle& bundle() const { return bundle_; }
  /// Whose holder must have signed a policy, if anybody's.
  const std::optional<base::PublicKey>& key() const { return config_.key; }
  std::int64_t events() const { return place_; }
  std::uint64_t decisions() const { return decider_ ? decider_->decisions() : 0; }
  std::string chain() const;
  std::size_t waiting() const { return waiting_.size(); }

  /// Sets what the metrics tell of the state; done whenever something is kept.
  void tell_metrics();

 private:
  static constexpr std::string_view kNewest = "newest";  // fact: the latest recorded time that came [ms]

  void begin();
  void restore();
  void make_decider(std::string_view master);
  void decided(const policy::Decision& decision, const std::string& line);
  std::optional<std::string> accept(std::string_view text, std::uint64_t size, bool by_hand);
  std::optional<std::string> open_by(const edge::Message& message, std::string_view text);
  void release(Waiting::Released released);
  void tell(const policy::Event& event);
  void tell_itself(const std::string& text);
  void refuse(const Letter& letter);

  State* state_;
  HostConfig config_;
  Metrics* metrics_;
  Clock clock_;
  Outbox* outbox_;
  Letters letters_;
  policy::Bundle bundle_;
  std::optional<edge::Decider> decider_;
  edge::Place master_place_;
  Waiting waiting_;
  std::unique_ptr<Transaction> transaction_;
  std::vector<std::string> expected_;  // while it is restored: the decisions that are there
  std::size_t agreed_ = 0;
  bool restoring_ = false;
  std::int64_t place_ = 0, saved_ = 0;
  std::string source_, source_made_;
  std::uint64_t position_ = 0;
};

}  // namespace supplytwin::host
