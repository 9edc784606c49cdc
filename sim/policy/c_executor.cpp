#include "policy/breaker.hpp"
#include "policy/c_handles.hpp"
#include "policy/c_records.hpp"

using namespace supplytwin;
using namespace supplytwin::policy;

namespace {

constexpr const char* kNoOutcome = "no such outcome";
constexpr const char* kNoInstant = "the instant is out of bounds";
constexpr const char* kNoCriticality = "no such criticality";

base::Time instant(std::int64_t ms) { return base::Time{base::Duration{ms}}; }

/// What `next` makes of a call, once all is well with the arguments; `wrong` is what is not with those of its own.
template <class Next>
st_policy_code on_call(const st_policy* policy, st_policy_call* call, const char* wrong, int64_t as_of,
                       st_policy_error* error, Next next) {
  return guarded(error, [&] {
    if (!policy) return bad_argument(error, kNoHandle);
    if (!call) return bad_argument(error, kNoPlace);
    Call c;
    if (const char* unread = read(*call, c)) return bad_argument(error, unread);
    if (wrong) return bad_argument(error, wrong);
    if (!is_instant(as_of)) return bad_argument(error, kNoInstant);
    *call = written(next(policy->bundle.executor(), c));
    return report(error, ST_POLICY_OK);
  });
}

}  // namespace

int64_t st_policy_timeout(const st_policy* policy) noexcept {
  return policy ? policy->bundle.executor().timeout.count() : 0;
}

st_policy_code st_policy_begin(int64_t issued, st_policy_call* call, st_policy_error* error) noexcept {
  if (!call) return bad_argument(error, kNoPlace);
  if (!is_instant(issued)) return bad_argument(error, kNoInstant);
  *call = written(begin(instant(issued)));
  return report(error, ST_POLICY_OK);
}

st_policy_code st_policy_advance(const st_policy* policy, st_policy_call* call, uint32_t outcome, int64_t as_of,
                                 uint64_t entropy, st_policy_error* error) noexcept {
  const char* wrong = name_or_null<Outcome>(outcome) ? nullptr : kNoOutcome;
  return on_call(policy, call, wrong, as_of, error, [&](const ExecutorConfig& config, const Call& c) {
    return advance(config, c, static_cast<Outcome>(outcome), instant(as_of), entropy);
  });
}

st_policy_code st_policy_admit(const st_policy* policy, st_policy_breaker* breaker, int64_t as_of, uint32_t* may,
                               int64_t* at, st_policy_error* error) noexcept {
  return guarded(error, [&] {
    if (!policy) return bad_argument(error, kNoHandle);
    if (!breaker || !may || !at) return bad_argument(error, kNoPlace);
    Breaker b;
    if (const char* wrong = read(*breaker, b)) return bad_argument(error, wrong);
    if (!is_instant(as_of)) return bad_argument(error, kNoInstant);
    const Admission admission = admit(policy->bundle.executor(), b, instant(as_of));
    *breaker = written(admission.breaker);
    *may = static_cast<uint32_t>(admission.may);
    *at = base::milliseconds(admission.at);
    return report(error, ST_POLICY_OK);
  });
}

st_policy_code st_policy_heard(const st_policy* policy, st_policy_breaker* breaker, uint32_t outcome, int64_t as_of,
                               st_policy_error* error) noexcept {
  return guarded(error, [&] {
    if (!policy) return bad_argument(error, kNoHandle);
    if (!breaker) return bad_argument(error, kNoPlace);
    Breaker b;
    if (const char* wrong = read(*breaker, b)) return bad_argument(error, wrong);
    if (!name_or_null<Outcome>(outcome)) return bad_argument(error, kNoOutcome);
    if (!is_instant(as_of)) return bad_argument(error, kNoInstant);
    *breaker = written(heard(policy->bundle.executor(), b, static_cast<Outcome>(outcome), instant(as_of)));
    return report(error, ST_POLICY_OK);
  });
}

st_policy_code st_policy_hold(const st_policy* policy, st_policy_call* call, uint32_t criticality, uint32_t decisions,
                              int64_t as_of, st_policy_error* error) noexcept {
  const char* wrong = name_or_null<Criticality>(criticality) ? nullptr : kNoCriticality;
  return on_call(policy, call, wrong, as_of, error, [&](const ExecutorConfig& config, const Call& c) {
    return hold(config, c, static_cast<Criticality>(criticality), decisions, instant(as_of));
  });
}

st_policy_code st_policy_drain(const st_policy* policy, st_policy_call* call, int64_t as_of, uint64_t entropy,
                               st_policy_error* error) noexcept {
  return on_call(policy, call, nullptr, as_of, error, [&](const ExecutorConfig& config, const Call& c) {
    return drain(config, c, instant(as_of), entropy);
  });
}

st_policy_code st_policy_fallback(const st_policy* policy, const st_policy_call* call, uint32_t criticality,
                                  uint32_t decisions, uint32_t* fallback, st_policy_error* error) noexcept {
  return guarded(error, [&] {
    if (!policy) return bad_argument(error, kNoHandle);
    if (!call || !fallback) return bad_argument(error, kNoPlace);
    Call c;
    if (const char* wrong = read(*call, c)) return bad_argument(error, wrong);
    if (!name_or_null<Criticality>(criticality)) return bad_argument(error, kNoCriticality);
    *fallback = static_cast<uint32_t>(
        policy::fallback(policy->bundle.executor(), c, static_cast<Criticality>(criticality), decisions));
    return report(error, ST_POLICY_OK);
  });
}
