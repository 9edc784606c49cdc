#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "policy/executor.hpp"

namespace supplytwin::policy {

/// Whether another system is called at all, after what came of the calls to it.
enum class Circuit : std::uint8_t {
  closed,     ///< it is called
  open,       ///< it failed too often of late and is left alone
  half_open,  ///< one call is under way to see whether it answers again
};

/// What is remembered of the calls to one other system; one a system, not one a command. Plain data, to be stored as
/// it is; its default is a system that nothing is known of.
struct Breaker {
  base::Time until{};  ///< open: when it is tried; half open: when the trial is over
  Circuit circuit = Circuit::closed;
  std::uint32_t failures = 0;                         ///< how many of `failed` are kept
  std::array<base::Time, kBreakerFailures> failed{};  ///< when calls failed, the oldest first
  bool operator==(const Breaker&) const = default;
};

/// What may be done towards a system now.
struct Admission {
  enum class May : std::uint8_t {
    call,   ///< anything
    probe,  ///< one call that changes nothing, as a query by idempotency key does; its outcome goes to `heard`
    hold,   ///< nothing before `at`; a call that is held has not failed
  };
  May may{};
  base::Time at{};  ///< now, or when to ask again
  Breaker breaker;  ///< to be kept in place of the one that was given
};

/// Asks before a call. Whoever gets `probe` makes that call; others are held until its outcome, and if that does not
/// come within the timeout, another may probe.
Admission admit(const ExecutorConfig& config, const Breaker& breaker, base::Time as_of);

/// What the outcome of a call makes of it. Whatever shows that the system answers, a refusal too, closes a circuit
/// that is half open; `breaker_failures` that failed or timed out within `breaker_window` open one that is closed,
/// and one failure opens one that is half open. While it is open, late outcomes change nothing. When it closes, every
/// command that was held is to be drained.
Breaker heard(const ExecutorConfig& config, const Breaker& breaker, Outcome outcome, base::Time as_of);

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Circuit> {
  static constexpr std::array<std::string_view, 3> names{"closed", "open", "half_open"};
};
