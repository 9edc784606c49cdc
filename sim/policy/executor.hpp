#pragma once

#include <cstdint>
#include <tuple>

#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace supplytwin::policy {

/// How the commands of a decision are carried out: the numbers of the executor.
struct ExecutorConfig {
  std::int64_t retries = 5;
  base::Duration timeout{base::kSecond * 30};
  base::Duration backoff{base::kSecond * 30};
  base::Ratio backoff_factor{2'000'000};
  base::Duration backoff_limit{base::kHour};
  base::Duration idempotency_retention{base::kDay * 30};
  base::Duration dead_letter_after{base::kDay};
  bool operator==(const ExecutorConfig&) const = default;

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
    };
  }
};

}  // namespace supplytwin::policy
