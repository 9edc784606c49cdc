#pragma once

#include "policy/breaker.hpp"
#include "policy/bundle.hpp"
#include "policy/decision.hpp"
#include "policy/event.hpp"
#include "policy/executor.hpp"
#include "policy/master.hpp"
#include "policy/supplytwin_policy.h"
#include "policy/view.hpp"

// Records of the C interface and those of C++. Reading returns what is wrong, or null; it allocates nothing.

namespace supplytwin::policy {

/// Whether an instant lies in the years 1 to 9999.
bool is_instant(std::int64_t ms);

const char* read(const st_policy_event& from, const Master& master, Event& to);
const char* read(const st_policy_trigger& from, const Master& master, Trigger& to);
const char* read(const st_policy_stock& from, View::Stock& to);
const char* read(const st_policy_call& from, Call& to);
const char* read(const st_policy_breaker& from, Breaker& to);
/// All but the candidates that were passed over, which only a policy can read.
const char* read(const st_policy_decision& from, const Master& master, Decision& to);
const char* read_rejected(const st_policy_decision& from, const Bundle& bundle, const Master& master, Decision& to);

st_policy_stock written(const View::Stock& from);
st_policy_call written(const Call& from);
st_policy_breaker written(const Breaker& from);
st_policy_decision written(const Decision& from, const Bundle& bundle, const Master& master);

}  // namespace supplytwin::policy
