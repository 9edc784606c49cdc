#include "host/nats_source.hpp"

#include <algorithm>
#include <string_view>
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
constexpr std::chrono::seconds kAsks{5};   // for how long a request stands, unless all that it asks for has come
constexpr std::chrono::seconds kOwes{10};  // by when it was answered, or the consumer is given up
constexpr std::string_view kNoMore = "408", kTaken = "+ACK";

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
  if (at) check_dropped(held, *at);
  read_behind(at.value_or(std::max<std::uint64_t>(held.first, 1) - 1));  // a new state begins with what is there
  reads_ = true;
}

void NatsSource::read_behind(std::uint64_t at) {
  subscription_.reset();
  latest_.clear();
  returns_ = connection_->returns();
  taken_ = at;
  delivered_ = asked_ = 0;
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
  if (code == JSConsumerFilterNotSubsetErr)
    throw Refused(connection_->address() + ": stream '" + stream_ + "' cannot be read for '" + subject_ +
                  "': it has no such subject (error " + std::to_string(code) +
                  "); name one of its own with --subject");
  if (status != NATS_OK && code != 0)
    throw Refused(connection_->address() + ": stream '" + stream_ + "' cannot be read" +
                  (subject_.empty() ? "" : " for '" + subject_ + "'") + ": " + natsStatus_GetText(status) + " " +
                  std::to_string(code));
  if (status != NATS_OK) fail("stream '" + stream_ + "' cannot be read", status);
  pending_ = info->NumPending;
  inbox_ = new_inbox();
  natsSubscription* subscription = nullptr;
  status = natsConnection_SubscribeSync(&subscription, connection_->get(), inbox_.c_str());
  if (status != NATS_OK) fail("stream '" + stream_ + "' cannot be read", status);
  subscription_ = {subscription, EndSubscription{connection_->get()}};
  natsSubscription_SetPendingLimits(subscription, -1, -1);  // what comes was asked for
}

/// Asks for the next messages. Not by natsSubscription_Fetch: where some of what it asked for earlier has come late,
/// that of libnats 3.4.1 does not stop at as many as it was told, and writes behind the end of its list.
bool NatsSource::ask(std::size_t most) {
  const std::string subject = "$JS.API.CONSUMER.MSG.NEXT." + stream_ + "." + consumer_;
  const std::string what = R"({"batch":)" + std::to_string(most) + R"(,"expires":)" +
                           std::to_string(std::chrono::nanoseconds(kAsks).count()) + "}";
  asked_ = most;
  owed_ = std::chrono::steady_clock::now() + kOwes;
  reads_ = natsConnection_PublishRequest(connection_->get(), subject.c_str(), inbox_.c_str(), what.data(),
                                         static_cast<int>(what.size())) == NATS_OK;
  return reads_;
}

std::vector<Arrival> NatsSource::take(std::size_t most, milliseconds patience) {
  std::vector<Arrival> taken;
  if (connection_->returns() != returns_) reads_ = false;
  while (reads_ && taken.size() < most) {
    if (asked_ == 0 && !ask(most)) break;
    const milliseconds wait = taken.empty() ? std::max(patience, kLeast) : milliseconds(0);
    natsMsg* came = nullptr;
    const natsStatus status = natsSubscription_NextMsg(&came, subscription_.get(), wait.count());
    const NatsMessage message(came);
    if (status != NATS_OK && status != NATS_TIMEOUT) reads_ = false;
    if (status != NATS_OK || !add(message, taken)) break;
  }
  if (taken.empty() && asked_ > 0 && std::chrono::steady_clock::now() > owed_) reads_ = false;
  if (taken.empty() && connected()) look_at_rest();
  if (reads_) return taken;
  if (connection_->connected())
    recover();
  else
    std::this_thread::sleep_for(patience);
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

/// Takes a message. False where the broker only says that it has no more for now, and where some message before it
/// got lost on its way: that would come again only later, behind what stands behind it.
bool NatsSource::add(const NatsMessage& message, std::vector<Arrival>& to) {
  jsMsgMetaData* told = nullptr;
  if (natsMsg_GetMetaData(&told, message.get()) != NATS_OK) {
    const char* status = nullptr;
    natsMsgHeader_Get(message.get(), "Status", &status);
    if (!status || kNoMore != status) reads_ = false;  // such as that the consumer is gone
    asked_ = 0;
    return false;
  }
  const std::unique_ptr<jsMsgMetaData, Destroy<&jsMsgMetaData_Destroy>> meta(told);
  if (meta->Sequence.Consumer != ++delivered_) return reads_ = false;
  if (asked_ > 0) --asked_;
  pending_ = meta->NumPending;
  if (meta->Sequence.Stream > taken_ + 1) look_behind();
  if (meta->Sequence.Stream > taken_) {  // else it came again, since its acknowledgement was late
    taken_ = meta->Sequence.Stream;
    const auto size = static_cast<std::size_t>(natsMsg_GetDataLength(message.get()));
    to.push_back({std::string(natsMsg_GetData(message.get()), size), taken_, size});
  }
  latest_ = natsMsg_GetReply(message.get());
  return true;
}

/// The next message is not the one behind the last: those between are of other subjects, were taken out one by one,
/// or were dropped before they were read. Where only some subjects are read gaps are common, so that one looks now
/// and then.
void NatsSource::look_behind() {
  const auto now = std::chrono::steady_clock::now();
  if (!subject_.empty() && now - looked_ < kLookEvery) return;
  looked_ = now;
  check_dropped(look(), taken_);
}

void NatsSource::check_dropped(const StreamState& held, std::uint64_t at) const {
  if (held.first > at + 1)
    throw Lost(connection_->address() + ": stream '" + stream_ + "' has dropped the messages from " +
               std::to_string(at + 1) + " to " + std::to_string(held.first - 1) +
               " before they were read; let it keep them for longer, and begin another state with a new " +
               "master.snapshot");
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
    pending_ = info->NumPending + (info->Delivered.Consumer - delivered_);  // the second: lost on its way, or late
    if (pending_ == 0) taken_ = std::max(taken_, held.last);
  } catch (const Lost&) {
    throw;
  } catch (const base::Error&) {
    reads_ = false;
  }
}

void NatsSource::kept(std::uint64_t /*at*/) {
  if (!latest_.empty())  // one that is lost is made up for by the next, or by the start
    natsConnection_Publish(connection_->get(), latest_.c_str(), kTaken.data(), static_cast<int>(kTaken.size()));
  latest_.clear();
}

}  // namespace supplytwin::host
