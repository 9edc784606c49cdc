#include "host/nats_source.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "host/state_file.hpp"

namespace supplytwin::host {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kAckWait = std::int64_t{30} * 1'000'000'000;         // [ns]
constexpr std::int64_t kForgetAfter = std::int64_t{3'600} * 1'000'000'000;  // a consumer that nobody reads with [ns]
constexpr std::int64_t kMostUnkept = 4'096;  // messages that are sent here and not yet on the disk
constexpr milliseconds kLeast{5}, kAgain{250};
constexpr std::chrono::seconds kLookEvery{2};

/// What was not read yet is gone; to wait does not help.
struct Lost : Refused {
  using Refused::Refused;
};

}  // namespace

NatsSource::NatsSource(NatsConnection& connection, std::string stream, std::string subject, std::string consumer)
    : connection_(&connection),
      stream_(std::move(stream)),
      subject_(std::move(subject)),
      consumer_(std::move(consumer)),
      name_("nats " + stream_ + (subject_.empty() ? "" : " " + subject_)) {
  jsCtx* made = nullptr;
  if (const natsStatus status = natsConnection_JetStream(&made, connection.get(), nullptr); status != NATS_OK)
    fail("cannot be spoken to", status);
  jetstream_.reset(made);
  look();
}

NatsSource::~NatsSource() = default;

void NatsSource::fail(const std::string& what, natsStatus status) const {
  throw base::StoreError(connection_->address() + ": " + what + ": " + natsStatus_GetText(status));
}

/// What the stream is and holds now.
NatsSource::StreamState NatsSource::look() {
  jsStreamInfo* told = nullptr;
  jsErrCode code{};
  const natsStatus status = js_GetStreamInfo(&told, jetstream_.get(), stream_.c_str(), nullptr, &code);
  const std::unique_ptr<jsStreamInfo, Destroy<&jsStreamInfo_Destroy>> info(told);
  const std::string where = connection_->address() + ": ";
  if (code == JSNotEnabledErr || code == JSNotEnabledForAccountErr || status == NATS_NO_RESPONDERS)
    throw Refused(where + "has no JetStream; start it with `nats-server -js`");
  if (code == JSStreamNotFoundErr || status == NATS_NOT_FOUND)
    throw Refused(where + "has no stream '" + stream_ + "'; make it, or name another with --stream");
  if (status != NATS_OK) fail("stream '" + stream_ + "' cannot be looked at", status);
  if (info->Config->Retention != js_LimitsPolicy)
    throw Refused(where + "stream '" + stream_ + "' drops messages once somebody has read them; make one with " +
                  "retention by limits, from which can be read again after a failure");
  if (const std::string made = std::to_string(info->Created); made_.empty()) {
    made_ = made;
  } else if (made_ != made) {
    throw Lost(where + "stream '" + stream_ + "' was made anew; what it holds is not what was read before. " +
               "Begin another state");
  }
  return {info->State.FirstSeq, info->State.LastSeq};
}

void NatsSource::go_on(std::optional<std::uint64_t> at) {
  const StreamState held = look();
  const std::string where = connection_->address() + ": stream '" + stream_ + "' ";
  if (at && *at > held.last)
    throw Lost(where + "ends with message " + std::to_string(held.last) + " and was read up to " +
               std::to_string(*at) + "; it is another stream. Begin another state");
  if (at && held.first > *at + 1)
    throw Lost(where + "has dropped the messages from " + std::to_string(*at + 1) + " to " +
               std::to_string(held.first - 1) + " before they were read; let it keep them for longer, and begin " +
               "another state with a new master.snapshot");
  read_behind(at.value_or(0));
  reads_ = true;
}

void NatsSource::read_behind(std::uint64_t at) {
  subscription_.reset();
  latest_.reset();
  taken_ = at;
  delivered_ = 0;
  js_DeleteConsumer(jetstream_.get(), stream_.c_str(), consumer_.c_str(), nullptr, nullptr);
  jsConsumerConfig config;
  jsConsumerConfig_Init(&config);
  config.Durable = consumer_.c_str();
  config.DeliverPolicy = js_DeliverByStartSequence;
  config.OptStartSeq = at + 1;
  config.AckPolicy = js_AckAll;
  config.AckWait = kAckWait;
  config.MaxAckPending = kMostUnkept;
  config.InactiveThreshold = kForgetAfter;
  if (!subject_.empty()) config.FilterSubject = subject_.c_str();
  jsConsumerInfo* told = nullptr;
  jsErrCode code{};
  natsStatus status = js_AddConsumer(&told, jetstream_.get(), stream_.c_str(), &config, nullptr, &code);
  const std::unique_ptr<jsConsumerInfo, Destroy<&jsConsumerInfo_Destroy>> info(told);
  if (status != NATS_OK && code != 0)
    throw Refused(connection_->address() + ": stream '" + stream_ + "' cannot be read" +
                  (subject_.empty() ? "" : " for '" + subject_ + "'") + ": " + natsStatus_GetText(status) + " " +
                  std::to_string(code));
  if (status != NATS_OK) fail("stream '" + stream_ + "' cannot be read", status);
  pending_ = info->NumPending;
  jsSubOptions options;
  jsSubOptions_Init(&options);
  options.Stream = stream_.c_str();
  options.Consumer = consumer_.c_str();
  natsSubscription* subscription = nullptr;
  status = js_PullSubscribe(&subscription, jetstream_.get(), subject_.empty() ? nullptr : subject_.c_str(),
                            consumer_.c_str(), nullptr, &options, &code);
  subscription_.reset(subscription);
  if (status != NATS_OK) fail("stream '" + stream_ + "' cannot be read", status);
}

std::vector<Arrival> NatsSource::take(std::size_t most, milliseconds patience) {
  std::vector<Arrival> taken;
  natsMsgList list{};
  const natsStatus status = natsSubscription_Fetch(&list, subscription_.get(), static_cast<int>(most),
                                                   std::max(patience, kLeast).count(), nullptr);
  if (status == NATS_OK) {
    const bool whole = add(list, taken);
    natsMsgList_Destroy(&list);
    if (!whole) reads_ = false;
  } else if (status == NATS_TIMEOUT) {
    if (connected()) look_at_rest();
  } else {
    reads_ = false;
    std::this_thread::sleep_for(patience);
  }
  if (!reads_ && connection_->connected()) recover();
  return taken;
}

/// After an outage the consumer may be gone, and the broker not able yet to say what it has.
void NatsSource::recover() {
  try {
    go_on(taken_);
  } catch (const Lost&) {
    throw;
  } catch (const base::Error&) {
    std::this_thread::sleep_for(kAgain);  // told by /healthz meanwhile
  }
}

/// Takes what was fetched. False where some before it got lost on its way: it would come again only later, behind
/// what stands behind it.
bool NatsSource::add(natsMsgList& list, std::vector<Arrival>& to) {
  for (int i = 0; i < list.Count; ++i) {
    NatsMessage message(std::exchange(list.Msgs[i], nullptr));
    jsMsgMetaData* told = nullptr;
    if (natsMsg_GetMetaData(&told, message.get()) != NATS_OK) return false;
    const std::unique_ptr<jsMsgMetaData, Destroy<&jsMsgMetaData_Destroy>> meta(told);
    if (meta->Sequence.Consumer != ++delivered_) return false;
    pending_ = meta->NumPending;
    if (meta->Sequence.Stream > taken_) {  // else it came again, since its acknowledgement was late
      taken_ = meta->Sequence.Stream;
      const auto size = static_cast<std::size_t>(natsMsg_GetDataLength(message.get()));
      to.push_back({std::string(natsMsg_GetData(message.get()), size), taken_, size});
    }
    latest_ = std::move(message);
  }
  return true;
}

/// Nothing came. Others may have removed what was left, and where only some subjects are read, all that the stream
/// holds by now is of others: it may be dropped there without harm.
void NatsSource::look_at_rest() {
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_ < kLookEvery) return;
  looked_ = now;
  try {
    const StreamState held = look();
    jsConsumerInfo* told = nullptr;
    if (js_GetConsumerInfo(&told, jetstream_.get(), stream_.c_str(), consumer_.c_str(), nullptr, nullptr) != NATS_OK)
      return;
    const std::unique_ptr<jsConsumerInfo, Destroy<&jsConsumerInfo_Destroy>> info(told);
    pending_ = info->NumPending;
    if (pending_ == 0 && info->Delivered.Consumer == delivered_) taken_ = std::max(taken_, held.last);
  } catch (const Lost&) {
    throw;
  } catch (const base::Error&) {
    reads_ = false;
  }
}

void NatsSource::kept(std::uint64_t /*at*/) {
  if (latest_) natsMsg_Ack(latest_.get(), nullptr);  // one that is lost is made up for by the next, or by the start
  latest_.reset();
}

}  // namespace supplytwin::host
