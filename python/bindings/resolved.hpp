#pragma once

#include <memory>

#include "scenario/scenario.hpp"

namespace supplytwin::python {

/// A scenario that was read and checked; const and shared by whatever runs it.
struct Resolved {
  std::shared_ptr<const scenario::Scenario> scenario;
};

}  // namespace supplytwin::python
