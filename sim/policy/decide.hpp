#pragma once

#include "policy/decision.hpp"
#include "policy/master.hpp"
#include "policy/program.hpp"
#include "policy/view.hpp"

namespace supplytwin::policy {

/// The first rule that applies decides; see Bundle::decide.
Decision decide(const Program& program, const Master& master, const View& view, const Trigger& trigger,
                base::Time as_of);

}  // namespace supplytwin::policy
