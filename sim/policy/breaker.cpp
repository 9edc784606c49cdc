#include "policy/breaker.hpp"

#include <algorithm>

namespace supplytwin::policy {
namespace {

/// Forgets all failures, so that what was before an outage does not count after it.
Breaker turned(Circuit circuit, base::Time until) {
  Breaker b;
  b.circuit = circuit;
  b.until = until;
  return b;
}

bool is_failure(Outcome outcome) { return outcome == Outcome::failed || outcome == Outcome::timed_out; }

}  // namespace

Admission admit(const ExecutorConfig& config, const Breaker& breaker, base::Time as_of) {
  if (breaker.circuit == Circuit::closed) return {Admission::May::call, as_of, breaker};
  if (as_of < breaker.until) return {Admission::May::hold, breaker.until, breaker};
  return {Admission::May::probe, as_of, turned(Circuit::half_open, as_of + config.timeout)};
}

Breaker heard(const ExecutorConfig& config, const Breaker& breaker, Outcome outcome, base::Time as_of) {
  if (breaker.circuit == Circuit::open) return breaker;
  const Breaker opened = turned(Circuit::open, as_of + config.breaker_cooling);
  if (breaker.circuit == Circuit::half_open) return is_failure(outcome) ? opened : Breaker{};
  if (!is_failure(outcome) || config.breaker_failures == 0) return breaker;

  Breaker next = breaker;
  const auto begin = next.failed.begin();
  auto end = begin + static_cast<std::ptrdiff_t>(std::min<std::size_t>(next.failures, next.failed.size()));
  end = std::remove_if(begin, end, [&](base::Time t) { return as_of - t >= config.breaker_window; });
  if (end - begin + 1 >= config.breaker_failures) return opened;
  *end++ = as_of;
  std::fill(end, next.failed.end(), base::Time{});
  next.failures = static_cast<std::uint32_t>(end - begin);
  return next;
}

}  // namespace supplytwin::policy
