#pragma once

#include "edge/wire.hpp"
#include "policy/view.hpp"

namespace supplytwin::edge {

/// What is known of a stocking point as members of an object, by its field list; what is 0 or false is left out.
Json stock_data(const policy::View::Stock& stock);
/// Reads them back. Throws WireError.
policy::View::Stock read_stock(const Members& members);

}  // namespace supplytwin::edge
