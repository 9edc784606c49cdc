#pragma once

#include "study/build.hpp"

namespace supplytwin::python {

/// This package, as files name it.
inline study::Build this_build() { return {SUPPLYTWIN_VERSION, SUPPLYTWIN_GIT_COMMIT}; }

}  // namespace supplytwin::python
