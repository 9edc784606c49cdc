#pragma once

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "host/metrics.hpp"
#include "host/order.hpp"

namespace supplytwin::host {

/// An address on this machine alone.
struct Loopback {
  std::string host;
  int port = 0;
};
/// Reads `127.0.0.1:9464`, `localhost:9464` or `[::1]:9464`. Throws Refused for any other, also one of another
/// machine.
Loopback read_loopback(const std::string& text);

/// A host's face on loopback: `/healthz`, `/metrics`, and orders by POST, each with the token
/// (`Authorization: Bearer TOKEN`); without a token there are no orders.
class Endpoint {
 public:
  /// Listens when it returns; port 0 is any that is free. Throws Refused when it cannot.
  Endpoint(const Loopback& at, std::optional<std::string> token, const Metrics& metrics, Orders& orders);
  ~Endpoint();
  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;

  /// Where it listens, as `http://127.0.0.1:9464`.
  const std::string& url() const { return url_; }

 private:
  struct Server;
  std::unique_ptr<Server> server_;
  Orders* orders_;
  std::string url_;
  std::jthread thread_;
};

/// Gives an order to the host at `url` and returns its answer, JSON. `signature` is that of a policy, in digits.
/// Throws Refused when it is turned away, base::StoreError when nobody answers.
std::string give_order(const std::string& url, const std::string& token, const std::string& verb,
                       const std::string& which, const std::string& body, const std::string& signature = "");

}  // namespace supplytwin::host
