#pragma once

#include <string>

#include "edge/wire.hpp"
#include "policy/master.hpp"
#include "policy/view.hpp"

namespace supplytwin::edge {

/// What every log opens with: the master data, and what is known at that instant.
struct Opening {
  policy::Master master;
  policy::View view;
  base::Time at{};
};

/// The data of a `master.snapshot`. Times are in milliseconds, money in micro-dollars, ratios in parts per million.
Json master_data(const policy::Master& master, const policy::View& view);

/// Reads them back. Throws WireError.
Opening read_master(const Json& data, base::Time at);

}  // namespace supplytwin::edge
