#include "host/host.hpp"

#include <chrono>
#include <limits>
#include <utility>

#include "base/digest.hpp"
#include "base/format.hpp"
#include "edge/undo_message.hpp"
#include "edge/wire.hpp"
#include "edge/wire_time.hpp"
#include "host/commands.hpp"
#include "host/trust.hpp"

namespace supplytwin::host {
namespace {

using edge::wire_time;
using Stopwatch = std::chrono::steady_clock;

constexpr std::int64_t kUndoneAtOnce = 64;  // superseded commands in one transaction

double seconds(base::Duration d) { return static_cast<double>(d.count()) / 1'000; }
double since(Stopwatch::time_point t) { return std::chrono::duration<double>(Stopwatch::now() - t).count(); }

}  // namespace

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
  if (size > (decider_ ? kLongest : edge::kLongestMessage) || size > text.size())
    return too_long(decider_ ? kLongest : edge::kLongestMessage);
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
  tell(*item.event);
  metrics_->observe(Metric::hold, std::max(0.0, seconds(now - item.arrived)));
  metrics_->set(Metric::recorded_lag, seconds(now - place.recorded));
}

/// The policy is told it; it is the event number `place_` in the state already.
void Host::tell(const policy::Event& event) {
  const std::uint64_t before = decider_->decisions();
  const auto started = Stopwatch::now();
  decider_->hear(event);
  if (decider_->decisions() > before) metrics_->observe(Metric::decision, since(started));
  metrics_->add(Metric::taken);
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
  const policy::Master& master = decider_->names().master();
  const policy::Criticality criticality = master.items[master.points[decision.point.value].item.value].criticality;
  for (const edge::Command& command : edge::commands_of(line))
    outbox_->add(command, decider_->decisions(), criticality, bundle_.executor());
}

// --- deciding again ------------------------------------------------------------------------------------------------

std::size_t Host::decide_again() {
  if (!decider_ || !outbox_ || clock_() - waiting_.reached().recorded >= bundle_.executor().dead_letter_after)
    return 0;
  Commands commands(state_->database());
  const std::vector<Commands::Stale> stale = commands.to_undo(kUndoneAtOnce);
  if (stale.empty()) return 0;
  begin();
  for (const Commands::Stale& each : stale) {
    for (const std::string& text :
         edge::undo_messages(each.decision, each.key, waiting_.reached(), decider_->names()))
      tell_itself(text);
    commands.set_undone(each.key);
  }
  keep();
  return stale.size();
}

/// Takes a message of its own at once. It has no turn, and moves nobody else's: others may still come before the
/// instant that is reached.
void Host::tell_itself(const std::string& text) {
  const edge::Message message = edge::read_message(text);
  if (state_->knows(message.source, message.id)) return;
  constexpr bool kOutOfTurn = true;
  state_->release(state_->add(message.place(), clock_(), text), ++place_, message.recorded, kOutOfTurn);
  tell(decider_->read(message));
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

void Host::use(const policy::Bundle& bundle, const std::optional<base::Signature>& signature) {
  if (signature && !config_.key) throw nothing_to_hold_it_against();
  check_signature(config_.key, bundle.canonical(), signature, std::string(bundle.name()));
  if (bundle.digest() == bundle_.digest()) return;
  begin();
  state_->add_policy(InForce::of(bundle, place_, signature));
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
    letters_.set_reason(number, *why);
  else
    letters_.settle(number, clock_());
  release_due(false);
  keep();
  return {!why, why.value_or("")};
}

}  // namespace supplytwin::host
