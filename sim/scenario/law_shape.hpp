#pragma once

#include "bundle/shape.hpp"
#include "scenario/parse_law.hpp"

namespace supplytwin::scenario {

/// How a law with values of this dimension is written.
bundle::Shape law_shape(Dimension dimension);

}  // namespace supplytwin::scenario
