#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/nats_handle.hpp"
#include "host/source.hpp"

namespace supplytwin::host {

/// A stream of NATS JetStream, read in its own order by a consumer that is made anew, behind the last message that
/// the state holds, whenever a host starts: what a host that was killed had been sent and not kept comes again at
/// once and in its old order, instead of later and out of order. So the stream must keep its messages by limits.
class NatsSource final : public Source {
 public:
  /// `subject` may be empty, for all of the stream; `consumer` is the name of what reads. Throws Refused when there
  /// is no such stream, or one of another kind.
  NatsSource(NatsConnection& connection, std::string stream, std::string subject, std::string consumer);
  ~NatsSource() override;
  NatsSource(const NatsSource&) = delete;
  NatsSource& operator=(const NatsSource&) = delete;

  const std::string& name() const override { return name_; }
  const std::string& made() const override { return made_; }
  void go_on(std::optional<std::uint64_t> at) override;
  std::vector<Arrival> take(std::size_t most, std::chrono::milliseconds patience) override;
  std::uint64_t at() const override { return taken_; }
  void kept(std::uint64_t at) override;
  bool ended() const override { return false; }
  bool more() const override { return pending_ > 0 || !connected(); }
  std::uint64_t lag() const override { return pending_; }
  bool connected() const override { return reads_ && connection_->connected(); }

 private:
  struct StreamState {
    std::uint64_t first = 0, last = 0;
  };
  [[noreturn]] void fail(const std::string& what, natsStatus status) const;
  StreamState look();
  void read_behind(std::uint64_t at);
  bool ask(std::size_t most);
  bool add(const NatsMessage& message, std::vector<Arrival>& to);
  void look_behind();
  void check_dropped(const StreamState& held, std::uint64_t at) const;
  void look_at_rest();
  void recover();

  NatsConnection* connection_;
  std::string stream_, subject_, consumer_, name_, made_;
  std::unique_ptr<jsCtx, Destroy<&jsCtx_Destroy>> jetstream_;
  std::string inbox_;
  NatsSubscription subscription_;
  std::string latest_;     // where the last that was taken is acknowledged, and with it all before it
  std::size_t asked_ = 0;  // messages that the broker was asked for and has not sent
  std::chrono::steady_clock::time_point owed_{};  // by when it has sent them or said that there are no more
  std::uint64_t taken_ = 0;                       // up to which message of the stream
  std::uint64_t delivered_ = 0;                   // by this consumer
  std::uint64_t pending_ = 0;
  std::uint64_t returns_ = 0;  // of the connection, before this consumer
  bool reads_ = false;         // it has a consumer that answers
  std::chrono::steady_clock::time_point looked_{};
};

}  // namespace supplytwin::host
