#pragma once

#include <optional>
#include <string>

#include "host/nats_handle.hpp"
#include "host/outbox.hpp"

namespace supplytwin::host {

/// Commands as requests over NATS: SUBJECT.transfer.request and so on, questions by key to SUBJECT.query.
class NatsChannel final : public Channel {
 public:
  NatsChannel(NatsConnection& connection, std::string subject);

  bool open() const override { return connection_->connected(); }
  bool send(std::uint64_t call, const edge::Command& command) override;
  bool ask(std::uint64_t call, std::string_view key) override;
  std::optional<Answer> answer() override;

 private:
  bool request(std::uint64_t call, const std::string& subject, const std::string& message);

  NatsConnection* connection_;
  std::string subject_, inbox_;
  NatsSubscription answers_;
};

}  // namespace supplytwin::host
