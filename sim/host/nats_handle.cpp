#include "host/nats_handle.hpp"

#include "base/error.hpp"

namespace supplytwin::host {
namespace {

constexpr std::int64_t kConnectWithin = 3'000;  // to reach the broker at first [ms]
constexpr std::int64_t kReconnectWait = 250;    // between two attempts to reach it again [ms]

/// nats://user:password@host:port without the part before the host.
std::string without_secrets(const std::string& url) {
  const std::size_t at = url.rfind('@'), scheme = url.find("://");
  if (at == std::string::npos) return url;
  return (scheme == std::string::npos || scheme > at ? "" : url.substr(0, scheme + 3)) + url.substr(at + 1);
}

}  // namespace

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
  natsOptions_UseOldRequestStyle(made, true);  // an inbox a request; the README of this room says why
  natsConnection* connection = nullptr;
  const natsStatus status = natsConnection_Connect(&connection, made);
  connection_.reset(connection);
  if (status != NATS_OK)
    throw base::StoreError(address_ + ": no broker answers there (" + natsStatus_GetText(status) +
                           "); start it, or name another one");
}

}  // namespace supplytwin::host
