#include "policy/executor.hpp"

#include <algorithm>

#include "base/wide.hpp"

namespace supplytwin::policy {
namespace {

/// Uniform from none to `longest`, both included.
base::Duration jittered(base::Duration longest, std::uint64_t entropy) {
  const base::Int128 widths = base::Int128{longest.count()} + 1;
  return base::Duration{static_cast<std::int64_t>(widths * base::Int128{entropy} >> 64)};
}

bool is_open(const Call& call) { return call.step == Step::send || call.step == Step::query; }

Call settled(Call call, Step step, base::Time as_of) {
  call.step = step;
  call.due = as_of;
  return call;
}

/// The next attempt, or the end of them: a command too often or too long under way is parked. Once the other side may
/// have forgotten the key, asking by it proves nothing, and sending again could order twice.
Call try_again(const ExecutorConfig& config, Call call, base::Time as_of, base::Duration wait) {
  if (call.stale && !call.unknown) return settled(call, Step::superseded, as_of);
  const base::Duration age = as_of - call.issued;
  const bool forgotten = call.unknown && age >= config.idempotency_retention;
  if (call.failures > config.retries || age >= config.dead_letter_after || forgotten)
    return settled(call, Step::dead_letter, as_of);
  call.step = call.unknown ? Step::query : Step::send;
  call.due = std::min(as_of + wait, call.issued + config.dead_letter_after);  // the last try is not slept over
  return call;
}

}  // namespace

Call begin(base::Time issued) { return {issued, issued, Step::send, 0, false, false}; }

base::Duration longest_wait(const ExecutorConfig& config, std::uint32_t failures) {
  std::int64_t wait = std::min(config.backoff, config.backoff_limit).count();
  for (std::uint32_t n = 1; n < failures && wait > 0 && wait < config.backoff_limit.count(); ++n) {
    const std::int64_t next = std::min(base::scale(wait, config.backoff_factor), config.backoff_limit.count());
    if (next == wait) break;
    wait = next;
  }
  return base::Duration{wait};
}

Call drain(const ExecutorConfig& config, const Call& call, base::Time as_of, std::uint64_t entropy) {
  if (!is_open(call)) return call;
  Call next = call;
  next.stale = next.stale || as_of - call.issued >= config.supersede_after;
  if (next.stale && !next.unknown) return settled(next, Step::superseded, as_of);
  next.due = as_of + jittered(std::min(config.backoff, config.backoff_limit), entropy);
  return next;
}

Call hold(const ExecutorConfig& config, const Call& call, Criticality criticality, std::uint32_t decisions,
          base::Time as_of) {
  if (!is_open(call) || as_of - call.issued < config.dead_letter_after) return call;
  const Call parked = settled(call, Step::dead_letter, as_of);
  // To decide again now would lead to the same system, so all others wait for it.
  return fallback(config, parked, criticality, decisions) == Fallback::phone ? parked : call;
}

Fallback fallback(const ExecutorConfig& config, const Call& call, Criticality criticality, std::uint32_t decisions) {
  if (call.step != Step::dead_letter) return Fallback::wait;
  const std::array by{config.fallback_vital, config.fallback_essential, config.fallback_desirable};
  const Fallback wanted = by[static_cast<std::size_t>(criticality)];
  const bool spent = call.unknown || std::int64_t{decisions} > config.retries;
  return wanted == Fallback::decide_again && spent ? Fallback::phone : wanted;
}

Call advance(const ExecutorConfig& config, const Call& call, Outcome outcome, base::Time as_of,
             std::uint64_t entropy) {
  const bool open = is_open(call);
  const bool carried_out = outcome == Outcome::accepted || outcome == Outcome::found;
  if (!open && !(call.step == Step::dead_letter && (call.unknown || carried_out))) return call;
  Call next = call;
  switch (outcome) {
    case Outcome::accepted:
    case Outcome::found:
      next.unknown = false;
      return settled(next, Step::done, as_of);
    case Outcome::refused:
      next.unknown = false;
      return settled(next, Step::dead_letter, as_of);
    case Outcome::absent:
      if (as_of - call.issued < config.idempotency_retention) next.unknown = false;
      return open ? try_again(config, next, as_of, base::Duration{0}) : next;
    case Outcome::timed_out:
      next.unknown = next.unknown || call.step == Step::send;
      break;
    case Outcome::failed:
      break;
  }
  if (!open) return next;
  ++next.failures;
  return try_again(config, next, as_of, jittered(longest_wait(config, next.failures), entropy));
}

}  // namespace supplytwin::policy
