#include "host/outbox.hpp"

#include <sodium.h>

#include <utility>

#include "base/fields.hpp"
#include "edge/wire.hpp"
#include "host/state_file.hpp"
#include "policy/decision.hpp"

namespace supplytwin::host {
namespace {

using policy::Call;
using policy::Circuit;
using policy::Outcome;
using policy::Step;

constexpr std::int64_t kCallsAtOnce = 64;          // calls to one system that are begun in one round
constexpr base::Duration kRemember = base::kHour;  // answers to older calls say nothing any more

std::uint64_t entropy() {
  std::uint64_t bits = 0;
  randombytes_buf(&bits, sizeof bits);
  return bits;
}

/// What an answer says; nothing where it cannot be read, such as that of a stream which takes commands in: another
/// one may come behind it.
std::optional<Outcome> outcome_of(const Channel::Answer& answer, bool to_query, std::string& note) {
  if (answer.nobody) {
    note = "nobody listens there";
    return Outcome::failed;
  }
  try {
    const Outcome outcome = edge::read_answer(answer.text, to_query);
    if (outcome == Outcome::refused) note = "the other side refused it";
    if (outcome == Outcome::failed) note = "the other side said that it failed";
    return outcome;
  } catch (const edge::WireError& e) {
    note = std::string("an answer that cannot be read: ") + e.what();
    return std::nullopt;
  }
}

/// Behind its time only that a command was carried out counts; the rest was acted on as unknown. A refusal may be
/// that of a call which was given up, when the one after it is on its way.
bool settles(Outcome outcome) { return outcome == Outcome::accepted || outcome == Outcome::found; }

}  // namespace

Outbox::Outbox(Database& database, Channel& channel, Metrics& metrics, Clock clock)
    : db_(&database),
      channel_(&channel),
      metrics_(&metrics),
      clock_(std::move(clock)),
      commands_(database),
      breakers_(database) {
  for (const auto& [verb, breaker] : breakers_.all()) tell_circuit(verb);
}

void Outbox::add(const edge::Command& command, std::uint64_t decision, policy::Criticality criticality,
                 const policy::ExecutorConfig& config) {
  Dispatch d{.command = command, .call = policy::begin(clock_()), .criticality = criticality, .note = {}};
  if (d.call.issued - command.as_of >= config.dead_letter_after) {
    d.call.step = Step::dead_letter;
    d.note = "decided too long ago to be sent";
    fall_back(d, config);
  }
  commands_.add(d, decision);
}

void Outbox::work(const policy::ExecutorConfig& config) {
  if (!begun_) ask_after_what_was_under_way(config);
  begun_ = true;
  take_answers(config);
  if (channel_->open()) send_due(config);
  const base::Time now = clock_();
  if (now < looked_ + base::kSecond) return;
  looked_ = now;
  hold(config);
  count();
}

/// What an earlier process sent and heard no answer to. That says nothing of the systems, so no breaker hears it.
void Outbox::ask_after_what_was_under_way(const policy::ExecutorConfig& config) {
  Transaction t(*db_);
  for (const std::string& key : commands_.under_way())
    came({.key = key, .verb = {}, .over = true}, Outcome::timed_out, "the host ended before an answer", config);
  t.commit();
}

// --- what came of calls --------------------------------------------------------------------------------------------

void Outbox::take_answers(const policy::ExecutorConfig& config) {
  const base::Time now = clock_();
  std::optional<Transaction> t;
  const auto tell = [&](const UnderWay& of, Outcome outcome, const std::string& note) {
    if (!t) t.emplace(*db_);
    came(of, outcome, note, config);
  };
  while (const auto answer = channel_->answer()) {
    const auto found = under_way_.find(answer->call);
    if (found == under_way_.end()) continue;  // a second answer, or one to a call long past
    std::string note;
    const std::optional<Outcome> outcome = outcome_of(*answer, found->second.query, note);
    if (!outcome) {
      found->second.note = note;
      continue;
    }
    const UnderWay of = found->second;
    under_way_.erase(found);
    if (!of.over || settles(*outcome)) tell(of, *outcome, note);
  }
  for (auto& [call, of] : under_way_)
    if (!of.over && of.until <= now) {
      tell(of, Outcome::timed_out, of.note.empty() ? "no answer in time" : of.note);
      of.over = true;
    }
  std::erase_if(under_way_, [&](const auto& one) { return one.second.until + kRemember <= now; });
  if (t) t->commit();
}

/// What an outcome makes of the breaker, of the command, and of all that waited for the system.
void Outbox::came(const UnderWay& of, Outcome outcome, const std::string& note,
                  const policy::ExecutorConfig& config) {
  metrics_->add(Metric::calls, 1, label("outcome", base::name_of(outcome)));
  const bool answers_again = heard(of, outcome, config);
  const auto advance = [&] {
    // A trial that failed says that the system is down, and nothing of the command.
    if (of.probe && outcome != Outcome::found && outcome != Outcome::absent) return;
    if (const auto d = commands_.find(of.key))
      become(*d, policy::advance(config, d->call, outcome, clock_(), entropy()), note, config);
  };
  // What was found is settled before the rest is looked at; what never arrived may have become too old to be sent.
  if (outcome == Outcome::found) advance();
  if (answers_again) drain(of.verb, config);
  if (outcome != Outcome::found) advance();
}

/// Tells the breaker; true when the system is called again from now on.
bool Outbox::heard(const UnderWay& of, Outcome outcome, const policy::ExecutorConfig& config) {
  if (of.over) return false;  // that it ran out of time was heard
  const policy::Breaker before = breakers_.of(of.verb);
  if (before.circuit == Circuit::half_open && !of.probe) return false;  // a call from before the outage
  const policy::Breaker after = policy::heard(config, before, outcome, clock_());
  if (after == before) return false;
  breakers_.set(of.verb, after);
  tell_circuit(of.verb);
  return before.circuit == Circuit::half_open && after.circuit == Circuit::closed;
}

void Outbox::drain(const std::string& verb, const policy::ExecutorConfig& config) {
  for (const Dispatch& d : commands_.held(verb, base::Time::max()))
    become(d, policy::drain(config, d.call, clock_(), entropy()), "", config);
}

/// What waits for systems that are down, and must not wait for ever.
void Outbox::hold(const policy::ExecutorConfig& config) {
  const base::Time now = clock_();
  for (const std::string_view each : base::EnumNames<policy::Action>::names) {
    const std::string verb(each);
    if (breakers_.of(verb).circuit == Circuit::closed && channel_->open()) continue;
    std::optional<Transaction> t;
    for (const Dispatch& d : commands_.held(verb, now - config.dead_letter_after)) {
      const Call next = policy::hold(config, d.call, d.criticality, d.command.decisions, now);
      if (next == d.call) continue;
      if (!t) t.emplace(*db_);
      become(d, next, "its system is down", config);
    }
    if (t) t->commit();
  }
}

void Outbox::become(Dispatch d, const Call& call, const std::string& note, const policy::ExecutorConfig& config) {
  const Step before = d.call.step;
  if (call == d.call && before != Step::send && before != Step::query) return;  // its note may be a person's
  d.call = call;
  if (!note.empty()) d.note = note;
  if (before != Step::dead_letter && call.step == Step::dead_letter) fall_back(d, config);
  if (before != Step::superseded && call.step == Step::superseded) {
    d.note = "an outage held it back for too long, so that its need is decided again";
    metrics_->add(Metric::superseded);
  }
  commands_.keep(d);
}

/// It was parked: what is done besides.
void Outbox::fall_back(Dispatch& d, const policy::ExecutorConfig& config) {
  d.fallback = policy::fallback(config, d.call, d.criticality, d.command.decisions);
  if (d.fallback != policy::Fallback::decide_again) return;
  d.call.step = Step::superseded;
  d.note += "; its need is decided again";
  metrics_->add(Metric::superseded);
}

// --- calling -------------------------------------------------------------------------------------------------------

void Outbox::send_due(const policy::ExecutorConfig& config) {
  using May = policy::Admission::May;
  const base::Time now = clock_();
  for (const std::string_view each : base::EnumNames<policy::Action>::names) {
    const std::string verb(each);
    const policy::Admission admission = policy::admit(config, breakers_.of(verb), now);
    if (admission.may == May::hold) continue;
    const bool probe = admission.may == May::probe;
    const std::vector<Dispatch> due = commands_.due(verb, now, probe ? 1 : kCallsAtOnce);
    if (due.empty()) continue;
    Transaction t(*db_);
    if (probe)
      breakers_.set(verb, admission.breaker);
    else
      for (const Dispatch& d : due) commands_.set_under_way(d.command.key);
    t.commit();
    tell_circuit(verb);
    call(due, probe, config);
  }
}

/// Calls, with what is under way in the state already. A question that tries a system leaves no trace there: if the
/// host ends meanwhile, nothing was done.
void Outbox::call(const std::vector<Dispatch>& due, bool probe, const policy::ExecutorConfig& config) {
  const base::Time until = clock_() + config.timeout;
  std::vector<std::uint64_t> unsent;
  for (const Dispatch& d : due) {
    const bool query = probe || d.call.step == Step::query;
    const std::uint64_t call = ++calls_;
    under_way_[call] = {d.command.key, d.command.verb, query, probe, until, false};
    if (!(query ? channel_->ask(call, d.command) : channel_->send(call, d.command))) unsent.push_back(call);
  }
  if (unsent.empty()) return;
  Transaction failed(*db_);
  for (const std::uint64_t call : unsent) {
    came(under_way_[call], Outcome::failed, "could not be sent", config);
    under_way_.erase(call);
  }
  failed.commit();
}

// --- telling -------------------------------------------------------------------------------------------------------

void Outbox::tell_circuit(const std::string& verb) {
  metrics_->set(Metric::circuit, static_cast<double>(breakers_.of(verb).circuit), label("verb", verb));
}

/// How many stand where: done ones stay, and are many.
void Outbox::count() {
  const Commands::Counts counts = commands_.count();
  for (const auto& [step, number] : counts.steps)
    metrics_->set(Metric::outbox, static_cast<double>(number), label("step", step));
  metrics_->set(Metric::phone, static_cast<double>(counts.phone));
  metrics_->set(Metric::to_undo, static_cast<double>(counts.to_undo));
}

}  // namespace supplytwin::host
