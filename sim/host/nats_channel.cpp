#include "host/nats_channel.hpp"

#include <charconv>
#include <utility>

#include "base/error.hpp"

namespace supplytwin::host {

NatsChannel::NatsChannel(NatsConnection& connection, std::string subject)
    : connection_(&connection), subject_(std::move(subject)), inbox_(new_inbox()) {
  mailbox_ = std::make_shared<Mailbox>();
  mailbox_->prefix = inbox_.size() + 1;
  auto theirs = std::make_unique<std::shared_ptr<Mailbox>>(mailbox_);
  natsSubscription* answers = nullptr;
  // Not by NextMsg, which tells that nobody listens and not to which call.
  const natsStatus status =
      natsConnection_Subscribe(&answers, connection.get(), (inbox_ + ".*").c_str(), &NatsChannel::hear, theirs.get());
  if (status != NATS_OK)
    throw base::StoreError(connection.address() +
                           ": answers to commands cannot be heard: " + natsStatus_GetText(status));
  const auto forget = [](void* mailbox) { delete static_cast<std::shared_ptr<Mailbox>*>(mailbox); };
  natsSubscription_SetOnCompleteCB(answers, forget, theirs.release());
  answers_ = {answers, EndSubscription{connection.get()}};
}

bool NatsChannel::request(std::uint64_t call, const std::string& subject, const std::string& message) {
  const std::string reply = inbox_ + "." + std::to_string(call);
  return natsConnection_PublishRequest(connection_->get(), subject.c_str(), reply.c_str(), message.data(),
                                       static_cast<int>(message.size())) == NATS_OK;
}

bool NatsChannel::send(std::uint64_t call, const edge::Command& command) {
  return request(call, subject_ + "." + command.verb, command.message);
}

bool NatsChannel::ask(std::uint64_t call, const edge::Command& command) {
  return request(call, subject_ + ".query." + command.verb, edge::query_message(command.key));
}

void NatsChannel::hear(natsConnection* /*connection*/, natsSubscription* /*subscription*/, natsMsg* came,
                       void* mailbox) {
  Mailbox& box = **static_cast<std::shared_ptr<Mailbox>*>(mailbox);
  const NatsMessage message(came);
  const std::string_view subject = natsMsg_GetSubject(came);
  Answer answer;
  const char* const number = subject.data() + box.prefix;
  if (std::from_chars(number, subject.data() + subject.size(), answer.call).ec != std::errc{}) return;
  answer.nobody = natsMsg_IsNoResponders(came);
  answer.text.assign(natsMsg_GetData(came), static_cast<std::size_t>(natsMsg_GetDataLength(came)));
  const std::scoped_lock lock(box.mutex);
  box.came.push_back(std::move(answer));
}

std::optional<Channel::Answer> NatsChannel::answer() {
  const std::scoped_lock lock(mailbox_->mutex);
  if (mailbox_->came.empty()) return std::nullopt;
  Answer answer = std::move(mailbox_->came.front());
  mailbox_->came.pop_front();
  return answer;
}

}  // namespace supplytwin::host
