#include "host/nats_handle.hpp"

#include "base/error.hpp"

namespace supplytwin::host {
namespace {

constexpr std::int64_t kConnectWithin = 3'000;  // to reach the broker at first [ms]
constexpr std::int64_t kReconnectWait = 250;    // between two attempts to reach it again [ms]
constexpr std::int64_t kFlushWithin = 1'000;    // to hear from the broker at the end of a subscription [ms]

/// nats://user:password@host:port without the part before the host.
std::string without_secrets(const std::string& url) {
  const std::size_t at = url.rfind('@'), scheme = url.find("://");
  if (at == std::string::npos) return url;
  return (scheme == std::string::npos || scheme > at ? "" : url.substr(0, scheme + 3)) + url.substr(at + 1);
}

}  // namespace

void EndSubscription::operator()(natsSubscription* subscription) const {
  natsSubscription_Unsubscribe(subscription);
  if (natsConnection_FlushTimeout(connection, kFlushWithin) == NATS_OK) natsSubscription_Destroy(subscription);
}

std::string new_inbox() {
  natsInbox* made = nullptr;
  if (natsInbox_Create(&made) != NATS_OK) throw base::StoreError("out of memory");
  const std::unique_ptr<natsInbox, Destroy<&natsInbox_Destroy>> inbox(made);
  return made;
}

NatsConnection::NatsConnection(const std::string& url) : address_(without_secrets(url)) {
  natsOptions* made = nullptr;
  if (natsOptions_Create(&made) != NATS_OK) throw base::StoreError("out of memory");
  const std::unique_ptr<natsOptions, Destroy<&natsOptions_Destroy>> options(made);
  if (natsOptions_SetURL(made, url.c_str()) != NATS_OK)
    throw base::StoreError(address_ + ": is no address of a broker; expected one such as nats://127.0.0.1:4222");
  natsOptions_SetName(made, "supplytwin shadow");
  natsOptions_SetTimeout(made, kConnectWithin);
  natsOptions_SetMaxReconnect(made, -1);
  natsOptions_SetReconnectWait(made, kReconnectWait);
  natsOptions_SetReconnectJitter(made, kReconnectWait, kReconnectWait);
  natsConnection* connection = nullptr;
  const natsStatus status = natsConnection_Connect(&connection, made);
  connection_.reset(connection);
  if (status != NATS_OK)
    throw base::StoreError(address_ + ": no broker answers there (" + natsStatus_GetText(status) +
                           "); start it, or name another one");
}

std::uint64_t NatsConnection::returns() const {
  natsStatistics* made = nullptr;
  if (natsStatistics_Create(&made) != NATS_OK) throw base::StoreError("out of memory");
  const std::unique_ptr<natsStatistics, Destroy<&natsStatistics_Destroy>> statistics(made);
  std::uint64_t returns = 0;
  natsConnection_GetStats(connection_.get(), made);
  natsStatistics_GetCounts(made, nullptr, nullptr, nullptr, nullptr, &returns);
  return returns;
}

}  // namespace supplytwin::host
