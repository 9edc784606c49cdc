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

/// Frees a subscription only once the thread that reads has come past it: libnats before 3.6 may else be about to put
/// a message into it (nats.c, issue 637). Where the broker does not answer it is left lying.
struct EndSubscription {
  natsConnection* connection = nullptr;
  void operator()(natsSubscription* subscription) const;
};
using NatsSubscription = std::unique_ptr<natsSubscription, EndSubscription>;

/// A subject that nobody else has. Throws base::StoreError.
std::string new_inbox();

/// A connection to NATS that comes back by itself after an outage.
class NatsConnection {
 public:
  /// Throws base::StoreError where no broker answers, naming the address without what is secret in it.
  explicit NatsConnection(const std::string& url);

  natsConnection* get() const { return connection_.get(); }
  bool connected() const { return natsConnection_Status(connection_.get()) == NATS_CONN_STATUS_CONNECTED; }
  /// How often it has come back. What was under way before is lost.
  std::uint64_t returns() const;
  const std::string& address() const { return address_; }

 private:
  std::string address_;
  std::unique_ptr<natsConnection, Destroy<&natsConnection_Destroy>> connection_;
};

}  // namespace supplytwin::host
