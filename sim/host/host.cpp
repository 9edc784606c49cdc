#include "host/host.hpp"

#include <chrono>
#include <limits>
#include <utility>

#include "base/digest.hpp"
#include "base/format.hpp"
#include "edge/wire.hpp"
#include "edge/wire_time.hpp"

namespace supplytwin::host {
namespace {

using edge::wire_time;
using Stopwatch = std::chrono::steady_clock;

constexpr std::string_view kNewest = "newest";  // the latest recorded time that came [ms]
constexpr std::string_view kHold = "hold", kRetention = "retention", kAhead = "ahead";  // [ms]
constexpr std::size_t kLongestMaster = std::size_t{64} << 20;

double seconds(base::Duration d) { return static_cast<double>(d.count()) / 1'000; }
double since(Stopwatch::time_point t) { return std::chrono::duration<double>(Stopwatch::now() - t).count(); }

InForce in_force(const policy::Bundle& bundle, std::int64_t after) {
  const auto bytes = bundle.canonical();
  return {after, base::hex(bundle.digest()), {bytes.begin(), bytes.end()}};
}

/// Who decides by a state, which is told where it has not begun.
policy::Bundle who_decides(State& state, const policy::Bundle* policy) {
  const std::vector<InForce> all = state.policies();
  if (all.empty()) {
    if (!policy) throw Refused(state.name() + ": has not begun yet; name the policy that decides with --policy");
    Transaction t(state.database());
    state.add_policy(in_force(*policy, 0));
    t.commit();
    return *policy;
  }
  policy::Bundle last = policy::Bundle::load(all.back().canonical);
  if (policy && policy->digest() != last.digest())
    throw Refused(state.name() + ": " + std::string(last.name()) + " (" + base::hex(last.digest()).substr(0, 12) +
                  ") decides there, and not " + std::string(policy->name()) + " (" +
                  base::hex(policy->digest()).substr(0, 12) +
                  "); put it in its place with `supplytwin shadow swap`, or leave --policy away");
  return last;
}

}  // namespace

Host::Host(State& state, const policy::Bundle* policy, const HostConfig& config, Metrics& metrics, Clock clock,
           Outbox* outbox)
    : state_(&state),
      config_(config),
      metrics_(&metrics),
      clock_(std::move(clock)),
      outbox_(outbox),
      letters_(state.database()),
      bundle_(who_decides(state, policy)),
      waiting_(config.hold) {
  waiting_.heard(base::Time{base::Duration{state_->fact(kNewest, base::milliseconds(base::Time::min()))}});
  restore();
  tell_metrics();
}

std::string Host::chain() const { return base::hex(decider_ ? decider_->chain() : base::Digest{}); }

// --- going on ------------------------------------------------------------------------------------------------------

void Host::make_decider(std::string_view master) {
  const edge::Message message = edge::read_message(master);
  decider_.emplace(message, bundle_,
                   [this](const policy::Decision& decision, const std::string& line) { decided(decision, line); });
  master_place_ = message.place();
}

void Host::restore() {
  const std::string master = state_->master();
  if (!master.empty()) make_decider(master);
  const auto disagrees = [this](const std::string& how) {
    throw Refused(state_->name() + ": what it holds does not lead to the decisions that it holds: " + how +
                  "; it was changed, or another version of the program made it");
  };
  restoring_ = true;
  if (decider_) {
    if (auto snapshot = state_->snapshot()) {
      place_ = saved_ = snapshot->first;
      try {
        decider_->restore(snapshot->second);
      } catch (const base::PolicyError& e) {
        disagrees(e.what());
      }
    }
    state_->each_decision_behind(decider_->decisions(), [&](std::string_view line) { expected_.emplace_back(line); });
    const std::vector<InForce> policies = state_->policies();
    std::size_t next = 0;
    const auto use_for = [&](std::int64_t place) {
      bool other = false;
      while (next < policies.size() && policies[next].after < place) ++next, other = true;
      if (other) decider_->use(policy::Bundle::load(policies[next - 1].canonical));
    };
    state_->each_behind(saved_, [&](const State::Event& row) {
      if (row.place != ++place_) disagrees("event " + std::to_string(place_) + " is missing");
      use_for(row.place);
      try {
        policy::Event event = decider_->read(edge::read_message(row.message));
        event.recorded = row.taken;
        decider_->hear(event);
      } catch (const edge::WireError& e) {
        disagrees("event " + std::to_string(place_) + ": " + e.what());
      }
    });
    if (agreed_ != expected_.size() || decider_->decisions() != state_->decisions())
      disagrees("it has " + std::to_string(state_->decisions()) + " decisions, and " +
                std::to_string(decider_->decisions()) + " follow");
    decider_->use(bundle_);
    if (const auto head = state_->chain_head(); !head.empty() && head != chain()) disagrees("the chain is broken");
    waiting_.open(state_->reached().value_or(master_place_));
  }
  restoring_ = false;
  expected_.clear();
  state_->each_waiting([&](const State::Event& row) {
    Waiting::Item item{row.entry, row.arrived, edge::read_message(row.message), std::nullopt};
    if (decider_) {
      item.event = decider_->read(item.message);
      item.message.data = nullptr;
    }
    waiting_.add(std::move(item));
  });
}

HostConfig last_config(State& state) {
  HostConfig config;
  const auto duration = [&](std::string_view name, base::Duration otherwise) {
    return base::Duration{state.fact(name, otherwise.count())};
  };
  config.hold = duration(kHold, config.hold);
  config.retention = duration(kRetention, config.retention);
  config.ahead = duration(kAhead, config.ahead);
  return config;
}

void Host::read_from(Source& source) {
  std::string made;
  const auto at = state_->position(source.name(), &made);
  if (at && made != source.made())
    throw Refused(source.name() + ": was made anew since it was read; begin another state");
  source.go_on(at);
  source_ = source.name();
  source_made_ = source.made();
  position_ = at.value_or(0);
  begin();
  state_->set_fact(kHold, config_.hold.count());
  state_->set_fact(kRetention, config_.retention.count());
  state_->set_fact(kAhead, config_.ahead.count());
  keep();
}

// --- taking --------------------------------------------------------------------------------------------------------

void Host::begin() {
  if (!transaction_) transaction_ = std::make_unique<Transaction>(state_->database());
}

void Host::take(const Arrival& arrival) {
  begin();
  metrics_->add(Metric::received);
  if (const auto why = accept(arrival.message, arrival.size, false))
    refuse({.kind = std::string(Letters::kRefused),
            .arrived = clock_(),
            .source = source_ + " " + std::to_string(arrival.at),
            .reason = *why,
            .size = arrival.size,
            .message = arrival.size > kLongest ? arrival.message.substr(0, Letters::kBeginning) : arrival.message});
  position_ = arrival.at;
  release_due(false);
}

void Host::pass(std::uint64_t at) {
  if (at <= position_) return;
  begin();
  position_ = at;
}

void Host::refuse(const Letter& letter) {
  letters_.add(letter);
  metrics_->add(Metric::refused);
}

/// Takes a message in; why not, where it is refused.
std::optional<std::string> Host::accept(std::string_view text, std::uint64_t size, bool by_hand) {
  const auto too_long = [](std::size_t most) { return "longer than " + std::to_string(most >> 20) + " MiB"; };
  if (size > (decider_ ? kLongest : kLongestMaster) || size > text.size())
    return too_long(decider_ ? kLongest : kLongestMaster);
  try {
    edge::Message message = edge::read_message(text);
    const bool opens = !decider_ && message.type == edge::kMasterSnapshot;
    if (!opens && size > kLongest) return too_long(kLongest);
    if (state_->knows(message.source, message.id)) {
      metrics_->add(Metric::duplicates);
      return std::nullopt;
    }
    const base::Time now = clock_();
    if (message.recorded - config_.ahead > now)
      return "recordedtime: " + wire_time(message.recorded) + " is still to come; it is " + wire_time(now);
    if (opens) return open_by(message, text);
    Waiting::Item item{0, now, {}, std::nullopt};
    if (decider_) {
      item.event = decider_->read(message);
      message.data = nullptr;
      if (message.place() <= master_place_)
        return "recorded before the master.snapshot that this state began with, which holds what it tells";
    }
    if (!by_hand && waiting_.newest() > base::Time{} + config_.retention &&
        message.recorded < waiting_.newest() - config_.retention)
      return "recorded longer ago than ids are kept for (" + base::words(config_.retention) +
             "), so that nobody can tell whether it came before; redrive it if it did not";
    item.entry = state_->add(message.place(), now, text);
    item.message = std::move(message);
    waiting_.add(std::move(item));
  } catch (const edge::WireError& e) {
    return e.what();
  }
  return std::nullopt;
}

void Host::open(std::string_view master) {
  const edge::Message message = edge::read_message(master);
  if (decider_) {
    if (base::sha256(state_->master()) != base::sha256(master))
      throw Refused(state_->name() + ": was begun with another master.snapshot; begin another state with this one");
    return;
  }
  begin();
  if (const auto why = open_by(message, master)) throw Refused("--master: " + *why);
  keep();
}

std::optional<std::string> Host::open_by(const edge::Message& message, std::string_view text) {
  make_decider(text);
  state_->open(text);
  state_->release(state_->add(message.place(), clock_(), ""), 0, message.recorded, false);
  waiting_.heard(message.recorded);
  waiting_.open(master_place_);
  return std::nullopt;
}

// --- deciding ------------------------------------------------------------------------------------------------------

void Host::release_due(bool idle) {
  const base::Time now = clock_();
  while (auto released = waiting_.next(now, idle)) release(std::move(*released));
}

void Host::flush() {
  if (!decider_ && waiting_.size() > 0)
    throw Refused("no master.snapshot came, so that " +
                  base::counted(static_cast<std::int64_t>(waiting_.size()), "event") +
                  " cannot be understood; let one come first, or name it with --master");
  while (auto released = waiting_.next_of_all()) release(std::move(*released));
}

void Host::release(Waiting::Released released) {
  begin();
  Waiting::Item& item = released.item;
  const edge::Place& place = released.place;
  if (!item.event) {  // it came before the master was known
    std::string why;
    if (place <= master_place_) {
      why = "recorded before the master.snapshot that this state began with, which holds what it tells";
    } else {
      try {
        item.event = decider_->read(item.message);
      } catch (const edge::WireError& e) {
        why = e.what();
      }
    }
    if (!item.event) {
      const std::string text = state_->message(item.entry);
      refuse({.kind = std::string(Letters::kRefused),
              .arrived = item.arrived,
              .source = source_,
              .reason = why,
              .size = text.size(),
              .message = text});
      state_->forget(item.entry);
      return;
    }
  }
  const base::Time now = clock_();
  if (released.late) {
    metrics_->add(Metric::late);
    letters_.add({.kind = std::string(Letters::kLate),
                  .arrived = item.arrived,
                  .source = place.source + " " + place.id,
                  .reason = "recorded at " + wire_time(place.recorded) + ", taken as of " + wire_time(released.taken),
                  .message = {}});
  }
  state_->release(item.entry, ++place_, released.taken, released.late);
  item.event->recorded = released.taken;
  const std::uint64_t before = decider_->decisions();
  const auto started = Stopwatch::now();
  decider_->hear(*item.event);
  if (decider_->decisions() > before) metrics_->observe(Metric::decision, since(started));
  metrics_->add(Metric::taken);
  metrics_->observe(Metric::hold, std::max(0.0, seconds(now - item.arrived)));
  metrics_->set(Metric::recorded_lag, seconds(now - place.recorded));
  if (place_ - saved_ >= config_.snapshot_every) save();
}

void Host::decided(const policy::Decision& decision, const std::string& line) {
  if (restoring_) {
    if (agreed_ == expected_.size() || expected_[agreed_] != line)
      throw Refused(state_->name() + ": a decision taken again differs from the one that it holds: " + line);
    ++agreed_;
    return;
  }
  state_->add_decision(decider_->decisions(), place_, line);
  metrics_->add(Metric::decisions, 1, label("action", base::name_of(decision.action)));
  if (!outbox_) return;
  for (const edge::Command& command : edge::commands_of(line))
    outbox_->add(command, decider_->decisions(), bundle_.executor());
}

// --- keeping -------------------------------------------------------------------------------------------------------

void Host::save() {
  if (!decider_ || place_ == saved_) return;
  begin();
  state_->save(place_, decider_->save());
  saved_ = place_;
  if (waiting_.newest() > base::Time{} + config_.retention)
    state_->forget_before(saved_, waiting_.newest() - config_.retention);
}

void Host::keep() {
  if (!transaction_) return;
  state_->set_fact(kNewest, base::milliseconds(waiting_.newest()));
  if (position_ > 0) state_->set_position(source_, source_made_, position_);
  const auto started = Stopwatch::now();
  transaction_->commit();
  transaction_.reset();
  metrics_->observe(Metric::commit, since(started));
  tell_metrics();
}

void Host::tell_metrics() {
  metrics_->set(Metric::waiting, static_cast<double>(waiting_.size()));
  metrics_->set(Metric::open_letters, static_cast<double>(letters_.open()));
  metrics_->tell(Metric::chain_head, label("chain", chain()) + "," + label("decisions", std::to_string(decisions())));
  metrics_->tell(Metric::policy, label("name", bundle_.name()) + "," + label("digest", base::hex(bundle_.digest())));
}

// --- commands of people --------------------------------------------------------------------------------------------

void Host::use(const policy::Bundle& bundle) {
  if (bundle.digest() == bundle_.digest()) return;
  begin();
  state_->add_policy(in_force(bundle, place_));
  bundle_ = bundle;
  if (decider_) decider_->use(bundle);
  keep();
}

Redriven Host::redrive(std::int64_t number, const std::optional<std::string>& mended) {
  const auto letter = letters_.find(number);
  if (!letter || letter->kind != Letters::kRefused || letter->settled)
    throw Refused("no open dead letter has the number " + std::to_string(number));
  if (!mended && letter->size > letter->message.size())
    throw Refused("letter " + std::to_string(number) +
                  " was too long to be kept; give what is to be taken with --with");
  const std::string& text = mended ? *mended : letter->message;
  begin();
  const auto why = accept(text, text.size(), true);
  if (why)
    letters_.refuse_again(number, *why);
  else
    letters_.settle(number, clock_());
  release_due(false);
  keep();
  return {!why, why.value_or("")};
}

}  // namespace supplytwin::host
