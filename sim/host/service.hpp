#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

#include "host/host.hpp"
#include "host/metrics.hpp"
#include "host/order.hpp"
#include "host/outbox.hpp"
#include "host/source.hpp"

namespace supplytwin::host {

/// Why a host ended.
enum class End : std::uint8_t {
  interrupted,  ///< a signal
  ordered,      ///< an order over HTTP
  exhausted,    ///< its source ended, or was idle for as long as was asked
};

/// A host at work: from its source into the state, orders between two events, commands on their way.
class Service {
 public:
  /// All must outlive it; `outbox` is nullptr in shadow. `until_idle`: end when nothing came for so long.
  Service(Host& host, State& state, Source& source, Outbox* outbox, Orders& orders, Metrics& metrics, Clock clock,
          std::optional<base::Duration> until_idle);

  /// Works until `stop` turns true, an order says so or nothing more comes; what is known is saved then. What waits
  /// for its turn is released only at an end of the source. Throws Refused and base::Error.
  End run(const std::atomic<bool>& stop);

 private:
  Order::Answer obey(const Order& order);
  Order::Answer redrive(const Order& order);
  bool read_once();

  Host* host_;
  State* state_;
  Source* source_;
  Outbox* outbox_;
  Orders* orders_;
  Metrics* metrics_;
  Clock clock_;
  std::optional<base::Duration> until_idle_;
  std::chrono::steady_clock::time_point came_;  // when something last did
  bool paused_ = false, ordered_to_stop_ = false;
};

}  // namespace supplytwin::host
