#pragma once

#include "study/build.hpp"

namespace supplytwin::python {

/// This package, as files name it.
study::Build this_build();

}  // namespace supplytwin::python
