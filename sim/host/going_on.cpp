#include <utility>

#include "base/digest.hpp"
#include "base/format.hpp"
#include "edge/wire.hpp"
#include "host/host.hpp"
#include "host/trust.hpp"

namespace supplytwin::host {
namespace {

constexpr std::string_view kHold = "hold", kRetention = "retention", kAhead = "ahead";  // [ms]
constexpr std::string_view kPublicKey = "public_key";  // whose signatures are asked for; empty: nobody's
constexpr std::string_view kEmits = "emits";           // 1 where commands are sent

/// Who decides by a state, which is told where it has not begun.
policy::Bundle who_decides(State& state, const policy::Bundle* policy, const HostConfig& config) {
  if (config.signature && !config.key) throw nothing_to_hold_it_against();
  const std::vector<InForce> all = state.policies();
  if (all.empty()) {
    if (!policy) throw Refused(state.name() + ": has not begun yet; name the policy that decides with --policy");
    check_signature(config.key, policy->canonical(), config.signature, std::string(policy->name()));
    Transaction t(state.database());
    state.add_policy(InForce::of(*policy, 0, config.signature));
    t.commit();
    return *policy;
  }
  if (!config.key && !config.drop_key && !state.text_fact(kPublicKey).empty())
    throw Untrusted(state.name() +
                    ": its host last took signed policies alone; give the key again with "
                    "--public-key, or say --unsigned to take any policy from now on");
  const InForce& in_force = all.back();
  const bool named = policy && base::hex(policy->digest()) == in_force.digest;
  const auto& signature = named && config.signature ? config.signature : in_force.signature;
  check_signature(config.key, in_force.canonical, signature, state.name() + ": the policy that decides there");
  policy::Bundle last = policy::Bundle::load(in_force.canonical);
  if (policy && policy->digest() != last.digest())
    throw Refused(state.name() + ": " + std::string(last.name()) + " (" + base::hex(last.digest()).substr(0, 12) +
                  ") decides there, and not " + std::string(policy->name()) + " (" +
                  base::hex(policy->digest()).substr(0, 12) +
                  "); put it in its place with `supplytwin shadow swap`, or leave --policy away");
  if (config.key && signature != in_force.signature) {
    Transaction t(state.database());
    state.sign_policy(*signature);
    t.commit();
  }
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
      bundle_(who_decides(state, policy, config)),
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
    if (decider_ && item.message.place() > master_place_) {
      try {
        item.event = decider_->read(item.message);
        item.message.data = nullptr;
      } catch (const edge::WireError&) {
        item.event.reset();  // it came before the master, and `release` refuses it
      }
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
  config.key = public_key_of(state.text_fact(kPublicKey));
  return config;
}

bool emits(State& state) { return state.fact(kEmits, 0) != 0; }

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
  state_->set_text_fact(kPublicKey, in_digits(config_.key));
  state_->set_fact(kEmits, outbox_ ? 1 : 0);
  keep();
}

}  // namespace supplytwin::host
