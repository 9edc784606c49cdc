#include "host/nats_channel.hpp"

#include <charconv>
#include <utility>

#include "base/error.hpp"

namespace supplytwin::host {

NatsChannel::NatsChannel(NatsConnection& connection, std::string subject)
    : connection_(&connection), subject_(std::move(subject)) {
  natsInbox* inbox = nullptr;
  if (natsInbox_Create(&inbox) != NATS_OK) throw base::StoreError("out of memory");
  inbox_ = inbox;
  natsInbox_Destroy(inbox);
  natsSubscription* answers = nullptr;
  const natsStatus status =
      natsConnection_SubscribeSync(&answers, connection.get(), (inbox_ + ".*").c_str());
  if (status != NATS_OK)
    throw base::StoreError(connection.address() + ": answers to commands cannot be heard: " + natsStatus_GetText(status));
  answers_.reset(answers);
}

bool NatsChannel::request(std::uint64_t call, const std::string& subject, const std::string& message) {
  const std::string reply = inbox_ + "." + std::to_string(call);
  return natsConnection_PublishRequest(connection_->get(), subject.c_str(), reply.c_str(), message.data(),
                                       static_cast<int>(message.size())) == NATS_OK;
}

bool NatsChannel::send(std::uint64_t call, const edge::Command& command) {
  return request(call, subject_ + "." + command.verb, command.message);
}

bool NatsChannel::ask(std::uint64_t call, std::string_view key) {
  return request(call, subject_ + ".query", edge::query_message(key));
}

std::optional<Channel::Answer> NatsChannel::answer() {
  for (;;) {
    natsMsg* came = nullptr;
    if (natsSubscription_NextMsg(&came, answers_.get(), 0) != NATS_OK) return std::nullopt;
    const NatsMessage message(came);
    const std::string_view subject = natsMsg_GetSubject(came);
    Answer answer;
    const char* const number = subject.data() + inbox_.size() + 1;
    if (std::from_chars(number, subject.data() + subject.size(), answer.call).ec != std::errc{}) continue;
    answer.nobody = natsMsg_IsNoResponders(came);
    answer.text.assign(natsMsg_GetData(came), static_cast<std::size_t>(natsMsg_GetDataLength(came)));
    return answer;
  }
}

}  // namespace supplytwin::host
