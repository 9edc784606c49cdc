#pragma once

#include <nats/nats.h>

#include <cstdint>
#include <memory>
#include <string>

namespace supplytwin::host {

template <auto Free>
struct Destroy {
  template <class T>
  void operator()(T* t) const {
    Free(t);
  }
};

using NatsMessage = std::unique_ptr<natsMsg, Destroy<&natsMsg_Destroy>>;
using NatsSubscription = std::unique_ptr<natsSubscription, Destroy<&natsSubscription_Destroy>>;

/// A connection to NATS that comes back by itself after an outage.
class NatsConnection {
 public:
  /// Throws base::StoreError where no broker answers, naming the address without what is secret in it.
  explicit NatsConnection(const std::string& url);

  natsConnection* get() const { return connection_.get(); }
  bool connected() const { return natsConnection_Status(connection_.get()) == NATS_CONN_STATUS_CONNECTED; }
  const std::string& address() const { return address_; }

 private:
  std::string address_;
  std::unique_ptr<natsConnection, Destroy<&natsConnection_Destroy>> connection_;
};

}  // namespace supplytwin::host
