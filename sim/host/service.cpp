#include "host/service.hpp"

#include <thread>
#include <vector>

#include "base/digest.hpp"
#include "edge/wire.hpp"
#include "host/redrive.hpp"
#include "host/state_file.hpp"
#include "host/trust.hpp"

namespace supplytwin::host {
namespace {

using edge::Json;

constexpr std::size_t kArrivalsAtOnce = 512;         // messages in one transaction
constexpr std::chrono::milliseconds kLookAgain{50};  // until orders and commands are looked at again

}  // namespace

Service::Service(Host& host, State& state, Source& source, Outbox* outbox, Orders& orders, Metrics& metrics,
                 Clock clock, std::optional<base::Duration> until_idle)
    : host_(&host),
      state_(&state),
      source_(&source),
      outbox_(outbox),
      orders_(&orders),
      metrics_(&metrics),
      clock_(std::move(clock)),
      until_idle_(until_idle),
      came_(std::chrono::steady_clock::now()) {}

End Service::run(const std::atomic<bool>& stop) {
  std::optional<End> end;
  while (!end) {
    while (auto order = orders_->next()) order->answer.set_value(obey(*order));
    metrics_->set(Metric::connected, source_->connected() ? 1 : 0);
    if (stop) {
      end = End::interrupted;
    } else if (ordered_to_stop_) {
      end = End::ordered;
    } else if (paused_) {
      std::this_thread::sleep_for(kLookAgain);
    } else if (read_once()) {
      end = End::exhausted;
    }
    if (!outbox_) continue;
    outbox_->work(host_->bundle().executor());
    if (!paused_) host_->decide_again();
  }
  host_->save();
  host_->keep();
  return *end;
}

/// Takes what has come; true when it was the last.
bool Service::read_once() {
  const std::vector<Arrival> arrivals = source_->take(kArrivalsAtOnce, kLookAgain);
  for (const Arrival& arrival : arrivals) host_->take(arrival);
  host_->pass(source_->at());
  host_->release_due(!source_->more());
  const auto now = std::chrono::steady_clock::now();
  if (!arrivals.empty() || source_->more()) came_ = now;
  const bool over = source_->ended() || (until_idle_ && now - came_ >= *until_idle_);
  if (over) host_->flush();
  host_->keep();
  if (!arrivals.empty()) source_->kept(host_->position());
  metrics_->set(Metric::source_lag, static_cast<double>(source_->lag()));
  return over;
}

Order::Answer Service::obey(const Order& order) {
  try {
    if (order.verb == "swap") {
      const auto bytes = std::as_bytes(std::span(order.body));
      const auto signature = signature_of(order.signature);
      check_signature(host_->key(), bytes, signature, "the policy");
      const policy::Bundle bundle = policy::Bundle::load(bytes);
      host_->use(bundle, signature);
      return {
          200,
          Json{{"policy", bundle.name()}, {"digest", base::hex(bundle.digest())}, {"after", host_->events()}}.dump()};
    }
    if (order.verb == "redrive") return redrive(order);
    if (order.verb == "settle") {
      const std::string became = settle(*state_, order.which, order.body, clock_());
      host_->tell_metrics();
      return {200, became};
    }
  } catch (const Untrusted& e) {
    return {403, Json{{"error", e.what()}}.dump()};
  } catch (const Refused& e) {
    return {409, Json{{"error", e.what()}}.dump()};
  } catch (const base::StoreError&) {
    throw;
  } catch (const base::Error& e) {
    return {400, Json{{"error", e.what()}}.dump()};
  }
  if (order.verb == "stop") ordered_to_stop_ = true;
  if (order.verb == "pause" || order.verb == "resume") paused_ = order.verb == "pause";
  metrics_->set(Metric::paused, paused_ ? 1 : 0);
  return {200, Json{{"done", order.verb}, {"events", host_->events()}, {"decisions", host_->decisions()}}.dump()};
}

Order::Answer Service::redrive(const Order& order) {
  const std::optional<std::string> mended = order.body.empty() ? std::nullopt : std::optional(order.body);
  return {200, host::redrive(*host_, *state_, order.which, mended, clock_())};
}

}  // namespace supplytwin::host
