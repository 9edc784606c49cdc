#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "policy/master.hpp"

namespace supplytwin::policy {

/// What is done about a command that was parked, besides the list that persons work off.
enum class Fallback : std::uint8_t {
  wait,          ///< nothing: it waits there
  decide_again,  ///< it is undone and its need decided anew, so that the rules find another way
  phone,         ///< a person is called at once, to carry it out by telephone
};

/// Most failures that a breaker counts.
inline constexpr std::int64_t kBreakerFailures = 32;

/// How the commands of a decision are carried out: the numbers of the executor.
struct ExecutorConfig {
  std::int64_t retries = 5;
  base::Duration timeout{base::kSecond * 30};
  base::Duration backoff{base::kSecond * 30};
  base::Ratio backoff_factor{2'000'000};
  base::Duration backoff_limit{base::kHour};
  base::Duration idempotency_retention{base::kDay * 30};
  base::Duration dead_letter_after{base::kDay};
  std::int64_t breaker_failures = 5;
  base::Duration breaker_window{base::kMinute};
  base::Duration breaker_cooling{base::kMinute};
  base::Duration supersede_after{base::kHour * 4};
  Fallback fallback_vital = Fallback::phone;
  Fallback fallback_essential = Fallback::wait;
  Fallback fallback_desirable = Fallback::wait;
  bool operator==(const ExecutorConfig&) const = default;

  template <class = void>
  static constexpr auto fields() {
    using C = ExecutorConfig;
    constexpr std::int64_t kYear = 366 * 86'400'000ll;
    return std::tuple{
        base::optional("retries", &C::retries, "attempts after the first before a call is given up").between(0, 100),
        base::optional("timeout", &C::timeout, "wait for an answer before its outcome counts as unknown [time]")
            .between(1, 86'400'000),
        base::optional("backoff", &C::backoff, "wait before the first retry [time]").between(0, 86'400'000),
        base::optional("backoff_factor", &C::backoff_factor, "each wait is this many times the last [1]")
            .between(1'000'000, 10'000'000),
        base::optional("backoff_limit", &C::backoff_limit, "longest wait between retries [time]").between(0, kYear),
        base::optional("idempotency_retention", &C::idempotency_retention,
                       "how long the key of a command is remembered [time]")
            .between(0, kYear),
        base::optional("dead_letter_after", &C::dead_letter_after,
                       "age at which a command that does not go through is parked for a person [time]")
            .between(0, kYear),
        base::optional("breaker_failures", &C::breaker_failures,
                       "failed calls to a system within breaker_window that stop calls to it; 0: never")
            .between(0, kBreakerFailures),
        base::optional("breaker_window", &C::breaker_window, "time within which failures count together [time]")
            .between(1, 86'400'000),
        base::optional("breaker_cooling", &C::breaker_cooling,
                       "how long a system that failed is left alone before one call tries it [time]")
            .between(1, 86'400'000),
        base::optional("supersede_after", &C::supersede_after,
                       "age from which a command that an outage held back is not sent any more: its need is decided "
                       "again [time]")
            .between(0, kYear),
        base::optional("fallback_vital", &C::fallback_vital,
                       "what is done about a parked command for a vital item, besides its place in the dead letter"),
        base::optional("fallback_essential", &C::fallback_essential, "the same for an essential item"),
        base::optional("fallback_desirable", &C::fallback_desirable, "the same for a desirable item"),
    };
  }
};

/// What came of a call to another system.
enum class Outcome : std::uint8_t {
  accepted,   ///< the command is carried out, or will be
  refused,    ///< it was understood and turned down, and will be again
  failed,     ///< the call did not go through; what was sent surely had no effect
  timed_out,  ///< no answer; what was sent may have had its effect or not
  found,      ///< a query by idempotency key: the command was carried out
  absent,     ///< a query by idempotency key: the command never arrived
};

/// What is to be done next.
enum class Step : std::uint8_t {
  send,         ///< send the command, under the idempotency key it had before
  query,        ///< ask by idempotency key whether it was carried out
  done,         ///< nothing: it is carried out
  dead_letter,  ///< nothing: it is parked for a person
  superseded,  ///< nothing is sent: an outage made it stale; undo what the view made of it, and decide its need again
};

/// A command on its way to another system: all that the executor keeps of it. Plain data, to be stored as it is.
struct Call {
  base::Time issued{};         ///< when it was first to be sent
  base::Time due{};            ///< when `step` is due
  Step step = Step::send;      ///< what is to be done then
  std::uint32_t failures = 0;  ///< calls that brought no answer to rely on
  bool unknown = false;        ///< it may have been carried out, and nobody knows; a person must look there first
  bool stale = false;          ///< an outage held it back for too long: if it never arrived, it is superseded
  bool operator==(const Call&) const = default;
};

/// A command that is to be sent now.
Call begin(base::Time issued);

/// The longest wait before the next call after so many failures (at least one).
base::Duration longest_wait(const ExecutorConfig& config, std::uint32_t failures);

/// What becomes of a command that was held back, when its system answers again. One that is younger than
/// `supersede_after` is due anew, spread by `entropy` from now to `backoff`; an older one is superseded, or asked
/// about first where it may have been carried out. What is done, parked or superseded stays so.
Call drain(const ExecutorConfig& config, const Call& call, base::Time as_of, std::uint64_t entropy);

/// What becomes of a command while its system is down: it is held, but parked at the age `dead_letter_after` where a
/// person is to carry it out by telephone (`fallback`).
Call hold(const ExecutorConfig& config, const Call& call, Criticality criticality, std::uint32_t decisions,
          base::Time as_of);

/// What is done about a command for an item of this criticality, now; `wait` while it is not parked. `decisions` have
/// been taken on its need so far: after more than `retries` of them, and where it may have been carried out, it is
/// `phone` in place of `decide_again`, so that nothing is ordered twice and no need is decided for ever.
Fallback fallback(const ExecutorConfig& config, const Call& call, Criticality criticality, std::uint32_t decisions);

/// What to do after an outcome. Pure: `entropy` is 64 random bits, fresh for each call, and spreads the retries of
/// many commands over the wait (full jitter: uniform from none to the longest). What has ended stays so, save that a
/// late answer settles what was parked: any while it is unknown, later one that says that it was carried out.
Call advance(const ExecutorConfig& config, const Call& call, Outcome outcome, base::Time as_of,
             std::uint64_t entropy);

}  // namespace supplytwin::policy

template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Outcome> {
  static constexpr std::array<std::string_view, 6> names{"accepted",  "refused", "failed",
                                                         "timed_out", "found",   "absent"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Step> {
  static constexpr std::array<std::string_view, 5> names{"send", "query", "done", "dead_letter", "superseded"};
};
template <>
struct supplytwin::base::EnumNames<supplytwin::policy::Fallback> {
  static constexpr std::array<std::string_view, 3> names{"wait", "decide_again", "phone"};
};
