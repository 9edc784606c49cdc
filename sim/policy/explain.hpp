#pragma once

#include <string>

#include "policy/decision.hpp"
#include "policy/master.hpp"
#include "policy/program.hpp"
#include "policy/view.hpp"

namespace supplytwin::policy {

/// A decision in plain lines: what and why, the facts its rule used, who was passed over; see Bundle::explain.
std::string explain(const Program& program, const Master& master, const View& view, const Decision& decision);

}  // namespace supplytwin::policy
