#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "host/nats_handle.hpp"
#include "host/outbox.hpp"

namespace supplytwin::host {

/// Commands as requests over NATS: SUBJECT.transfer.request and so on, questions by key to
/// SUBJECT.query.transfer.request, so that the system answers that the command is for.
class NatsChannel final : public Channel {
 public:
  NatsChannel(NatsConnection& connection, std::string subject);

  bool open() const override { return connection_->connected(); }
  bool send(std::uint64_t call, const edge::Command& command) override;
  bool ask(std::uint64_t call, const edge::Command& command) override;
  std::optional<Answer> answer() override;

 private:
  /// What the thread of the subscription puts in. It may do so until the subscription has wholly ended.
  struct Mailbox {
    std::size_t prefix = 0;  // of the subjects of answers, before the number of the call
    std::mutex mutex;
    std::deque<Answer> came;
  };
  bool request(std::uint64_t call, const std::string& subject, const std::string& message);
  static void hear(natsConnection* connection, natsSubscription* subscription, natsMsg* came, void* mailbox);

  NatsConnection* connection_;
  std::string subject_, inbox_;
  std::shared_ptr<Mailbox> mailbox_;
  NatsSubscription answers_;
};

}  // namespace supplytwin::host
